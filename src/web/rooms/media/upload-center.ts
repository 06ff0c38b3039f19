// Sends files a few at once and lets screens watch. One centre lives as long as the page; what an upload is, transfer.ts knows.
import type { Upload } from 'tus-js-client'
import { ApiError, isTemporary } from '../../lib/http.ts'
import { createStore } from '../../lib/store.ts'
import { checkKnown, fingerprint } from './known-files.ts'
import { continueEarlier, createTransfer } from './transfer.ts'
import { forgetFile } from './unfinished.ts'
import {
  advance,
  nextToStart,
  refusalByName,
  twinOf,
  type UploadItem,
  type UploadState,
  type UploadStep,
} from './upload-queue.ts'

/** A browser holds six connections to one server over HTTP/1.1: the live line, saving and tiles need theirs. */
const filesAtOnce = 2

interface Destination {
  teamId: string
  tourId: string
}

export function createUploadCenter() {
  const items = createStore<readonly UploadItem[]>([])
  const files = new Map<string, File>()
  const running = new Map<string, Upload>()
  const checkOf = createCheck(items.get)
  let checks: Promise<void> = Promise.resolve()

  const step = (next: UploadStep) => items.set(advance(items.get(), next))
  const isStill = (state: UploadState, id: string) => items.get().some((one) => one.id === id && one.state === state)

  function ended(next: UploadStep & { id: string }) {
    running.delete(next.id)
    if (next.kind === 'uploaded' || next.kind === 'duplicate') files.delete(next.id)
    step(next)
    startNext()
  }

  function startNext() {
    for (const item of nextToStart(items.get(), filesAtOnce)) void start(item)
  }

  async function start(item: UploadItem) {
    const file = files.get(item.id)
    if (!file) return
    step({ kind: 'started', id: item.id })
    const tell = (next: UploadStep) => (next.kind === 'progress' ? step(next) : 'id' in next && ended(next))
    const upload = running.get(item.id) ?? createTransfer(item, file, tell)
    running.set(item.id, upload)
    await continueEarlier(upload)
    // Paused or cancelled while the earlier uploads were looked up.
    if (isStill('uploading', item.id)) upload.start()
  }

  async function check(item: UploadItem) {
    const file = files.get(item.id)
    // Refused by its name, paused or cancelled while it waited for its turn.
    if (!file || !isStill('checking', item.id)) return
    const next = await checkOf(item, file).catch((error: unknown) => afterFailedCheck(item.id, error))
    if (next.kind === 'duplicate') forgetFile(file, item)
    step(next)
    startNext()
  }

  function add(list: readonly File[], destination: Destination) {
    const begun = begin(list, destination)
    for (const { item, file } of begun) files.set(item.id, file)
    step({ kind: 'added', items: begun.map(({ item }) => item) })
    // One at a time: each check holds a whole photo in memory.
    for (const { item } of begun) checks = checks.then(() => check(item))
  }

  function pause(id: string) {
    void running.get(id)?.abort()
    step({ kind: 'paused', id })
    startNext()
  }

  function cancel(id: string) {
    // `true`: the server forgets the bytes it has, and this device the address.
    running.get(id)?.abort(true).catch(ignore)
    files.delete(id)
    ended({ kind: 'cancelled', id })
  }

  function again(kind: 'resumed' | 'retried', id: string) {
    step({ kind, id })
    startNext()
  }

  return {
    subscribe: items.subscribe,
    items: items.get,
    add,
    pause,
    cancel,
    resume: (id: string) => again('resumed', id),
    retry: (id: string) => again('retried', id),
    remove: (ids: string[]) => step({ kind: 'removed', ids }),
  }
}

/** The one centre of this page. */
export const uploads = createUploadCenter()

/** Is the photo in the queue already, or on the server? Remembers the fingerprints of what it was asked about. */
function createCheck(items: () => readonly UploadItem[]) {
  const fingerprints = new Map<string, string>()
  return async (item: UploadItem, file: File): Promise<UploadStep> => {
    const sha256 = await fingerprint(file)
    const twin = sha256 && twinOf(item, sha256, items(), fingerprints)
    if (sha256) fingerprints.set(item.id, sha256)
    if (twin) return { kind: 'duplicate', id: item.id, fileName: twin.fileName, added: false, ofThisBatch: true }
    return checkKnown(item, sha256)
  }
}

/** What can't be cancelled on the server runs out there by itself. */
const ignore = () => undefined

/** crypto.randomUUID is missing on plain http. */
const newBatch = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.round(Math.random() * 1e9)}`

function begin(list: readonly File[], { teamId, tourId }: Destination): { item: UploadItem; file: File }[] {
  const batch = newBatch()
  return list.map((file, index) => {
    const code = refusalByName(file.name, file.type)
    const id = `${batch}/${index}`
    const item: UploadItem = {
      ...{ id, teamId, tourId, batch, fileName: file.name, sizeBytes: file.size, sentBytes: 0 },
      ...(code ? { state: 'refused', problem: { code, details: {} } } : { state: 'checking' }),
    }
    return { item, file }
  })
}

/** A check that could not be made is no reason not to upload; a refusal is. */
function afterFailedCheck(id: string, error: unknown): UploadStep {
  if (isTemporary(error) || !(error instanceof ApiError)) return { kind: 'checked', id }
  return { kind: 'failed', id, code: error.code, details: error.details }
}
