// Lines and handles of a room box.
import { describe, expect, it } from 'vitest'
import { angleBetween } from '#tour/angles.ts'
import { type Camera, project } from '#tour/projection.ts'
import { cornersOf, edgesOf } from '#tour/space.ts'
import { facePath, handleOf, linePath, turnHandleOf, wallAhead } from './box-lines.ts'
import { newBox, withTurn } from './measures.ts'

const box = newBox(1.5)
const camera: Camera = {
  view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 80 },
  widthPx: 800,
  heightPx: 600,
}
const onScreen = (angles: { yawDegrees: number; pitchDegrees: number }) => project(camera, angles)

describe('linePath', () => {
  it('draws an edge ahead from end to end', () => {
    const edge = edgesOf(box).find(({ faces }) => faces.includes('front') && faces.includes('down'))
    if (!edge) throw new Error('no edge')
    const path = linePath(edge.ends, onScreen)
    // 400 px are tan 40°: 2.4 m to the side at 2.4 m ahead is 477 px from the middle, 1.5 m down is 298 px below it.
    expect(path.startsWith('M-76.7 597.9L')).toBe(true)
    expect(path.endsWith('L876.7 597.9')).toBe(true)
  })
  it('draws nothing of an edge behind the back', () => {
    const edge = edgesOf(box).find(({ faces }) => faces.includes('back') && faces.includes('up'))
    expect(edge && linePath(edge.ends, onScreen)).toBe('')
  })
})

describe('facePath', () => {
  it('covers a face that is wholly seen with a closed net', () => {
    expect(facePath(box, 'front', onScreen).match(/Z/g)).toHaveLength(100)
    expect(facePath(box, 'back', onScreen)).toBe('')
  })
  it('draws only the part in front of the camera', () => {
    const pieces = facePath(box, 'right', onScreen).match(/Z/g)?.length ?? 0
    expect(pieces).toBeGreaterThan(10)
    expect(pieces).toBeLessThan(60)
  })
})

describe('handles', () => {
  it('knows the wall ahead of a turned box', () => {
    expect(wallAhead(box, 10)).toBe('front')
    expect(wallAhead(box, 100)).toBe('right')
    expect(wallAhead(box, -170)).toBe('back')
    expect(wallAhead(withTurn(box, 40), -50)).toBe('left')
  })
  it('puts a wall’s handle where the wall meets the floor', () => {
    const handle = handleOf(box, 'front', 'front')
    const [, , lowerRight, lowerLeft] = cornersOf(box, 'front')
    expect(lowerRight?.[1]).toBe(lowerLeft?.[1])
    expect(handle.yawDegrees).toBeCloseTo(0)
    expect(handle.pitchDegrees).toBeCloseTo((-Math.atan(1.5 / 2.4) * 180) / Math.PI)
  })
  it('turns by the upright edge that is nearest to the view', () => {
    const near = turnHandleOf(box, 60)
    expect(angleBetween(near, { yawDegrees: 45, pitchDegrees: 0 })).toBeLessThan(1e-6)
  })
})
