// What the media room says over the wire: panoramas, their progress, a team's use of storage.
import { z } from 'zod'
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

/** Which of these files does the team have already? SHA-256 in hex. */
export const KnownFiles = z.strictObject({ sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(500) })
export const KnownFilesReply = z.object({
  known: z.array(z.object({ sha256: z.string(), panoramaId: z.uuid(), fileName: z.string() })),
})

export const StorageUse = z.object({ usedBytes: z.number(), reservedBytes: z.number(), quotaBytes: z.number() })
export type StorageUse = z.infer<typeof StorageUse>

/** Keys of the tus Upload-Metadata header. All optional: a plain tus client needs none of them. */
export const uploadMetadataKeys = ['filename', 'tourId', 'batch'] as const

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
  z.object({ name: z.literal('tour'), tourId: z.uuid(), revision: z.number() }),
])
export type TeamEvent = z.infer<typeof TeamEvent>

/** On the answer to an upload's last bytes: the panorama that came of it, and again if the tour had this very file already. */
export const panoramaHeader = 'Panorama-Id'
export const duplicateHeader = 'Panorama-Duplicate'
