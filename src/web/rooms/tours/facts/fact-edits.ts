// Changes of typed facts and of contacts: an emptied field disappears, and what holds nothing is absent. Pure.
import type { PropertyFacts } from '#tour/property-facts.ts'
import type { Contact } from '#tour/tour.ts'

/** The facts with one of them written, or taken away where it is undefined or an empty text. */
export function withFact<Key extends keyof PropertyFacts>(
  facts: PropertyFacts,
  key: Key,
  value: PropertyFacts[Key],
): PropertyFacts {
  const { [key]: _before, ...rest } = facts
  const isNothing = value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)
  return isNothing ? rest : { ...rest, [key]: value }
}

export const tengeOf = (tiyn: number | undefined) => (tiyn === undefined ? undefined : tiyn / 100)
export const tiynOf = (tenge: number | undefined) => (tenge === undefined ? undefined : Math.round(tenge * 100))

export type ContactField = 'name' | 'phone' | 'whatsapp' | 'telegram' | 'email'

/** Whoever writes the first way to reach them takes messages too, until they say otherwise. */
export function withContact(contact: Contact | undefined, field: ContactField, value: string): Contact | undefined {
  const { [field]: _before, ...rest } = contact ?? { takesMessages: true }
  return meaningful(value.trim() === '' ? rest : { ...rest, [field]: value })
}

export const withMessages = (contact: Contact | undefined, takesMessages: boolean): Contact | undefined =>
  meaningful({ ...contact, takesMessages })

const meaningful = (contact: Contact): Contact | undefined =>
  contact.takesMessages || Object.keys(contact).length > 1 ? contact : undefined

/** What can't be right about a way to reach somebody; names are always right. */
export function isContactWrong(field: ContactField, value: string): boolean {
  const text = value.trim()
  if (text === '') return false
  switch (field) {
    case 'phone':
    case 'whatsapp':
      return !/^\+?[\d\s().-]+$/.test(text) || text.replace(/\D/g, '').length < 6
    case 'telegram':
      return !/^@?\w{4,32}$/.test(text.replace(/^https:\/\/t\.me\//, ''))
    case 'email':
      return !/^\S+@\S+\.\S+$/.test(text)
    default:
      return false
  }
}
