// A turn of 360° in 8 seconds at pitch 0, with all tiles loaded: how long frames take, and what each costs.
import type { WireFile } from '../visit/wire-server.ts'
import { openDriven } from './driven.ts'
import { percentile } from './figures.ts'
import type { Screen } from './visitor.ts'

export interface Panning {
  frames: number
  frameMsP50: number
  frameMsP95: number
  drawsPerFrame: number
  /** Tasks of the page's own thread. */
  mainMsPerFrame: number
  /** CPU time of the process that draws: with a software renderer, what the graphics card would do. */
  gpuCpuMsPerFrame: number
}

const turnMs = 8000

export async function pan(screen: Screen, files: ReadonlyMap<string, WireFile>): Promise<Panning> {
  const driven = await openDriven(screen, files)
  try {
    for (let yaw = 0; yaw <= 360; yaw += 30) {
      await driven.look(yaw)
      await driven.rest(150)
    }
    await driven.rest(1000)
    await driven.cdp.send('Performance.enable')
    const taskSeconds = async () => {
      const { metrics } = await driven.cdp.send('Performance.getMetrics')
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
    }
    const [tasksBefore, cpuBefore] = [await taskSeconds(), await driven.cpuSeconds()]
    const { times, draws } = await driven.page.evaluate(turnOnce, turnMs)
    const [tasksAfter, cpuAfter] = [await taskSeconds(), await driven.cpuSeconds()]
    const frames = times.length
    if (frames === 0) throw new Error('nothing was drawn')
    return {
      frames,
      frameMsP50: percentile(times, 0.5),
      frameMsP95: percentile(times, 0.95),
      drawsPerFrame: draws / frames,
      mainMsPerFrame: ((tasksAfter - tasksBefore) * 1000) / frames,
      gpuCpuMsPerFrame: ((cpuAfter.gpu - cpuBefore.gpu) * 1000) / frames,
    }
  } finally {
    await driven.close()
  }
}

/** Runs in the page. A frame in which nothing was drawn belongs to the next one that was. */
function turnOnce(durationMs: number): Promise<{ times: number[]; draws: number }> {
  return new Promise((done) => {
    const times: number[] = []
    const drawsSoFar = () => window.glCounts?.draws ?? 0
    const drawsBefore = drawsSoFar()
    let beganAt: number | undefined
    let drawnAt = 0
    let draws = drawsBefore
    function frame(now: number) {
      beganAt ??= now
      if (drawsSoFar() > draws) {
        if (drawnAt) times.push(now - drawnAt)
        drawnAt = now
        draws = drawsSoFar()
      }
      if (now - beganAt > durationMs) return done({ times, draws: draws - drawsBefore })
      window.bench?.look(((now - beganAt) / durationMs) * 360)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}
