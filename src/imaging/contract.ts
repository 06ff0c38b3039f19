// The words that the imaging floor and those who order work from it share. Types only: the work itself is behind imaging.ts.
import type { Face, Pyramid } from '#tour/pyramid.ts'
import type { ViewLimits } from '#tour/view.ts'

/** How the pixels of a file lie on the sphere. */
export type Projection =
  | 'equirectangular' // 2:1, whole sphere
  | 'partial' // a part of the sphere, by GPano crop fields
  | 'stereo' // top/bottom stereo 1:1: the upper half is used
  | 'cube-strip' // 6:1, 1:6, 3:2 or 2:3 grid of faces
  | 'face' // a square picture named like one face of six

/** What a look at the header says, before any pixel is decoded. */
export interface Inspection {
  format: 'jpeg' | 'png' | 'webp'
  /** Size after EXIF orientation. */
  widthPx: number
  heightPx: number
  projection: Projection
  /** For projection 'face': which one, and the file name without the part that says so. */
  face?: { side: Face; setName: string }
  /** Estimated peak memory of tiling it. */
  estimatedMegabytes: number
  metadata: PanoramaMetadata
  privateMetadata: PrivateMetadata
}

/** The whitelist: what may be shown. Everything else in EXIF and XMP is dropped. */
export interface PanoramaMetadata {
  camera?: string
  capturedAt?: string // ISO 8601; local time of the camera when it gives no zone
  headingDegrees?: number // compass heading of the image centre, 0 ≤ h < 360
  tilt?: { pitchDegrees: number; rollDegrees: number }
}

/** Kept for the team, never given to a visitor. */
export interface PrivateMetadata {
  gps?: { latitudeDegrees: number; longitudeDegrees: number; altitudeMetres?: number }
}

/**
 * What the tiler is given: one file, or six named faces. Paths of local files. `isNumbered`: the sides are only guessed from numbers,
 * and the seams may know better.
 */
export type PanoramaInput =
  | { kind: 'file'; path: string }
  | { kind: 'faces'; paths: Record<Face, string>; isNumbered?: boolean }

export type Stage = 'inspecting' | 'decoding' | 'preview' | 'tiling' | 'packing'

export type ImagingEvent =
  /** fraction 0…1 of the whole work, never falling. */
  | { kind: 'progress'; stage: Stage; fraction: number }
  /** Preview files exist and are fsynced: the panorama can be shown and edited from now on. */
  | { kind: 'preview'; preview: PreviewFiles }

/** What exists first. Paths inside the output folder. */
export interface PreviewFiles {
  inspection: Inspection
  /** 480×320 WebP of the view ahead. */
  thumbnailPath: string
  /** 1200×800 JPEG of the view ahead, for link previews. */
  posterPath: string
  /** WebP strip of six 64 px faces, about 4 KB, as a data: URL. */
  strip: string
  /** A complete small tile archive (one level), so that the editor can open the panorama at once. */
  archivePath: string
  pyramid: Pyramid
}

export interface TiledPanorama {
  inspection: Inspection
  preview: PreviewFiles
  pyramid: Pyramid
  /** ZIP with stored entries named by tileName(…), fsynced. Same input + same pipeline version = same bytes. */
  archivePath: string
  archiveSha256: string
  archiveSizeBytes: number
  /** Set when only a part of the sphere exists. */
  limits?: ViewLimits
}

/**
 * Why a file can't become a panorama. The code is a key in src/words under `imaging.<code>`, with a sentence that says what was
 * wrong and what to do; details fill its placeholders.
 */
export type ImagingRefusalCode =
  | 'not_an_image'
  | 'wrong_type' // an image, but not JPEG, PNG or WebP: {found}
  | 'heic'
  | 'empty' // 0 bytes
  | 'packed' // ZIP, RAR, 7z: {found}
  | 'truncated'
  | 'damaged'
  | 'too_large' // {widthPx} {heightPx} {megapixels}
  | 'too_small'
  | 'not_a_panorama' // {widthPx} {heightPx}
  | 'square' // not a panorama, but perhaps a face {widthPx} {heightPx}
  | 'no_crop_data' // wider than 2:1 without GPano {widthPx} {heightPx}
  | 'gpano_nonsense'
  | 'faces_differ' // six faces of unequal size
  | 'took_too_long'
  | 'out_of_memory'

/** Bump when the same input would give other bytes. */
export const pipelineVersion = 1
