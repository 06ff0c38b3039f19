// One list from two sources.
import { describe, expect, it } from 'vitest'
import type { Panorama } from '../../lib/api.ts'
import { arrangeRows, isWorking, trayRows as rowsAt } from './tray-rows.ts'
import type { UploadItem } from './upload-queue.ts'

const item = (more: Partial<UploadItem>): UploadItem => ({
  id: 'b/0',
  teamId: 't',
  tourId: 'r',
  batch: 'b',
  fileName: 'hall.jpg',
  sizeBytes: 100,
  sentBytes: 50,
  state: 'uploading',
  ...more,
})
const panorama = (more: Partial<Panorama>): Panorama => ({
  id: 'p',
  fileName: 'hall.jpg',
  tourId: 'r',
  batch: 'b',
  state: 'working',
  stage: 'tiling',
  progress: 0.4,
  refusal: null,
  widthPx: null,
  heightPx: null,
  projection: null,
  source: null,
  thumbnailUrl: '/thumb',
  limits: null,
  metadata: {},
  createdAt: '2026-11-22T10:00:00Z',
  ...more,
})

const nowMs = Date.parse('2026-11-22T12:00:00Z')
const trayRows = (items: readonly UploadItem[], panoramas: readonly Panorama[]) => rowsAt(items, panoramas, nowMs)

describe('trayRows', () => {
  it('follows a file from the upload into the work on the server', () => {
    const [row] = trayRows([item({ state: 'uploaded', panoramaId: 'p' })], [panorama({})])
    expect(row).toMatchObject({ key: 'b/0', state: 'tiling', progress: 0.4, thumbnailUrl: '/thumb', panoramaId: 'p' })
  })
  it('shows the upload while bytes still go, whatever the server says', () => {
    expect(trayRows([item({})], [panorama({ state: 'waiting', stage: null })])).toHaveLength(1)
    expect(trayRows([item({})], [panorama({ state: 'waiting', stage: null })])[0]?.state).toBe('uploading')
  })
  it('takes the six faces of a cube for one row', () => {
    const faces = ['f', 'r', 'b'].map((side, index) =>
      item({ id: `b/${index}`, fileName: `room_${side}.jpg`, state: 'uploaded', panoramaId: 'p' }),
    )
    const rows = trayRows(faces, [panorama({ fileName: 'room', state: 'waiting', stage: null, progress: 0.5 })])
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ fileName: 'room', state: 'faces', progress: 0.5 })
  })
  it('forgets what was cancelled, here or on the server', () => {
    const gone = [item({ state: 'cancelled' }), item({ id: 'b/1', state: 'uploaded', panoramaId: 'p' })]
    expect(trayRows(gone, [panorama({ state: 'cancelled' })])).toEqual([])
  })
  it('lists the work of an earlier visit, but not what is long ready', () => {
    const rows = trayRows(
      [],
      [panorama({}), panorama({ id: 'q', state: 'ready' }), panorama({ id: 's', state: 'refused' })],
    )
    expect(rows.map((row) => row.state)).toEqual(['tiling', 'refused'])
  })
  it('knows what still runs', () => {
    expect(
      trayRows([item({ state: 'uploaded', panoramaId: 'p' })], [panorama({ state: 'ready' })]).some(isWorking),
    ).toBe(false)
    expect(trayRows([item({ state: 'checking' })], []).some(isWorking)).toBe(true)
  })
})

describe('a refusal', () => {
  const refusal = { code: 'imaging.not_an_image', details: {} }
  it('is no news a day later, unless it is of this page', () => {
    const old = panorama({ state: 'refused', refusal, createdAt: '2026-11-20T10:00:00Z' })
    expect(trayRows([], [old])).toEqual([])
    expect(trayRows([item({ state: 'uploaded', panoramaId: 'p' })], [old])).toHaveLength(1)
  })
  it('is told once for all files with the same reason, after what still runs', () => {
    const rows = trayRows(
      [],
      [
        panorama({ id: 'p', state: 'refused', refusal, fileName: 'letter.jpg' }),
        panorama({ id: 'q' }),
        panorama({ id: 'r', state: 'refused', refusal, fileName: 'list.jpg' }),
        panorama({ id: 's', state: 'refused', refusal: { code: 'imaging.out_of_memory', details: {} } }),
      ],
    )
    const { listed, refused } = arrangeRows(rows, (row) => row.problem?.code ?? '')
    expect(listed.map(({ key }) => key)).toEqual(['q', 's'])
    expect(refused.map(({ rows: group }) => group.map(({ fileName }) => fileName))).toEqual([
      ['letter.jpg', 'list.jpg'],
    ])
  })
})
