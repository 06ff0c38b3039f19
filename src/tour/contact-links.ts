// The ways to reach the publisher as addresses that phones and browsers open. Pure.
import type { Contact } from './tour.ts'

export interface ContactLink {
  way: 'phone' | 'whatsapp' | 'telegram' | 'email'
  href: string
  /** As it is read. */
  text: string
}

export function contactLinks({ phone, whatsapp, telegram, email }: Contact): ContactLink[] {
  const links: ContactLink[] = []
  if (phone) links.push({ way: 'phone', href: `tel:${dialled(phone)}`, text: phone })
  if (whatsapp) links.push({ way: 'whatsapp', href: `https://wa.me/${digitsOf(whatsapp)}`, text: whatsapp })
  if (telegram) {
    const name = telegram.replace(/^(https?:\/\/)?(t\.me\/|telegram\.me\/)?@?/i, '')
    const isPhone = /^\+?[\d\s().-]{5,}$/.test(name)
    const path = isPhone ? `+${digitsOf(name)}` : encodeURIComponent(name)
    links.push({ way: 'telegram', href: `https://t.me/${path}`, text: isPhone ? name : `@${name}` })
  }
  if (email) links.push({ way: 'email', href: letterTo(email), text: email })
  return links
}

/** A letter to this address and nobody else: whatever else the text says stays part of the address. */
export const letterTo = (email: string) => `mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`

const dialled = (phone: string) => phone.replace(/[^\d+*#]/g, '')

/** Without the +; the old long-distance 8 of Kazakhstan and Russia is their country code 7. */
const digitsOf = (phone: string) => phone.replace(/\D/g, '').replace(/^8(?=\d{10}$)/, '7')
