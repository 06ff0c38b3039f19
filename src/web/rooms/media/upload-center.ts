// Sends files over the tus protocol, a few at once, and remembers unfinished ones on this device so that they continue after the tab
// was closed. One centre lives as long as the page; screens only watch it.
import { type DetailedError, type PreviousUpload, Upload } from 'tus-js-client'
import { api, uploadsUrl } from '../../lib/api.ts'
import { ApiError, isTemporary } from '../../lib/http.ts'
import { addKnownPanorama } from './known-panorama.ts'
import { advance, isGoingUp, nextToStart, refusalByName, type UploadItem, type UploadStep } from './upload-queue.ts'

const filesAtOnce = 3
const chunkBytes = 16 * 1024 * 1024
/** Above this a fingerprint would cost more memory than the upload it may save. */
const largestChecked = 160 * 1024 * 1024

export interface Destination {
  teamId: string
  tourId: string
}

export interface UnfinishedUpload {
  key: string
  fileName: string
  sizeBytes: number
  tourId: string
}

export function createUploadCenter() {
  let items: readonly UploadItem[] = []
  const files = new Map<string, File>()
  const running = new Map<string, Upload>()
  const listeners = new Set<() => void>()
  let checks: Promise<void> = Promise.resolve()

  function step(next: UploadStep) {
    items = advance(items, next)
    for (const listener of listeners) listener()
  }

  function startNext() {
    for (const item of nextToStart(items, filesAtOnce)) void start(item)
  }

  async function start(item: UploadItem) {
    const file = files.get(item.id)
    if (!file) return
    step({ kind: 'started', id: item.id })
    const upload = running.get(item.id) ?? createUpload(item, file)
    running.set(item.id, upload)
    if (!upload.url) {
      const [previous] = (await upload.findPreviousUploads().catch(() => [])).sort(newestFirst)
      if (previous) upload.resumeFromPreviousUpload(previous)
    }
    // Paused or cancelled while the earlier uploads were looked up.
    if (items.some(({ id, state }) => id === item.id && state === 'uploading')) upload.start()
  }

  function createUpload(item: UploadItem, file: File) {
    const { id, tourId, batch } = item
    const end = (next: UploadStep) => {
      running.delete(id)
      step(next)
      startNext()
    }
    return new Upload(file, {
      endpoint: uploadsUrl(item.teamId),
      metadata: { filename: file.name, tourId, batch },
      // The fingerprint names the tour too: the same photo may go into two tours.
      fingerprint: async () => fingerprintOf(file, item),
      chunkSize: chunkBytes,
      retryDelays: [0, 1000, 3000, 8000, 15_000, 30_000, 60_000],
      removeFingerprintOnSuccess: true,
      onShouldRetry: (error) => isWorthRetrying(error),
      onProgress: (sentBytes) => step({ kind: 'progress', id, sentBytes }),
      onSuccess: ({ lastResponse }) => {
        files.delete(id)
        const panoramaId = lastResponse.getHeader('Panorama-Id')
        // The server noticed what this page could not check: the tour has this very file.
        if (lastResponse.getHeader('Panorama-Duplicate')) {
          end({ kind: 'duplicate', id, fileName: item.fileName, added: false })
        } else end({ kind: 'uploaded', id, panoramaId })
      },
      onError: (error) => end(failureOf(id, error)),
    })
  }

  async function check(item: UploadItem) {
    const file = files.get(item.id)
    const known = file ? await findKnown(item.teamId, file) : undefined
    const outcome = known && (await addKnownPanorama(item.teamId, item.tourId, known.panoramaId, item.fileName))
    if (!known || outcome === 'useless') return step({ kind: 'checked', id: item.id })
    files.delete(item.id)
    step({ kind: 'duplicate', id: item.id, fileName: known.fileName, added: outcome === 'added' })
  }

  function add(list: readonly File[], { teamId, tourId }: Destination) {
    const batch = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`
    const added = list.map((file, index): UploadItem => {
      const code = refusalByName(file.name, file.type)
      return {
        id: `${batch}/${index}`,
        teamId,
        tourId,
        batch,
        fileName: file.name,
        sizeBytes: file.size,
        sentBytes: 0,
        state: code ? 'refused' : 'checking',
        problem: code ? { code, details: {} } : undefined,
      }
    })
    added.forEach((item, index) => {
      const file = list[index]
      if (file && item.state === 'checking') files.set(item.id, file)
    })
    step({ kind: 'added', items: added })
    // One at a time: each check holds a whole photo in memory.
    for (const item of added.filter(isGoingUp)) {
      checks = checks.then(async () => {
        await check(item).catch((error: unknown) => {
          if (isTemporary(error)) step({ kind: 'checked', id: item.id })
          else step({ kind: 'failed', id: item.id, ...problem(error) })
        })
        startNext()
      })
    }
  }

  function pause(id: string) {
    void running.get(id)?.abort()
    step({ kind: 'paused', id })
    startNext()
  }

  function cancel(id: string) {
    const upload = running.get(id)
    running.delete(id)
    files.delete(id)
    // `true`: the server forgets the bytes it has, and this device the address.
    void upload?.abort(true).catch(() => undefined)
    step({ kind: 'cancelled', id })
    startNext()
  }

  function again(kind: 'resumed' | 'retried', id: string) {
    step({ kind, id })
    startNext()
  }

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    items: () => items,
    add,
    pause,
    cancel,
    resume: (id: string) => again('resumed', id),
    retry: (id: string) => again('retried', id),
    remove: (ids: string[]) => step({ kind: 'removed', ids }),
  }
}

export type UploadCenter = ReturnType<typeof createUploadCenter>
/** The one centre of this page. */
export const uploads = createUploadCenter()

const storagePrefix = 'panoqor-upload::'

function fingerprintOf(file: File, { teamId, tourId }: Destination) {
  return [storagePrefix, teamId, tourId, file.name, file.size, file.lastModified].join('|')
}

/** Uploads of this device that began and never ended: the same files, chosen again, continue where they stopped. */
export function unfinishedUploads(teamId: string): UnfinishedUpload[] {
  return Object.keys(localStorage).flatMap((key) => {
    const [, team, tourId, fileName, size] = key.includes(storagePrefix) ? key.split('|') : []
    if (team !== teamId || !tourId || !fileName) return []
    return [{ key, fileName, sizeBytes: Number(size), tourId }]
  })
}

export function forgetUnfinished(list: readonly UnfinishedUpload[]) {
  for (const { key } of list) localStorage.removeItem(key)
}

const newestFirst = (a: PreviousUpload, b: PreviousUpload) => b.creationTime.localeCompare(a.creationTime)

function isWorthRetrying(error: DetailedError) {
  const status = error.originalResponse?.getStatus() ?? 0
  return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500
}

function failureOf(id: string, error: Error | DetailedError): UploadStep {
  const response = 'originalResponse' in error ? error.originalResponse : undefined
  const status = response?.getStatus() ?? 0
  if (!response || status === 0) return { kind: 'failed', id, code: 'web.error.network' }
  const { code, details } = readProblem(response.getBody())
  const kind = [400, 413, 415, 422].includes(status) ? 'refused' : 'failed'
  return { kind, id, code, details }
}

function readProblem(body: string): { code: string; details: Record<string, unknown> } {
  try {
    const json: { code?: unknown; details?: unknown } = JSON.parse(body)
    const details = typeof json.details === 'object' && json.details !== null ? { ...json.details } : {}
    return { code: typeof json.code === 'string' ? json.code : 'web.error.server', details }
  } catch {
    return { code: 'web.error.server', details: {} }
  }
}

const problem = (error: unknown) =>
  error instanceof ApiError ? { code: error.code, details: error.details } : { code: 'web.error.server', details: {} }

async function findKnown(teamId: string, file: File) {
  // crypto.subtle exists only on https and on this machine; elsewhere the server notices duplicates after the upload.
  if (!globalThis.crypto?.subtle || file.size > largestChecked) return undefined
  const sha256 = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  const { known } = await api.knownFiles(teamId, [sha256])
  return known[0]
}

const hex = (buffer: ArrayBuffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
