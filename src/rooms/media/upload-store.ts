// The store behind the tus protocol: a row that says how many bytes are safe, and a file that holds them. It answers a write only
// after the bytes are synced and the row is committed; everything that came before a connection broke is kept.
import { AsyncLocalStorage } from 'node:async_hooks'
import { DataStore, ERRORS, Upload } from '@tus/server'
import { inTransaction } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import type { Member } from '#rooms/teams/teams.ts'
import type { UploadFiles } from './upload-files.ts'
import type { FinishUpload } from './upload-finish.ts'
import { deleteUpload, findUpload, moveOffset, type UploadResult, type UploadRow } from './upload-rows.ts'

export const uploadLifetimeMs = 24 * 3600_000
/** A connection that brings nothing for this long is given up; what it brought is kept. */
const silenceMs = 60_000

/** Who asks, for whom: uploads of others do not exist for them. */
export interface Uploader {
  teamId: string
  personId: string
  /** The key of the program that uploads, where one does. */
  key: Member['key']
  /** May end another connection that holds the upload. */
  insists: boolean
  /** Hears what came of an upload that is finished, also when an earlier answer that said so was lost. */
  tell(result: UploadResult): void
}

export const uploader = new AsyncLocalStorage<Uploader>()

export interface UploadStoreParts {
  files: UploadFiles
  finish: FinishUpload
  heard: (id: string) => void
  /** Ends the writing of all; what came is kept. */
  closing: AbortSignal
}

/** Its bytes are in another machine's folder. 423, because clients repeat that until they come to the right machine. */
export const uploadElsewhere = { status_code: 423, body: 'media.upload_elsewhere' }

/** The server stops, or the client brings nothing any more. */
export class UploadInterrupted extends Error {
  override readonly name = 'UploadInterrupted'
}

export class UploadStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination', 'expiration']
  readonly #tools: Tools
  readonly #parts: UploadStoreParts

  constructor(tools: Tools, parts: UploadStoreParts) {
    super()
    this.#tools = tools
    this.#parts = parts
  }

  /** The row was made together with the check of the quota (uploads.ts); the file is made by its first bytes. */
  override async create(upload: Upload): Promise<Upload> {
    const row = await this.find(upload.id)
    upload.creation_date = row.createdAt.toISOString()
    return upload
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = await this.find(id)
    const offset = await this.#trueOffset(row)
    // All bytes came, but the process ended before it could say so: the client will not send them again.
    const tell = (result: UploadResult) => uploader.getStore()?.tell(result)
    if (offset === row.sizeBytes && !row.finishedAt && row.expiresAt > this.#tools.now())
      tell(await this.#parts.finish(row))
    else if (row.finishedAt && row.result) tell(row.result)
    return new Upload({
      id,
      size: row.sizeBytes,
      offset,
      metadata: Object.keys(row.metadata).length > 0 ? row.metadata : undefined,
      creation_date: row.createdAt.toISOString(),
    })
  }

  override async write(stream: AsyncIterable<Buffer> & { destroy(error: Error): void }, id: string, offset: number) {
    const row = await this.find(id)
    let safe = offset
    const silence = setTimeout(() => stream.destroy(new UploadInterrupted('The client fell silent')), silenceMs)
    const { heard, files, closing } = this.#parts
    const stop = () => stream.destroy(new UploadInterrupted('The server stops'))
    closing.addEventListener('abort', stop)
    async function* listened() {
      for await (const chunk of stream) {
        silence.refresh()
        heard(id)
        yield chunk
      }
    }
    try {
      return await files.append(id, offset, listened(), async (reached) => {
        if (
          !(await inTransaction(this.#tools.db, (tx) =>
            moveOffset(tx, row, { from: safe, to: reached, node: files.node }),
          ))
        )
          throw ERRORS.INVALID_OFFSET
        safe = reached
      })
    } finally {
      clearTimeout(silence)
      closing.removeEventListener('abort', stop)
    }
  }

  override async remove(id: string): Promise<void> {
    const { teamId } = await this.find(id)
    await inTransaction(this.#tools.db, (tx) => deleteUpload(tx, teamId, id))
    await this.#parts.files.remove(id)
  }

  override getExpiration(): number {
    return uploadLifetimeMs
  }

  async find(id: string): Promise<UploadRow> {
    const asking = uploader.getStore()
    const row = asking && (await findUpload(this.#tools.db, asking.teamId, id))
    if (!row || row.personId !== asking.personId) throw ERRORS.FILE_NOT_FOUND
    return row
  }

  /** The row counts only what was synced; a file that is shorter nevertheless lost bytes, and the client must send them again. */
  async #trueOffset(row: UploadRow): Promise<number> {
    if (row.finishedAt) return row.sizeBytes
    const { node } = this.#parts.files
    // Not here is not lost: only the folder that got the bytes may judge them.
    if (row.offsetBytes > 0 && row.node !== node) throw uploadElsewhere
    if (row.sha256) return row.sizeBytes
    const offset = Math.min(row.offsetBytes, (await this.#parts.files.size(row.id)) ?? 0)
    if (offset < row.offsetBytes)
      await inTransaction(this.#tools.db, (tx) => moveOffset(tx, row, { from: row.offsetBytes, to: offset, node }))
    return offset
  }
}
