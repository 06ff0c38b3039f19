import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Angles, angleBetween, anglesOf, type Direction } from '#tour/angles.ts'
import { parallelogramOf } from './quads.ts'

const at = (corner: Direction, across: Direction, downward: Direction, s: number, t: number): Angles =>
  anglesOf([
    corner[0] + across[0] * s + downward[0] * t,
    corner[1] + across[1] * s + downward[1] * t,
    corner[2] + across[2] * s + downward[2] * t,
  ])

describe('a picture on a wall', () => {
  it('lies where its four corners are seen, and its middle where the wall has it', () => {
    const metres = fc.double({ min: 0.3, max: 3, noNaN: true })
    const place = fc.double({ min: -2, max: 2, noNaN: true })
    fc.assert(
      fc.property(metres, metres, metres, place, place, (distance, width, height, x, y) => {
        const wall = [
          [x, y, -distance],
          [width, 0, width / 3],
          [0, -height, 0],
        ] as const
        const corner = (s: number, t: number) => at(...wall, s, t)
        const {
          corner: upperLeft,
          across,
          downward,
        } = parallelogramOf([corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)])
        for (const [s, t] of [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
          [0.5, 0.5],
          [0.25, 0.75],
        ] as const) {
          expect(angleBetween(at(upperLeft, across, downward, s, t), corner(s, t))).toBeLessThan(1e-4)
        }
      }),
    )
  })
})
