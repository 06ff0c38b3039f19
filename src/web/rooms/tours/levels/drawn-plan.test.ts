// Plans that are drawn from room boxes.
import { expect, it } from 'vitest'
import type { Scene } from '#tour/tour.ts'
import { newBox } from '../space/measures.ts'
import { drawnPlan } from './drawn-plan.ts'
import { tourToSpot } from './plan-frame.ts'

const scene = (id: string, positionMetres?: [number, number, number], more: object = {}): Scene => ({
  id,
  name: {},
  kind: 'panorama',
  panorama: '6f1f6b0e-3a57-4a5c-9d4f-0a4d6c7f1e11',
  view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
  pose: { headingDegrees: 0, ...(positionMetres && { positionMetres }) },
  hotspots: [],
  ...more,
})

it('holds every floor and every scene inside its frame', () => {
  const box = { roomBox: newBox(1.5) }
  const { frame, floors } = drawnPlan([
    scene('a', [0, 1.5, 0], box),
    scene('b', [30, 1.5, -4], box),
    scene('c', [5, 1.5, 12]),
    scene('d', undefined, box),
  ])
  expect(floors.map(({ sceneId }) => sceneId)).toEqual(['a', 'b'])
  const spots = [...floors.flatMap(({ corners }) => corners), { x: 5, z: 12 }].map((point) => tourToSpot(frame, point))
  for (const { x, y } of spots) {
    expect(Math.min(x, y)).toBeGreaterThan(0)
    expect(Math.max(x, y)).toBeLessThan(1)
  }
})

it('offers an empty ground where nothing is known', () => {
  expect(drawnPlan([scene('a')])).toMatchObject({ floors: [], frame: { widthMetres: 12, middle: { x: 0, z: 0 } } })
})
