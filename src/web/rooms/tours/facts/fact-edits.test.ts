// What becomes of facts and contacts while they are written.
import { describe, expect, it } from 'vitest'
import { isContactWrong, tengeOf, tiynOf, withContact, withFact, withMessages } from './fact-edits.ts'

describe('withFact', () => {
  it('writes a fact and takes it away again', () => {
    const written = withFact({ storey: 3 }, 'roomCount', 2)
    expect(written).toEqual({ storey: 3, roomCount: 2 })
    expect(withFact(written, 'storey', undefined)).toEqual({ roomCount: 2 })
    expect(withFact({ note: { kk: 'a' } }, 'note', {})).toEqual({})
  })
  it('keeps zero', () => {
    expect(withFact({}, 'roomCount', 0)).toEqual({ roomCount: 0 })
  })
})

it('holds money in whole tiyn', () => {
  expect(tiynOf(45_500_000.1)).toBe(4_550_000_010)
  expect(tengeOf(4_550_000_010)).toBe(45_500_000.1)
  expect(tiynOf(undefined)).toBeUndefined()
})

describe('contacts', () => {
  it('takes messages from the first field on, and disappears with the last', () => {
    const first = withContact(undefined, 'phone', '+7 701 000 00 00')
    expect(first).toEqual({ phone: '+7 701 000 00 00', takesMessages: true })
    const silent = withMessages(first, false)
    expect(withContact(silent, 'phone', '')).toBeUndefined()
    expect(withContact(first, 'phone', ' ')).toEqual({ takesMessages: true })
  })
  it('knows what can not be right', () => {
    expect(isContactWrong('phone', '+7 (701) 123-45-67')).toBe(false)
    expect(isContactWrong('phone', 'call me')).toBe(true)
    expect(isContactWrong('telegram', '@aigerim_home')).toBe(false)
    expect(isContactWrong('telegram', 'https://t.me/aigerim_home')).toBe(false)
    expect(isContactWrong('telegram', 'two words')).toBe(true)
    expect(isContactWrong('email', 'aigerim@example')).toBe(true)
    expect(isContactWrong('email', '')).toBe(false)
    expect(isContactWrong('name', '…')).toBe(false)
  })
})
