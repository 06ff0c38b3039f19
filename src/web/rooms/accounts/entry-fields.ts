// What is wrong with the fields of the entry forms, in our own words and beside the field. Pure; the server has the last word.
import type { ApiError } from '../../lib/http.ts'
import type { WordKey } from '../../lib/words.tsx'

/** In the order of the page. */
const entryFields = ['name', 'teamName', 'email', 'password'] as const
export type EntryField = (typeof entryFields)[number]
export type EntryProblems = Partial<Record<EntryField, WordKey>>

const emptyWords: Record<EntryField, WordKey> = {
  name: 'web.form.name_empty',
  teamName: 'accounts.team_name_empty',
  email: 'web.form.email_empty',
  password: 'web.form.password_empty',
}

/** As the contract of the accounts asks. */
const shortestPassword = 8

/** `newPassword`: an account is made; an existing password is not judged by its length. */
export function entryProblems(values: Partial<Record<EntryField, string>>, newPassword: boolean): EntryProblems {
  const problems: EntryProblems = {}
  for (const field of entryFields) {
    const value = values[field]
    if (value === undefined) continue
    if (value.trim() === '') problems[field] = emptyWords[field]
    else if (field === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value.trim())) problems.email = 'web.form.email_wrong'
    else if (field === 'password' && newPassword && [...value.normalize('NFKC')].length < shortestPassword)
      problems.password = 'web.form.password_short'
  }
  return problems
}

const fieldOfCode: Partial<Record<string, EntryField>> = {
  'accounts.email_taken': 'email',
  'accounts.email_invalid': 'email',
  'accounts.email_same': 'email',
  'accounts.domain_denied': 'email',
  'accounts.password_short': 'password',
  'accounts.password_long': 'password',
  'accounts.password_common': 'password',
  'accounts.password_personal': 'password',
  'accounts.team_name_empty': 'teamName',
}

/** The field that an answer of the server is about, if it is about one. */
export function fieldOfRefusal({ code, details }: Pick<ApiError, 'code' | 'details'>): EntryField | undefined {
  const known = fieldOfCode[code]
  if (known) return known
  if (code !== 'http.invalid' || !Array.isArray(details.issues)) return undefined
  const paths: unknown[] = details.issues.map((issue: unknown) =>
    typeof issue === 'object' && issue !== null && 'path' in issue ? issue.path : undefined,
  )
  return entryFields.find((field) => paths.includes(field))
}

export function firstWrong(problems: EntryProblems): EntryField | undefined {
  return entryFields.find((field) => problems[field])
}
