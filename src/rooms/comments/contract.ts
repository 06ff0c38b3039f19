// What the comments room says over the wire: what members of a team tell each other about a tour. Visitors never see any of it.
import { z } from 'zod'

const Id = z.string().min(1).max(64)

/** What a talk is pinned to; null is the tour as a whole. The scene or hotspot may be gone by the time it is read. */
export const Pin = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('view'),
    sceneId: Id,
    yawDegrees: z.number().min(-180).max(180),
    pitchDegrees: z.number().min(-90).max(90),
    fovDegrees: z.number().min(1).max(179),
  }),
  z.strictObject({ kind: z.literal('hotspot'), sceneId: Id, hotspotId: Id }),
  z.strictObject({ kind: z.literal('scene'), sceneId: Id }),
])
export type Pin = z.infer<typeof Pin>

export const longestComment = 4000
const mostMentions = 20

const Words = z.strictObject({
  /** Plain text: what looks like markup is shown as it was typed. */
  text: z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().min(1).max(longestComment)),
  /** Members of the team who are told. */
  mentions: z.array(z.uuid()).max(mostMentions).default([]),
})

export const NewThread = Words.extend({ pin: Pin.nullable().default(null) })
export type NewThread = z.infer<typeof NewThread>
export const NewComment = Words
export type NewComment = z.infer<typeof NewComment>

export const ThreadPath = z.object({ teamId: z.uuid(), tourId: z.uuid(), threadId: z.uuid() })
export const CommentPath = ThreadPath.extend({ commentId: z.uuid() })

const Name = z.object({ id: z.uuid(), name: z.string() })

export const Comment = z.object({
  id: z.uuid(),
  /** Null when their account is gone. */
  author: Name.nullable(),
  /** Empty when it was taken back. */
  text: z.string(),
  mentions: z.array(Name),
  createdAt: z.string(),
  editedAt: z.string().nullable(),
  deletedAt: z.string().nullable(),
})
export type Comment = z.infer<typeof Comment>

export const Thread = z.object({
  id: z.uuid(),
  /** Counts up within the tour; stands on the pin. */
  number: z.number(),
  pin: Pin.nullable(),
  createdAt: z.string(),
  resolvedAt: z.string().nullable(),
  resolvedBy: z.string().nullable(),
  /** The first began the talk, the others answer. */
  comments: z.array(Comment),
})
export type Thread = z.infer<typeof Thread>

/** What a comment said before, the newest first. */
export const CommentEdit = z.object({ textBefore: z.string(), editedAt: z.string() })
export type CommentEdit = z.infer<typeof CommentEdit>
