// Sizes and dates in three languages.
import { describe, expect, it } from 'vitest'
import { formatBytes, formatDate, formatMoment, formatPercent } from './format.ts'

const now = new Date(2026, 10, 22, 16, 0)

describe('formatDate', () => {
  it('says today and yesterday with the time', () => {
    expect(formatDate(new Date(2026, 10, 22, 9, 5), 'ru', now)).toBe('сегодня, 09:05')
    expect(formatDate(new Date(2026, 10, 21, 23, 59), 'kk', now)).toBe('кеше, 23:59')
  })
  it('leaves out the year of this year only', () => {
    expect(formatDate(new Date(2026, 4, 3), 'en', now)).toBe('3 May')
    expect(formatDate(new Date(2025, 4, 3), 'ru', now)).toBe('3 мая 2025')
    expect(formatDate(new Date(2025, 4, 3), 'kk', now)).toBe('2025 ж. 3 мамыр')
  })
})

describe('formatMoment', () => {
  it('names the day itself', () => {
    expect(formatMoment(now, 'ru')).toBe('22 ноября, 16:00')
    expect(formatMoment(now, 'kk')).toBe('22 қараша, 16:00')
  })
})

describe('formatBytes', () => {
  it('uses decimal units and at most one digit', () => {
    expect(formatBytes(0, 'en')).toBe('0 B')
    expect(formatBytes(999, 'en')).toBe('999 B')
    expect(formatBytes(12_440_000, 'en')).toBe('12.4 MB')
    expect(formatBytes(12_440_000, 'ru')).toBe('12,4 МБ')
    expect(formatBytes(312_400_000, 'kk')).toBe('312 МБ')
  })
})

describe('formatPercent', () => {
  it('has a space where the language wants one', () => {
    expect(formatPercent(0.421, 'en')).toBe('42%')
    expect(formatPercent(0.421, 'kk')).toBe('42 %')
  })
})
