import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contrast, rgbOf, themeOf } from './theme.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)
/** A pill over a white picture and over a black one. */
const pills = ['#45484b', '#0d1013'].map(rgbOf)

it('keeps every colour of a tour apart from the pills, and what is written on it or in it readable', () => {
  fc.assert(
    fc.property(colour, (given) => {
      const { accent, onAccent, accentText } = themeOf(given)
      for (const pill of pills) {
        expect(contrast(rgbOf(accent), pill)).toBeGreaterThanOrEqual(3)
        expect(contrast(rgbOf(accentText), pill)).toBeGreaterThanOrEqual(4.5)
      }
      expect(contrast(rgbOf(accent), rgbOf(onAccent))).toBeGreaterThanOrEqual(4.5)
    }),
  )
})

it('leaves a colour as it is where it has the contrast by itself', () => {
  expect(themeOf('#f2b705')).toEqual({ accent: '#f2b705', onAccent: '#000000', accentText: '#f2b705' })
})

it('lightens a dark colour only as far as it must', () => {
  const { accent } = themeOf('#0b2e72')
  expect(contrast(rgbOf(accent), rgbOf('#45484b'))).toBeLessThan(3.3)
})
