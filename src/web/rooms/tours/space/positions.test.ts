// Positions from links, and walks between scenes.
import { describe, expect, it } from 'vitest'
import { anglesOf } from '#tour/angles.ts'
import type { Point3 } from '#tour/space.ts'
import { turned } from '#tour/space.ts'
import { emptyTour, type PanoramaScene, type Tour } from '#tour/tour.ts'
import { newBox } from './measures.ts'
import { boxesToCopy, positionsFromLinks, walksFrom } from './positions.ts'

/** A scene whose links point at the places of others on the floor: `to` is seen from the camera in the tour frame. */
function scene(id: string, links: Record<string, Point3>, more: Partial<PanoramaScene> = {}): PanoramaScene {
  const headingDegrees = more.pose?.headingDegrees ?? 0
  return {
    id,
    name: { en: id },
    kind: 'panorama',
    panorama: '6f1f6b0e-3a57-4a5c-9d4f-0a4d6c7f1e11',
    view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
    pose: { headingDegrees },
    roomBox: newBox(1.5),
    hotspots: Object.entries(links).map(([target, to]) => ({
      id: `${id}-${target}`,
      kind: 'link' as const,
      targetSceneId: target,
      ...anglesOf(turned(to, -headingDegrees)),
    })),
    ...more,
  }
}

const tourOf = (...scenes: PanoramaScene[]): Tour => ({ ...emptyTour('Flat', 'en'), scenes })
const near = (position: Point3 | undefined, expected: Point3) =>
  position?.forEach((value, axis) => {
    expect(value).toBeCloseTo(expected[axis] ?? Number.NaN, 2)
  })

describe('positionsFromLinks', () => {
  it('goes from room to room along links on the floor, whatever the headings', () => {
    const tour = tourOf(
      scene('hall', { kitchen: [3, -1.5, 0] }, { pose: { headingDegrees: 70 } }),
      scene('kitchen', { balcony: [0, -1.5, -2] }, { pose: { headingDegrees: 200 } }),
      scene('balcony', {}, { roomBox: newBox(1.7) }),
    )
    const found = positionsFromLinks(tour)
    near(found.get('hall'), [0, 1.5, 0])
    near(found.get('kitchen'), [3, 1.5, 0])
    near(found.get('balcony'), [3, 1.7, -2])
  })
  it('reads a way back too, and leaves known positions alone', () => {
    const tour = tourOf(
      scene('hall', {}, { pose: { headingDegrees: 0, positionMetres: [5, 1.5, 5] } }),
      scene('bath', { hall: [-2, -1.5, 1] }),
    )
    const found = positionsFromLinks(tour)
    expect(found.has('hall')).toBe(false)
    near(found.get('bath'), [7, 1.5, 4])
  })
  it('puts rooms against the wall through which their links look at each other, however high the links hang', () => {
    const tour = tourOf(
      scene('hall', { kitchen: [2, -0.4, 0.5] }, { pose: { headingDegrees: 70 } }),
      scene('kitchen', { hall: [-2, 0.3, 0.5] }, { pose: { headingDegrees: 200 } }),
    )
    const [x = 0, y, z = 0] = positionsFromLinks(tour).get('kitchen') ?? []
    // The walls of two turned boxes are met between 2.4 m and 3.4 m from each camera.
    expect(Math.hypot(x, z)).toBeGreaterThan(4.7)
    expect(Math.hypot(x, z)).toBeLessThan(6.8)
    expect(y).toBe(1.5)
  })
  it('finds the demo’s kind of flat: two rooms with a door between them', () => {
    // The hall reaches 3 m to the east of its camera, the kitchen 2 m to the west of its own; 12 cm of wall between them.
    const hall = scene('hall', { kitchen: [3, -1, 0.6] }, { roomBox: { ...newBox(1.5), rightMetres: 3 } })
    const kitchen = scene('kitchen', { hall: [-2, -0.9, -0.2] }, { roomBox: { ...newBox(1.5), leftMetres: 2 } })
    near(positionsFromLinks(tourOf(hall, kitchen)).get('kitchen'), [5.12, 1.5, 0.82])
  })
  it('does not guess from links at the height of the eye', () => {
    expect(positionsFromLinks(tourOf(scene('hall', { bath: [3, 0, 0] }), scene('bath', {}))).size).toBe(0)
  })
  it('does not guess where the height of the camera is unknown', () => {
    const hall = scene('hall', { bath: [3, -1.5, 0] }, { roomBox: undefined })
    expect(positionsFromLinks(tourOf(hall, scene('bath', {}))).size).toBe(0)
  })
})

describe('walksFrom', () => {
  const at = (...positionMetres: [number, number, number]) => ({ pose: { headingDegrees: 0, positionMetres } })
  const states = (tour: Tour) => {
    const [first] = tour.scenes
    if (first?.kind !== 'panorama') throw new Error('no scene')
    return walksFrom(tour, first).map(({ target, state, of }) => [target.id, state, of.id])
  }
  it('says where visitors walk, and what is missing where they do not', () => {
    const tour = tourOf(
      scene('hall', { bath: [3, -1.5, 0], roof: [0, -1.5, 2], attic: [0, 1, 2], far: [0, -1, 2] }, at(0, 1.5, 0)),
      scene('bath', {}, at(4.8, 1.5, 0)),
      scene('roof', {}),
      scene('attic', {}, { ...at(0, 1.5, 2), roomBox: undefined }),
      scene('far', {}, at(0, 1.5, 30)),
    )
    expect(states(tour)).toEqual([
      ['bath', 'walks', 'bath'],
      ['roof', 'no_position', 'roof'],
      ['attic', 'no_box', 'attic'],
      ['far', 'apart', 'far'],
    ])
  })
})

it('offers the boxes of the nearest scenes first', () => {
  const at = (x: number) => ({ pose: { headingDegrees: 0, positionMetres: [x, 1.5, 0] as [number, number, number] } })
  const here = scene('here', {}, at(0))
  const tour = tourOf(
    scene('far', {}, at(9)),
    here,
    scene('near', {}, at(1)),
    scene('bare', {}, { roomBox: undefined }),
  )
  expect(boxesToCopy(tour, here).map(({ id }) => id)).toEqual(['near', 'far'])
})
