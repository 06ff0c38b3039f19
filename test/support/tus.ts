// Uploading in tests: the unmodified tus client, and single requests of the protocol where a test must misbehave.
import { createHash, randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { type DetailedError, Upload, type UploadOptions } from 'tus-js-client'

export interface UploadPlace {
  origin: string
  teamId: string
  cookie: string
}

export const uploadsOf = ({ origin, teamId }: UploadPlace) => `${origin}/api/teams/${teamId}/uploads`
export const randomFile = (sizeBytes: number) => randomBytes(sizeBytes)
export const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

export interface Uploaded {
  url: string
  panoramaId: string
  duplicateOf: string | undefined
}

/** Uploads to the end, retrying as the client does. */
export function uploadFile(
  place: UploadPlace,
  bytes: Buffer,
  options: Partial<UploadOptions> = {},
  onUrl: (url: string) => void = () => {},
): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(bytes, {
      endpoint: uploadsOf(place),
      headers: { cookie: place.cookie },
      retryDelays: [100, 200, 500, 1000, 1000, 1000, 2000, 2000, 2000],
      metadata: { filename: 'photo.jpg' },
      onUploadUrlAvailable: () => onUrl(upload.url ?? ''),
      onError: (error: Error | DetailedError) => reject(error),
      onSuccess: ({ lastResponse }) =>
        resolve({
          url: upload.url ?? '',
          panoramaId: lastResponse.getHeader('Panorama-Id') ?? '',
          duplicateOf: lastResponse.getHeader('Panorama-Duplicate'),
        }),
      ...options,
    })
    upload.start()
  })
}

/** The same for an attachment. */
export function uploadAttachment(
  place: UploadPlace,
  bytes: Buffer,
  fileName: string,
): Promise<{ attachmentId: string; duplicateOf: string | undefined }> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: uploadsOf(place),
      headers: { cookie: place.cookie },
      metadata: { filename: fileName, purpose: 'attachment' },
      onError: reject,
      onSuccess: ({ lastResponse }) =>
        resolve({
          attachmentId: lastResponse.getHeader('Attachment-Id') ?? '',
          duplicateOf: lastResponse.getHeader('Attachment-Duplicate'),
        }),
    })
    upload.start()
  })
}

const tus = { 'tus-resumable': '1.0.0' }

/** Begins an upload; the answer as it came. */
export function create(place: UploadPlace, sizeBytes: number, headers: Record<string, string> = {}): Promise<Response> {
  const all = { ...tus, cookie: place.cookie, 'upload-length': String(sizeBytes), ...headers }
  return fetch(uploadsOf(place), { method: 'POST', headers: all })
}

export async function createdUrl(place: UploadPlace, sizeBytes: number): Promise<string> {
  const answer = await create(place, sizeBytes)
  return new URL(answer.headers.get('location') ?? '', place.origin).href
}

export const patch = (place: UploadPlace, url: string, offset: number, bytes: Buffer): Promise<Response> =>
  fetch(url, {
    method: 'PATCH',
    headers: {
      ...tus,
      cookie: place.cookie,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(bytes),
  })

export const terminate = (place: UploadPlace, url: string): Promise<Response> =>
  fetch(url, { method: 'DELETE', headers: { ...tus, cookie: place.cookie } })

export async function offsetOf(place: UploadPlace, url: string): Promise<number> {
  const answer = await fetch(url, { method: 'HEAD', headers: { ...tus, cookie: place.cookie } })
  return answer.ok ? Number(answer.headers.get('upload-offset')) : -answer.status
}

/** A PATCH by hand: announces all bytes, sends the first ones, and leaves the connection to the test. */
export async function beginPatch(place: UploadPlace, url: string, announced: number, first: Buffer): Promise<Socket> {
  const { hostname, port, pathname, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  const head = [
    `PATCH ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'tus-resumable: 1.0.0',
    `cookie: ${place.cookie}`,
    'upload-offset: 0',
    'content-type: application/offset+octet-stream',
    `content-length: ${announced}`,
  ]
  socket.on('error', () => {})
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  await new Promise((resolve) => socket.write(first, resolve))
  return socket
}
