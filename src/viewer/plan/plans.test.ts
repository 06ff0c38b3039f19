import { expect, it } from 'vitest'
import type { PublishedScene, PublishedTour } from '#tour/published.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { hasPlans } from './has-plans.ts'
import { conePath, plansOf, radarDegrees } from './plans.ts'

const box: RoomBox = {
  yawDegrees: 0,
  frontMetres: 2,
  backMetres: 1,
  leftMetres: 1,
  rightMetres: 3,
  upMetres: 1.2,
  downMetres: 1.5,
}
const scene = (id: string, place?: [x: number, y: number, z: number], levelId?: string): PublishedScene => ({
  id,
  name: {},
  pose: { headingDegrees: 0, ...(place && { positionMetres: place }) },
  view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
  hotspots: [],
  thumbnailUrl: '',
  panorama: { id, pyramid: { tilePx: 512, levels: 1 } as never, tilesUrl: '', preview: '' },
  ...(place && { roomBox: box }),
  levelId,
})
const drawing = {
  kind: 'picture',
  file: { url: '/plan.webp', type: 'image/webp', sizeBytes: 1, widthPx: 800, heightPx: 400 },
} as const
const level = (id: string, places: { sceneId: string; x: number; y: number }[]) => ({
  id,
  name: { en: id },
  elevationMetres: 0,
  plan: { attachment: 'drawing', upDegrees: 30, places },
})

it('shows the drawing of a level with the places of the scenes that exist', () => {
  const places = [
    { sceneId: 'hall', x: 0.2, y: 0.4 },
    { sceneId: 'gone', x: 0.5, y: 0.5 },
  ]
  const tour = { scenes: [scene('hall')], levels: [level('ground', places)], attachments: { drawing } }
  expect(hasPlans(tour)).toBe(true)
  const [plan] = plansOf(tour)
  expect(plan).toMatchObject({ pictureUrl: '/plan.webp', aspect: 2, upDegrees: 30, rooms: [] })
  expect(plan?.places).toEqual([{ sceneId: 'hall', x: 0.2, y: 0.4 }])
})

it('draws a plan from room boxes where there is no drawing: north up, every room and place inside', () => {
  const tour = { scenes: [scene('a', [0, 1.5, 0]), scene('b', [4, 1.5, -3]), scene('nowhere')] }
  const [plan, ...more] = plansOf(tour)
  expect(more).toEqual([])
  expect(plan?.rooms.map(({ sceneId }) => sceneId)).toEqual(['a', 'b'])
  for (const { x, y } of plan?.rooms.flatMap(({ points }) => points) ?? []) {
    expect(x).toBeGreaterThan(0)
    expect(x).toBeLessThan(1)
    expect(y).toBeGreaterThan(0)
    expect(y).toBeLessThan(1)
  }
  const [a, b] = plan?.places ?? []
  expect(b?.x).toBeGreaterThan(a?.x ?? 1)
  expect(b?.y).toBeLessThan(a?.y ?? 0)
  // 8 m from west to east, 6 m from north to south, and the margin on every side.
  expect(plan?.aspect).toBeCloseTo(9.2 / 7.2, 5)
})

it('makes one plan per storey', () => {
  const upstairs = [scene('c', [0, 4.5, 0]), scene('d', [4, 4.5, 0])]
  const plans = plansOf({ scenes: [...upstairs, scene('a', [0, 1.5, 0]), scene('b', [4, 1.5, 0])] })
  expect(plans.map(({ places }) => places.map(({ sceneId }) => sceneId).sort())).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
})

it('has no plan where nothing is known', () => {
  const tour: Pick<PublishedTour, 'scenes'> = { scenes: [scene('a', [0, 0, 0]), scene('b')] }
  expect(hasPlans(tour)).toBe(false)
  expect(plansOf(tour)).toEqual([])
})

it('turns the cone of sight with the heading of the scene and of the drawing', () => {
  const [plan] = plansOf({
    scenes: [scene('hall')],
    levels: [level('ground', [{ sceneId: 'hall', x: 0, y: 0 }])],
    attachments: { drawing },
  })
  if (!plan) throw new Error('no plan')
  expect(radarDegrees(plan, 90, -20)).toBe(40)
})

it('draws the cone as wide as the view', () => {
  expect(conePath(90, 10)).toBe('M0 0L-7.07 -7.07A10 10 0 0 1 7.07 -7.07Z')
})
