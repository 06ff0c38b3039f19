// The verbs of attachments: received, refused, finished, deleted, forgotten. Each writes its history and tells the team in the same
// transaction. The work itself is in attachment-jobs.ts.
import type { Db, Tx } from '#platform/db.ts'
import { notifyTeam } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { DerivedFile, DerivedFiles } from '#platform/tables.ts'
import type { JobQueue, Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import type { Member } from '#rooms/teams/teams.ts'
import type { PublishedAttachment, PublishedFile } from '#tour/published.ts'
import {
  type AttachmentChange,
  type AttachmentPlace,
  type AttachmentRow,
  findAttachment,
  holdAttachment,
  holdByContent,
  insertAttachment,
  keepAttachments,
  markDeleted,
  releaseOriginal,
  removeAttachment,
  updateAttachment,
} from './attachment-rows.ts'
import { attachmentKey } from './bytes.ts'
import type { Attachment, AttachmentKind } from './contract.ts'
import { changeStorageUse, holdStorageUse, type UploadResult } from './upload-rows.ts'

export const deriveTask = 'media.derive_attachment'
export const forgetTask = 'media.forget_attachment'

/** The answers of the rooms above: who still needs an attachment. */
export interface AttachmentUses {
  /** Titles of the team's tours whose documents name it. */
  tours(tx: Tx, teamId: string, attachmentId: string): Promise<string[]>
  /** Does any version that was ever published name it? */
  isPublished(tx: Tx, teamId: string, attachmentId: string): Promise<boolean>
}

export interface ReceivedAttachment {
  teamId: string
  personId: string
  fileName: string
  sha256: string
  kind: AttachmentKind
}

/** A file that arrived whole becomes an attachment, or is recognised as one that the team has already. */
export async function receiveAttachment(
  tx: Tx,
  jobs: JobQueue,
  file: ReceivedAttachment,
  at: Date,
): Promise<UploadResult> {
  const { teamId, personId, fileName, sha256, kind } = file
  const same = await holdByContent(tx, teamId, sha256)
  if (same) {
    const isNewAttempt = same.state === 'refused'
    if (isNewAttempt) {
      await change(tx, same, { kind, state: 'waiting', refusal: null, attempts: 0, failures: 0 }, at)
      await enqueueDeriving(tx, jobs, same)
    }
    return { kind: 'attachment', id: same.id, duplicate: !isNewAttempt }
  }
  const id = newId(at)
  await insertAttachment(tx, { teamId, id, kind, fileName, sha256, createdBy: personId, createdAt: at })
  await record(tx, { teamId, personId, action: 'attachment.received', targetId: id, details: { fileName, kind }, at })
  await tellTeam(tx, { teamId, id }, 'waiting')
  await enqueueDeriving(tx, jobs, { teamId, id })
  return { kind: 'attachment', id, duplicate: false }
}

/** A queue of its own: a picture for a card need not wait until a batch of panoramas is tiled. */
export function enqueueDeriving(
  tx: Tx,
  jobs: JobQueue,
  { teamId, id }: AttachmentPlace,
  { runAt, outages = 0 }: { runAt?: Date; outages?: number } = {},
): Promise<void> {
  const options = { queue: `attachments:${teamId}`, key: `derive:${id}`, runAt }
  return jobs.enqueue(tx, deriveTask, { teamId, attachmentId: id, outages }, options)
}

/** Final: the same file would be refused again. */
export async function refuseAttachment(
  tx: Tx,
  attachment: AttachmentRow,
  refusal: { code: string; details: Record<string, unknown> },
  at: Date,
): Promise<void> {
  await change(tx, attachment, { state: 'refused', refusal }, at)
  const { teamId, id } = attachment
  const details = { ...refusal.details, code: refusal.code }
  await record(tx, { teamId, personId: null, action: 'attachment.refused', targetId: id, details, at })
}

export interface Finished {
  kind: AttachmentKind
  derived: DerivedFiles
  durationSeconds: number | null
}

/** False when nobody wants it any more: the files that were stored for it may go. */
export async function finishAttachment(tx: Tx, place: AttachmentPlace, finished: Finished, at: Date): Promise<boolean> {
  const { teamId, id } = place
  await holdStorageUse(tx, teamId)
  const held = await holdAttachment(tx, teamId, id)
  if (held?.state !== 'working' || held.deletedAt) return false
  await changeStorageUse(tx, teamId, { derived: sizeOf(finished.derived) - sizeOf(held.derived) })
  await change(tx, held, { ...finished, state: 'ready', refusal: null }, at)
  const details = { kind: finished.kind }
  await record(tx, { teamId, personId: held.createdBy, action: 'attachment.ready', targetId: id, details, at })
  return true
}

/** Deleting twice is the same as once. What a tour shows can't be deleted; what a version names stays until none does. */
export async function deleteAttachment(
  tx: Tx,
  { jobs }: Tools,
  by: Member,
  attachment: AttachmentRow,
  uses: AttachmentUses,
  at: Date,
): Promise<void> {
  if (attachment.deletedAt) return
  const { teamId, id } = attachment
  const titles = await uses.tours(tx, teamId, id)
  if (titles.length > 0)
    throw new Refusal('conflict', 'attachments.in_use', { tours: titles.join(', '), count: titles.length })
  await markDeleted(tx, attachment, by.personId, at)
  const details = { fileName: attachment.fileName }
  await record(tx, { teamId, personId: by.personId, action: 'attachment.deleted', targetId: id, details, at })
  await tellTeam(tx, attachment, 'deleted')
  await enqueueForgetting(tx, jobs, attachment)
}

export const enqueueForgetting = (tx: Tx, jobs: JobQueue, { teamId, id }: AttachmentPlace): Promise<void> =>
  jobs.enqueue(tx, forgetTask, { teamId, attachmentId: id }, { key: `forget:${id}` })

/**
 * Clears a deleted attachment away: what was made of it, its row, and its original if nothing else was made of that. Bytes go first,
 * under the lock of the team's storage, so that an upload of the same file either finds them or brings them again.
 */
export async function forgetAttachment(tx: Tx, { storage }: Tools, place: AttachmentPlace, uses: AttachmentUses) {
  const { teamId, id } = place
  await holdStorageUse(tx, teamId)
  const held = await holdAttachment(tx, teamId, id)
  if (!held?.deletedAt || (await uses.isPublished(tx, teamId, id))) return
  for await (const { key } of storage.list(attachmentKey(teamId, id, ''))) await storage.erase(key)
  await removeAttachment(tx, held)
  const original = await releaseOriginal(tx, teamId, held.sha256)
  await changeStorageUse(tx, teamId, { derived: -sizeOf(held.derived), original: -(original?.sizeBytes ?? 0) })
  if (original) await storage.erase(original.storageKey)
}

/** Changes the row and tells the team. */
export async function change(tx: Tx, attachment: AttachmentRow, to: AttachmentChange, at: Date): Promise<void> {
  await updateAttachment(tx, attachment, to, at)
  await tellTeam(tx, attachment, to.state ?? attachment.state)
}

function tellTeam(tx: Tx, { teamId, id }: AttachmentPlace, state: string): Promise<void> {
  return notifyTeam(tx, teamId, { name: 'attachment', attachmentId: id, state })
}

export async function findTeamAttachment(db: Db, teamId: string, id: string): Promise<AttachmentRow> {
  const attachment = await findAttachment(db, teamId, id)
  if (!attachment) throw new Refusal('not_found', 'attachments.not_found')
  return attachment
}

/** Do all of these ids, none twice, belong to the team? They stay until the transaction ends. */
export async function areTeamAttachments(tx: Tx, teamId: string, ids: string[]): Promise<boolean> {
  return (await keepAttachments(tx, teamId, ids)).length === ids.length
}

/** What a tour may show of these, and the names of those that can't be shown; ids of none that the team has are `gone`. */
export async function publishAttachments(tx: Tx, teamId: string, tourId: string, ids: string[]) {
  const rows = await keepAttachments(tx, teamId, ids)
  const entries = rows.flatMap((row) => {
    const published = asPublished(row, publicBase(tourId, row.id))
    return published ? [[row.id, published] as const] : []
  })
  return {
    attachments: Object.fromEntries(entries),
    unready: rows.filter(({ state }) => state !== 'ready').map(({ fileName }) => fileName),
    gone: ids.length - rows.length,
  }
}

const publicBase = (tourId: string, id: string) => `/attachments/${tourId}/${id}/`
const memberBase = (teamId: string, id: string) => `/api/teams/${teamId}/attachments/${id}/`

function asPublished(row: AttachmentRow, base: string): PublishedAttachment | null {
  if (row.state !== 'ready' || !row.derived) return null
  const at = ({ name, ...facts }: DerivedFile): PublishedFile => ({ url: base + name, ...facts })
  const { file, small } = row.derived
  return {
    kind: row.kind,
    file: at(file),
    ...(small && { small: at(small) }),
    ...(row.durationSeconds !== null && { durationSeconds: row.durationSeconds }),
  }
}

export function onTheWire(row: AttachmentRow): Attachment {
  const { id, kind, fileName, state, refusal, createdAt, teamId } = row
  const published = asPublished(row, memberBase(teamId, id))
  return { id, kind, fileName, state, refusal, createdAt: createdAt.toISOString(), published }
}

const sizeOf = (derived: DerivedFiles | null) => (derived?.file.sizeBytes ?? 0) + (derived?.small?.sizeBytes ?? 0)
