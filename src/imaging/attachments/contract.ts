// The words that those who order work on attachments and those who do it share. Types only.
import type { Outage } from '#platform/outage.ts'
import type { AttachmentKind } from '#tour/published.ts'

export interface DeriveOrder {
  path: string
  fileName: string
  /** What the first bytes promised. */
  kind: AttachmentKind
  /** Must exist; gets what is derived. */
  outputFolder: string
}

/** A file for browsers: nothing private is in it any more. */
export interface DerivedPath {
  path: string
  /** MIME type. */
  type: string
  widthPx?: number
  heightPx?: number
}

export interface DerivedAttachment {
  /** A video without a picture turns out to be a sound. */
  kind: AttachmentKind
  file: DerivedPath
  /** A smaller one: of pictures 640 px, of many splats the weightiest. */
  small?: DerivedPath
  durationSeconds?: number
}

/** Why a file can't become an attachment: keys of src/words under `attachments.<code>`. Details fill their placeholders. */
export type AttachmentRefusalCode =
  | 'empty'
  | 'unknown_type'
  | 'truncated'
  | 'damaged'
  | 'too_large' // {megabytes} {maximumMegabytes}
  | 'took_too_long' // {seconds}
  | 'out_of_memory' // {memoryMegabytes}
  | 'picture_type' // {found}
  | 'picture_too_large' // {widthPx} {heightPx} {maximumMegapixels}
  | 'video_type' // {found}
  | 'video_codec' // {codec}
  | 'sound_type' // {found}
  | 'sound_codec' // {codec}
  | 'captions_encoding'
  | 'captions_none'
  | 'model_type' // {found}
  | 'model_external' // {count}
  | 'model_extension' // {extension}
  | 'model_empty'
  | 'model_triangles' // {triangles} {maximum}
  | 'model_textures' // {count} {maximum}
  | 'model_texture_size' // {widthPx} {heightPx} {maximumPx}
  | 'splat_type' // {found}
  | 'splat_not' // a PLY without splats in it
  | 'splat_many' // {splats} {maximum}

export type RefusalDetails = Record<string, string | number>

export type DeriveReply =
  | { kind: 'derived'; attachment: DerivedAttachment }
  | { kind: 'refused'; code: AttachmentRefusalCode; details: RefusalDetails }
  | { kind: 'failed'; message: string; outage?: Outage }
