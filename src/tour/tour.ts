// The tour document, format 1: what a team edits and what a publication is made from. Rules that cross fields are in rules.ts,
// old documents are upgraded in upgrades.ts; docs/tour-format.md describes both. Pure: no Node, no DOM.
import { z } from 'zod'
import { AttachmentId, Hotspot } from './hotspots.ts'
import { Look } from './look.ts'
import { PropertyFacts } from './property-facts.ts'
import { RoomBox } from './room-box.ts'
import { Language, Text } from './text.ts'
import { defaultView, View, ViewLimits } from './view.ts'

const Metres = z.number().min(-10_000).max(10_000)
const Id = z.string().min(1).max(64)

/** Where a scene was captured. Tour frame: metres, +x right, +y up, −z forward; heading: compass degrees of yaw 0. */
export const Pose = z.strictObject({
  positionMetres: z.tuple([Metres, Metres, Metres]).optional(),
  headingDegrees: z.number().min(0).lt(360).default(0),
})
export type Pose = z.infer<typeof Pose>

/** Heard in the whole scene once the visitor has turned sound on. */
export const AmbientSound = z.strictObject({
  attachment: AttachmentId,
  volume: z.number().min(0).max(1).default(0.4),
})
export type AmbientSound = z.infer<typeof AmbientSound>

const common = {
  id: Id,
  name: Text,
  /** One or two sentences about the place, read out and shown in the text of the page. */
  description: Text.optional(),
  pose: Pose.default({ headingDegrees: 0 }),
  view: View.default(defaultView),
  hotspots: z.array(Hotspot).max(200).default([]),
  /** Id of a level of this tour. */
  levelId: Id.optional(),
  sound: AmbientSound.optional(),
}

export const PanoramaScene = z.strictObject({
  ...common,
  kind: z.literal('panorama').default('panorama'),
  /** Id of a panorama of the same team. */
  panorama: z.uuid(),
  cameraHeightMetres: z.number().min(0).max(100).optional(),
  limits: ViewLimits.optional(),
  /** The room around the camera, for walking, measuring and the dollhouse. */
  roomBox: RoomBox.optional(),
})
export type PanoramaScene = z.infer<typeof PanoramaScene>

/** A 3D model (GLB) or a cloud of splats that one orbits; loaded only when it is entered. */
export const ModelScene = z.strictObject({
  ...common,
  kind: z.enum(['model', 'splat']),
  attachment: AttachmentId.optional(),
  /** Where the camera stands first and what it looks at, in the model's frame; absent = all of it in sight. */
  camera: z
    .strictObject({
      positionMetres: z.tuple([Metres, Metres, Metres]),
      targetMetres: z.tuple([Metres, Metres, Metres]),
    })
    .optional(),
})
export type ModelScene = z.infer<typeof ModelScene>

/** Documents from before there were models name no kind: theirs are panoramas. */
export const Scene = z.union([PanoramaScene, ModelScene])
export type Scene = z.infer<typeof Scene>

/** The drawing of a level: a picture, and where on it the scenes are. */
export const FloorPlan = z.strictObject({
  attachment: AttachmentId,
  /** Compass direction in which the drawing's upper edge looks. */
  upDegrees: z.number().min(0).lt(360).default(0),
  /** How many metres the drawing is wide; absent when nobody said. */
  widthMetres: z.number().positive().max(10_000).optional(),
  /** Points of the drawing, 0…1 of its width from the left and of its height from the top. */
  places: z
    .array(z.strictObject({ sceneId: Id, x: z.number().min(0).max(1), y: z.number().min(0).max(1) }))
    .default([]),
})
export type FloorPlan = z.infer<typeof FloorPlan>

/** A storey of the building. */
export const Level = z.strictObject({
  id: Id,
  name: Text,
  elevationMetres: z.number().min(-1000).max(10_000).default(0),
  plan: FloorPlan.optional(),
})
export type Level = z.infer<typeof Level>

export const GuidedStep = z.strictObject({
  id: Id,
  sceneId: Id,
  view: View,
  /** How long the step lasts when no narration decides it. */
  durationSeconds: z.number().min(1).max(600).default(8),
  /** Shown as a caption, and what the narration says. */
  caption: Text.default({}),
  narration: z
    .strictObject({ kk: AttachmentId.optional(), ru: AttachmentId.optional(), en: AttachmentId.optional() })
    .optional(),
})
export type GuidedStep = z.infer<typeof GuidedStep>

/** A tour that leads the visitor by itself. */
export const GuidedTour = z.strictObject({ id: Id, name: Text, steps: z.array(GuidedStep).max(200).default([]) })
export type GuidedTour = z.infer<typeof GuidedTour>

/** Whom a visitor asks about what is shown. */
export const Contact = z.strictObject({
  name: z.string().max(200).optional(),
  phone: z.string().max(40).optional(),
  whatsapp: z.string().max(40).optional(),
  telegram: z.string().max(64).optional(),
  email: z.string().max(254).optional(),
  /** Visitors may leave a message in the tour itself. */
  takesMessages: z.boolean().default(true),
})
export type Contact = z.infer<typeof Contact>

export const Tour = z.strictObject({
  format: z.literal(1),
  title: Text,
  description: Text.default({}),
  /** Each once: the page names them all. */
  languages: z
    .array(Language)
    .min(1)
    .overwrite((each) => [...new Set(each)]),
  defaultLanguage: Language,
  /** Id of the scene a visitor meets first; absent = the first of `scenes`. */
  start: z.string().max(64).optional(),
  scenes: z.array(Scene).max(1000),
  levels: z.array(Level).max(200).default([]),
  guided: z.array(GuidedTour).max(20).default([]),
  look: Look.default({}),
  contact: Contact.optional(),
  property: PropertyFacts.optional(),
})
export type Tour = z.infer<typeof Tour>

/** A new tour: no scenes yet, one title in the language of the person who made it. */
export function emptyTour(title: string, language: Language): Tour {
  return {
    format: 1,
    title: { [language]: title },
    description: {},
    languages: ['kk', 'ru', 'en'],
    defaultLanguage: language,
    scenes: [],
    levels: [],
    guided: [],
    look: {},
  }
}
