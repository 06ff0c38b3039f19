// The edits of a tour document, each a pure function from document to document.
import type { Hotspot } from '#tour/hotspots.ts'
import { dropDanglingLinks, mergeTours } from '#tour/merge.ts'
import type { Level, Scene, Tour } from '#tour/tour.ts'

export const findScene = (tour: Tour, sceneId: string | undefined) => tour.scenes.find(({ id }) => id === sceneId)
export const startSceneOf = (tour: Tour) => findScene(tour, tour.start) ?? tour.scenes[0]

export function changeScene(tour: Tour, sceneId: string, change: (scene: Scene) => Scene): Tour {
  return { ...tour, scenes: tour.scenes.map((scene) => (scene.id === sceneId ? change(scene) : scene)) }
}

/** Takes a scene out, with what pointed to it: links, the targets of regions, places on plans, steps of guided tours, the start. */
export const removeScene = (tour: Tour, sceneId: string): Tour =>
  dropDanglingLinks({ ...tour, scenes: tour.scenes.filter(({ id }) => id !== sceneId) })

/** Puts a scene back that `before` still had: at its place, with what pointed to it then. */
export function restoreScene(tour: Tour, before: Tour, sceneId: string): Tour {
  if (!findScene(before, sceneId) || findScene(tour, sceneId)) return tour
  // Scenes that are gone by now stay gone: only this one, and what ties it to those that are here, comes back.
  const isWanted = ({ id }: Scene) => id === sceneId || findScene(tour, id) !== undefined
  const wanted = dropDanglingLinks({ ...before, scenes: before.scenes.filter(isWanted) })
  const restored = mergeTours(removeScene(wanted, sceneId), wanted, tour)
  const start = tour.start ?? restored.start
  const levels = tour.levels.map((level) => withPlaceOf(level, before, sceneId))
  return { ...restored, levels, ...(start !== undefined && { start }) }
}

function withPlaceOf(level: Level, before: Tour, sceneId: string): Level {
  const place = before.levels.find(({ id }) => id === level.id)?.plan?.places.find((one) => one.sceneId === sceneId)
  if (!level.plan || !place) return level
  return { ...level, plan: { ...level.plan, places: [...level.plan.places, place] } }
}

/** The scenes that a step of undo or redo took away and brought back. */
export function sceneChanges(before: Tour, after: Tour): { gone: Scene[]; back: Scene[] } {
  return {
    gone: before.scenes.filter(({ id }) => !findScene(after, id)),
    back: after.scenes.filter(({ id }) => !findScene(before, id)),
  }
}

export function moveScene(tour: Tour, sceneId: string, toIndex: number): Tour {
  const from = tour.scenes.findIndex(({ id }) => id === sceneId)
  const scene = tour.scenes[from]
  if (!scene) return tour
  const scenes = tour.scenes.toSpliced(from, 1)
  return { ...tour, scenes: scenes.toSpliced(Math.max(0, Math.min(scenes.length, toIndex)), 0, scene) }
}

export const addHotspot = (tour: Tour, sceneId: string, hotspot: Hotspot) =>
  changeScene(tour, sceneId, (scene) => ({ ...scene, hotspots: [...scene.hotspots, hotspot] }))

export function changeHotspot(
  tour: Tour,
  sceneId: string,
  hotspotId: string,
  change: (hotspot: Hotspot) => Hotspot,
): Tour {
  return changeScene(tour, sceneId, (scene) => ({
    ...scene,
    hotspots: scene.hotspots.map((hotspot) => (hotspot.id === hotspotId ? change(hotspot) : hotspot)),
  }))
}

export const removeHotspot = (tour: Tour, sceneId: string, hotspotId: string) =>
  changeScene(tour, sceneId, (scene) => ({ ...scene, hotspots: scene.hotspots.filter(({ id }) => id !== hotspotId) }))

/** The compass heading of yaw 0 when the direction `yawDegrees` looks to `compassDegrees` (0 = north). */
export const headingFrom = (yawDegrees: number, compassDegrees: number) =>
  round((((compassDegrees - yawDegrees) % 360) + 360) % 360)

/** The compass direction of a yaw. */
export const compassOf = (yawDegrees: number, headingDegrees: number) =>
  (((yawDegrees + headingDegrees) % 360) + 360) % 360

const round = (degrees: number) => (Math.round(degrees * 10) / 10) % 360
