// The state of the files that go up: pure, so that every turn of an upload can be tested. The network is in upload-center.ts.
export type UploadState =
  | 'checking' // its fingerprint is computed, to find duplicates
  | 'waiting' // for its turn
  | 'uploading'
  | 'paused'
  | 'failed' // can be tried again
  | 'refused' // can't: the file itself is wrong
  | 'uploaded' // every byte is safe; what follows happens on the server
  | 'duplicate' // the team already has this very file
  | 'cancelled'

export interface UploadItem {
  id: string
  teamId: string
  tourId: string
  batch: string
  fileName: string
  sizeBytes: number
  sentBytes: number
  state: UploadState
  problem?: { code: string; details: Record<string, unknown> }
  /** What the file became on the server, once its last byte is safe. */
  panoramaId?: string
  /** For a duplicate: what became of it. */
  duplicate?: { fileName: string; added: boolean; ofThisBatch?: boolean }
}

export type UploadStep =
  | { kind: 'added'; items: UploadItem[] }
  | { kind: 'checked' | 'started' | 'paused' | 'resumed' | 'retried' | 'cancelled'; id: string }
  | { kind: 'progress'; id: string; sentBytes: number }
  | { kind: 'uploaded'; id: string; panoramaId?: string }
  | { kind: 'failed' | 'refused'; id: string; code: string; details?: Record<string, unknown> }
  | { kind: 'duplicate'; id: string; fileName: string; added: boolean; ofThisBatch?: boolean }
  | { kind: 'removed'; ids: string[] }

type Change = Partial<UploadItem>
type Rule = { from: readonly UploadState[]; change: (item: UploadItem, step: UploadStep) => Change }

const waiting: Change = { state: 'waiting', problem: undefined }

/** From which states a step is possible, and what it does. A step that comes too late (after a cancel) changes nothing. */
const rules: Record<Exclude<UploadStep['kind'], 'added' | 'removed'>, Rule> = {
  checked: { from: ['checking'], change: () => waiting },
  started: { from: ['waiting'], change: () => ({ state: 'uploading' }) },
  progress: {
    from: ['uploading'],
    change: (item, step) => ({ sentBytes: step.kind === 'progress' ? Math.min(step.sentBytes, item.sizeBytes) : 0 }),
  },
  uploaded: {
    from: ['uploading'],
    change: (item, step) => ({
      state: 'uploaded',
      sentBytes: item.sizeBytes,
      panoramaId: step.kind === 'uploaded' ? step.panoramaId : undefined,
    }),
  },
  paused: { from: ['waiting', 'uploading'], change: () => ({ state: 'paused' }) },
  resumed: { from: ['paused'], change: () => waiting },
  retried: { from: ['failed'], change: () => waiting },
  failed: {
    from: ['checking', 'waiting', 'uploading'],
    change: (_, step) => ({ state: 'failed', problem: problemOf(step) }),
  },
  refused: {
    from: ['checking', 'waiting', 'uploading'],
    change: (_, step) => ({ state: 'refused', problem: problemOf(step) }),
  },
  duplicate: {
    from: ['checking', 'uploading'],
    change: (item, step) => ({
      state: 'duplicate',
      sentBytes: item.sizeBytes,
      duplicate: step.kind === 'duplicate' ? duplicateOf(step) : undefined,
    }),
  },
  cancelled: { from: ['checking', 'waiting', 'uploading', 'paused', 'failed'], change: () => ({ state: 'cancelled' }) },
}

const duplicateOf = ({ fileName, added, ofThisBatch }: Extract<UploadStep, { kind: 'duplicate' }>) =>
  ofThisBatch ? { fileName, added, ofThisBatch } : { fileName, added }

/** An earlier file of the same batch with the same bytes that is, or becomes, a scene. */
export function twinOf(
  item: UploadItem,
  sha256: string,
  items: readonly UploadItem[],
  fingerprints: ReadonlyMap<string, string>,
): UploadItem | undefined {
  const counts = (one: UploadItem) => !['cancelled', 'refused', 'failed'].includes(one.state)
  return items.find(
    (one) => one.id !== item.id && one.batch === item.batch && fingerprints.get(one.id) === sha256 && counts(one),
  )
}

function problemOf(step: UploadStep) {
  return step.kind === 'failed' || step.kind === 'refused'
    ? { code: step.code, details: step.details ?? {} }
    : undefined
}

export function advance(items: readonly UploadItem[], step: UploadStep): readonly UploadItem[] {
  if (step.kind === 'added') return [...items, ...step.items]
  if (step.kind === 'removed') return items.filter((item) => !step.ids.includes(item.id))
  const { from, change } = rules[step.kind]
  return items.map((item) =>
    item.id === step.id && from.includes(item.state) ? { ...item, ...change(item, step) } : item,
  )
}

/** The files whose turn it is, in the order in which they were dropped. */
export function nextToStart(items: readonly UploadItem[], atOnce: number): UploadItem[] {
  const free = atOnce - items.filter((item) => item.state === 'uploading').length
  return free > 0 ? items.filter((item) => item.state === 'waiting').slice(0, free) : []
}

const goingUp: readonly UploadState[] = ['checking', 'waiting', 'uploading']
export const isGoingUp = (item: UploadItem) => goingUp.includes(item.state)
export const isUnfinished = (item: UploadItem) => isGoingUp(item) || item.state === 'paused'

export interface UploadTotals {
  files: number
  finishedFiles: number
  sizeBytes: number
  sentBytes: number
}

/** Of everything that was not cancelled or refused. */
export function totalsOf(items: readonly UploadItem[]): UploadTotals {
  const counted = items.filter((item) => item.state !== 'cancelled' && item.state !== 'refused')
  const sum = (pick: (item: UploadItem) => number) => counted.reduce((total, item) => total + pick(item), 0)
  return {
    files: counted.length,
    finishedFiles: counted.filter((item) => item.state === 'uploaded' || item.state === 'duplicate').length,
    sizeBytes: sum((item) => item.sizeBytes),
    sentBytes: sum((item) => item.sentBytes),
  }
}

/** A file that no server needs to see to say no: its kind shows in its name. */
export function refusalByName(fileName: string, type: string): string | undefined {
  if (/\.(heic|heif)$/i.test(fileName) || /^image\/hei[cf]/.test(type)) return 'imaging.heic'
  if (/\.(jpe?g|png|webp)$/i.test(fileName) || type === '' || type.startsWith('image/')) return undefined
  return 'imaging.not_an_image'
}

/** What operating systems leave in folders beside the photos. */
export const isClutter = (fileName: string) => fileName.startsWith('.') || /^(thumbs\.db|desktop\.ini)$/i.test(fileName)
