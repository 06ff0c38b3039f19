// Ways to move a view by itself. They only set the view before each frame; the panorama says when a frame comes.
import type { View } from '#tour/view.ts'
import { between, settle } from './motion.ts'
import type { Motion } from './mover.ts'

/** An automatic rotation comes up to its speed in about this time. */
const gatherMs = 800

/** From one view to another, quick at first: the answer to a key or a button. */
export function turning(from: View, to: View, durationMs: number, look: (view: View) => void): Motion {
  let elapsed = 0
  return (elapsedMs) => {
    elapsed = Math.min(durationMs, elapsed + elapsedMs)
    look(between(from, to, settle(elapsed / durationMs)))
    return elapsed < durationMs
  }
}

/** Round and round. */
export function rotating(degreesPerSecond: number, turn: (degrees: number) => void): Motion {
  let speed = 0
  return (elapsedMs) => {
    speed += (degreesPerSecond - speed) * (1 - Math.exp(-elapsedMs / gatherMs))
    turn((speed * elapsedMs) / 1000)
    return true
  }
}
