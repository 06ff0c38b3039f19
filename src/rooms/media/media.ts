// The media room's door: uploads become originals, originals become panoramas, panoramas give their tiles to whoever may see them.
import type { Db } from '#platform/db.ts'
import { openTeamEvents, type TeamEvents } from '#platform/events.ts'
import type { Listener } from '#platform/listener.ts'
import type { Tools } from '#platform/tools.ts'
import type { Pyramid } from '#tour/pyramid.ts'
import { type Archives, createArchives } from './archives.ts'
import { publicHeaders } from './bytes.ts'
import type { OnShown } from './panoramas.ts'
import { countPanoramas, selectFinished } from './store.ts'
import { openUploads, type Uploads } from './uploads.ts'

export type { Archives } from './archives.ts'
export { type AttachmentUses, areTeamAttachments, publishAttachments } from './attachments.ts'
export {
  archiveKey,
  entryAtHand,
  type Grant,
  type GrantedFile,
  pictureKey,
  sendArchiveEntry,
  sendAttachmentFile,
} from './bytes.ts'
export { fileNamesOf } from './file-names.ts'
export { forgetPanoramas } from './forget-panoramas.ts'
export { createMediaTasks } from './jobs.ts'
export { addLocalAttachment, addLocalFile } from './local-file.ts'
export { type OnShown, type ShownPanorama, thumbnailUrl } from './panoramas.ts'
export { selectBatchNames } from './store.ts'

export interface Media {
  archives: Archives
  events: TeamEvents
  /** How many live lines each person has open here. */
  openLines: Map<string, number>
  uploads: Uploads
  /** Ends what would keep the server from stopping: live lines to browsers, uploads under way. */
  close(): Promise<void>
  closing: AbortSignal
}

export interface MediaHooks {
  /** Called in the transaction in which something of a panorama can be shown for the first time in its tour. */
  onShown: OnShown
}

export async function openMedia(tools: Tools, listener: Listener, hooks?: MediaHooks): Promise<Media> {
  const closing = new AbortController()
  const uploads = await openUploads(tools, listener, hooks?.onShown ?? (async () => {}))
  return {
    archives: createArchives(tools.storage, {
      tileBytes: tools.config.tileMemoryMegabytes * 1024 * 1024,
      headersOf: publicHeaders,
    }),
    events: await openTeamEvents(listener),
    openLines: new Map(),
    uploads,
    closing: closing.signal,
    async close() {
      closing.abort()
      await uploads.close()
    },
  }
}

/** What publishing needs of a panorama whose last tile is there. */
export interface FinishedPanorama {
  id: string
  archive: string
  pyramid: Pyramid
  /** `data:` URL of the first view. */
  preview: string
}

export async function findFinishedPanoramas(db: Db, teamId: string, ids: string[]): Promise<FinishedPanorama[]> {
  const rows = await selectFinished(db, teamId, ids)
  return rows.flatMap(({ id, archive, pyramid, preview_strip }) =>
    archive && pyramid ? [{ id, archive, pyramid, preview: preview_strip ?? '' }] : [],
  )
}

/** Do all of these ids, none twice, belong to the team? */
export async function areTeamPanoramas(db: Db, teamId: string, ids: string[]): Promise<boolean> {
  return (await countPanoramas(db, teamId, ids)) === ids.length
}
