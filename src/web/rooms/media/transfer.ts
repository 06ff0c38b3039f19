// One file on its way to the server over the tus protocol: what it is called there, when it is tried again, how it ended.
import { type DetailedError, type PreviousUpload, Upload } from 'tus-js-client'
import { uploadsUrl } from '../../lib/api.ts'
import { afterDuplicate } from './known-files.ts'
import { fingerprintOf } from './unfinished.ts'
import type { UploadItem, UploadStep } from './upload-queue.ts'

/** How any file goes up: in pieces, tried again for about two minutes. */
export const sending = {
  chunkSize: 16 * 1024 * 1024,
  retryDelays: [0, 1000, 3000, 8000, 15_000, 30_000, 60_000],
  onShouldRetry: (error: DetailedError) => isWorthRetrying(error),
}

/** `tell` hears of every step; the last one is uploaded, duplicate, failed or refused. */
export function createTransfer(item: UploadItem, file: File, tell: (step: UploadStep) => void): Upload {
  const { id, tourId, batch } = item
  return new Upload(file, {
    endpoint: uploadsUrl(item.teamId),
    metadata: { filename: file.name, tourId, batch },
    fingerprint: async () => fingerprintOf(file, item),
    ...sending,
    removeFingerprintOnSuccess: true,
    onProgress: (sentBytes) => tell({ kind: 'progress', id, sentBytes }),
    onSuccess: ({ lastResponse }) => {
      // The server noticed what this page could not check: the tour has this very file.
      const twin = lastResponse.getHeader('Panorama-Duplicate')
      if (twin) {
        void afterDuplicate(item, twin).then(tell)
      } else {
        tell({ kind: 'uploaded', id, panoramaId: lastResponse.getHeader('Panorama-Id') })
      }
    },
    onError: (error) => tell({ id, ...failureOf(error) }),
  })
}

/** Goes on where an earlier attempt of this device stopped, if there was one. */
export async function continueEarlier(upload: Upload): Promise<void> {
  if (upload.url) return
  const [previous] = (await upload.findPreviousUploads().catch(() => [])).sort(newestFirst)
  if (previous) upload.resumeFromPreviousUpload(previous)
}

const newestFirst = (a: PreviousUpload, b: PreviousUpload) => b.creationTime.localeCompare(a.creationTime)

function isWorthRetrying(error: DetailedError) {
  const status = error.originalResponse?.getStatus() ?? 0
  return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500
}

export interface TransferFailure {
  /** Refused: the file itself is wrong, and trying again would not help. */
  kind: 'failed' | 'refused'
  code: string
  details: Record<string, unknown>
}

export function failureOf(error: Error | DetailedError): TransferFailure {
  const response = 'originalResponse' in error ? error.originalResponse : undefined
  const status = response?.getStatus() ?? 0
  if (!response || status === 0) return { kind: 'failed', code: 'web.error.network', details: {} }
  const kind = [400, 413, 415, 422].includes(status) ? 'refused' : 'failed'
  return { kind, ...readProblem(response.getBody()) }
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
