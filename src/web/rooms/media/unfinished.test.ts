// What is offered to be continued.
import { describe, expect, it } from 'vitest'
import { stillUnfinished } from './unfinished.ts'

const begunMs = Date.parse('2026-11-22T10:00:00Z')
const left = { key: 'k', fileName: 'hall.jpg', sizeBytes: 100, tourId: 'r', begunMs }

describe('stillUnfinished', () => {
  it('keeps what never arrived', () => {
    expect(stillUnfinished([left], [])).toEqual([left])
    expect(stillUnfinished([left], [{ tourId: 'r', fileName: 'hall.jpg', createdAt: '2026-11-21T10:00:00Z' }])).toEqual(
      [left],
    )
    expect(stillUnfinished([left], [{ tourId: 'q', fileName: 'hall.jpg', createdAt: '2026-11-22T10:01:00Z' }])).toEqual(
      [left],
    )
  })
  it('leaves out what the server has by now', () => {
    expect(stillUnfinished([left], [{ tourId: 'r', fileName: 'hall.jpg', createdAt: '2026-11-22T10:01:00Z' }])).toEqual(
      [],
    )
  })
})
