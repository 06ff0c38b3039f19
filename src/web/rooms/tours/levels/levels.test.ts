// Levels, plans and where scenes stand on them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyTour, type Scene, type Tour } from '#tour/tour.ts'
import {
  addLevel,
  drawByPositions,
  moveLevel,
  placeScene,
  removeLevel,
  setElevation,
  setPlanFrame,
  setPlanPicture,
  setSceneLevel,
  standScene,
  unplaceScene,
} from './level-edits.ts'
import { frameOf, freeSpot, type PlanFrame, type Spot, spotToTour, tourToSpot, widthFromStretch } from './plan-frame.ts'

const picture = '0d5b6c1e-58d1-4b1f-8b57-3f6f1c2e9a10'

const scene = (id: string): Scene => ({
  id,
  name: { en: id },
  kind: 'panorama',
  panorama: '6f1f6b0e-3a57-4a5c-9d4f-0a4d6c7f1e11',
  view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
  pose: { headingDegrees: 0 },
  hotspots: [],
})
const bare: Tour = { ...emptyTour('House', 'en'), scenes: [scene('hall'), scene('attic')] }
const house = setPlanPicture(addLevel(bare, 'ground'), 'ground', picture)
const positionOf = (tour: Tour, id: string) => tour.scenes.find((one) => one.id === id)?.pose.positionMetres
const planOf = (tour: Tour) => tour.levels[0]?.plan

describe('levels', () => {
  it('takes all scenes into the first level, and none into the next', () => {
    const two = addLevel(house, 'upper')
    expect(two.scenes.map(({ levelId }) => levelId)).toEqual(['ground', 'ground'])
    expect(two.levels.map(({ elevationMetres }) => elevationMetres)).toEqual([0, 3])
  })
  it('keeps the scenes of a level that is removed', () => {
    const left = removeLevel(house, 'ground')
    expect(left.levels).toEqual([])
    expect(left.scenes).toEqual(bare.scenes)
  })
  it('changes the order', () => {
    expect(moveLevel(addLevel(house, 'upper'), 'upper', 0).levels.map(({ id }) => id)).toEqual(['upper', 'ground'])
  })
  it('takes scenes up and down with their level', () => {
    const placed = standScene(addLevel(house, 'upper'), 'attic', { x: 1, z: 2 }, 'ground')
    const upstairs = setSceneLevel(placed, 'attic', 'upper')
    expect(positionOf(upstairs, 'attic')).toEqual([1, 4.5, 2])
    expect(positionOf(setElevation(upstairs, 'upper', 2.8), 'attic')).toEqual([1, 4.3, 2])
  })
})

