// How fast something was moved just before it was let go, and how it glides on. Pure; knows nothing about what moves.

interface Sample {
  at: number
  yaw: number
  pitch: number
}

export interface Speed {
  yawPerMs: number
  pitchPerMs: number
}

/** Only the last moment counts: who slows down before letting go wants to stop there. */
const memoryMs = 80
/** Who holds still for so long wants no gliding at all. */
const restMs = 50
/** A gliding thing keeps 1/e of its speed after this time. */
const glideMs = 325

export class Momentum {
  #samples: Sample[] = []
  #yaw = 0
  #pitch = 0

  clear(): void {
    this.#samples = []
  }

  /** Notes a turn by so many degrees. */
  turned(yawDegrees: number, pitchDegrees: number, at: number): void {
    if (this.#samples.length === 0) this.#samples.push({ at: at - 8, yaw: this.#yaw, pitch: this.#pitch })
    this.#yaw += yawDegrees
    this.#pitch += pitchDegrees
    this.#samples.push({ at, yaw: this.#yaw, pitch: this.#pitch })
    while (this.#samples.length > 2 && at - (this.#samples[1]?.at ?? at) > memoryMs) this.#samples.shift()
  }

  /** Degrees per millisecond at the moment of letting go; undefined when it was at rest. */
  speedAt(now: number): Speed | undefined {
    const [first] = this.#samples
    const last = this.#samples.at(-1)
    if (!first || !last || now - last.at > restMs) return undefined
    // A pause before letting go slows down, too.
    const elapsedMs = Math.max(8, now - first.at)
    return { yawPerMs: (last.yaw - first.yaw) / elapsedMs, pitchPerMs: (last.pitch - first.pitch) / elapsedMs }
  }
}

/** The way of a glide within some time, in milliseconds at its present speed, and the share of its speed that remains. */
export function glide(elapsedMs: number): { wayMs: number; remains: number } {
  const remains = Math.exp(-elapsedMs / glideMs)
  return { wayMs: glideMs * (1 - remains), remains }
}
