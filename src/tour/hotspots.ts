// The closed set of hotspot kinds. One block per kind: its schema, then its place in the union at the bottom.
// To add a kind: add its block here, a rule in rules.ts if it refers to anything, a renderer in src/viewer/hotspots, a form in
// src/web/rooms/tours/hotspots, its words, and its paragraph in docs/tour-format.md.
import { z } from 'zod'
import { PropertyFacts } from './property-facts.ts'
import { Language, Text } from './text.ts'
import { View } from './view.ts'

const Yaw = z.number().min(-180).max(180)
const Pitch = z.number().min(-90).max(90)
const Metres = z.number().min(-10_000).max(10_000)

/** A direction of sight in the scene's own frame. */
export const Sight = z.strictObject({ yawDegrees: Yaw, pitchDegrees: Pitch })
export type Sight = z.infer<typeof Sight>

/** Id of an attachment of the same team: a picture, a video, a sound … */
export const AttachmentId = z.uuid()

/** Where a hotspot sits, in the scene's own frame: yaw 0 is the centre of the equirectangular image, growing to the right. */
const Place = {
  id: z.string().min(1).max(64),
  yawDegrees: Yaw,
  pitchDegrees: Pitch,
  /** In scenes that are a model or splats: the point itself, in the model's frame. */
  positionMetres: z.tuple([Metres, Metres, Metres]).optional(),
}

/** Leads to another scene of the same tour. Without `arrival` the visitor keeps the world heading. */
export const LinkHotspot = z.strictObject({
  ...Place,
  kind: z.literal('link'),
  targetSceneId: z.string().min(1).max(64),
  arrival: View.optional(),
  label: Text.optional(),
})
export type LinkHotspot = z.infer<typeof LinkHotspot>

/** Tells something about a place: a title and paragraphs of plain text, never HTML. */
export const InfoHotspot = z.strictObject({
  ...Place,
  kind: z.literal('info'),
  title: Text,
  body: Text.default({}),
})
export type InfoHotspot = z.infer<typeof InfoHotspot>

export const GalleryPicture = z.strictObject({
  attachment: AttachmentId,
  caption: Text.default({}),
  /** What is seen, for those who can't see it; the caption serves where it is empty. */
  alt: Text.default({}),
})
export type GalleryPicture = z.infer<typeof GalleryPicture>

/** One picture or several, with captions. */
export const GalleryHotspot = z.strictObject({
  ...Place,
  kind: z.literal('gallery'),
  title: Text.default({}),
  pictures: z.array(GalleryPicture).max(60).default([]),
})
export type GalleryHotspot = z.infer<typeof GalleryHotspot>

/** The video sites whose players may be opened, on a click only. */
export const VideoHost = z.enum(['youtube', 'vimeo', 'rutube'])
export type VideoHost = z.infer<typeof VideoHost>

export const VideoSource = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('file'),
    attachment: AttachmentId,
    poster: AttachmentId.optional(),
    captions: z
      .array(z.strictObject({ language: Language, attachment: AttachmentId }))
      .max(3)
      .default([]),
  }),
  z.strictObject({
    from: z.literal('host'),
    host: VideoHost,
    videoId: z.string().regex(/^[\w-]{1,64}$/),
  }),
])
export type VideoSource = z.infer<typeof VideoSource>

export const VideoHotspot = z.strictObject({
  ...Place,
  kind: z.literal('video'),
  title: Text.default({}),
  source: VideoSource.optional(),
})
export type VideoHotspot = z.infer<typeof VideoHotspot>

/** A sound that comes from its place: louder and centred when one looks at it. */
export const SoundHotspot = z.strictObject({
  ...Place,
  kind: z.literal('sound'),
  title: Text.default({}),
  attachment: AttachmentId.optional(),
  repeats: z.boolean().default(true),
  volume: z.number().min(0).max(1).default(0.7),
  /** Farther away from the middle of the view than this it is at its softest. */
  reachDegrees: z.number().min(10).max(180).default(90),
})
export type SoundHotspot = z.infer<typeof SoundHotspot>

/** Leads out of the tour, to an address on the web. */
export const WebHotspot = z.strictObject({
  ...Place,
  kind: z.literal('web'),
  label: Text.default({}),
  url: z.string().max(2000),
})
export type WebHotspot = z.infer<typeof WebHotspot>

/** An area of the picture: leads to a scene, or tells something. Its own place is where its name stands. */
export const RegionHotspot = z.strictObject({
  ...Place,
  kind: z.literal('region'),
  /** In order around the area; edges are great circles. */
  corners: z.array(Sight).min(3).max(60),
  title: Text.default({}),
  body: Text.default({}),
  targetSceneId: z.string().min(1).max(64).optional(),
})
export type RegionHotspot = z.infer<typeof RegionHotspot>

/** A picture or a silent video glued to a wall. */
export const FlatHotspot = z.strictObject({
  ...Place,
  kind: z.literal('flat'),
  /** Upper left, upper right, lower right, lower left, as one stands before the wall. */
  corners: z.tuple([Sight, Sight, Sight, Sight]),
  attachment: AttachmentId.optional(),
  alt: Text.default({}),
})
export type FlatHotspot = z.infer<typeof FlatHotspot>

/** A card with the facts of a property: for tours that show several. */
export const PropertyHotspot = z.strictObject({
  ...Place,
  kind: z.literal('property'),
  title: Text.default({}),
  facts: PropertyFacts.default({}),
  picture: AttachmentId.optional(),
  url: z.string().max(2000).optional(),
})
export type PropertyHotspot = z.infer<typeof PropertyHotspot>

/** A length between two points of the picture: from the hotspot's own place to `to`. */
export const MeasurementHotspot = z.strictObject({
  ...Place,
  kind: z.literal('measurement'),
  to: Sight,
  lengthMetres: z.number().positive().max(10_000).optional(),
  label: Text.default({}),
  /** Read off the room box rather than taken with a tape. */
  isApproximate: z.boolean().default(true),
})
export type MeasurementHotspot = z.infer<typeof MeasurementHotspot>

export const Hotspot = z.discriminatedUnion('kind', [
  LinkHotspot,
  InfoHotspot,
  GalleryHotspot,
  VideoHotspot,
  SoundHotspot,
  WebHotspot,
  RegionHotspot,
  FlatHotspot,
  PropertyHotspot,
  MeasurementHotspot,
])
export type Hotspot = z.infer<typeof Hotspot>
export type HotspotKind = Hotspot['kind']
