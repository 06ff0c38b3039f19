// The little-planet opening: the whole place as a small planet, then down into it. Loaded by tours that want it.
import { turnDegrees } from '#tour/angles.ts'
import type { View } from '#tour/view.ts'
import { smooth } from './motion.ts'
import type { Motion } from './mover.ts'
import type { Panorama } from './panorama.ts'

const descentMs = 2200
/** The planet waits so long for its tiles; then it goes on with what is there. */
const patienceMs = 2500
const turnDegreesOnTheWay = 60

/** Begins as a planet and descends to `to`; any touch ends it there at once. `isThere`: the planet's own tiles have come. */
export function openAsPlanet(panorama: Panorama, to: View, isThere: () => boolean): void {
  const start: View = { ...to, pitchDegrees: -90, yawDegrees: to.yawDegrees - turnDegreesOnTheWay }
  let waitedMs = 0
  let elapsedMs = 0
  const turn = turnDegrees(start.yawDegrees, to.yawDegrees)
  const descend: Motion = (stepMs) => {
    if (elapsedMs === 0 && waitedMs < patienceMs && !isThere()) {
      waitedMs += stepMs
      return true
    }
    elapsedMs += stepMs
    const share = smooth(Math.min(1, elapsedMs / descentMs))
    panorama.planet = 1 - share
    panorama.view = {
      yawDegrees: start.yawDegrees + turn * share,
      pitchDegrees: -90 + (to.pitchDegrees + 90) * share ** 1.5,
      fovDegrees: to.fovDegrees,
    }
    return elapsedMs < descentMs
  }
  const onStop = () => {
    panorama.planet = 0
    panorama.view = to
  }
  panorama.move(descend, { onStop })
  panorama.planet = 1
  panorama.view = start
}
