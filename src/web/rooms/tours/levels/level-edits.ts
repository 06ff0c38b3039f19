// The edits of levels, of plans and of where scenes stand, each a pure function from document to document.
import { clamp } from '#tour/angles.ts'
import type { Point3 } from '#tour/space.ts'
import type { FloorPlan, Level, Scene, Tour } from '#tour/tour.ts'
import { changeScene, findScene } from '../editor/edits.ts'
import { cameraHeightOf, usualCameraHeightMetres } from '../space/measures.ts'
import { frameOf, frameThrough, type Spot, spotToTour, tourToSpot } from './plan-frame.ts'

const usualStoreyMetres = 3

export const findLevel = (tour: Tour, levelId: string | undefined) => tour.levels.find(({ id }) => id === levelId)

/** A level above those that are there. The first one takes in all scenes. */
export function addLevel(tour: Tour, id: string): Tour {
  const highest = Math.max(...tour.levels.map(({ elevationMetres }) => elevationMetres))
  const level: Level = {
    id,
    name: {},
    elevationMetres: tour.levels.length === 0 ? 0 : highest + usualStoreyMetres,
  }
  const scenes = tour.levels.length === 0 ? tour.scenes.map((scene) => ({ ...scene, levelId: id })) : tour.scenes
  return { ...tour, scenes, levels: [...tour.levels, level] }
}

/** Its scenes stay, on no level. */
export const removeLevel = (tour: Tour, levelId: string): Tour => ({
  ...tour,
  levels: tour.levels.filter(({ id }) => id !== levelId),
  scenes: tour.scenes.map((scene) => (scene.levelId === levelId ? withoutLevel(scene) : scene)),
})

export function moveLevel(tour: Tour, levelId: string, toIndex: number): Tour {
  const from = tour.levels.findIndex(({ id }) => id === levelId)
  const level = tour.levels[from]
  if (!level) return tour
  return { ...tour, levels: tour.levels.toSpliced(from, 1).toSpliced(toIndex, 0, level) }
}

export const changeLevel = (tour: Tour, levelId: string, change: (level: Level) => Level): Tour => ({
  ...tour,
  levels: tour.levels.map((level) => (level.id === levelId ? change(level) : level)),
})

const changePlan = (tour: Tour, levelId: string, change: (plan: FloorPlan) => FloorPlan): Tour =>
  changeLevel(tour, levelId, (level) => (level.plan ? { ...level, plan: change(level.plan) } : level))

/** On another level the scene stands as high above its floor as before; on other levels' plans it is no longer drawn. */
export function setSceneLevel(tour: Tour, sceneId: string, levelId: string | undefined): Tour {
  const scene = findScene(tour, sceneId)
  if (!scene || scene.levelId === levelId) return tour
  const rise = (findLevel(tour, levelId)?.elevationMetres ?? 0) - (findLevel(tour, scene.levelId)?.elevationMetres ?? 0)
  const moved = changeScene(tour, sceneId, (one) => {
    const [x, y, z] = one.pose.positionMetres ?? []
    const raised = x === undefined || y === undefined || z === undefined ? one : movedTo(one, [x, y + rise, z])
    return levelId === undefined ? withoutLevel(raised) : { ...raised, levelId }
  })
  return {
    ...moved,
    levels: moved.levels.map((level) => (level.id === levelId ? level : withoutPlace(level, sceneId))),
  }
}

/** Another storey height takes the scenes of the level along. */
export function setElevation(tour: Tour, levelId: string, elevationMetres: number): Tour {
  const rise = elevationMetres - (findLevel(tour, levelId)?.elevationMetres ?? elevationMetres)
  const scenes = tour.scenes.map((scene) => {
    const position = scene.pose.positionMetres
    return scene.levelId === levelId && position
      ? movedTo(scene, [position[0], position[1] + rise, position[2]])
      : scene
  })
  return changeLevel({ ...tour, scenes }, levelId, (level) => ({ ...level, elevationMetres }))
}

/** Puts a scene on a level's plan; where the drawing's width is known, its position in metres follows. */
export function placeScene(tour: Tour, levelId: string, sceneId: string, spot: Spot, aspect: number): Tour {
  const level = findLevel(tour, levelId)
  if (!level?.plan) return tour
  const inside = { x: rounded(clamp(spot.x, 0, 1)), y: rounded(clamp(spot.y, 0, 1)) }
  const frame = frameOf(level, tour.scenes, aspect, sceneId)
  const here = setSceneLevel(tour, sceneId, levelId)
  const placed = changePlan(here, levelId, (plan) => ({
    ...plan,
    places: [...plan.places.filter((place) => place.sceneId !== sceneId), { sceneId, ...inside }],
  }))
  return frame ? stand(placed, sceneId, spotToTour(frame, inside), level) : placed
}

