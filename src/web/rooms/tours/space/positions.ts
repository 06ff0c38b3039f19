// Where scenes stand: computed from links that point at the floor, and which linked scenes a visitor can walk between. Pure.
import type { LinkHotspot } from '#tour/hotspots.ts'
import { placeOf, positionOnFloor, toTour, walkBetween } from '#tour/places.ts'
import { floorPointAlong, lengthOf, minus, type Point3 } from '#tour/space.ts'
import type { PanoramaScene, Scene, Tour } from '#tour/tour.ts'
import { cameraHeightOf, newBox } from './measures.ts'

export const isPanorama = (scene: Scene | undefined): scene is PanoramaScene => scene?.kind === 'panorama'

/** A link that seems to point farther across the floor is read as a gesture, not as a place. */
const farthestStepMetres = 12

interface Step {
  sceneId: string
  positionMetres: Point3
  metres: number
}

/**
 * Positions for scenes that have none, along the links: a link that points at the floor says where the next tripod stood. Begins at the
 * scenes that have a position, or, where nobody has one, at the tour's first scene.
 */
export function positionsFromLinks(tour: Tour): Map<string, Point3> {
  const scenes = tour.scenes.filter(isPanorama)
  const known = new Map<string, Point3>(
    scenes.flatMap(({ id, pose }) => (pose.positionMetres ? [[id, pose.positionMetres] as const] : [])),
  )
  const first = scenes.find(({ id }) => id === tour.start) ?? scenes[0]
  const found = new Map<string, Point3>()
  if (known.size === 0 && first) keep(first.id, [0, tidyMetres(cameraHeightOf(first)), 0])
  for (let step = nearestStep(scenes, known); step; step = nearestStep(scenes, known))
    keep(step.sceneId, step.positionMetres)
  // One scene alone is no plan.
  return known.size > 1 ? found : new Map()

  function keep(id: string, position: Point3) {
    const [x, y, z] = position
    const rounded: Point3 = [tidyMetres(x), tidyMetres(y), tidyMetres(z)]
    known.set(id, rounded)
    found.set(id, rounded)
  }
}

/** Of all links between a scene with a position and one without, the one that points nearest. */
function nearestStep(scenes: PanoramaScene[], known: ReadonlyMap<string, Point3>): Step | undefined {
  const byId = new Map(scenes.map((scene) => [scene.id, scene]))
  let best: Step | undefined
  for (const scene of scenes) {
    for (const link of scene.hotspots) {
      if (link.kind !== 'link') continue
      const target = byId.get(link.targetSceneId)
      const step = target && stepAlong(scene, link, target, known)
      if (step && step.metres < (best?.metres ?? farthestStepMetres)) best = step
    }
  }
  return best
}

function stepAlong(
  scene: PanoramaScene,
  link: LinkHotspot,
  target: PanoramaScene,
  known: ReadonlyMap<string, Point3>,
): Step | undefined {
  if (!scene.roomBox && scene.cameraHeightMetres === undefined) return undefined
  const { headingDegrees } = scene.pose
  const box = scene.roomBox ?? newBox(cameraHeightOf(scene))
  const [here, there] = [known.get(scene.id), known.get(target.id)]
  const floor = floorPointAlong(box.downMetres, link)
  if (!floor || (here !== undefined) === (there !== undefined)) return undefined
  const metres = Math.hypot(floor[0], floor[2])
  if (here) {
    const place = { box, positionMetres: here, headingDegrees }
    const positionMetres = positionOnFloor(place, link, cameraHeightOf(target))
    return positionMetres && { sceneId: target.id, positionMetres, metres }
  }
  if (!there) return undefined
  // The way back: this scene stands where its link, laid out from here, ends at the scene that is known.
  const reach = toTour({ positionMetres: [0, cameraHeightOf(target), 0], headingDegrees }, floor)
  return { sceneId: scene.id, positionMetres: minus(there, reach), metres }
}

export type WalkState = 'walks' | 'no_box' | 'no_position' | 'apart'

/** The scenes to which a scene's links lead, and whether visitors walk there. */
export function walksFrom(tour: Tour, scene: PanoramaScene): { target: Scene; state: WalkState; of: Scene }[] {
  const ids = new Set(scene.hotspots.flatMap((spot) => (spot.kind === 'link' ? [spot.targetSceneId] : [])))
  return tour.scenes
    .filter(({ id }) => ids.has(id) && id !== scene.id)
    .map((target) => {
      const ends = [scene, target]
      const boxless = ends.find((one) => !isPanorama(one) || !one.roomBox)
      const homeless = ends.find((one) => !one.pose.positionMetres)
      if (boxless) return { target, state: 'no_box', of: boxless }
      if (homeless) return { target, state: 'no_position', of: homeless }
      return { target, state: walkBetween(scene, target) ? 'walks' : 'apart', of: target }
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
