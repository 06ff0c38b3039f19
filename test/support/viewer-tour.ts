// A small published tour of synthetic photos with everything the viewer needs, ready to be served by viewer-server.ts.
import type { Hotspot } from '#tour/hotspots.ts'
import type { PublishedPanoramaScene, PublishedScene, PublishedTour } from '#tour/published.ts'
import { pyramidFor } from '#tour/pyramid.ts'
import { cutCube } from './reference-cube.ts'
import { type Pixels, syntheticPhoto } from './synthetic-photo.ts'
import {
  buildBrowserEntry,
  type FileServer,
  type ServedFile,
  serveFiles,
  viewerPage,
  viewerWords,
} from './viewer-server.ts'

export interface SceneWish {
  id: string
  /** Width of its photo. */
  widthPx?: number
  /** In place of a synthetic one; as wide as `widthPx` says. */
  photo?: Pixels
  headingDegrees?: number
  hotspots?: Hotspot[]
  limits?: PublishedPanoramaScene['limits']
  /** Whatever else the scene holds. */
  more?: Partial<PublishedPanoramaScene>
}

/** What a tour holds beside its scenes. */
export interface TourWish {
  tour?: Partial<PublishedTour>
  /** Files that it names, by path. */
  files?: Record<string, ServedFile>
}

export interface ServedTour {
  server: FileServer
  tour: PublishedTour
  photos: Map<string, Pixels>
}

/** Cuts one panorama per scene, builds the viewer and serves both. */
export async function serveTour(wishes: SceneWish[], quality = 90, more: TourWish = {}): Promise<ServedTour> {
  const files = new Map<string, ServedFile>(Object.entries(more.files ?? {}))
  const photos = new Map<string, Pixels>()
  const scenes: PublishedScene[] = []
  for (const [index, wish] of wishes.entries()) {
    const widthPx = wish.widthPx ?? 1024
    const photo = wish.photo ?? syntheticPhoto(widthPx, index * 10 + 1)
    photos.set(wish.id, photo)
    const cube = await cutCube(photo, pyramidFor(widthPx), quality)
    const tilesUrl = `/tiles/${wish.id}/`
    for (const [name, body] of cube.tiles) files.set(tilesUrl + name, { body, type: 'image/jpeg' })
    scenes.push({
      id: wish.id,
      name: { en: `Room ${wish.id}`, ru: `Комната ${wish.id}`, kk: `${wish.id} бөлмесі` },
      panorama: { id: `panorama-${wish.id}`, pyramid: cube.pyramid, tilesUrl, preview: cube.preview },
      pose: { headingDegrees: wish.headingDegrees ?? 0 },
      view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
      limits: wish.limits,
      hotspots: wish.hotspots ?? [],
      thumbnailUrl: `${tilesUrl}1/f0_0.jpg`,
      ...wish.more,
    })
  }
  const tour: PublishedTour = {
    format: 1,
    tourId: 'tour',
    version: 1,
    title: { en: 'A quiet flat', ru: 'Тихая квартира', kk: 'Тыныш пәтер' },
    description: {},
    languages: ['kk', 'ru', 'en'],
    defaultLanguage: 'en',
    start: wishes[0]?.id ?? '',
    scenes,
    publisher: 'Example',
    ...more.tour,
  }
  const { script, style, chunks } = await buildBrowserEntry('src/viewer/main.ts', 'viewer.js')
  files.set('/viewer.js', { body: script, type: 'text/javascript' })
  for (const [name, body] of chunks) files.set(`/${name}`, { body, type: 'text/javascript' })
  files.set('/viewer.css', { body: style, type: 'text/css' })
  const server = await serveFiles(files)
  const site = { slug: 'tour', url: `${server.url}/t/tour` }
  files.set('/', { body: viewerPage(tour, await viewerWords('en'), site), type: 'text/html; charset=utf-8' })
  return { server, tour, photos }
}
