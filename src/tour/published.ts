// What a visitor's browser gets: one immutable manifest per published version. Types only, so that the viewer pays nothing.
// The server makes it from a tour document (src/rooms/publishing); nothing private (GPS, file names, people) may enter.
import type { Hotspot } from './hotspots.ts'
import type { Look } from './look.ts'
import type { PropertyFacts } from './property-facts.ts'
import type { Pyramid } from './pyramid.ts'
import type { RoomBox } from './room-box.ts'
import type { Language, Text } from './text.ts'
import type { AmbientSound, Contact, GuidedTour, Level, ModelScene, Pose } from './tour.ts'
import type { View, ViewLimits } from './view.ts'

/** A panorama as the viewer meets it. */
export interface PanoramaSource {
  /** Content address of the tile archive: equal ids hold equal pixels. */
  id: string
  pyramid: Pyramid
  /** A tile's URL is `tilesUrl` + tileName(…); immutable. */
  tilesUrl: string
  /** `data:` URL of a WebP strip of six faces (order of `faces`, one below the other, 64 px each), about 4 KB; '' = none. */
  preview: string
}

interface PublishedSceneCommon {
  id: string
  name: Text
  description?: Text
  pose: Pose
  view: View
  hotspots: Hotspot[]
  levelId?: string
  sound?: AmbientSound
  /** URL of a 480×320 picture of the scene; '' where there is none. */
  thumbnailUrl: string
}

export interface PublishedPanoramaScene extends PublishedSceneCommon {
  /** Absent in versions from before there were other kinds. */
  kind?: 'panorama'
  panorama: PanoramaSource
  limits?: ViewLimits
  cameraHeightMetres?: number
  roomBox?: RoomBox
}

export interface PublishedModelScene extends PublishedSceneCommon {
  kind: 'model' | 'splat'
  attachment: string
  camera?: ModelScene['camera']
}

export type PublishedScene = PublishedPanoramaScene | PublishedModelScene

export type AttachmentKind = 'picture' | 'video' | 'sound' | 'captions' | 'model' | 'splat'

/** One file as the viewer fetches it. */
export interface PublishedFile {
  url: string
  /** MIME type. */
  type: string
  sizeBytes: number
  /** Of pictures and videos. */
  widthPx?: number
  heightPx?: number
}

/** A picture, video, sound, captions file, model or splats that the tour shows. */
export interface PublishedAttachment {
  kind: AttachmentKind
  /** The best there is for a browser: a picture of at most 2560 px, the video or sound itself, WebVTT, GLB, SOG. */
  file: PublishedFile
  /** Of pictures: at most 640 px. */
  small?: PublishedFile
  durationSeconds?: number
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
  /** By the id that the document uses. Absent in versions from before there were attachments; so are the following. */
  attachments?: Record<string, PublishedAttachment>
  levels?: Level[]
  guided?: GuidedTour[]
  look?: Look
  contact?: Contact
  property?: PropertyFacts
  /** Public name of the team that shows the tour. */
  publisher: string
}
