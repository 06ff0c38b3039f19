// The turns of an upload.
import { describe, expect, it } from 'vitest'
import {
  advance,
  isClutter,
  nextToStart,
  refusalByName,
  totalsOf,
  twinOf,
  type UploadItem,
  type UploadState,
} from './upload-queue.ts'

const item = (id: string, state: UploadState, more: Partial<UploadItem> = {}): UploadItem => ({
  id,
  teamId: 't',
  tourId: 'r',
  batch: 'b',
  fileName: `${id}.jpg`,
  sizeBytes: 100,
  sentBytes: 0,
  state,
  ...more,
})
const stateOf = (items: readonly UploadItem[], id: string) => items.find((one) => one.id === id)?.state

describe('twinOf', () => {
  const fingerprints = new Map([
    ['a', 'same'],
    ['b', 'same'],
    ['c', 'other'],
  ])
  const items = [item('a', 'uploading'), item('b', 'checking'), item('c', 'checking')]
  it('finds the earlier file of the batch with the same bytes', () => {
    expect(twinOf(item('b', 'checking'), 'same', items, fingerprints)?.id).toBe('a')
    expect(twinOf(item('c', 'checking'), 'other', items, fingerprints)).toBeUndefined()
  })
  it('does not count a file that came to nothing', () => {
    expect(twinOf(item('b', 'checking'), 'same', [item('a', 'cancelled')], fingerprints)).toBeUndefined()
  })
})

describe('advance', () => {
  it('leads a file from the check to the last byte', () => {
    let items: readonly UploadItem[] = advance([], { kind: 'added', items: [item('a', 'checking')] })
    items = advance(items, { kind: 'checked', id: 'a' })
    items = advance(items, { kind: 'started', id: 'a' })
    items = advance(items, { kind: 'progress', id: 'a', sentBytes: 40 })
    expect(items[0]).toMatchObject({ state: 'uploading', sentBytes: 40 })
    items = advance(items, { kind: 'uploaded', id: 'a' })
    expect(items[0]).toMatchObject({ state: 'uploaded', sentBytes: 100 })
  })

  it('ignores what arrives after a cancel', () => {
    let items = advance([item('a', 'uploading')], { kind: 'cancelled', id: 'a' })
    items = advance(items, { kind: 'progress', id: 'a', sentBytes: 90 })
    items = advance(items, { kind: 'uploaded', id: 'a' })
    expect(items[0]).toMatchObject({ state: 'cancelled', sentBytes: 0 })
  })

  it('keeps the bytes that are safe through a pause', () => {
    let items = advance([item('a', 'uploading', { sentBytes: 60 })], { kind: 'paused', id: 'a' })
    items = advance(items, { kind: 'resumed', id: 'a' })
    expect(items[0]).toMatchObject({ state: 'waiting', sentBytes: 60 })
  })

  it('lets a failed file try again and forgets the reason', () => {
    const failed = advance([item('a', 'uploading')], { kind: 'failed', id: 'a', code: 'web.error.network' })
    expect(failed[0]?.problem?.code).toBe('web.error.network')
    expect(advance(failed, { kind: 'retried', id: 'a' })[0]).toMatchObject({ state: 'waiting', problem: undefined })
  })

  it('never retries a refused file', () => {
    const refused = advance([item('a', 'uploading')], { kind: 'refused', id: 'a', code: 'imaging.heic' })
    expect(stateOf(advance(refused, { kind: 'retried', id: 'a' }), 'a')).toBe('refused')
  })

  it('leaves the other files alone', () => {
    const items = [item('a', 'uploading'), item('b', 'waiting')]
    expect(stateOf(advance(items, { kind: 'failed', id: 'a', code: 'x' }), 'b')).toBe('waiting')
  })
})

describe('nextToStart', () => {
  it('fills the free places in the order of the drop', () => {
    const items = [
      item('a', 'uploading'),
      item('b', 'waiting'),
      item('c', 'paused'),
      item('d', 'waiting'),
      item('e', 'waiting'),
    ]
    expect(nextToStart(items, 3).map((one) => one.id)).toEqual(['b', 'd'])
    expect(nextToStart(items, 1)).toEqual([])
  })
})

describe('totalsOf', () => {
  it('counts neither cancelled nor refused files', () => {
    const items = [
      item('a', 'uploaded', { sentBytes: 100 }),
      item('b', 'cancelled'),
      item('c', 'refused'),
      item('d', 'duplicate'),
    ]
    expect(totalsOf(items)).toEqual({ files: 2, finishedFiles: 2, sizeBytes: 200, sentBytes: 100 })
  })
})

describe('files that need no server', () => {
  it('refuses HEIC and documents by name, and lets pictures pass', () => {
    expect(refusalByName('IMG_1.HEIC', '')).toBe('imaging.heic')
    expect(refusalByName('plan.pdf', 'application/pdf')).toBe('imaging.not_an_image')
    expect(refusalByName('room.jpg', 'image/jpeg')).toBeUndefined()
    expect(refusalByName('noname', '')).toBeUndefined()
  })
  it('knows the clutter of folders', () => {
    expect(['.DS_Store', 'Thumbs.db', 'a.jpg'].map(isClutter)).toEqual([true, true, false])
  })
})
