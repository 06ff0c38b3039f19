// What changing scenes leaves behind in the page's memory: the JavaScript heap before and after, each time after a collection.
import type { WireFile } from '../visit/wire-server.ts'
import { openDriven } from './driven.ts'
import { desk } from './visitor.ts'
import { tilesUrlOf } from './world.ts'

export interface HeapGrowth {
  beforeBytes: number
  afterBytes: number
  /** Between two readings without any change of scene: the noise. */
  noiseBytes: number
}

const warmUpChanges = 20

export async function heapGrowth(
  files: ReadonlyMap<string, WireFile>,
  scenes: number,
  changes: number,
): Promise<HeapGrowth> {
  // The probe would keep things itself.
  const driven = await openDriven(desk, files, { probe: false })
  try {
    await driven.cdp.send('HeapProfiler.enable')
    const usedBytes = async () => {
      await driven.rest(1500)
      // What finalizers let go is collected in the next round.
      for (let round = 0; round < 3; round++) await driven.cdp.send('HeapProfiler.collectGarbage')
      return (await driven.cdp.send('Runtime.getHeapUsage')).usedSize
    }
    let scene = 0
    const change = async (times: number) => {
      for (let left = times; left > 0; left--) {
        scene = (scene + 1) % scenes
        await driven.enter(scene)
        await driven.rest(100)
        await new Promise((shown) => setTimeout(shown, 800))
      }
    }
    await change(warmUpChanges)
    if (!driven.server.requests().some((path) => path.startsWith(tilesUrlOf(1))))
      throw new Error('no scene was entered')
    const earlier = await usedBytes()
    const beforeBytes = await usedBytes()
    await change(changes)
    return { beforeBytes, afterBytes: await usedBytes(), noiseBytes: Math.abs(beforeBytes - earlier) }
  } finally {
    await driven.close()
  }
}
