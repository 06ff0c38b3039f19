// Does the team have this very file already? Asked by fingerprint before a byte goes up.
import { api, type Panorama } from '../../lib/api.ts'
import { addKnownPanorama } from './known-panorama.ts'
import type { UploadItem, UploadStep } from './upload-queue.ts'

/** Above this a fingerprint would cost more memory than the upload it may save. */
const largestChecked = 160 * 1024 * 1024

/** The step that follows the check: the file goes up, or is there already and its panorama becomes a scene. */
export async function checkKnown(item: UploadItem, sha256: string | undefined): Promise<UploadStep> {
  const { id, teamId, tourId, fileName } = item
  const known = sha256 === undefined ? undefined : (await api.knownFiles(teamId, [sha256])).known[0]
  if (!known) return { kind: 'checked', id }
  const panorama = await api.panorama(teamId, known.panoramaId)
  if (panorama.state === 'refused') return refusedAsBefore(id, panorama)
  const outcome = await addKnownPanorama(teamId, tourId, panorama, fileName)
  if (outcome === 'useless') return { kind: 'checked', id }
  return { kind: 'duplicate', id, fileName: known.fileName, added: outcome === 'added' }
}

/** The same bytes get the same answer. */
const refusedAsBefore = (id: string, { refusal }: Panorama): UploadStep =>
  refusal ? { kind: 'refused', id, code: refusal.code, details: refusal.details } : { kind: 'checked', id }

/** After an upload that the server recognised: what it knows of that file. */
export async function afterDuplicate(item: UploadItem, panoramaId: string): Promise<UploadStep> {
  const duplicate: UploadStep = { kind: 'duplicate', id: item.id, fileName: item.fileName, added: false }
  const panorama = await api.panorama(item.teamId, panoramaId).catch(() => undefined)
  if (panorama?.state === 'refused' && panorama.refusal) return refusedAsBefore(item.id, panorama)
  return panorama?.state === 'cancelled' ? { kind: 'uploaded', id: item.id, panoramaId } : duplicate
}

/** undefined: not worth computing, or not possible here. */
export async function fingerprint(file: File): Promise<string | undefined> {
  // crypto.subtle exists only on https and on this machine; elsewhere the server notices duplicates after the upload.
  if (!globalThis.crypto?.subtle || file.size > largestChecked) return undefined
  return hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
}

const hex = (buffer: ArrayBuffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
