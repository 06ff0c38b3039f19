// What somebody writes into a field for a web address, made complete where it is clear what is meant. Pure.
import { isSafeAddress } from '#tour/rules.ts'

/** "example.kz/flats" gets its https, an e-mail address its mailto, a phone number its tel; anything else stays as it is. */
export function completeAddress(written: string): string {
  const text = written.trim()
  if (text === '' || /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return text
  if (/^\+?[\d\s()-]{6,}$/.test(text)) return `tel:${text.replace(/[^\d+]/g, '')}`
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`
  return /^[^\s/]+\.[^\s/.]{2,}(\/|\?|#|:|$)/.test(text) ? `https://${text}` : text
}

export type AddressProblem = 'empty' | 'unsafe' | 'incomplete'

export function addressProblem(address: string): AddressProblem | undefined {
  if (address.trim() === '') return 'empty'
  if (isSafeAddress(address)) return undefined
  return URL.canParse(address) ? 'unsafe' : 'incomplete'
}

/** What an address is called for short: its host, the mail address, the number. */
export function hostOf(address: string): string {
  if (!URL.canParse(address)) return ''
  const { hostname, pathname } = new URL(address)
  return hostname.replace(/^www\./, '') || pathname
}
