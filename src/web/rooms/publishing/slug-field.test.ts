// The field agrees with the contract.
import { describe, expect, it } from 'vitest'
import { Slug } from '#rooms/publishing/contract.ts'
import { isKnownFree, slugProblem, tidySlug } from './slug-field.ts'

describe('slug field', () => {
  it('repairs what people type', () => {
    expect(tidySlug('Flat on Abay_St.')).toBe('flat-on-abay-st-')
  })
  it('names what is wrong', () => {
    expect(slugProblem('ab')).toBe('short')
    expect(slugProblem('пәтер-1')).toBe('characters')
    expect(slugProblem('flat-')).toBe('hyphens')
    expect(slugProblem('flat--1')).toBe('hyphens')
  })
  it('calls an address fine only when the server said so', () => {
    expect(isKnownFree('flat-1', {})).toBe(false)
    expect(isKnownFree('flat-1', { suggested: 'flat-2' })).toBe(false)
    expect(isKnownFree('flat-2', { suggested: 'flat-2' })).toBe(true)
    expect(isKnownFree('flat-1', { own: 'flat-1' })).toBe(true)
    expect(isKnownFree('', { suggested: '' })).toBe(false)
  })
  it('accepts exactly what the contract accepts', () => {
    for (const slug of ['flat-1', 'abc', 'a-b', '-ab', 'ab-', 'a--b', 'A1b', 'ab', 'x'.repeat(80), '1-комнатная']) {
      expect([slug, slugProblem(slug) === undefined]).toEqual([slug, Slug.safeParse(slug).success])
    }
  })
})
