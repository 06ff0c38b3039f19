// Does the team have this very file already? Asked by fingerprint before a byte goes up.
import { api } from '../../lib/api.ts'
import { addKnownPanorama } from './known-panorama.ts'
import type { UploadItem, UploadStep } from './upload-queue.ts'

/** Above this a fingerprint would cost more memory than the upload it may save. */
const largestChecked = 160 * 1024 * 1024

/** The step that follows the check: the file goes up, or is there already and its panorama becomes a scene. */
export async function checkKnown(item: UploadItem, file: File): Promise<UploadStep> {
  const { id, teamId, tourId, fileName } = item
  const known = await findKnown(teamId, file)
  const outcome = known && (await addKnownPanorama(teamId, tourId, known.panoramaId, fileName))
  if (!known || outcome === 'useless') return { kind: 'checked', id }
  return { kind: 'duplicate', id, fileName: known.fileName, added: outcome === 'added' }
}

async function findKnown(teamId: string, file: File) {
  // crypto.subtle exists only on https and on this machine; elsewhere the server notices duplicates after the upload.
  if (!globalThis.crypto?.subtle || file.size > largestChecked) return undefined
  const sha256 = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  const { known } = await api.knownFiles(teamId, [sha256])
  return known[0]
}

const hex = (buffer: ArrayBuffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
