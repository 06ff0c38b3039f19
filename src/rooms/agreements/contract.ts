// What the agreements room says over the wire: separate signed agreements with teams, and what they override.
import { z } from 'zod'
import { Language } from '#tour/text.ts'

const Instant = z.union([z.date().transform((date) => date.toISOString()), z.iso.datetime()])
const Texts = z
  .strictObject({
    kk: z.string().trim().max(2000).optional(),
    ru: z.string().trim().max(2000).optional(),
    en: z.string().trim().max(2000).optional(),
  })
  .refine((texts) => Object.values(texts).some(Boolean))
const Days = z.number().int().min(0).max(3650)

/** Everything an agreement may override. What isn't named here stays under the general terms. */
export const Overrides = z.strictObject({
  storageLimitBytes: z
    .number()
    .int()
    .min(1_000_000)
    .max(2 ** 50)
    .optional(),
  membersLimit: z.number().int().min(1).max(100_000).optional(),
  priceText: Texts.optional(),
  currency: z.enum(['KZT', 'USD', 'EUR', 'RUB', 'CNY']).optional(),
  dueDays: Days.optional(),
  pastDueDays: Days.optional(),
  graceDays: Days.optional(),
  suspendPolicy: z.enum(['standard', 'no_suspend']).optional(),
  publicToursOnSuspend: z.enum(['keep', 'hide']).optional(),
  terminationNoticeDays: Days.optional(),
  retentionDays: Days.optional(),
  serviceLevelText: Texts.optional(),
  liabilityText: Texts.optional(),
  governingLanguage: Language.optional(),
})
export type Overrides = z.infer<typeof Overrides>
export type OverrideKey = keyof Overrides
export const overrideKeys: readonly OverrideKey[] = Overrides.keyof().options

export const AgreementState = z.enum(['draft', 'upcoming', 'active', 'expired', 'ended'])
export type AgreementState = z.infer<typeof AgreementState>

export const AgreementFile = z.object({
  sha256: z.string(),
  fileName: z.string(),
  sizeBytes: z.number(),
  addedAt: Instant,
})

/** An agreement as the team reads it. */
export const Agreement = z.object({
  id: z.uuid(),
  teamId: z.uuid(),
  number: z.string(),
  dated: z.string(),
  parties: z.string(),
  startsOn: z.string(),
  endsOn: z.string().nullable(),
  overrides: Overrides,
  state: AgreementState,
  signedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  endReason: z.string().nullable(),
  files: z.array(AgreementFile),
})
export type Agreement = z.infer<typeof Agreement>

export const DeskAgreement = Agreement.extend({ teamName: z.string().nullable() })
export type DeskAgreement = z.infer<typeof DeskAgreement>

/** What holds for a team now; a value from an agreement names it. */
export const TeamTerms = z.object({
  agreement: Agreement.nullable(),
  termsVersion: z.number().nullable(),
  storage: z.object({ limitBytes: z.number(), fromAgreement: z.string().nullable() }),
})
export type TeamTerms = z.infer<typeof TeamTerms>

export const SaveAgreement = z
  .strictObject({
    number: z.string().trim().min(1).max(80),
    dated: z.iso.date(),
    parties: z.string().trim().min(1).max(1000),
    startsOn: z.iso.date(),
    endsOn: z.iso.date().nullable(),
    overrides: Overrides,
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, { path: ['endsOn'] })
export type SaveAgreement = z.infer<typeof SaveAgreement>

export const NewAgreement = z.strictObject({ teamId: z.uuid(), agreement: SaveAgreement })
export const EndAgreement = z.strictObject({ reason: z.string().trim().min(1).max(1000) })
export const AgreementPath = z.object({ agreementId: z.uuid() })
export const AgreementFilePath = AgreementPath.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })
export const largestFileBytes = 20 * 1024 * 1024
