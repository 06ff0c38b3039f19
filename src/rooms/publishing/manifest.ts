// From a tour document to what visitors get: the immutable manifest of one version, and its hash. Pure.
// Only what is named here goes out: no file names, no GPS, no people.
import { createHash } from 'node:crypto'
import type { PublishedAttachment, PublishedScene, PublishedTour } from '#tour/published.ts'
import type { Pyramid } from '#tour/pyramid.ts'
import type { ModelScene, PanoramaScene, Scene, Tour } from '#tour/tour.ts'

/** What publishing must know of a finished panorama. */
export interface ReadyPanorama {
  id: string
  archive: string
  pyramid: Pyramid
  preview: string
}

/** What a document names by id, as it is ready to be shown. */
export interface ReadyThings {
  panoramas: ReadonlyMap<string, ReadyPanorama>
  attachments: Record<string, PublishedAttachment>
}

/** Where a published archive's tiles and pictures are: `/tiles/<tour>/<archive>/…`. */
export const tilesUrl = (tourId: string, archive: string) => `/tiles/${tourId}/${archive}/`

export function publishedTour(
  tourId: string,
  version: number,
  tour: Tour,
  { panoramas, attachments }: ReadyThings,
  publisher: string,
): PublishedTour {
  const scenes = tour.scenes.map((scene) => publishedScene(tourId, scene, panoramas))
  return {
    format: 1,
    tourId,
    version,
    title: tour.title,
    description: tour.description,
    languages: tour.languages,
    defaultLanguage: tour.defaultLanguage,
    start: tour.start ?? scenes[0]?.id ?? '',
    scenes,
    attachments,
    levels: tour.levels,
    guided: tour.guided,
    look: tour.look,
    ...(tour.contact && { contact: tour.contact }),
    ...(tour.property && { property: tour.property }),
    publisher,
  }
}

function publishedScene(tourId: string, scene: Scene, panoramas: ReadyThings['panoramas']): PublishedScene {
  const { id, name, description, pose, view, hotspots, levelId, sound } = scene
  const common = {
    id,
    name,
    pose,
    view,
    hotspots,
    ...(description && { description }),
    ...(levelId && { levelId }),
    ...(sound && { sound }),
  }
  return scene.kind === 'panorama'
    ? { ...common, ...panoramaParts(tourId, scene, panoramas) }
    : { ...common, ...modelParts(scene) }
}

function panoramaParts(tourId: string, scene: PanoramaScene, panoramas: ReadyThings['panoramas']) {
  const { limits, cameraHeightMetres, roomBox } = scene
  const panorama = panoramas.get(scene.panorama)
  if (!panorama) throw new Error(`The panorama ${scene.panorama} is not ready`)
  const base = tilesUrl(tourId, panorama.archive)
  return {
    kind: scene.kind,
    panorama: { id: panorama.archive, pyramid: panorama.pyramid, tilesUrl: base, preview: panorama.preview },
    ...(limits && { limits }),
    ...(cameraHeightMetres !== undefined && { cameraHeightMetres }),
    ...(roomBox && { roomBox }),
    thumbnailUrl: `${base}thumbnail.webp`,
  }
}

function modelParts({ kind, id, attachment, camera }: ModelScene) {
  if (!attachment) throw new Error(`The scene ${id} has no model`)
  return { kind, attachment, ...(camera && { camera }), thumbnailUrl: '' }
}

/** The chain: a version's hash covers its bytes and the hash of the version before it. */
export const versionHash = (manifestText: string, previous: string | null): string =>
  createHash('sha256')
    .update(`${previous ?? ''}\n${manifestText}`)
    .digest('hex')

/** Two manifests that differ in nothing but their version number show the same. */
export const showsTheSame = (one: PublishedTour, other: PublishedTour) =>
  JSON.stringify({ ...one, version: 0 }) === JSON.stringify({ ...other, version: 0 })
