// Attachments over HTTP, for the team. They come in as uploads (uploads.ts); what visitors get of them is publishing's business.
import { z } from 'zod'
import type { Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { TeamPath } from '#rooms/teams/contract.ts'
import { able } from '#rooms/teams/teams.ts'
import { type AttachmentRow, holdAttachment, listAttachments } from './attachment-rows.ts'
import { type AttachmentUses, deleteAttachment, findTeamAttachment, onTheWire } from './attachments.ts'
import { type Grant, sendAttachmentFile } from './bytes.ts'
import { Attachment, AttachmentPath, AttachmentsQuery } from './contract.ts'

const FilePath = AttachmentPath.extend({ name: z.string() })

export function attachmentRoutes(on: Routes, uses: AttachmentUses): void {
  on.get('/api/teams/:teamId/attachments', {
    who: able('media.view'),
    params: TeamPath,
    query: AttachmentsQuery,
    reply: z.array(Attachment),
    answer: async ({ db, who, query }) => (await listAttachments(db, who.teamId, query.kind)).map(onTheWire),
  })

  on.get('/api/teams/:teamId/attachments/:attachmentId', {
    who: able('media.view'),
    params: AttachmentPath,
    reply: Attachment,
    answer: async ({ db, who, params }) => onTheWire(await findTeamAttachment(db, who.teamId, params.attachmentId)),
  })

  on.delete('/api/teams/:teamId/attachments/:attachmentId', {
    who: able('media.manage'),
    params: AttachmentPath,
    answer: async ({ tx, who, params, now, tools }) => {
      const attachment = await holdAttachment(tx, who.teamId, params.attachmentId)
      if (!attachment) throw new Refusal('not_found', 'attachments.not_found')
      await deleteAttachment(tx, tools, who, attachment, uses, now)
    },
  })

  on.raw('GET', '/api/teams/:teamId/attachments/:attachmentId/:name', {
    who: able('media.view'),
    params: FilePath,
    answer: async ({ db, who, params, request, reply, tools }) => {
      const grant = grantOf(await findTeamAttachment(db, who.teamId, params.attachmentId))
      return sendAttachmentFile(tools.storage, grant, params, request, reply, 'private')
    },
  })
}

function grantOf({ teamId, id, derived }: AttachmentRow): Grant {
  const files = derived ? [derived.file, derived.small].filter((file) => file !== undefined) : []
  return { teamId, allowed: new Set(), attachments: new Map(files.map((file) => [`${id}/${file.name}`, file])) }
}
