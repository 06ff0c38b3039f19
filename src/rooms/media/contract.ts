// What the media room says over the wire: panoramas, attachments, their progress, a team's use of storage.
import { z } from 'zod'
import type { PublishedAttachment } from '#tour/published.ts'
import { ViewLimits } from '#tour/view.ts'

const PyramidShape = z.object({ tilePx: z.number(), levels: z.number(), format: z.enum(['jpg', 'webp']) })

export const PanoramaPath = z.object({ teamId: z.uuid(), panoramaId: z.uuid() })

export const PanoramaState = z.enum(['waiting', 'queued', 'working', 'ready', 'refused', 'cancelled'])
export type PanoramaState = z.infer<typeof PanoramaState>

export const Panorama = z.object({
  id: z.uuid(),
  fileName: z.string(),
  tourId: z.uuid().nullable(),
  batch: z.string(),
  state: PanoramaState,
  /** inspecting, decoding, preview, tiling, packing while it is worked on. */
  stage: z.string().nullable(),
  /** 0…1 */
  progress: z.number(),
  /** Why it was refused: `code` is a key of the words. */
  refusal: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  widthPx: z.number().nullable(),
  heightPx: z.number().nullable(),
  projection: z.string().nullable(),
  /** Present as soon as something can be shown; replaced by the full pyramid when tiling is done. */
  source: z.object({ id: z.string(), pyramid: PyramidShape, tilesUrl: z.string(), preview: z.string() }).nullable(),
  thumbnailUrl: z.string().nullable(),
  limits: ViewLimits.nullable(),
  metadata: z.record(z.string(), z.unknown()),
  createdAt: z.string(),
})
export type Panorama = z.infer<typeof Panorama>

export const PanoramaQuery = z.object({ tourId: z.uuid().optional() })

export const AttachmentPath = z.object({ teamId: z.uuid(), attachmentId: z.uuid() })

export const AttachmentKind = z.enum(['picture', 'video', 'sound', 'captions', 'model', 'splat'])
export type AttachmentKind = z.infer<typeof AttachmentKind>

export const AttachmentState = z.enum(['waiting', 'working', 'ready', 'refused'])
export type AttachmentState = z.infer<typeof AttachmentState>

const AttachmentFile = z.object({
  url: z.string(),
  type: z.string(),
  sizeBytes: z.number(),
  widthPx: z.number().optional(),
  heightPx: z.number().optional(),
})

/** A file of the team that its tours may show: a picture, video, sound, captions file, model or splats. */
export const Attachment = z.object({
  id: z.uuid(),
  /** What its bytes say, not its name; of a file that nobody can read: what its name says. */
  kind: AttachmentKind,
  fileName: z.string(),
  state: AttachmentState,
  /** Why it was refused: `code` is a key of the words. */
  refusal: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  createdAt: z.string(),
  /** What a tour shows of it, as soon as it is ready; its addresses are for members of the team. */
  published: z
    .object({
      kind: AttachmentKind,
      file: AttachmentFile,
      small: AttachmentFile.optional(),
      durationSeconds: z.number().optional(),
    })
    .nullable() satisfies z.ZodType<PublishedAttachment | null>,
})
export type Attachment = z.infer<typeof Attachment>

export const AttachmentsQuery = z.object({ kind: AttachmentKind.optional() })

/** Which of these files does the team have already? SHA-256 in hex. */
export const KnownFiles = z.strictObject({ sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(500) })
export const KnownFilesReply = z.object({
  known: z.array(z.object({ sha256: z.string(), panoramaId: z.uuid(), fileName: z.string() })),
})

export const StorageUse = z.object({
  usedBytes: z.number(),
  reservedBytes: z.number(),
  quotaBytes: z.number(),
  /** Number of the separate agreement that says how much; null where the installation does. */
  fromAgreement: z.string().nullable(),
})
export type StorageUse = z.infer<typeof StorageUse>

/**
 * Keys of the tus Upload-Metadata header. All optional: a plain tus client needs none of them. `purpose` is `panorama` (also when
 * it is absent) or `attachment`.
 */
export const uploadMetadataKeys = ['filename', 'tourId', 'batch', 'purpose'] as const

/** Server-sent events of a team, on GET /api/teams/:teamId/events. `event:` is the name, `data:` the JSON. */
export const TeamEvent = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('panorama'),
    panoramaId: z.uuid(),
    tourId: z.uuid().nullable(),
    state: PanoramaState,
    stage: z.string().nullable(),
    progress: z.number(),
  }),
  z.object({ name: z.literal('attachment'), attachmentId: z.uuid(), state: AttachmentState.or(z.literal('deleted')) }),
  z.object({ name: z.literal('tour'), tourId: z.uuid(), revision: z.number() }),
  z.object({ name: z.literal('lead'), leadId: z.uuid() }),
  // Something about the tour beside its document changed: its comments, who takes care of it, who has it open.
  z.object({ name: z.literal(['comments', 'assignments', 'presence']), tourId: z.uuid() }),
])
export type TeamEvent = z.infer<typeof TeamEvent>

/** On the answer to an upload's last bytes: the panorama that came of it, and again if the tour had this very file already. */
export const panoramaHeader = 'Panorama-Id'
export const duplicateHeader = 'Panorama-Duplicate'
/** The same of an upload whose purpose was an attachment. */
export const attachmentHeader = 'Attachment-Id'
export const attachmentDuplicateHeader = 'Attachment-Duplicate'
