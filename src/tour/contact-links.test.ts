import { expect, it } from 'vitest'
import { contactLinks, letterTo } from './contact-links.ts'

const hrefs = (contact: Partial<Parameters<typeof contactLinks>[0]>) =>
  contactLinks({ takesMessages: true, ...contact }).map(({ href }) => href)

it('makes a call of what people write as a phone number', () => {
  expect(hrefs({ phone: '+7 (701) 234-56-78' })).toEqual(['tel:+77012345678'])
})

it('finds WhatsApp under the number with its country code, also where it begins with 8', () => {
  expect(hrefs({ whatsapp: '8 701 234 56 78' })).toEqual(['https://wa.me/77012345678'])
})

it('takes a Telegram name with @, without it, as a link, and a number', () => {
  for (const telegram of ['@agency_kz', 'agency_kz', 'https://t.me/agency_kz', 't.me/agency_kz'])
    expect(contactLinks({ takesMessages: true, telegram })).toEqual([
      { way: 'telegram', href: 'https://t.me/agency_kz', text: '@agency_kz' },
    ])
  expect(hrefs({ telegram: '+7 701 234 56 78' })).toEqual(['https://t.me/+77012345678'])
})

it('lets no text of the tour add anything to a letter', () => {
  expect(hrefs({ email: 'a@b.kz?bcc=x@y.kz' })).toEqual(['mailto:a@b.kz%3Fbcc%3Dx@y.kz'])
  expect(letterTo('a?cc=x&body=y@b.kz')).toBe('mailto:a%3Fcc%3Dx%26body%3Dy@b.kz')
})

it('has nothing where nothing is given', () => {
  expect(hrefs({})).toEqual([])
})
