// Where scenes stand: computed from links, and which linked scenes a visitor can walk between. Pure.
import type { Angles } from '#tour/angles.ts'
import type { LinkHotspot } from '#tour/hotspots.ts'
import { placeOf, toTour, walkBetween } from '#tour/places.ts'
import { added, faceAlong, floorPointAlong, lengthOf, minus, type Point3, pointAlong } from '#tour/space.ts'
import type { PanoramaScene, Scene, Tour } from '#tour/tour.ts'
import { cameraHeightOf } from './measures.ts'

export const isPanorama = (scene: Scene | undefined): scene is PanoramaScene => scene?.kind === 'panorama'

/** A link that seems to point farther across the floor is read as a gesture, not as a place; sooner where no room bounds the error. */
const farthestStepMetres = 12
const farthestBlindStepMetres = 6

/** Between the boxes of neighbouring rooms. */
const usualWallMetres = 0.12

/** What a link says about where its two scenes stand: the way over the floor from one to the other, in the tour frame. */
interface Way {
  from: PanoramaScene
  to: PanoramaScene
  step: Point3
  metres: number
}

/**
 * Positions for scenes that have none, along the links. Begins at the scenes that have a position, or, where nobody has one, at the
 * tour's first scene; nearest steps first, because they are exacter.
 */
export function positionsFromLinks(tour: Tour): Map<string, Point3> {
  const scenes = tour.scenes.filter(isPanorama)
  const known = new Map<string, Point3>(
    scenes.flatMap(({ id, pose }) => (pose.positionMetres ? [[id, pose.positionMetres] as const] : [])),
  )
  const found = new Map<string, Point3>()
  if (known.size === scenes.length) return found
  const ways = waysBetween(scenes)
  const first = scenes.find(({ id }) => id === tour.start) ?? scenes[0]
  if (known.size === 0 && first) keep(first.id, [0, cameraHeightOf(first), 0])
  for (;;) {
    const way = ways.find(({ from, to }) => known.has(from.id) !== known.has(to.id))
    if (!way) break
    const { from, to, step } = way
    const rise: Point3 = [0, cameraHeightOf(to) - cameraHeightOf(from), 0]
    const [here, there] = [known.get(from.id), known.get(to.id)]
    if (here) keep(to.id, added(added(here, step), rise))
    else if (there) keep(from.id, minus(minus(there, step), rise))
  }
  // One scene alone is no plan.
  return known.size > 1 ? found : new Map()

  function keep(id: string, [x, y, z]: Point3) {
    const rounded: Point3 = [tidyMetres(x), tidyMetres(y), tidyMetres(z)]
    known.set(id, rounded)
    found.set(id, rounded)
  }
}

/** All links that tell a way, nearest first. */
function waysBetween(scenes: PanoramaScene[]): Way[] {
  const byId = new Map(scenes.map((scene) => [scene.id, scene]))
  const ways = scenes.flatMap((from) =>
    from.hotspots.flatMap((link): Way[] => {
      const to = link.kind === 'link' ? byId.get(link.targetSceneId) : undefined
      if (link.kind !== 'link' || !to || to.id === from.id) return []
      const step = stepThroughDoor(from, to, link) ?? stepOverFloor(from, link)
      return step ? [{ from, to, step, metres: Math.hypot(step[0], step[2]) }] : []
    }),
  )
  return ways
    .filter(({ from, metres }) => metres < (from.roomBox ? farthestStepMetres : farthestBlindStepMetres))
    .sort((a, b) => a.metres - b.metres)
}

const originAt = (scene: PanoramaScene) => ({
  positionMetres: [0, 0, 0] as const,
  headingDegrees: scene.pose.headingDegrees,
})

/** A link that points at the floor says where the next tripod stood. */
function stepOverFloor(from: PanoramaScene, link: LinkHotspot): Point3 | undefined {
  if (!from.roomBox && from.cameraHeightMetres === undefined) return undefined
  const floor = floorPointAlong(cameraHeightOf(from), link)
  return floor && toTour(originAt(from), [floor[0], 0, floor[2]])
}

/**
 * Links that look at each other through a wall point at one door, each from its side: both rooms lie against that wall. How high the
 * links hang does not matter, which makes this the surer of the two.
 */
function stepThroughDoor(from: PanoramaScene, to: PanoramaScene, link: LinkHotspot): Point3 | undefined {
  const back = to.hotspots.find((hotspot) => hotspot.kind === 'link' && hotspot.targetSceneId === from.id)
  const there = doorAt(from, link)
  const here = back && doorAt(to, back)
  return there && here ? minus(there, here) : undefined
}

/** Where the way to a link leaves the room, at the height of the eye and in the middle of the wall; undefined where it points at the floor. */
function doorAt(scene: PanoramaScene, link: Angles): Point3 | undefined {
  const box = scene.roomBox
  if (!box || faceAlong(box, link).face === 'down') return undefined
  const [x, , z] = pointAlong(box, { yawDegrees: link.yawDegrees, pitchDegrees: 0 })
  const metres = Math.hypot(x, z)
  const beyond = (metres + usualWallMetres / 2) / metres
  return toTour(originAt(scene), [x * beyond, 0, z * beyond])
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
