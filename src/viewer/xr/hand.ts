// One hand of a visitor in VR: where its controller, or its fingers, point. A controller that lies still lies on a table, and points
// at nothing. Pure, and without garbage.
import { forwardOfPose } from './matrices.ts'
import { Plane } from './plane.ts'
import type { Thing } from './thing.ts'

/** Cosine of a turn that only a living hand makes, within… */
const livingCosine = Math.cos((0.6 * Math.PI) / 180)
const stillMs = 4000
const beamMetres = { from: 0.06, to: 1.1, halfWidth: 0.0035 }

export class Hand {
  readonly direction = new Float32Array(3)
  /** The beam: its middle, half its width and half its length as vectors. */
  readonly middle = new Float32Array(3)
  readonly across = new Float32Array(3)
  readonly along = new Float32Array(3)
  /** Where it points. */
  readonly plane = new Plane()
  thing: Thing | undefined
  readonly #still = new Float32Array(3)
  readonly #origin = new Float32Array(3)
  readonly #seenFrom = new Float32Array(3)
  #movedAt = Number.NEGATIVE_INFINITY
  #isKnown = false

  /** Once per frame, with the matrix of its pose and the place of the head. */
  follow(pose: ArrayLike<number> | undefined, head: ArrayLike<number>, now: number): void {
    if (!pose) {
      this.#isKnown = false
      this.#movedAt = Number.NEGATIVE_INFINITY
      return
    }
    forwardOfPose(this.direction, pose)
    for (let axis = 0; axis < 3; axis++) this.#origin[axis] = pose[12 + axis] ?? 0
    if (!this.#isKnown) this.#still.set(this.direction)
    else if (dot(this.#still, this.direction) < livingCosine) {
      this.#still.set(this.direction)
      this.#movedAt = now
    }
    this.#isKnown = true
    this.#shapeBeam(head)
    this.plane.turnTo(this.direction)
  }

  /** It was used just now. */
  touch(now: number): void {
    this.#movedAt = now
  }

  points(now: number): boolean {
    return this.#isKnown && now - this.#movedAt < stillMs
  }

  #shapeBeam(head: ArrayLike<number>): void {
    const { from, to, halfWidth } = beamMetres
    const d = this.direction
    for (let axis = 0; axis < 3; axis++) {
      this.middle[axis] = (this.#origin[axis] ?? 0) + (d[axis] ?? 0) * ((from + to) / 2)
      this.along[axis] = (d[axis] ?? 0) * ((to - from) / 2)
    }
    for (let axis = 0; axis < 3; axis++) this.#seenFrom[axis] = (this.middle[axis] ?? 0) - (head[axis] ?? 0)
    cross(this.across, d, this.#seenFrom)
    const length = Math.hypot(this.across[0] ?? 0, this.across[1] ?? 0, this.across[2] ?? 0) || 1
    for (let axis = 0; axis < 3; axis++) this.across[axis] = ((this.across[axis] ?? 0) / length) * halfWidth
  }
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  (a[0] ?? 0) * (b[0] ?? 0) + (a[1] ?? 0) * (b[1] ?? 0) + (a[2] ?? 0) * (b[2] ?? 0)

function cross(into: Float32Array, a: ArrayLike<number>, b: ArrayLike<number>): void {
  into[0] = (a[1] ?? 0) * (b[2] ?? 0) - (a[2] ?? 0) * (b[1] ?? 0)
  into[1] = (a[2] ?? 0) * (b[0] ?? 0) - (a[0] ?? 0) * (b[2] ?? 0)
  into[2] = (a[0] ?? 0) * (b[1] ?? 0) - (a[1] ?? 0) * (b[0] ?? 0)
}
