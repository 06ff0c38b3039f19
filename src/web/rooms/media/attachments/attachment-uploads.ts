// Files on their way to become attachments: two at a time, watched by the picker that they were dropped on. Ends with the picker: what
// was not finished then is given up.
import { Upload } from 'tus-js-client'
import { type AttachmentKind, uploadsUrl } from '../../../lib/api.ts'
import { newId } from '../../../lib/ids.ts'
import { createStore } from '../../../lib/store.ts'
import { failureOf, sending } from '../transfer.ts'
import { mismatch } from './kinds.ts'

export interface AttachmentUpload {
  id: string
  fileName: string
  sizeBytes: number
  sentBytes: number
  state: 'waiting' | 'uploading' | 'uploaded' | 'failed' | 'refused'
  problem?: { code: string; details: Record<string, unknown> }
  /** What became of it, once its last byte is safe. */
  attachmentId?: string
}

const filesAtOnce = 2

export type AttachmentUploads = ReturnType<typeof createAttachmentUploads>

export function createAttachmentUploads(teamId: string, kind: AttachmentKind) {
  const items = createStore<readonly AttachmentUpload[]>([])
  const files = new Map<string, File>()
  const running = new Map<string, Upload>()

  const change = (id: string, next: Partial<AttachmentUpload>) =>
    items.set(items.get().map((item) => (item.id === id ? { ...item, ...next } : item)))

  function startNext() {
    const free = filesAtOnce - items.get().filter(({ state }) => state === 'uploading').length
    for (const { id } of items
      .get()
      .filter(({ state }) => state === 'waiting')
      .slice(0, Math.max(0, free)))
      start(id)
  }

  function ended(id: string, next: Partial<AttachmentUpload>) {
    running.delete(id)
    change(id, next)
    startNext()
  }

  function start(id: string) {
    const file = files.get(id)
    if (!file) return
    change(id, { state: 'uploading', problem: undefined })
    const upload = new Upload(file, {
      ...sending,
      endpoint: uploadsUrl(teamId),
      metadata: { filename: file.name, purpose: 'attachment' },
      storeFingerprintForResuming: false,
      onProgress: (sentBytes) => change(id, { sentBytes }),
      onSuccess: ({ lastResponse }) => {
        const attachmentId = lastResponse.getHeader('Attachment-Id')
        ended(id, { state: 'uploaded', sentBytes: file.size, ...(attachmentId && { attachmentId }) })
      },
      onError: (error) => {
        const { kind: state, code, details } = failureOf(error)
        ended(id, { state, problem: { code, details } })
      },
    })
    running.set(id, upload)
    upload.start()
  }

  return {
    subscribe: items.subscribe,
    items: items.get,
    add(list: readonly File[]) {
      const added = list.map((file): AttachmentUpload => {
        const id = newId()
        const wrong = mismatch(kind, file.name)
        if (!wrong) files.set(id, file)
        const item = { id, fileName: file.name, sizeBytes: file.size, sentBytes: 0 }
        if (!wrong) return { ...item, state: 'waiting' }
        const code = wrong === 'heic' ? 'imaging.heic' : `web.attachment.not.${kind}`
        return { ...item, state: 'refused', problem: { code, details: {} } }
      })
      items.set([...added, ...items.get()])
      startNext()
    },
    retry(id: string) {
      change(id, { state: 'waiting' })
      startNext()
    },
    remove(id: string) {
      void running.get(id)?.abort(true).catch(ignore)
      running.delete(id)
      files.delete(id)
      items.set(items.get().filter((item) => item.id !== id))
      startNext()
    },
    close() {
      for (const upload of running.values()) upload.abort(true).catch(ignore)
      running.clear()
    },
  }
}

/** What can't be cancelled on the server runs out there by itself. */
const ignore = () => undefined
