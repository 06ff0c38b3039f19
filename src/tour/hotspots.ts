// The closed set of hotspot kinds. One block per kind: its schema, then its place in the union at the bottom.
// To add a kind: add its block here, a rule in rules.ts if it refers to anything, a renderer in src/viewer/hotspots, a form in
// src/web/rooms/tours/hotspots, its words, and its paragraph in docs/tour-format.md.
import { z } from 'zod'
import { Text } from './text.ts'
import { View } from './view.ts'

/** Where a hotspot sits, in the scene's own frame: yaw 0 is the centre of the equirectangular image, growing to the right. */
const Place = {
  id: z.string().min(1).max(64),
  yawDegrees: z.number().min(-180).max(180),
  pitchDegrees: z.number().min(-90).max(90),
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

export const Hotspot = z.discriminatedUnion('kind', [LinkHotspot, InfoHotspot])
export type Hotspot = z.infer<typeof Hotspot>
export type HotspotKind = Hotspot['kind']
