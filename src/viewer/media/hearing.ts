// How loud a sound is and from which side it comes, for one who looks in a direction. Pure.
import { type Angles, angleBetween, directionOf, toRadians } from '#tour/angles.ts'

export interface PlacedSound extends Angles {
  volume: number
  reachDegrees: number
}

/** Of its volume, what is left of a sound behind one's back. */
const softest = 0.12
/** Never in one ear only: nothing sounds so in a room. */
const mostPan = 0.85

export function heard(view: Angles, sound: PlacedSound): { gain: number; pan: number } {
  const near = Math.max(0, 1 - angleBetween(view, sound) / sound.reachDegrees)
  const gain = sound.volume * (softest + (1 - softest) * near * near * (3 - 2 * near))
  const yaw = toRadians(view.yawDegrees)
  const [x, , z] = directionOf(sound)
  return { gain, pan: mostPan * (x * Math.cos(yaw) + z * Math.sin(yaw)) }
}
