// Where one looks after a scene change. Pure.
import { clamp, keepHeading, turnDegrees } from '#tour/angles.ts'
import type { LinkHotspot } from '#tour/hotspots.ts'
import type { PublishedScene } from '#tour/published.ts'
import type { View } from '#tour/view.ts'

/** Nobody means to arrive looking at the floor: links lie low, and who presses one often looks down at it. */
const steepestDegrees = 20

/** The view a link asks for; without one the world heading stays as it was, and a steep look eases towards level. */
export function arrivalView(from: PublishedScene, to: PublishedScene, current: View, wished?: View): View {
  if (wished) return wished
  return {
    yawDegrees: keepHeading(current.yawDegrees, from.pose.headingDegrees, to.pose.headingDegrees),
    pitchDegrees: clamp(current.pitchDegrees, -steepestDegrees, steepestDegrees),
    fovDegrees: current.fovDegrees,
  }
}

/** Where one has been already is less likely to be next: it counts as so much farther from the middle of the view. */
const seenDegrees = 180

/** The scenes that links lead to, the likeliest first: nearest to the middle of the view, those seen already last; each once. */
export function linkedScenes(
  scene: PublishedScene,
  view: View,
  seen: ReadonlySet<string> = new Set(),
): { sceneId: string; arrival?: View }[] {
  const links = scene.hotspots.flatMap((hotspot) => (hotspot.kind === 'link' ? [hotspot] : []))
  const away = ({ yawDegrees, targetSceneId }: LinkHotspot) =>
    Math.abs(turnDegrees(view.yawDegrees, yawDegrees)) + (seen.has(targetSceneId) ? seenDegrees : 0)
  links.sort((a, b) => away(a) - away(b))
  const first = new Map<string, { sceneId: string; arrival?: View }>()
  for (const { targetSceneId, arrival } of links) {
    if (!first.has(targetSceneId)) first.set(targetSceneId, { sceneId: targetSceneId, arrival })
  }
  return [...first.values()]
}
