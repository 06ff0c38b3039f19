// The media room over HTTP, for the team. Uploads speak their own protocol (uploads.ts); visitors' tiles are publishing's business.
import { z } from 'zod'
import type { Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { TeamPath } from '#rooms/teams/contract.ts'
import { able } from '#rooms/teams/teams.ts'
import { attachmentRoutes } from './attachment-routes.ts'
import type { AttachmentUses } from './attachments.ts'
import { noAttachments, sendArchiveEntry } from './bytes.ts'
import { KnownFiles, KnownFilesReply, Panorama, PanoramaPath, PanoramaQuery, StorageUse } from './contract.ts'
import { streamEvents } from './event-stream.ts'
import type { Media } from './media.ts'
import { cancelPanorama, findTeamPanorama, holdTeamPanorama, onTheWire, tryAgain } from './panoramas.ts'
import { selectKnown } from './source-rows.ts'
import { storageLimit } from './storage-limit.ts'
import { listPanoramas, type PanoramaRow } from './store.ts'
import { findStorageUse } from './upload-rows.ts'

const UploadPath = TeamPath.extend({ uploadId: z.string() })
const TilePath = PanoramaPath.extend({ archive: z.string(), level: z.string(), tile: z.string() })

export function mediaRoutes(on: Routes, media: Media, uses: AttachmentUses): void {
  panoramaRoutes(on)
  uploadRoutes(on, media)
  byteRoutes(on, media)
  attachmentRoutes(on, uses)

  const policy = able('team.view')
  on.raw('GET', '/api/teams/:teamId/events', {
    who: policy,
    params: TeamPath,
    answer: ({ who, request, reply, tools }) => streamEvents(media, who, { policy, request, reply, tools }),
  })
}

function panoramaRoutes(on: Routes): void {
  on.get('/api/teams/:teamId/panoramas', {
    who: able('media.view'),
    params: TeamPath,
    query: PanoramaQuery,
    reply: z.array(Panorama),
    answer: async ({ db, who, query }) => (await listPanoramas(db, who.teamId, query.tourId)).map(onTheWire),
  })

  on.get('/api/teams/:teamId/panoramas/:panoramaId', {
    who: able('media.view'),
    params: PanoramaPath,
    reply: Panorama,
    answer: async ({ db, who, params }) => onTheWire(await findTeamPanorama(db, who.teamId, params.panoramaId)),
  })

  on.put('/api/teams/:teamId/panoramas/:panoramaId/cancellation', {
    who: able('media.manage'),
    params: PanoramaPath,
    reply: Panorama,
    answer: async ({ tx, who, params, now }) => {
      const panorama = await holdTeamPanorama(tx, who.teamId, params.panoramaId)
      await cancelPanorama(tx, who, panorama, now)
      return onTheWire(await findTeamPanorama(tx, who.teamId, params.panoramaId))
    },
  })

  on.post('/api/teams/:teamId/panoramas/:panoramaId/attempts', {
    who: able('media.manage'),
    params: PanoramaPath,
    reply: Panorama,
    answer: async ({ tx, who, params, now, tools }) => {
      const panorama = await holdTeamPanorama(tx, who.teamId, params.panoramaId)
      await tryAgain(tx, tools.jobs, who, panorama, now)
      return onTheWire(await findTeamPanorama(tx, who.teamId, params.panoramaId))
    },
  })

  // A question with a long list in it, hence POST.
  on.post('/api/teams/:teamId/known-files', {
    who: able('media.upload'),
    params: TeamPath,
    body: KnownFiles,
    reply: KnownFilesReply,
    answer: async ({ tx, who, body }) => {
      const rows = await selectKnown(tx, who.teamId, body.sha256)
      return {
        known: rows.map((row) => ({ sha256: row.original_sha256, panoramaId: row.id, fileName: row.file_name })),
      }
    },
  })

  on.get('/api/teams/:teamId/storage-use', {
    who: able('media.view'),
    params: TeamPath,
    reply: StorageUse,
    answer: async ({ db, who, tools }) => {
      const { originalBytes, reservedBytes } = await findStorageUse(db, who.teamId)
      const { value: quotaBytes, fromAgreement } = await storageLimit(db, who.teamId, tools)
      return { usedBytes: originalBytes, reservedBytes, quotaBytes, fromAgreement }
    },
  })
}

/** Longer than any pause that a living upload makes; uploads.ts gives up on silent ones before. */
const socketPatienceMs = 10 * 60_000

function uploadRoutes(on: Routes, { uploads }: Media): void {
  const address = '/api/teams/:teamId/uploads'
  for (const method of ['OPTIONS', 'POST'] as const)
    on.raw(method, address, {
      who: able('media.upload'),
      params: TeamPath,
      answer: ({ who, request, reply }) => {
        reply.hijack()
        return uploads.handle(who, request.raw, reply.raw)
      },
    })
  for (const method of ['HEAD', 'PATCH', 'DELETE'] as const)
    on.raw(method, `${address}/:uploadId`, {
      who: able('media.upload'),
      params: UploadPath,
      answer: ({ who, request, reply }) => {
        request.raw.socket.setTimeout(socketPatienceMs)
        reply.hijack()
        return uploads.handle(who, request.raw, reply.raw)
      },
    })
}

function byteRoutes(on: Routes, { archives }: Media): void {
  const address = '/api/teams/:teamId/panoramas/:panoramaId'
  on.raw('GET', `${address}/tiles/:archive/:level/:tile`, {
    who: able('media.view'),
    params: TilePath,
    answer: async ({ db, who, params, reply }) => {
      const grant = grantOf(await findTeamPanorama(db, who.teamId, params.panoramaId))
      const entry = { archive: params.archive, name: `${params.level}/${params.tile}` }
      return sendArchiveEntry(archives, grant, entry, reply, 'private')
    },
  })

  for (const picture of ['thumbnail.webp', 'poster.jpg'])
    on.raw('GET', `${address}/${picture}`, {
      who: able('media.view'),
      params: PanoramaPath,
      answer: async ({ db, who, params, reply }) => {
        const panorama = await findTeamPanorama(db, who.teamId, params.panoramaId)
        const archive = panorama.full?.archive ?? panorama.preview?.archive
        if (!archive) throw new Refusal('not_found', 'http.not_found')
        return sendArchiveEntry(archives, grantOf(panorama), { archive, name: picture }, reply, 'private')
      },
    })
}

const grantOf = ({ teamId, full, preview }: PanoramaRow) => ({
  teamId,
  attachments: noAttachments,
  allowed: new Set([full?.archive, preview?.archive].filter((archive) => archive !== undefined)),
})
