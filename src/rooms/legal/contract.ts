// What the legal room says over the wire: texts and their versions, acceptances, and who the operator is.
import { z } from 'zod'
import { Language } from '#tour/text.ts'
import { legalKinds } from './kinds/contract.ts'

export { kindsToAccept, legalKinds, pageNames } from './kinds/contract.ts'
export const LegalKind = z.enum(legalKinds)
export type LegalKind = z.infer<typeof LegalKind>

export const AcceptanceMethod = z.enum(['registration', 'invitation', 'first_run', 'again', 'account', 'seed'])
export type AcceptanceMethod = z.infer<typeof AcceptanceMethod>

const Instant = z.union([z.date().transform((date) => date.toISOString()), z.iso.datetime()])
const Trilingual = (most: number) =>
  z.strictObject({
    kk: z.string().trim().max(most),
    ru: z.string().trim().max(most),
    en: z.string().trim().max(most),
  })

/** A document that somebody must accept before they may go on. */
export const DocumentToAccept = z.object({ kind: LegalKind, version: z.number(), versionId: z.uuid() })
export type DocumentToAccept = z.infer<typeof DocumentToAccept>

export const DocumentInForce = DocumentToAccept.extend({ effectiveAt: Instant })
export type DocumentInForce = z.infer<typeof DocumentInForce>

/** `outdated`: an older version was accepted; `withdrawn`: the consent was taken back. */
export const MissingAcceptance = DocumentToAccept.extend({ because: z.enum(['never', 'outdated', 'withdrawn']) })
export type MissingAcceptance = z.infer<typeof MissingAcceptance>

// ── a text as it is read ─────────────────────────────────────────────────────────────────────────────────────────────────
export const Span = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('strong'), text: z.string() }),
  z.object({ kind: z.literal('emphasis'), text: z.string() }),
  z.object({ kind: z.literal('link'), text: z.string(), url: z.string() }),
])
export type Span = z.infer<typeof Span>
const Spans = z.array(Span)

export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.number(), anchor: z.string(), spans: Spans }),
  z.object({ kind: z.literal('paragraph'), spans: Spans }),
  z.object({ kind: z.literal('list'), ordered: z.boolean(), start: z.number(), items: z.array(Spans) }),
  z.object({ kind: z.literal('table'), head: z.array(Spans), rows: z.array(z.array(Spans)) }),
  z.object({ kind: z.literal('rule') }),
])
export type Block = z.infer<typeof Block>

export const DiffPart = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })
export type DiffPart = z.infer<typeof DiffPart>
/** One paragraph, list item or row of a comparison. `skipped` stands for so many blocks that are alike. */
export const DiffBlock = z.object({ changed: z.boolean(), heading: z.boolean(), parts: z.array(DiffPart) })
export type DiffBlock = z.infer<typeof DiffBlock>

export const LegalText = z.object({
  kind: LegalKind,
  versionId: z.uuid(),
  version: z.number(),
  language: Language,
  effectiveAt: Instant,
  summary: z.string(),
  sha256: z.string(),
  blocks: z.array(Block),
})
export type LegalText = z.infer<typeof LegalText>

// ── a person and the documents ───────────────────────────────────────────────────────────────────────────────────────────
export const AcceptDocuments = z.strictObject({ versionIds: z.array(z.uuid()).min(1).max(5), language: Language })
export const WithdrawConsent = z.strictObject({ understood: z.literal(true) })

export const MyDocument = z.object({
  kind: LegalKind,
  versionId: z.uuid(),
  version: z.number(),
  effectiveAt: Instant,
  /** What is asked of the person, if anything. */
  missing: MissingAcceptance.shape.because.nullable(),
  /** A newer version is in force that need not be accepted, and the person hasn't been told of it. */
  news: z.boolean(),
  summary: z.string(),
  accepted: z.object({ version: z.number(), at: Instant, language: Language }).nullable(),
  withdrawnAt: Instant.nullable(),
})
export type MyDocument = z.infer<typeof MyDocument>

// ── the operator ─────────────────────────────────────────────────────────────────────────────────────────────────────────
export const LegalForm = z.enum(['too', 'ao', 'ip', 'state', 'non_profit', 'branch', 'other'])
export type LegalForm = z.infer<typeof LegalForm>

