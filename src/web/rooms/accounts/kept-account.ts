// What somebody who registers has typed about themselves, in its tab, until there is an account. Never the password, and never a yes
// to a document: those are given anew.
export interface TypedAccount {
  name: string
  teamKind: 'organisation' | 'personal'
  teamName: string
  message: string
}

const place = 'panoqor.account'
const nothing: TypedAccount = { name: '', teamKind: 'organisation', teamName: '', message: '' }

/** For its own address: a link to another mailbox begins with empty fields. */
export function keepAccount(email: string, { name, teamKind, teamName, message }: TypedAccount): void {
  sessionStorage.setItem(place, JSON.stringify({ email, name, teamKind, teamName, message }))
}

export function keptAccount(email: string): TypedAccount {
  const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null')
  if (typeof kept !== 'object' || kept === null || !('email' in kept) || kept.email !== email) return nothing
  const text = (name: string) => String(Object.entries(kept).find(([each]) => each === name)?.[1] ?? '')
  const teamKind = text('teamKind') === 'personal' ? 'personal' : 'organisation'
  return { name: text('name'), teamKind, teamName: text('teamName'), message: text('message') }
}

export function forgetAccount(): void {
  sessionStorage.removeItem(place)
}
