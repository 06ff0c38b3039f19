// How a tour looks and which parts of the viewer it shows. Pure.
import { z } from 'zod'
import { viewerParts } from './viewer-parts.ts'

/** A part of the viewer, as documents name it. */
export const ViewerPart = z.enum(viewerParts)
export type ViewerPart = z.infer<typeof ViewerPart>

const Colour = z.string().regex(/^#[0-9a-f]{6}$/)

export const Look = z.strictObject({
  /** Of buttons and hotspots; the viewer keeps its contrast by itself. */
  accentColour: Colour.optional(),
  /** Id of a picture of the team. */
  logo: z.uuid().optional(),
  logoUrl: z.string().max(2000).optional(),
  /** Parts that are not shown. */
  hidden: z.array(ViewerPart).max(40).optional(),
  opening: z.enum(['plain', 'little-planet']).optional(),
  /** Degrees per second, to the right when positive; absent = stands still. */
  turnsDegreesPerSecond: z.number().min(-30).max(30).optional(),
})
export type Look = z.infer<typeof Look>
