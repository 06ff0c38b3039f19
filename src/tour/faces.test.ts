import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faceAt, faceFrames, pointOnFace } from './faces.ts'
import { faces } from './pyramid.ts'

const inside = fc.double({ min: -0.999, max: 0.999, noNaN: true })

describe('cube faces', () => {
  it('finds the face and the place of every point again', () => {
    fc.assert(
      fc.property(fc.constantFrom(...faces), inside, inside, (face, s, t) => {
        const found = faceAt(pointOnFace(face, s, t))
        expect(found.face).toBe(face)
        expect(found.s).toBeCloseTo(s, 9)
        expect(found.t).toBeCloseTo(t, 9)
      }),
    )
  })

  it('follows the convention of the tour format', () => {
    expect(pointOnFace('f', 0.5, 0.25)).toEqual([0.5, -0.25, -1])
    expect(pointOnFace('r', 0.5, 0.25)).toEqual([1, -0.25, 0.5])
    expect(pointOnFace('b', 0.5, 0.25)).toEqual([-0.5, -0.25, 1])
    expect(pointOnFace('l', 0.5, 0.25)).toEqual([-1, -0.25, -0.5])
    expect(pointOnFace('u', 0.5, 0.25)).toEqual([0.5, 1, -0.25])
    expect(pointOnFace('d', 0.5, 0.25)).toEqual([0.5, -1, 0.25])
  })

  it('is not mirrored: right × down points out of the cube on every face', () => {
    for (const { middle, right, down } of Object.values(faceFrames)) {
      const cross = [
        right[1] * down[2] - right[2] * down[1],
        right[2] * down[0] - right[0] * down[2],
        right[0] * down[1] - right[1] * down[0],
      ]
      expect(cross.map((value) => value + 0)).toEqual(middle.map((value) => value + 0))
    }
  })

  it('meets its neighbours at its edges', () => {
    expect(pointOnFace('f', 1, 0.3)).toEqual(pointOnFace('r', -1, 0.3))
    expect(pointOnFace('r', 1, 0.3)).toEqual(pointOnFace('b', -1, 0.3))
    expect(pointOnFace('f', 0.3, -1)).toEqual(pointOnFace('u', 0.3, 1))
    expect(pointOnFace('f', 0.3, 1)).toEqual(pointOnFace('d', 0.3, -1))
  })
})
