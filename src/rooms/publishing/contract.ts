// What the publishing room says over the wire.
import { z } from 'zod'

/** Lower-case Latin letters, digits and single hyphens, 3…80 characters: the last part of the public address. */
export const Slug = z.string().regex(/^(?=.{3,80}$)[a-z0-9]+(-[a-z0-9]+)*$/)
/** `warranty`: the version of the terms under which the publisher warrants their rights to what is shown. */
export const PublishTour = z.strictObject({ slug: Slug, warranty: z.number().int().positive().optional() })
export const SlugSuggestion = z.object({ slug: z.string() })

export const Publication = z.object({
  slug: z.string(),
  url: z.string(),
  embedUrl: z.string(),
  version: z.number(),
  sha256: z.string(),
  publishedAt: z.string(),
  changedSince: z.boolean(),
})
export type Publication = z.infer<typeof Publication>

export const TourVersion = z.object({
  number: z.number(),
  sha256: z.string(),
  publishedAt: z.string(),
  publishedBy: z.string().nullable(),
})
