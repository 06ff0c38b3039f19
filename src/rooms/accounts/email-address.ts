// The one form of an e-mail address in which two spellings of the same mailbox are equal. Pure.
import { domainToASCII } from 'node:url'
import { Refusal } from '#platform/refusal.ts'

/** What may stand behind the @. The conversion to ASCII would silently cut or skip everything else: line breaks, paths, questions. */
const writtenHost = /^[\p{L}\p{M}\p{N}.-]+$/u
/** A local part without quoting: what every provider of the field gives out. */
const localPart = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/
/** One label in letters of two alphabets is made to be mistaken for another. */
const mixesAlphabets = (domain: string) =>
  domain
    .split('.')
    .some(
      (label) =>
        /\p{Script=Latin}/u.test(label) && /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(label),
    )
const host = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/

export interface EmailAddress {
  /** As the person wrote it, for showing and for sending. */
  shown: string
  /** NFKC, lower case, host in ASCII: for uniqueness. */
  canonical: string
}

/** Normalises first and checks afterwards, so that look-alike spellings can't slip past the check. */
export function emailAddress(written: string): EmailAddress {
  const shown = written.normalize('NFKC').trim()
  const at = shown.lastIndexOf('@')
  const local = shown.slice(0, Math.max(0, at)).toLowerCase()
  const domain = shown.slice(at + 1).toLowerCase()
  const ascii = writtenHost.test(domain) && !mixesAlphabets(domain) ? domainToASCII(domain) : ''
  const dotsInPlace = !local.startsWith('.') && !local.endsWith('.') && !local.includes('..')
  if (at < 1 || !localPart.test(local) || !dotsInPlace || !host.test(ascii))
    throw new Refusal('invalid', 'accounts.email_invalid')
  return { shown, canonical: `${local}@${ascii}` }
}
