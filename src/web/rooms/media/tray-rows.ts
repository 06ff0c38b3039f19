// What the upload tray shows: the files of this page and the panoramas of the server become one list. Pure.
import type { Panorama } from '../../lib/api.ts'
import type { UploadItem } from './upload-queue.ts'

export type RowState =
  | UploadItem['state']
  | 'faces'
  | 'queued'
  | 'inspecting'
  | 'decoding'
  | 'preview'
  | 'tiling'
  | 'ready'

export interface TrayRow {
  key: string
  fileName: string
  state: RowState
  /** 0…1 of the step that runs now. */
  progress: number
  sizeBytes?: number
  sentBytes?: number
  thumbnailUrl?: string
  problem?: { code: string; details: Record<string, unknown> }
  duplicate?: UploadItem['duplicate']
  uploadId?: string
  panoramaId?: string
}

/** Panoramas of earlier visits are listed only while they are worked on, or when they went wrong within the last day. */
export function trayRows(items: readonly UploadItem[], panoramas: readonly Panorama[], nowMs: number): TrayRow[] {
  const byId = new Map(panoramas.map((panorama) => [panorama.id, panorama]))
  const shown = new Set<string>()
  const rows = items.flatMap((item): TrayRow[] => {
    const panorama = byId.get(item.panoramaId ?? '')
    if (!panorama) return [rowOfItem(item)]
    // Six files that are the faces of one cube make one row.
    if (shown.has(panorama.id)) return []
    shown.add(panorama.id)
    return [{ ...rowOfItem(item), ...rowOfPanorama(panorama), key: item.id }]
  })
  // Before the page hears which panorama its upload became, the server's news would be a second row of the same file.
  const onTheWay = (one: Panorama) =>
    items.some((item) => item.tourId === one.tourId && item.fileName === one.fileName && item.state === 'uploading')
  const others = panoramas.filter((one) => !shown.has(one.id) && isTold(one, nowMs) && !onTheWay(one))
  return [...rows, ...others.map(rowOfPanorama)].filter((row) => row.state !== 'cancelled')
}

export const isWorking = (row: TrayRow) =>
  !['ready', 'refused', 'failed', 'duplicate', 'paused', 'cancelled'].includes(row.state)
export const isWrong = (row: TrayRow) => row.state === 'refused' || row.state === 'failed'

/** Neither refused nor the same photo as another row. */
export const isPhotoOfItsOwn = (row: TrayRow) => !isWrong(row) && !row.duplicate?.ofThisBatch

const newsMs = 24 * 60 * 60 * 1000

const isTold = ({ state, createdAt }: Panorama, nowMs: number) =>
  state === 'queued' || state === 'working' || (state === 'refused' && nowMs - Date.parse(createdAt) < newsMs)

export interface RefusedFiles {
  sentence: string
  rows: TrayRow[]
}

/** What still runs comes first, then what is done; files that are refused for one and the same reason are told as one. */
export function arrangeRows(rows: readonly TrayRow[], sentenceOf: (row: TrayRow) => string) {
  const isFinal = (row: TrayRow) => row.state === 'refused' && !isWorthAnotherTry(row)
  const listed = rows.filter((row) => !isFinal(row))
  const refused = Map.groupBy(rows.filter(isFinal), sentenceOf)
  return {
    listed: [...listed.filter(isWorking), ...listed.filter((row) => !isWorking(row))],
    refused: [...refused].map(([sentence, group]): RefusedFiles => ({ sentence, rows: group })),
  }
}

/** The same file gets the same answer, unless the machine was the reason. */
export const isWorthAnotherTry = ({ panoramaId, problem }: TrayRow) =>
  panoramaId !== undefined &&
  (!problem?.code.startsWith('imaging.') || /took_too_long|out_of_memory/.test(problem.code))

function rowOfItem(item: UploadItem): TrayRow {
  return {
    key: item.id,
    fileName: item.fileName,
    state: item.state,
    progress: item.sizeBytes > 0 ? item.sentBytes / item.sizeBytes : 0,
    sizeBytes: item.sizeBytes,
    sentBytes: item.sentBytes,
    problem: item.problem,
    duplicate: item.duplicate,
    uploadId: item.id,
  }
}

function rowOfPanorama(panorama: Panorama): TrayRow {
  return {
    key: panorama.id,
    fileName: panorama.fileName,
    state: stateOf(panorama),
    progress: panorama.progress,
    thumbnailUrl: panorama.thumbnailUrl ?? undefined,
    problem: panorama.refusal ?? undefined,
    panoramaId: panorama.id,
  }
}

function stateOf({ state, stage }: Panorama): RowState {
  if (state === 'working') {
    if (stage === 'decoding' || stage === 'preview' || stage === 'tiling') return stage
    return stage === 'packing' ? 'tiling' : 'inspecting'
  }
  return state === 'waiting' ? 'faces' : state
}
