// How a tour looks and which parts of the viewer it shows. Also the closed list of those parts, which embed parameters name. Pure.
import { z } from 'zod'

/** Parts of the viewer that a tour or an embedding page can switch off. */
export const ViewerPart = z.enum([
  'title',
  'scenes',
  'plan',
  'dollhouse',
  'guided',
  'facts',
  'contact',
  'share',
  'measure',
  'sound',
  'zoom',
  'fullscreen',
  'vr',
  'orientation',
  'languages',
  'help',
  'report',
  'credit',
])
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
