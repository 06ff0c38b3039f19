// The look of a tour and its languages.
import { describe, expect, it } from 'vitest'
import { emptyTour } from '#tour/tour.ts'
import { parseColour, withLanguage, withLook, withPart } from './look-edits.ts'

const tour = emptyTour('Flat', 'ru')

it('leaves no trace of what was set and unset', () => {
  const set = withPart(withLook(tour, 'accentColour', '#0b7285'), 'vr', false)
  expect(set.look).toEqual({ accentColour: '#0b7285', hidden: ['vr'] })
  expect(withPart(withLook(set, 'accentColour', undefined), 'vr', true).look).toEqual({})
})

describe('withLanguage', () => {
  it('moves the default to a language that is left', () => {
    const left = withLanguage(tour, 'ru', false)
    expect(left.languages).toEqual(['kk', 'en'])
    expect(left.defaultLanguage).toBe('kk')
  })
  it('keeps the last language', () => {
    const one = withLanguage(withLanguage(tour, 'kk', false), 'en', false)
    expect(withLanguage(one, 'ru', false)).toBe(one)
  })
  it('keeps the house’s order', () => {
    expect(withLanguage(withLanguage(tour, 'kk', false), 'kk', true).languages).toEqual(['kk', 'ru', 'en'])
  })
})

it('reads colours as people write them', () => {
  expect(parseColour('0B7285')).toBe('#0b7285')
  expect(parseColour(' #fc0 ')).toBe('#ffcc00')
  expect(parseColour('teal')).toBeUndefined()
})
