// What the names of files tell.
import { describe, expect, it } from 'vitest'
import { acceptOf, formatDuration, mismatch, titleOfFile } from './kinds.ts'

describe('mismatch', () => {
  it('lets through what may be of the kind, and what tells nothing', () => {
    expect(mismatch('picture', 'Kitchen.JPEG')).toBeUndefined()
    expect(mismatch('sound', 'birds.opus')).toBeUndefined()
    expect(mismatch('video', 'no-ending')).toBeUndefined()
  })
  it('tells a phone’s HEIC from anything else', () => {
    expect(mismatch('picture', 'IMG_1.HEIC')).toBe('heic')
    expect(mismatch('picture', 'plan.svg')).toBe('other')
    expect(mismatch('captions', 'talk.txt')).toBe('other')
  })
})

it('offers types and endings to file dialogs', () => {
  expect(acceptOf('captions')).toBe('text/vtt,.vtt,.srt')
})

it('makes names that people would write', () => {
  expect(titleOfFile('kitchen_at  night.JPG')).toBe('kitchen at night')
  expect(titleOfFile('.jpg')).toBe('')
})

it('writes durations as players do', () => {
  expect(formatDuration(75.4)).toBe('1:15')
  expect(formatDuration(3675)).toBe('1:01:15')
})