/** Moves a scene where there is no drawing: only its position in metres. */
export function standScene(tour: Tour, sceneId: string, point: { x: number; z: number }, levelId?: string): Tour {
  const here = levelId === undefined ? tour : setSceneLevel(tour, sceneId, levelId)
  return stand(here, sceneId, point, findLevel(here, levelId))
}

export const unplaceScene = (tour: Tour, levelId: string, sceneId: string): Tour =>
  changeLevel(tour, levelId, (level) => withoutPlace(level, sceneId))

export const unstandScene = (tour: Tour, sceneId: string): Tour =>
  changeScene(tour, sceneId, (one) => ({ ...one, pose: { headingDegrees: one.pose.headingDegrees } }))

/** Another picture keeps what is drawn on it: usually it is the same plan, better scanned. */
export const setPlanPicture = (tour: Tour, levelId: string, attachment: string | undefined): Tour =>
  changeLevel(tour, levelId, ({ plan, ...level }) =>
    attachment ? { ...level, plan: { upDegrees: 0, places: [], ...plan, attachment } } : level,
  )

/** What is up and how wide the drawing is decide where its scenes stand. The first of them that has a position keeps it. */
export function setPlanFrame(
  tour: Tour,
  levelId: string,
  frame: { upDegrees?: number; widthMetres?: number },
  aspect: number,
): Tour {
  const changed = changePlan(tour, levelId, (plan) => ({ ...plan, ...frame }))
  const level = findLevel(changed, levelId)
  if (!level?.plan) return changed
  const { places } = level.plan
  const anchor = places.find(({ sceneId }) => findScene(changed, sceneId)?.pose.positionMetres)
  const anchored = { ...level, plan: { ...level.plan, places: anchor ? [anchor] : [] } }
  const laid = frameOf(anchored, changed.scenes, aspect)
  return laid
    ? places.reduce((then, place) => stand(then, place.sceneId, spotToTour(laid, place), level), changed)
    : changed
}

/**
 * Draws the scenes that have a position but no place on the plan, once two or more have both: those say how the drawing lies. Answers
 * undefined where there is nothing to draw.
 */
export function drawByPositions(
  tour: Tour,
  levelId: string,
  aspect: number,
): { tour: Tour; count: number } | undefined {
  const plan = findLevel(tour, levelId)?.plan
  if (!plan) return undefined
  const standing = tour.scenes.flatMap(({ id, levelId: on, pose: { positionMetres } }) =>
    positionMetres && on === levelId ? [{ id, tour: { x: positionMetres[0], z: positionMetres[2] } }] : [],
  )
  const spots = new Map(plan.places.map((place) => [place.sceneId, place]))
  const known = standing.flatMap(({ id, tour: point }) => {
    const spot = spots.get(id)
    return spot ? [{ spot, tour: point }] : []
  })
  const frame = frameThrough(known, aspect)
  if (!frame) return undefined
  const found = standing
    .filter(({ id }) => !spots.has(id))
    .map(({ id, tour: point }) => ({ sceneId: id, ...tourToSpot(frame, point) }))
    .filter(({ x, y }) => x >= 0 && x <= 1 && y >= 0 && y <= 1)
    .map(({ sceneId, x, y }) => ({ sceneId, x: rounded(x), y: rounded(y) }))
  if (found.length === 0) return undefined
  const drawn = changePlan(tour, levelId, (one) => ({
    ...one,
    upDegrees: (Math.round(frame.upDegrees * 10) / 10) % 360,
    widthMetres: Math.round(frame.widthMetres * 100) / 100,
    places: [...one.places, ...found],
  }))
  return { tour: drawn, count: found.length }
}

export function movedTo(scene: Scene, [x, y, z]: Point3): Scene {
  const positionMetres: [number, number, number] = [millimetres(x), millimetres(y), millimetres(z)]
  return { ...scene, pose: { ...scene.pose, positionMetres } }
}

function stand(tour: Tour, sceneId: string, { x, z }: { x: number; z: number }, level: Level | undefined): Tour {
  return changeScene(tour, sceneId, (scene) => {
    const above = scene.kind === 'panorama' ? cameraHeightOf(scene) : usualCameraHeightMetres
    return movedTo(scene, [x, scene.pose.positionMetres?.[1] ?? (level?.elevationMetres ?? 0) + above, z])
  })
}

function withoutLevel({ levelId: _gone, ...scene }: Scene): Scene {
  return scene
}

const withoutPlace = (level: Level, sceneId: string): Level =>
  level.plan?.places.some((place) => place.sceneId === sceneId)
    ? { ...level, plan: { ...level.plan, places: level.plan.places.filter((place) => place.sceneId !== sceneId) } }
    : level

const millimetres = (metres: number) => Math.round(metres * 1000) / 1000
const rounded = (share: number) => Math.round(share * 1e5) / 1e5
