// The forms before sign-in.
import { describe, expect, it } from 'vitest'
import { entryProblems, fieldOfRefusal, firstWrong } from './entry-fields.ts'

const good = { name: 'Дана', teamName: 'Dana Homes', email: 'dana@example.kz', password: 'a house by the river' }

describe('entry fields', () => {
  it('accepts a filled form', () => {
    expect(entryProblems(good, true)).toEqual({})
  })
  it('names every empty field, and the first of them', () => {
    const problems = entryProblems({ name: ' ', teamName: '', email: '', password: '' }, true)
    expect(Object.keys(problems)).toEqual(['name', 'teamName', 'email', 'password'])
    expect(firstWrong(problems)).toBe('name')
  })
  it('knows an address without a place and a short password', () => {
    expect(entryProblems({ ...good, email: 'dana', password: 'short' }, true)).toEqual({
      email: 'web.form.email_wrong',
      password: 'web.form.password_short',
    })
  })
  it('leaves the length of an existing password to the server', () => {
    expect(entryProblems({ email: 'dana@example.kz', password: 'short' }, false)).toEqual({})
  })
  it('puts what the server says of the address beside the address', () => {
    expect(fieldOfRefusal({ code: 'accounts.email_taken', details: {} })).toBe('email')
    expect(fieldOfRefusal({ code: 'accounts.password_common', details: {} })).toBe('password')
    const issues = [{ path: 'teamName', code: 'too_big', message: '' }]
    expect(fieldOfRefusal({ code: 'http.invalid', details: { issues } })).toBe('teamName')
    expect(fieldOfRefusal({ code: 'accounts.wrong_password', details: {} })).toBeUndefined()
  })
})
