// Where one looks after a scene change. Pure.
import { keepHeading } from '#tour/angles.ts'
import type { PublishedScene } from '#tour/published.ts'
import type { View } from '#tour/view.ts'

/** The view a link asks for; without one the world heading and the height of the eye stay as they were. */
export function arrivalView(from: PublishedScene, to: PublishedScene, current: View, wished?: View): View {
  if (wished) return wished
  return {
    yawDegrees: keepHeading(current.yawDegrees, from.pose.headingDegrees, to.pose.headingDegrees),
    pitchDegrees: current.pitchDegrees,
    fovDegrees: current.fovDegrees,
  }
}

/** The scenes that links lead to, nearest to the middle of the view first, each once. */
export function linkedScenes(scene: PublishedScene, view: View): { sceneId: string; arrival?: View }[] {
  const links = scene.hotspots.flatMap((hotspot) => (hotspot.kind === 'link' ? [hotspot] : []))
  const away = (yawDegrees: number) => Math.abs(keepHeading(yawDegrees, 0, view.yawDegrees))
  links.sort((a, b) => away(a.yawDegrees) - away(b.yawDegrees))
  const first = new Map<string, { sceneId: string; arrival?: View }>()
  for (const { targetSceneId, arrival } of links) {
    if (!first.has(targetSceneId)) first.set(targetSceneId, { sceneId: targetSceneId, arrival })
  }
  return [...first.values()]
}
