// Where scenes stand: computed from links that point at the floor, and which linked scenes a visitor can walk between. Pure.
import type { LinkHotspot } from '#tour/hotspots.ts'
import { placeOf, positionOnFloor, toTour, walkBetween } from '#tour/places.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { floorPointAlong, lengthOf, minus, type Point3 } from '#tour/space.ts'
import type { PanoramaScene, Scene, Tour } from '#tour/tour.ts'
import { cameraHeightOf, newBox } from './measures.ts'

export const isPanorama = (scene: Scene | undefined): scene is PanoramaScene => scene?.kind === 'panorama'

/** A link that seems to point farther across the floor is read as a gesture, not as a place. */
const farthestStepMetres = 12

/** A link as a way across the floor. */
interface Way {
  from: PanoramaScene
  to: PanoramaScene
  link: LinkHotspot
  box: RoomBox
  floor: Point3
  metres: number
}

/**
 * Positions for scenes that have none, along the links: a link that points at the floor says where the next tripod stood. Begins at the
 * scenes that have a position, or, where nobody has one, at the tour's first scene; nearest steps first, because they are exacter.
 */
export function positionsFromLinks(tour: Tour): Map<string, Point3> {
  const scenes = tour.scenes.filter(isPanorama)
  const known = new Map<string, Point3>(
    scenes.flatMap(({ id, pose }) => (pose.positionMetres ? [[id, pose.positionMetres] as const] : [])),
  )
  const found = new Map<string, Point3>()
  if (known.size === scenes.length) return found
  const ways = waysAcross(scenes)
  const first = scenes.find(({ id }) => id === tour.start) ?? scenes[0]
  if (known.size === 0 && first) keep(first.id, [0, cameraHeightOf(first), 0])
  for (;;) {
    const way = ways.find(({ from, to }) => known.has(from.id) !== known.has(to.id))
    const position = way && endOf(way, known)
    if (!position) break
    keep(known.has(way.from.id) ? way.to.id : way.from.id, position)
  }
  // One scene alone is no plan.
  return known.size > 1 ? found : new Map()

  function keep(id: string, [x, y, z]: Point3) {
    const rounded: Point3 = [tidyMetres(x), tidyMetres(y), tidyMetres(z)]
    known.set(id, rounded)
    found.set(id, rounded)
  }
}

/** All links that point at the floor, nearest first. */
function waysAcross(scenes: PanoramaScene[]): Way[] {
  const byId = new Map(scenes.map((scene) => [scene.id, scene]))
  const ways = scenes.flatMap((from) => {
    if (!from.roomBox && from.cameraHeightMetres === undefined) return []
    const box = from.roomBox ?? newBox(cameraHeightOf(from))
    return from.hotspots.flatMap((link) => {
      const to = link.kind === 'link' ? byId.get(link.targetSceneId) : undefined
      const floor = to && floorPointAlong(box.downMetres, link)
      if (link.kind !== 'link' || !floor) return []
      return [{ from, to, link, box, floor, metres: Math.hypot(floor[0], floor[2]) }]
    })
  })
  return ways.filter(({ metres }) => metres < farthestStepMetres).sort((a, b) => a.metres - b.metres)
}

/** Where the end of a way stands whose other end is known. */
function endOf({ from, to, link, box, floor }: Way, known: ReadonlyMap<string, Point3>): Point3 | undefined {
  const { headingDegrees } = from.pose
  const here = known.get(from.id)
  if (here) return positionOnFloor({ box, positionMetres: here, headingDegrees }, link, cameraHeightOf(to))
  const there = known.get(to.id)
  if (!there) return undefined
  // The way back: its beginning stands where the way, laid out from there, ends at the scene that is known.
  return minus(
    there,
    toTour({ positionMetres: [0, cameraHeightOf(to) - cameraHeightOf(from), 0], headingDegrees }, [
      floor[0],
      0,
      floor[2],
    ]),
  )
}

export type WalkState = 'walks' | 'no_box' | 'no_position' | 'apart'

/** The scenes to which a scene's links lead, and whether visitors walk there. */
export function walksFrom(tour: Tour, scene: PanoramaScene): { target: Scene; state: WalkState; of: Scene }[] {
  const links = new Map(scene.hotspots.flatMap((spot) => (spot.kind === 'link' ? [[spot.targetSceneId, spot]] : [])))
  return tour.scenes
    .filter(({ id }) => links.has(id) && id !== scene.id)
    .map((target) => {
      const ends = [scene, target]
      const boxless = ends.find((one) => !isPanorama(one) || !one.roomBox)
      const homeless = ends.find((one) => !one.pose.positionMetres)
      if (boxless) return { target, state: 'no_box', of: boxless }
      if (homeless) return { target, state: 'no_position', of: homeless }
      return { target, state: walkBetween(scene, target, links.get(target.id)) ? 'walks' : 'apart', of: target }
    })
}

/** Scenes whose box may be that of the same room: nearest first where positions are known. */
export function boxesToCopy(tour: Tour, scene: PanoramaScene): PanoramaScene[] {
  const here = scene.pose.positionMetres
  const off = ({ pose }: PanoramaScene) =>
    here && pose.positionMetres ? lengthOf(minus(pose.positionMetres, here)) : Number.POSITIVE_INFINITY
  return tour.scenes
    .filter(isPanorama)
    .filter((one) => one.id !== scene.id && one.roomBox !== undefined)
    .sort((a, b) => (off(a) === off(b) ? 0 : off(a) - off(b)))
}

/** Whether the box can be carried over exactly, rather than as a start for drawing. */
export const knowsBothPlaces = (from: PanoramaScene, to: PanoramaScene) =>
  placeOf(from) !== undefined && to.pose.positionMetres !== undefined

const tidyMetres = (metres: number) => Math.round(metres * 1000) / 1000
