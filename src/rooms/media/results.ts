// What the imaging found out goes into storage and rows: first the preview, with which a panorama can be shown, then the whole.
// Files come before the rows that name them; what is stored is addressed by its content, so doing it twice does no harm.
import { readFile, stat } from 'node:fs/promises'
import type { ImagingEvent, PreviewFiles, TiledPanorama } from '#imaging/contract.ts'
import { inTransaction } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { archiveKey, pictureKey } from './bytes.ts'
import { hashFile } from './hash-file.ts'
import { asShown, type OnShown, tellTeam } from './panoramas.ts'
import {
  archiveIsCounted,
  holdPanorama,
  type PanoramaRow,
  updateFinished,
  updatePreview,
  updateProgress,
} from './store.ts'
import { changeStorageUse, holdStorageUse } from './upload-rows.ts'

const progressEveryMs = 500

export interface ResultParts {
  tools: Tools
  onShown: OnShown
}

export interface Pictures {
  thumbnail: Buffer
  poster: Buffer
  /** Bytes that the preview added to the team's storage. */
  storedBytes: number
}

/** Writes what the imaging tells into the row, in order, without holding the imaging up; a failure stops the work. */
export class Reporter {
  readonly signal: AbortSignal
  failure: unknown
  readonly #parts: ResultParts
  readonly #panorama: PanoramaRow
  readonly #stop = new AbortController()
  #line: Promise<void> = Promise.resolve()
  #pictures: Pictures | undefined
  #reportedAt = 0
  #stage = ''

  constructor(parts: ResultParts, panorama: PanoramaRow, signal: AbortSignal) {
    this.#parts = parts
    this.#panorama = panorama
    this.signal = AbortSignal.any([signal, this.#stop.signal])
  }

  hear(event: ImagingEvent): void {
    if (event.kind === 'preview') {
      this.#then(() => this.#preview(event.preview))
      return
    }
    const isSoon = Date.now() - this.#reportedAt < progressEveryMs
    if (isSoon && event.stage === this.#stage) return
    this.#reportedAt = Date.now()
    this.#stage = event.stage
    this.#then(() => this.#progress(event.stage, event.fraction))
  }

  /** Waits for everything heard so far; the preview is stored now if it wasn't before. */
  async finish(preview: PreviewFiles): Promise<Pictures> {
    await this.settled()
    if (this.failure) throw this.failure
    if (!this.#pictures) await this.#preview(preview)
    if (!this.#pictures) throw new Error('The imaging made no preview')
    return this.#pictures
  }

  settled(): Promise<void> {
    return this.#line
  }

  #then(step: () => Promise<void>): void {
    this.#line = this.#line.then(step).catch((error: unknown) => {
      this.failure ??= error
      this.#stop.abort(error)
    })
  }

  async #progress(stage: string, progress: number): Promise<void> {
    const { tools } = this.#parts
    await inTransaction(tools.db, async (tx) => {
      if (await updateProgress(tx, this.#panorama, stage, progress, tools.now()))
        await tellTeam(tx, this.#panorama, { state: 'working', stage, progress })
    })
  }

  async #preview(preview: PreviewFiles): Promise<void> {
    this.#pictures = await storePreview(this.#parts, this.#panorama, preview)
  }
}

/** From here on the panorama can be shown and edited. */
async function storePreview(
  { tools, onShown }: ResultParts,
  panorama: PanoramaRow,
  preview: PreviewFiles,
): Promise<Pictures> {
  const { teamId, id } = panorama
  const [thumbnail, poster] = await Promise.all([readFile(preview.thumbnailPath), readFile(preview.posterPath)])
  const archive = await hashFile(preview.archivePath)
  const { size } = await stat(preview.archivePath)
  await storePictures(tools, teamId, archive, { thumbnail, poster })
  await tools.storage.putFile(archiveKey(teamId, archive), preview.archivePath)
  await inTransaction(tools.db, async (tx) => {
    const at = tools.now()
    const held = await holdPanorama(tx, teamId, id)
    if (held?.state !== 'working') return
    await updatePreview(tx, panorama, preview, archive, at)
    const shown = await holdPanorama(tx, teamId, id)
    if (shown) await onShown(tx, asShown(shown), at)
    await tellTeam(tx, { ...held, stage: 'preview' }, {})
  })
  return { thumbnail, poster, storedBytes: size + thumbnail.length + poster.length }
}

export async function storeFinished(
  { tools, onShown }: ResultParts,
  panorama: PanoramaRow,
  tiled: TiledPanorama,
  pictures: Pictures,
) {
  const { teamId, id, createdBy } = panorama
  const archive = tiled.archiveSha256
  await storePictures(tools, teamId, archive, pictures)
  await tools.storage.putFile(archiveKey(teamId, archive), tiled.archivePath)
  await inTransaction(tools.db, async (tx) => {
    const at = tools.now()
    await holdStorageUse(tx, teamId)
    const held = await holdPanorama(tx, teamId, id)
    if (held?.state !== 'working') return
    const derived = pictures.storedBytes + tiled.archiveSizeBytes + pictures.thumbnail.length + pictures.poster.length
    if (!(await archiveIsCounted(tx, teamId, archive))) await changeStorageUse(tx, teamId, { derived })
    await updateFinished(tx, panorama, tiled, at)
    const ready = await holdPanorama(tx, teamId, id)
    if (ready) await onShown(tx, asShown(ready), at)
    const details = { archive, widthPx: tiled.inspection.widthPx, heightPx: tiled.inspection.heightPx }
    await record(tx, { teamId, personId: createdBy, action: 'panorama.ready', targetId: id, details, at })
    await tellTeam(tx, held, { state: 'ready', stage: null, progress: 1 })
  })
}

async function storePictures(
  { storage }: Tools,
  teamId: string,
  archive: string,
  pictures: Pick<Pictures, 'thumbnail' | 'poster'>,
) {
  await storage.putBytes(pictureKey(teamId, archive, 'thumbnail.webp'), pictures.thumbnail)
  await storage.putBytes(pictureKey(teamId, archive, 'poster.jpg'), pictures.poster)
}
