// A tour of many scenes, in each of which the visitor looks all round: the most bytes of textures that lived at one time.
import type { WireFile } from '../visit/wire-server.ts'
import { openDriven } from './driven.ts'
import type { Screen } from './visitor.ts'

const stepDegrees = 60

export async function peakTextureBytes(
  screen: Screen,
  files: ReadonlyMap<string, WireFile>,
  scenes: number,
): Promise<number> {
  const driven = await openDriven(screen, files)
  try {
    for (let scene = 0; scene < scenes; scene++) {
      if (scene > 0) await driven.enter(scene)
      await driven.rest(1200)
      for (let yaw = stepDegrees; yaw <= 360; yaw += stepDegrees) {
        await driven.look(yaw)
        await driven.rest(200)
      }
    }
    const peak = await driven.page.evaluate(() => window.glCounts?.peakTextureBytes ?? 0)
    if (peak === 0) throw new Error('no textures were made')
    return peak
  } finally {
    await driven.close()
  }
}
