import { expect, it } from 'vitest'
import { settingsFrom } from './parameters.ts'

const asked = (text: string) => settingsFrom(new URLSearchParams(text))

it('leaves everything to the tour where nothing is asked', () => {
  expect(asked('')).toEqual({})
})

it('hides the named parts and passes over names that nobody knows', () => {
  expect(asked('hide=title, share,unknown').hidden).toEqual(new Set(['title', 'share']))
})

it('turns at the asked speed, stands still at 0, and leaves nonsense to the tour', () => {
  expect(asked('rotate=-3.5')).toEqual({ turnsDegreesPerSecond: -3.5 })
  expect(asked('rotate=0')).toEqual({ turnsDegreesPerSecond: undefined })
  expect(Object.keys(asked('rotate=0'))).toEqual(['turnsDegreesPerSecond'])
  for (const text of ['rotate=', 'rotate=fast', 'rotate=400', 'rotate=NaN']) expect(asked(text)).toEqual({})
})

it('knows two openings and two owners of the wheel', () => {
  expect(asked('opening=little-planet&scroll=tour')).toEqual({ opening: 'little-planet', isInPage: false })
  expect(asked('opening=fireworks&scroll=yes')).toEqual({})
})
