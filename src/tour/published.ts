// What a visitor's browser gets: one immutable manifest per published version. Types only, so that the viewer pays nothing.
// The server makes it from a tour document (src/rooms/publishing); nothing private (GPS, file names, people) may enter.
import type { Hotspot } from './hotspots.ts'
import type { Pyramid } from './pyramid.ts'
import type { Language, Text } from './text.ts'
import type { Pose } from './tour.ts'
import type { View, ViewLimits } from './view.ts'

/** A panorama as the viewer meets it. */
export interface PanoramaSource {
  /** Content address of the tile archive: equal ids hold equal pixels. */
  id: string
  pyramid: Pyramid
  /** A tile's URL is `tilesUrl` + tileName(…); immutable. */
  tilesUrl: string
  /** `data:` URL of a WebP strip of six faces (order of `faces`, one below the other, 64 px each), about 4 KB. */
  preview: string
}

export interface PublishedScene {
  id: string
  name: Text
  panorama: PanoramaSource
  pose: Pose
  view: View
  limits?: ViewLimits
  hotspots: Hotspot[]
  /** URL of a 480×320 picture of the scene. */
  thumbnailUrl: string
}

export interface PublishedTour {
  format: 1
  tourId: string
  /** Version number, 1 upwards. Absent in the studio's unsaved preview. */
  version?: number
  title: Text
  description: Text
  languages: Language[]
  defaultLanguage: Language
  start: string
  scenes: PublishedScene[]
  /** Public name of the team that shows the tour. */
  publisher: string
}
