// The edits of a tour document, each a pure function from document to document.
import type { Hotspot } from '#tour/hotspots.ts'
import type { Scene, Tour } from '#tour/tour.ts'

export const findScene = (tour: Tour, sceneId: string | undefined) => tour.scenes.find(({ id }) => id === sceneId)
export const startSceneOf = (tour: Tour) => findScene(tour, tour.start) ?? tour.scenes[0]

export function changeScene(tour: Tour, sceneId: string, change: (scene: Scene) => Scene): Tour {
  return { ...tour, scenes: tour.scenes.map((scene) => (scene.id === sceneId ? change(scene) : scene)) }
}

/** Takes a scene out, with every link that leads to it. */
export function removeScene(tour: Tour, sceneId: string): Tour {
  const scenes = tour.scenes
    .filter(({ id }) => id !== sceneId)
    .map((scene) => ({
      ...scene,
      hotspots: scene.hotspots.filter((hotspot) => hotspot.kind !== 'link' || hotspot.targetSceneId !== sceneId),
    }))
  const { start, ...rest } = tour
  return start === undefined || start === sceneId ? { ...rest, scenes } : { ...rest, start, scenes }
}

/** Puts a scene back that `before` still had: at its place, with the links that led to it. */
export function restoreScene(tour: Tour, before: Tour, sceneId: string): Tour {
  const index = before.scenes.findIndex(({ id }) => id === sceneId)
  const lost = before.scenes[index]
  if (!lost || findScene(tour, sceneId)) return tour
  const withLinks = tour.scenes.map((scene) => {
    const present = new Set(scene.hotspots.map(({ id }) => id))
    const links = findScene(before, scene.id)?.hotspots.filter(
      (hotspot) => hotspot.kind === 'link' && hotspot.targetSceneId === sceneId && !present.has(hotspot.id),
    )
    return links?.length ? { ...scene, hotspots: [...scene.hotspots, ...links] } : scene
  })
  // Its own links may lead to scenes that are gone by now.
  const back = {
    ...lost,
    hotspots: lost.hotspots.filter((spot) => spot.kind !== 'link' || findScene(tour, spot.targetSceneId)),
  }
  return { ...tour, scenes: withLinks.toSpliced(Math.min(index, withLinks.length), 0, back) }
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
