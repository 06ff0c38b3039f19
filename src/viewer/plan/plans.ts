// The floor plans of a tour as data: drawings with the places of scenes on them, and where there is no drawing, plans drawn from the
// scenes' room boxes. Pure.
import { type Place3d, placeOf } from '#tour/place.ts'
import { footprintOf, storeysOf } from '#tour/places.ts'
import type { PublishedScene, PublishedTour } from '#tour/published.ts'
import type { Text } from '#tour/text.ts'

/** On the plan, 0…1 of its width from the left and of its height from the top. */
export interface PlanPoint {
  x: number
  y: number
}

export interface Plan {
  /** Of the level; absent where a storey was only measured. */
  name: Text | undefined
  /** Address of the drawing; '' where the plan is drawn from rooms. */
  pictureUrl: string
  /** Width by height. */
  aspect: number
  /** Compass direction in which the upper edge looks. */
  upDegrees: number
  rooms: { sceneId: string; points: PlanPoint[] }[]
  places: (PlanPoint & { sceneId: string })[]
}

type PlannedTour = Pick<PublishedTour, 'scenes' | 'levels' | 'attachments'>

const leastRooms = 2
/** Around the rooms of a drawn plan. */
const marginMetres = 0.6
const unknownAspect = 1.5

/** In the order of the levels, then storeys without one from below. */
export function plansOf(tour: PlannedTour): Plan[] {
  const { levels = [], attachments = {}, scenes } = tour
  const drawings = new Map<string, Plan>()
  for (const { id, name, plan } of levels) {
    const picture = plan && attachments[plan.attachment]?.file
    if (!plan || !picture || plan.places.length === 0) continue
    const aspect = picture.widthPx && picture.heightPx ? picture.widthPx / picture.heightPx : unknownAspect
    const places = plan.places.filter(({ sceneId }) => scenes.some((scene) => scene.id === sceneId))
    drawings.set(id, { name, pictureUrl: picture.url, aspect, upDegrees: plan.upDegrees, rooms: [], places })
  }
  const drawn = new Set([...drawings.values()].flatMap(({ places }) => places.map(({ sceneId }) => sceneId)))
  const rest = scenes.filter((scene) => !drawn.has(scene.id) && !drawings.has(scene.levelId ?? ''))
  const storeys = storeysOf(rest, placeOf).filter(({ scenes: own }) => own.length >= leastRooms)
  const measured = (levelId: string | undefined) => storeys.find((storey) => storey.levelId === levelId)
  const ofLevels = levels.flatMap(({ id, name }) => {
    const storey = measured(id)
    return drawings.get(id) ?? (storey ? fromRooms(name, storey.scenes) : [])
  })
  const others = storeys.filter(({ levelId }) => !levels.some(({ id }) => id === levelId))
  return [...ofLevels, ...others.map((storey) => fromRooms(undefined, storey.scenes))]
}

function fromRooms(name: Text | undefined, scenes: readonly PublishedScene[]): Plan {
  const placed = scenes.flatMap((scene) => {
    const place = placeOf(scene)
    return place ? [{ sceneId: scene.id, place, corners: footprintOf(place) }] : []
  })
  const corners = placed.flatMap((each) => each.corners)
  const west = Math.min(...corners.map(({ x }) => x)) - marginMetres
  const north = Math.min(...corners.map(({ z }) => z)) - marginMetres
  const width = Math.max(...corners.map(({ x }) => x)) + marginMetres - west
  const height = Math.max(...corners.map(({ z }) => z)) + marginMetres - north
  const onPlan = (x: number, z: number): PlanPoint => ({ x: (x - west) / width, y: (z - north) / height })
  return {
    name,
    pictureUrl: '',
    aspect: width / height,
    upDegrees: 0,
    rooms: placed.map(({ sceneId, corners: own }) => ({ sceneId, points: own.map(({ x, z }) => onPlan(x, z)) })),
    places: placed.map(({ sceneId, place }) => ({ sceneId, ...standing(place, onPlan) })),
  }
}

const standing = ({ positionMetres: [x, , z] }: Place3d, onPlan: (x: number, z: number) => PlanPoint) => onPlan(x, z)

/** Degrees, clockwise from the upper edge of the plan, in which somebody looks. */
export const radarDegrees = (plan: Plan, headingDegrees: number, yawDegrees: number) =>
  headingDegrees + yawDegrees - plan.upDegrees

/** The view cone as a path around 0,0 that looks up, its radius given. */
export function conePath(widthDegrees: number, radius: number): string {
  const half = (Math.min(widthDegrees, 179) * Math.PI) / 360
  const x = (Math.sin(half) * radius).toFixed(2)
  const y = (-Math.cos(half) * radius).toFixed(2)
  return `M0 0L-${x} ${y}A${radius} ${radius} 0 0 1 ${x} ${y}Z`
}
