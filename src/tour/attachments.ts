// Which attachments a tour document names, and where one is still to be chosen. Pure; the viewer may ship this file.
import type { Hotspot } from './hotspots.ts'
import type { Scene, Tour } from './tour.ts'

/** Ids of all attachments that the document names, each once. */
export function attachmentsOf(tour: Tour): string[] {
  const ids = [
    ...tour.scenes.flatMap(ofScene),
    ...tour.levels.map((level) => level.plan?.attachment),
    ...tour.guided.flatMap(({ steps }) => steps.flatMap(({ narration }) => Object.values(narration ?? {}))),
    tour.look.logo,
  ]
  return [...new Set(ids.filter((id) => id !== undefined))]
}

function ofScene(scene: Scene): (string | undefined)[] {
  const own = scene.kind === 'panorama' ? undefined : scene.attachment
  return [own, scene.sound?.attachment, ...scene.hotspots.flatMap(ofHotspot)]
}

function ofHotspot(hotspot: Hotspot): (string | undefined)[] {
  switch (hotspot.kind) {
    case 'gallery':
      return hotspot.pictures.map(({ attachment }) => attachment)
    case 'video': {
      const { source } = hotspot
      if (source?.from !== 'file') return []
      return [source.attachment, source.poster, ...source.captions.map(({ attachment }) => attachment)]
    }
    case 'sound':
    case 'flat':
      return [hotspot.attachment]
    case 'property':
      return [hotspot.picture]
    default:
      return []
  }
}

/** Is what this hotspot is there to show still to be chosen? */
export function attachmentMissing(hotspot: Hotspot): boolean {
  switch (hotspot.kind) {
    case 'gallery':
      return hotspot.pictures.length === 0
    case 'video':
      return hotspot.source === undefined
    case 'sound':
    case 'flat':
      return hotspot.attachment === undefined
    default:
      return false
  }
}
