import { expect, it } from 'vitest'
import { factsInWords } from './facts-in-words.ts'
import { areaIn, lengthIn, moneyIn, numberIn } from './numbers.ts'
import type { PropertyFacts } from './property-facts.ts'

const say = (key: string, values?: Record<string, string | number>) =>
  values ? `${key}(${Object.values(values).join(',')})` : key
const told = (facts: PropertyFacts) => factsInWords(facts, 'ru', say).map(({ name, value }) => [name, value])

it('writes money in tenge with thin spaces, and tiyns only where there are any', () => {
  expect(moneyIn('kk', 4_500_000_000)).toBe('45\u202f000\u202f000\u202f₸')
  expect(moneyIn('ru', 150_050)).toBe('1\u202f500,50\u202f₸')
  expect(moneyIn('en', 150_050)).toBe('1\u202f500.50\u202f₸')
  expect(moneyIn('en', 0)).toBe('0\u202f₸')
})

it('writes areas and lengths as each language does', () => {
  expect(areaIn('kk', 84.7)).toBe('84,7\u202fм²')
  expect(areaIn('ru', 1250)).toBe('1\u202f250\u202fм²')
  expect(areaIn('en', 84.7)).toBe('84.7\u202fm²')
  expect(lengthIn('ru', 2.4)).toBe('2,40\u202fм')
  expect(lengthIn('en', 12.345)).toBe('12.35\u202fm')
})

it('keeps the sign of numbers that are not zero', () => {
  expect(numberIn('ru', -1234.5)).toBe('−1\u202f234,5')
  expect(numberIn('ru', -0.001)).toBe('0')
})

it('says nothing of what is not known', () => {
  expect(told({})).toEqual([])
  expect(told({ note: { ru: ' ' } })).toEqual([])
})

it('tells a rent by the month or by the day, and then not the deal again', () => {
  expect(told({ deal: 'rent', priceTiyn: 30_000_000 })).toEqual([['viewer.fact_rent_per_month', '300\u202f000\u202f₸']])
  expect(told({ deal: 'daily_rent', priceTiyn: 2_000_000 })[0]?.[0]).toBe('viewer.fact_rent_per_day')
  expect(told({ deal: 'rent' })).toEqual([['viewer.fact_deal', 'viewer.deal_rent']])
})

it('tells the storey together with how many there are, and either alone', () => {
  expect(told({ storey: 5, storeyCount: 9 })).toEqual([['viewer.fact_storey', 'viewer.storey_of(5,9)']])
  expect(told({ storey: 0 })).toEqual([['viewer.fact_storey', '0']])
  expect(told({ storeyCount: 9 })).toEqual([['viewer.fact_storeys', '9']])
})

it('begins with the price and ends with what was added in words', () => {
  const rows = told({ note: { kk: 'Жаңа жөндеу' }, roomCount: 3, kind: 'flat', priceTiyn: 100, deal: 'sale' })
  expect(rows.map(([name]) => name)).toEqual([
    'viewer.fact_price',
    'viewer.fact_deal',
    'viewer.fact_kind',
    'viewer.fact_rooms',
    'viewer.fact_note',
  ])
  expect(rows.at(-1)?.[1]).toBe('Жаңа жөндеу')
})
