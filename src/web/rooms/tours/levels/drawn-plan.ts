// A plan from what is known in metres, where there is no picture: floors of room boxes and positions, north up. Pure.
import { footprintOf, type PlanPoint, placeOf } from '#tour/places.ts'
import type { Scene } from '#tour/tour.ts'
import type { PlanFrame } from './plan-frame.ts'

export interface DrawnPlan {
  frame: PlanFrame
  /** Floors of rooms in the tour frame. */
  floors: { sceneId: string; corners: PlanPoint[] }[]
}

const emptyWidthMetres = 12
const marginMetres = 1.5
const flattest = 0.5
const steepest = 1.4

export function drawnPlan(scenes: readonly Scene[]): DrawnPlan {
  const floors = scenes.flatMap((scene) => {
    const place = placeOf(scene)
    return place ? [{ sceneId: scene.id, corners: footprintOf(place) }] : []
  })
  const stands = scenes.flatMap(({ pose: { positionMetres } }) =>
    positionMetres ? [{ x: positionMetres[0], z: positionMetres[2] }] : [],
  )
  return { frame: around([...stands, ...floors.flatMap(({ corners }) => corners)]), floors }
}

/** A frame with some room on every side: things are moved outwards too. */
function around(points: readonly PlanPoint[]): PlanFrame {
  if (points.length === 0) return { widthMetres: emptyWidthMetres, aspect: 0.7, upDegrees: 0, middle: { x: 0, z: 0 } }
  const [x, z] = [points.map((point) => point.x), points.map((point) => point.z)]
  const [west, east, north, south] = [Math.min(...x), Math.max(...x), Math.min(...z), Math.max(...z)]
  const width = east - west + 2 * marginMetres
  const depth = south - north + 2 * marginMetres
  const aspect = Math.min(steepest, Math.max(flattest, depth / width))
  return {
    widthMetres: Math.max(emptyWidthMetres, width, depth / aspect),
    aspect,
    upDegrees: 0,
    middle: { x: (west + east) / 2, z: (north + south) / 2 },
  }
}
