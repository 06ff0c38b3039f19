// What the tours room says over the wire.
import { z } from 'zod'
import { Language, Text } from '#tour/text.ts'
import { Tour } from '#tour/tour.ts'

export const TourPath = z.object({ teamId: z.uuid(), tourId: z.uuid() })

export const ToursQuery = z.object({
  search: z.string().trim().max(200).optional(),
  deleted: z.literal('yes').optional(),
})

export const PublicationState = z.object({
  slug: z.string(),
  url: z.string(),
  version: z.number(),
  publishedAt: z.string(),
  changedSince: z.boolean(),
})

/** Somebody who takes care of a tour. */
export const Assignee = z.object({ id: z.uuid(), name: z.string() })
export type Assignee = z.infer<typeof Assignee>

export const AssignmentPath = TourPath.extend({ personId: z.uuid() })

/** Somebody who has the tour open just now. */
export const Present = z.object({ id: z.uuid(), name: z.string(), isEditing: z.boolean() })
export type Present = z.infer<typeof Present>

export const PresencePath = TourPath.extend({ pageId: z.string().regex(/^[\w-]{8,40}$/) })
/** How often an open page says that it is there. */
export const beatSeconds = 8

export const TourCard = z.object({
  id: z.uuid(),
  title: Text,
  sceneCount: z.number(),
  /** What is stored of it can't be read. */
  isDamaged: z.boolean(),
  /** Picture of the start scene. */
  thumbnailUrl: z.string().nullable(),
  publication: PublicationState.nullable(),
  assignees: z.array(Assignee),
  /** Whether this reader may delete it. */
  mayDelete: z.boolean(),
  updatedAt: z.string(),
  createdAt: z.string(),
})
export type TourCard = z.infer<typeof TourCard>

export const TourDetail = z.object({
  id: z.uuid(),
  revision: z.number(),
  document: Tour,
  publication: PublicationState.nullable(),
  assignees: z.array(Assignee),
  updatedAt: z.string(),
  /** What this reader may do. */
  abilities: z.object({ edit: z.boolean(), publish: z.boolean(), delete: z.boolean(), assign: z.boolean() }),
})
export type TourDetail = z.infer<typeof TourDetail>

export const NewTour = z.strictObject({ title: z.string().trim().min(1).max(200), language: Language })
/** A save names the revision it was made from; another revision in the meantime is a 409 `tours.changed_elsewhere`. */
export const SaveTour = z.strictObject({ revision: z.number().int().min(1), document: Tour })
export const SavedTour = z.object({ revision: z.number(), updatedAt: z.string() })