describe('plans', () => {
  it('draws a scene on one level only', () => {
    const two = setPlanPicture(addLevel(house, 'upper'), 'upper', picture)
    const moved = placeScene(
      placeScene(two, 'ground', 'hall', { x: 0.5, y: 0.5 }, 1),
      'upper',
      'hall',
      { x: 2, y: -1 },
      1,
    )
    expect(moved.levels.map(({ plan }) => plan?.places)).toEqual([[], [{ sceneId: 'hall', x: 1, y: 0 }]])
    expect(moved.scenes[0]?.levelId).toBe('upper')
  })
  it('knows no metres before somebody said how wide the drawing is', () => {
    expect(positionOf(placeScene(house, 'ground', 'hall', { x: 0.2, y: 0.2 }, 1), 'hall')).toBeUndefined()
  })
  it('gives positions to all its scenes once it has a scale, and again when what is up changes', () => {
    const placed = placeScene(
      placeScene(house, 'ground', 'hall', { x: 0.5, y: 0.5 }, 0.5),
      'ground',
      'attic',
      { x: 0.75, y: 0.5 },
      0.5,
    )
    const scaled = setPlanFrame(placed, 'ground', { widthMetres: 12 }, 0.5)
    expect(positionOf(scaled, 'hall')).toEqual([0, 1.5, 0])
    expect(positionOf(scaled, 'attic')).toEqual([3, 1.5, 0])
    const turned = setPlanFrame(scaled, 'ground', { upDegrees: 90 }, 0.5)
    expect(positionOf(turned, 'attic')).toEqual([0, 1.5, 3])
  })
  it('moves the position with the dot, and leaves the other scenes where they are', () => {
    const scaled = setPlanFrame(
      placeScene(house, 'ground', 'hall', { x: 0.5, y: 0.5 }, 1),
      'ground',
      { widthMetres: 10 },
      1,
    )
    const both = placeScene(scaled, 'ground', 'attic', { x: 0.6, y: 0.5 }, 1)
    const moved = placeScene(
      placeScene(both, 'ground', 'attic', { x: 0.7, y: 0.4 }, 1),
      'ground',
      'attic',
      { x: 0.9, y: 0.4 },
      1,
    )
    expect(positionOf(moved, 'attic')).toEqual([4, 1.5, -1])
    expect(positionOf(moved, 'hall')).toEqual([0, 1.5, 0])
  })
  it('draws the others by their positions once two scenes say how the drawing lies', () => {
    const three: Tour = { ...house, scenes: [...house.scenes, { ...scene('bath'), levelId: 'ground' }] }
    const stood = [
      ['hall', 10, 10],
      ['attic', 10, 14],
      ['bath', 12, 12],
    ].reduce((then, [id, x, z]) => standScene(then, String(id), { x: Number(x), z: Number(z) }), three)
    const one = placeScene(stood, 'ground', 'hall', { x: 0.2, y: 0.5 }, 1)
    expect(drawByPositions(one, 'ground', 1)).toBeUndefined()
    // South, 4 m away, is to the right on this drawing: its upper edge looks east, and it is 8 m wide.
    const two = placeScene(one, 'ground', 'attic', { x: 0.7, y: 0.5 }, 1)
    const drawn = drawByPositions(two, 'ground', 1)
    expect(drawn?.count).toBe(1)
    expect(drawn && planOf(drawn.tour)).toMatchObject({ widthMetres: 8, upDegrees: 90 })
    expect(drawn && planOf(drawn.tour)?.places.at(-1)).toEqual({ sceneId: 'bath', x: 0.45, y: 0.25 })
    expect(drawn && positionOf(drawn.tour, 'bath')).toEqual([12, 1.5, 12])
  })
  it('lets a scene go from the plan and keeps its position', () => {
    const scaled = setPlanFrame(
      placeScene(house, 'ground', 'hall', { x: 0.5, y: 0.5 }, 1),
      'ground',
      { widthMetres: 10 },
      1,
    )
    const off = unplaceScene(scaled, 'ground', 'hall')
    expect(planOf(off)?.places).toEqual([])
    expect(positionOf(off, 'hall')).toEqual([0, 1.5, 0])
  })
  it('keeps what is drawn when the picture is changed', () => {
    const placed = placeScene(house, 'ground', 'hall', { x: 0.3, y: 0.4 }, 1)
    const other = '1d5b6c1e-58d1-4b1f-8b57-3f6f1c2e9a10'
    expect(planOf(setPlanPicture(placed, 'ground', other))).toEqual({ ...planOf(placed), attachment: other })
    expect(planOf(setPlanPicture(placed, 'ground', undefined))).toBeUndefined()
  })
})

describe('plan frames', () => {
  const frames = fc.record({
    widthMetres: fc.double({ min: 1, max: 200, noNaN: true }),
    aspect: fc.double({ min: 0.2, max: 5, noNaN: true }),
    upDegrees: fc.double({ min: 0, max: 359, noNaN: true }),
    middle: fc.record({
      x: fc.double({ min: -50, max: 50, noNaN: true }),
      z: fc.double({ min: -50, max: 50, noNaN: true }),
    }),
  })
  it('leads back to the same spot', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(frames, share, share, (frame: PlanFrame, x, y) => {
        const back = tourToSpot(frame, spotToTour(frame, { x, y }))
        expect(back.x).toBeCloseTo(x, 6)
        expect(back.y).toBeCloseTo(y, 6)
      }),
    )
  })
  it('lies where the scenes say that are known in metres and on the drawing', () => {
    const placed = placeScene(house, 'ground', 'hall', { x: 0, y: 0 }, 1)
    const known = standScene(placed, 'hall', { x: 100, z: 200 })
    const level = known.levels[0]
    if (!level?.plan) throw new Error('no plan')
    const scaled = { ...level, plan: { ...level.plan, widthMetres: 10 } }
    expect(frameOf(scaled, known.scenes, 1)?.middle).toEqual({ x: 105, z: 205 })
  })
  it('puts scenes that come one after another beside each other', () => {
    const spots: Spot[] = []
    for (let count = 0; count < 40; count++) spots.push(freeSpot(spots))
    expect(spots[0]).toEqual({ x: 0.5, y: 0.5 })
    for (const [index, { x, y }] of spots.entries()) {
      expect(Math.min(x, y)).toBeGreaterThan(0.05)
      expect(Math.max(x, y)).toBeLessThan(0.95)
      for (const before of spots.slice(0, index)) expect(Math.hypot(x - before.x, y - before.y)).toBeGreaterThan(0.11)
    }
  })
  it('measures the width of a drawing by a stretch of it', () => {
    expect(widthFromStretch({ x: 0.2, y: 0.5 }, { x: 0.7, y: 0.5 }, 0.5, 5)).toBe(10)
    expect(widthFromStretch({ x: 0.5, y: 0 }, { x: 0.5, y: 1 }, 0.5, 5)).toBe(10)
    expect(widthFromStretch({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 }, 1, 5)).toBeUndefined()
  })
})
