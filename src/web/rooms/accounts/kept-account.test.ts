import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { forgetAccount, keepAccount, keptAccount } from './kept-account.ts'

const storage = new Map<string, string>()
beforeEach(() => {
  storage.clear()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())

const typed = { name: 'Дана', teamKind: 'personal', teamName: 'Дана үйлері', message: 'Сәлем' } as const

it('gives back what was typed for its address alone, until it is forgotten', () => {
  keepAccount('dana@example.kz', typed)
  expect(keptAccount('dana@example.kz')).toEqual(typed)
  expect(keptAccount('other@example.kz').name).toBe('')
  forgetAccount()
  expect(keptAccount('dana@example.kz')).toEqual({ name: '', teamKind: 'organisation', teamName: '', message: '' })
})

it('keeps no password, whatever it is given', () => {
  keepAccount('dana@example.kz', { ...typed, ...{ password: 'тау бөктеріндегі үй' } })
  expect([...storage.values()].join()).not.toContain('тау бөктеріндегі үй')
})
