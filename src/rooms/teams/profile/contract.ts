// How a team shows itself, and what stands on its documents, on the wire.
import { z } from 'zod'
import { Line } from '#tour/line.ts'
import { Language, Text } from '#tour/text.ts'

const short = (most: number) => z.string().trim().max(most)
/** Nothing, or an address that a browser may follow. */
const Website = short(200).refine((text) => text === '' || /^https?:\/\/[^\s/$.?#].[^\s]*$/i.test(text))
const bounded = (most: number) =>
  Text.refine((text) => Object.values(text).every((each) => (each ?? '').length <= most), { error: 'too_long' })

export const SaveProfile = z.strictObject({
  /** In menus, lists and mails. */
  name: Line(120),
  /** For the public, where it differs by language. */
  names: bounded(120),
  about: bounded(2000),
  address: bounded(300),
  logo: z.uuid().nullable(),
  phone: short(40),
  email: z.union([z.literal(''), z.string().trim().min(3).max(254)]),
  website: Website,
})
export type SaveProfile = z.infer<typeof SaveProfile>

export const TeamProfile = SaveProfile.extend({ changedAt: z.string().nullable() })
export type TeamProfile = z.infer<typeof TeamProfile>

export const legalForms = ['too', 'ip', 'ao', 'individual', 'other'] as const

/** A draft may hold wrong numbers; `problems` names them, and no document is made while it does. */
export const SaveRequisites = z.strictObject({
  legalForm: z.enum(legalForms),
  legalName: short(200),
  binIin: short(20),
  legalAddress: short(300),
  iban: short(40),
  bankName: short(120),
  bic: short(16),
  kbe: short(4),
  signatory: short(160),
  documentEmail: z.union([z.literal(''), z.string().trim().min(3).max(254)]),
  documentLanguage: Language,
})
export type SaveRequisites = z.infer<typeof SaveRequisites>

export const requisiteFields = ['binIin', 'iban', 'bic', 'kbe', 'documentEmail'] as const
export const Requisites = SaveRequisites.extend({
  problems: z.array(z.enum(requisiteFields)),
  changedAt: z.string().nullable(),
})
export type Requisites = z.infer<typeof Requisites>
