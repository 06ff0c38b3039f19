// What the upload tray shows: the files of this page and the panoramas of the server become one list. Pure.
import type { Panorama } from '../../lib/api.ts'
import type { UploadItem } from './upload-queue.ts'

export type RowState = UploadItem['state'] | 'queued' | 'inspecting' | 'decoding' | 'preview' | 'tiling' | 'ready'

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

/** Panoramas of earlier visits are listed only while they are worked on, or when they went wrong. */
export function trayRows(items: readonly UploadItem[], panoramas: readonly Panorama[]): TrayRow[] {
  const rest = new Set(panoramas)
  const rows = items
    .filter((item) => item.state !== 'cancelled')
    .map((item) => {
      const panorama = [...rest].find((one) => one.batch === item.batch && one.fileName === item.fileName)
      if (panorama) rest.delete(panorama)
      return panorama && item.state === 'uploaded'
        ? { ...rowOfItem(item), ...rowOfPanorama(panorama), key: item.id }
        : rowOfItem(item)
    })
  const batches = new Set(items.map((item) => item.batch))
  const others = [...rest].filter(
    (panorama) => isTold(panorama) && !(panorama.state === 'waiting' && batches.has(panorama.batch)),
  )
  return [...rows, ...others.map(rowOfPanorama)]
}

export const isWorking = (row: TrayRow) =>
  !['ready', 'refused', 'failed', 'duplicate', 'paused', 'cancelled'].includes(row.state)
export const isWrong = (row: TrayRow) => row.state === 'refused' || row.state === 'failed'

const isTold = ({ state }: Panorama) => state === 'queued' || state === 'working' || state === 'refused'

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
  return state === 'waiting' ? 'queued' : state
}
