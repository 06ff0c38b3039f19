// What becomes of a part that does not come.
import { describe, expect, it } from 'vitest'
import { isLatePart, loadPart, partMissing, partOffline } from './late.ts'

const absent = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))

describe('loadPart', () => {
  it('hands on what came', async () => {
    expect(await loadPart(async () => 'sheet')).toBe('sheet')
  })
  it('tells a lost connection from a newer server', async () => {
    await expect(loadPart(absent, () => false)).rejects.toMatchObject({ code: partOffline })
    await expect(loadPart(absent, () => true)).rejects.toMatchObject({ code: partMissing })
  })
  it('knows its own errors', async () => {
    const error = await loadPart(absent, () => true).catch((reason: unknown) => reason)
    expect(isLatePart(error)).toBe(true)
    expect(isLatePart(new Error('other'))).toBe(false)
  })
})
