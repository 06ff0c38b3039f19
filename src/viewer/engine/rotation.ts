// A slow rotation, round and round. Loaded by those who want one.
import type { Panorama } from './panorama.ts'

/** It comes up to its speed in about this time. */
const gatherMs = 800

/** Turns slowly, also in the scenes that follow, until something else moves the view or anybody touches it; undefined ends it. */
export function autoRotate(panorama: Panorama, degreesPerSecond: number | undefined): void {
  panorama.stop()
  if (!degreesPerSecond || panorama.reducedMotion) return
  let speed = 0
  const rotate = (elapsedMs: number) => {
    const { view } = panorama
    speed += (degreesPerSecond - speed) * (1 - Math.exp(-elapsedMs / gatherMs))
    panorama.view = { ...view, yawDegrees: view.yawDegrees + (speed * elapsedMs) / 1000 }
    return true
  }
  panorama.move(rotate, { goesOn: true })
}
