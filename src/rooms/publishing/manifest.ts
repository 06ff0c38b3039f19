// From a tour document to what visitors get: the immutable manifest of one version, and its hash. Pure.
// Only what is named here goes out: no file names, no GPS, no people.
import { createHash } from 'node:crypto'
import type { PanoramaSource, PublishedScene, PublishedTour } from '#tour/published.ts'
import type { Pyramid } from '#tour/pyramid.ts'
import type { Scene, Tour } from '#tour/tour.ts'

/** What publishing must know of a finished panorama. */
export interface ReadyPanorama {
  id: string
  archive: string
  pyramid: Pyramid
  preview: string
}

/** Where a published archive's tiles and pictures are: `/tiles/<tour>/<archive>/…`. */
export const tilesUrl = (tourId: string, archive: string) => `/tiles/${tourId}/${archive}/`

export function publishedTour(
  tourId: string,
  version: number,
  tour: Tour,
  panoramas: Map<string, ReadyPanorama>,
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
    publisher,
  }
}

function publishedScene(tourId: string, scene: Scene, panoramas: Map<string, ReadyPanorama>): PublishedScene {
  const panorama = panoramas.get(scene.panorama)
  if (!panorama) throw new Error(`The panorama ${scene.panorama} is not ready`)
  const base = tilesUrl(tourId, panorama.archive)
  const source: PanoramaSource = {
    id: panorama.archive,
    pyramid: panorama.pyramid,
    tilesUrl: base,
    preview: panorama.preview,
  }
  return {
    id: scene.id,
    name: scene.name,
    panorama: source,
    pose: scene.pose,
    view: scene.view,
    ...(scene.limits && { limits: scene.limits }),
    hotspots: scene.hotspots,
    thumbnailUrl: `${base}thumbnail.webp`,
  }
}

/** The chain: a version's hash covers its bytes and the hash of the version before it. */
export const versionHash = (manifestText: string, previous: string | null): string =>
  createHash('sha256')
    .update(`${previous ?? ''}\n${manifestText}`)
    .digest('hex')

/** Two manifests that differ in nothing but their version number show the same. */
export const showsTheSame = (one: PublishedTour, other: PublishedTour) =>
  JSON.stringify({ ...one, version: 0 }) === JSON.stringify({ ...other, version: 0 })
