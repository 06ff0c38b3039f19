// The tour document, format 1: what a team edits and what a publication is made from. Rules that cross fields are in rules.ts,
// old documents are upgraded in upgrades.ts; docs/tour-format.md describes both. Pure: no Node, no DOM.
import { z } from 'zod'
import { Hotspot } from './hotspots.ts'
import { Language, Text } from './text.ts'
import { defaultView, View, ViewLimits } from './view.ts'

const Metres = z.number().min(-10_000).max(10_000)

/** Where a scene was captured. Tour frame: metres, +x right, +y up, −z forward; heading: compass degrees of yaw 0. */
export const Pose = z.strictObject({
  positionMetres: z.tuple([Metres, Metres, Metres]).optional(),
  headingDegrees: z.number().min(0).lt(360).default(0),
})
export type Pose = z.infer<typeof Pose>

export const Scene = z.strictObject({
  id: z.string().min(1).max(64),
  name: Text,
  /** Id of a panorama of the same team. */
  panorama: z.uuid(),
  pose: Pose.default({ headingDegrees: 0 }),
  cameraHeightMetres: z.number().min(0).max(100).optional(),
  view: View.default(defaultView),
  limits: ViewLimits.optional(),
  hotspots: z.array(Hotspot).max(200).default([]),
})
export type Scene = z.infer<typeof Scene>

export const Tour = z.strictObject({
  format: z.literal(1),
  title: Text,
  description: Text.default({}),
  languages: z.array(Language).min(1),
  defaultLanguage: Language,
  /** Id of the scene a visitor meets first; absent = the first of `scenes`. */
  start: z.string().max(64).optional(),
  scenes: z.array(Scene).max(1000),
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
  }
}
