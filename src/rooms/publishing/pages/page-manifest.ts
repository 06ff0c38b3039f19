// The manifest as the page carries it: previews, 4 KB each, only of the scene that is shown first and of those that it leads to.
// The viewer fetches the others when the visitor has come nearer to them. Pure.
import type { PublishedScene, PublishedTour } from '#tour/published.ts'

export function pageManifest(manifest: PublishedTour): PublishedTour {
  const start = manifest.scenes.find(({ id }) => id === manifest.start) ?? manifest.scenes[0]
  const near = new Set([start?.id, ...(start ? targetsOf(start) : [])])
  return { ...manifest, scenes: manifest.scenes.map((scene) => (near.has(scene.id) ? scene : withoutPreview(scene))) }
}

const targetsOf = ({ hotspots }: PublishedScene) =>
  hotspots.flatMap((hotspot) => (hotspot.kind === 'link' ? [hotspot.targetSceneId] : []))

const withoutPreview = (scene: PublishedScene): PublishedScene =>
  'panorama' in scene ? { ...scene, panorama: { ...scene.panorama, preview: '' } } : scene