export const OperatorIdentity = z.strictObject({
  names: Trilingual(200),
  legalForm: LegalForm,
  binIin: z
    .string()
    .trim()
    .regex(/^\d{12}$/),
  addresses: Trilingual(400),
  email: z.string().trim().min(3).max(254),
  phone: z.string().trim().max(40),
  complaintsEmail: z.string().trim().min(3).max(254),
  dataProtectionContact: z.string().trim().min(3).max(400),
  workingHours: Trilingual(200),
  /** Where the data stands; named in the texts. */
  dataLocation: Trilingual(300),
})
export type OperatorIdentity = z.infer<typeof OperatorIdentity>

export const SavedIdentity = z.object({
  identity: OperatorIdentity.nullable(),
  savedAt: Instant.nullable(),
  savedBy: z.string().nullable(),
})
export type SavedIdentity = z.infer<typeof SavedIdentity>

/** The steps after which strangers may register, in the order in which they are best taken. */
export const SetUpStep = z.enum(['identity', 'texts', 'mail', 'second_factor'])
export type SetUpStep = z.infer<typeof SetUpStep>
export const SetUp = z.object({ steps: z.array(z.object({ step: SetUpStep, done: z.boolean() })) })

// ── the desk ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
export const VersionState = z.enum(['draft', 'scheduled', 'effective', 'superseded', 'cancelled'])
export type VersionState = z.infer<typeof VersionState>

export const VersionCard = z.object({
  id: z.uuid(),
  kind: LegalKind,
  number: z.number().nullable(),
  state: VersionState,
  material: z.boolean(),
  createdAt: Instant,
  changedAt: Instant,
  publishedAt: Instant.nullable(),
  publishedBy: z.string().nullable(),
  effectiveAt: Instant.nullable(),
  acceptances: z.number(),
})
export type VersionCard = z.infer<typeof VersionCard>

export const EditedText = z.object({ language: Language, source: z.string(), summary: z.string() })
export const VersionDetail = VersionCard.extend({
  texts: z.array(
    EditedText.extend({ sha256: z.string().nullable(), unfilled: z.array(z.string()), blocks: z.array(Block) }),
  ),
  /** What keeps it from being published: codes of refusals with the language that they concern. */
  obstacles: z.array(z.object({ code: z.string(), language: Language.nullable() })),
})
export type VersionDetail = z.infer<typeof VersionDetail>

export const VersionPath = z.object({ versionId: z.uuid() })
export const TextPath = VersionPath.extend({ language: Language })
export const KindPath = z.object({ kind: LegalKind })
export const SaveText = z.strictObject({ source: z.string().max(200_000), summary: z.string().max(4000) })
export const ChangeVersion = z.strictObject({ material: z.boolean() })
/** A day in the operator's calendar (Asia/Almaty), from its first moment on; null: at once. */
export const PublishVersion = z.strictObject({ effectiveOn: z.iso.date().nullable() })
export const Preview = z.strictObject({ source: z.string().max(200_000), language: Language })
export const Previewed = z.object({ blocks: z.array(Block), unfilled: z.array(z.string()) })
export const Comparison = z.object({ from: z.number().nullable(), blocks: z.array(DiffBlock) })

export const LedgerRow = z.object({
  position: z.number(),
  act: z.enum(['accepted', 'withdrawn']),
  personId: z.uuid().nullable(),
  personName: z.string().nullable(),
  personEmail: z.string().nullable(),
  kind: LegalKind,
  version: z.number(),
  language: Language,
  textSha256: z.string(),
  method: AcceptanceMethod,
  at: Instant,
  network: z.string().nullable(),
  shortenedAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  sha256: z.string(),
  erasedAt: Instant.nullable(),
})
export type LedgerRow = z.infer<typeof LedgerRow>
export const Ledger = z.object({ rows: z.array(LedgerRow), next: z.number().nullable() })
export const LedgerProof = z.object({ rows: z.number(), brokenAt: z.array(z.number()) })

export const ProcessingPurpose = z.object({
  purpose: z.string(),
  subjects: z.string(),
  data: z.string(),
  basis: z.string(),
  term: z.string(),
  thirdParties: z.string(),
  crossBorder: z.string(),
  published: z.string(),
})
export type ProcessingPurpose = z.infer<typeof ProcessingPurpose>
