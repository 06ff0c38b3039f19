// The page carries the previews of the first scenes only. The others are in the manifest, fetched when a visitor comes near them:
// without one a scene begins only when its coarse tiles are there.
import type { PublishedTour } from '#tour/published.ts'
import type { Site } from './settings.ts'

/** Fills the gaps of `tour`. Where the manifest doesn't come, they stay: scenes begin later then, and no worse. */
export async function fetchMissingPreviews(tour: PublishedTour, { slug, url }: Site): Promise<void> {
  const answer = await fetch(new URL(`/api/public/tours/${encodeURIComponent(slug)}`, url), { priority: 'low' })
  if (!answer.ok) return
  const whole = (await answer.json()) as PublishedTour
  const previews = new Map(whole.scenes.flatMap((scene) => ('panorama' in scene ? [previewOf(scene.panorama)] : [])))
  for (const scene of tour.scenes) {
    if ('panorama' in scene) scene.panorama.preview ||= previews.get(scene.panorama.id) ?? ''
  }
}

const previewOf = ({ id, preview }: { id: string; preview: string }) => [id, preview] as const
