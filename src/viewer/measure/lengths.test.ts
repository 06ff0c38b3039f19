import { expect, it } from 'vitest'
import { aboutMetres } from './lengths.ts'

it('says a length with as many digits as are known', () => {
  expect(aboutMetres('en', { lengthMetres: 2.347, errorMetres: 0.062 }).text).toBe('≈\u202f2.35\u202fm')
  expect(aboutMetres('en', { lengthMetres: 2.347, errorMetres: 0.16 }).text).toBe('≈\u202f2.3\u202fm')
  expect(aboutMetres('kk', { lengthMetres: 12, errorMetres: 0.4 }).text).toBe('≈\u202f12,0\u202fм')
})

it('never says an error smaller than it is', () => {
  expect(aboutMetres('ru', { lengthMetres: 2, errorMetres: 0.1201 }).error).toBe('0,13\u202fм')
})
