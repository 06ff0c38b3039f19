// What this device remembers of uploads that began and did not end: the addresses that tus keeps, named so that they can be listed.
import type { Panorama } from '../../lib/api.ts'

export interface UnfinishedUpload {
  key: string
  fileName: string
  sizeBytes: number
  tourId: string
  /** When it began; NaN when this device forgot it. */
  begunMs: number
}

const mark = 'panoqor-upload::'

/** Names the tour too: the same photo may go into two tours. */
export function fingerprintOf(file: File, { teamId, tourId }: { teamId: string; tourId: string }): string {
  return [mark, teamId, tourId, file.name, file.size, file.lastModified].join('|')
}

/** The same files, chosen again, continue where they stopped. */
export function unfinishedUploads(teamId: string): UnfinishedUpload[] {
  return Object.keys(localStorage).flatMap((key) => {
    const [, team, tourId, fileName, size] = key.includes(mark) ? key.split('|') : []
    if (team !== teamId || !tourId || !fileName) return []
    return [{ key, fileName, sizeBytes: Number(size), tourId, begunMs: begunAt(localStorage.getItem(key)) }]
  })
}

/** What tus keeps under a key is a JSON object with the time of creation. */
function begunAt(stored: string | null): number {
  try {
    const { creationTime }: { creationTime?: unknown } = JSON.parse(stored ?? '{}')
    return typeof creationTime === 'string' ? Date.parse(creationTime) : Number.NaN
  } catch {
    return Number.NaN
  }
}

/** The clocks of this device and of the server may differ by this much. */
const clockToleranceMs = 60_000

/** Leaves out what did arrive: the server has a panorama of that name in that tour, made since the upload began. */
export function stillUnfinished(
  list: readonly UnfinishedUpload[],
  panoramas: readonly Pick<Panorama, 'tourId' | 'fileName' | 'createdAt'>[],
): UnfinishedUpload[] {
  const arrived = ({ tourId, fileName, begunMs }: UnfinishedUpload) =>
    panoramas.some(
      (one) =>
        one.tourId === tourId && one.fileName === fileName && !(Date.parse(one.createdAt) < begunMs - clockToleranceMs),
    )
  return list.filter((one) => !arrived(one))
}

/** The file is known to be on the server: nothing of it is left to continue. */
export function forgetFile(file: File, place: { teamId: string; tourId: string }) {
  const fingerprint = fingerprintOf(file, place)
  for (const key of Object.keys(localStorage)) if (key.includes(fingerprint)) localStorage.removeItem(key)
}

export function forgetUnfinished(list: readonly UnfinishedUpload[]) {
  for (const { key } of list) localStorage.removeItem(key)
}
