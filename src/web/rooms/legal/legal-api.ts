// The calls of the legal room, for people and for the desk.
import type { z } from 'zod'
import type * as legal from '#rooms/legal/contract.ts'
import type { Language } from '#tour/text.ts'
import { call } from '../../lib/http.ts'

export type LegalKind = legal.LegalKind
export type MyDocument = legal.MyDocument
export type LegalText = legal.LegalText
export type Block = legal.Block
export type Span = legal.Span
export type VersionCard = legal.VersionCard
export type VersionDetail = legal.VersionDetail
export type OperatorIdentity = legal.OperatorIdentity
export type SavedIdentity = legal.SavedIdentity
export type LedgerRow = legal.LedgerRow
export type SetUp = z.infer<typeof legal.SetUp>
export type DiffBlock = legal.DiffBlock
type Comparison = z.infer<typeof legal.Comparison>
type Previewed = z.infer<typeof legal.Previewed>
type Ledger = z.infer<typeof legal.Ledger>

export const legalKeys = {
  mine: ['legal', 'mine'] as const,
  text: (kind: LegalKind, language: Language) => ['legal', 'text', kind, language] as const,
  inForce: ['legal', 'in-force'] as const,
  versions: ['desk', 'legal'] as const,
  version: (id: string) => ['desk', 'legal', id] as const,
  identity: ['desk', 'operator-identity'] as const,
  setUp: ['desk', 'set-up'] as const,
}

const version = (id: string) => `/api/desk/legal/versions/${id}`

export const legalApi = {
  inForce: () => call<legal.DocumentInForce[]>('GET', '/api/legal'),
  text: (kind: LegalKind, language: Language) => call<LegalText>('GET', `/api/legal/${kind}?language=${language}`),
  mine: (language: Language) => call<MyDocument[]>('GET', `/api/me/documents?language=${language}`),
  accept: (versionIds: string[], language: Language) =>
    call<MyDocument[]>('POST', '/api/me/acceptances', { body: { versionIds, language } }),
  withdraw: () => call<MyDocument[]>('POST', '/api/me/consent-withdrawal', { body: { understood: true } }),
  seen: (versionId: string) => call<void>('PUT', `/api/me/documents/${versionId}/seen`),

  setUp: () => call<SetUp>('GET', '/api/desk/set-up'),
  versions: () => call<VersionCard[]>('GET', '/api/desk/legal'),
  version: (id: string) => call<VersionDetail>('GET', version(id)),
  draft: (kind: LegalKind) => call<VersionDetail>('POST', `/api/desk/legal/${kind}/drafts`),
  saveText: (id: string, language: Language, body: z.infer<typeof legal.SaveText>) =>
    call<VersionDetail>('PUT', `${version(id)}/texts/${language}`, { body }),
  setMaterial: (id: string, material: boolean) => call<VersionDetail>('PATCH', version(id), { body: { material } }),
  discard: (id: string) => call<void>('DELETE', version(id)),
  publish: (id: string, effectiveOn: string | null) =>
    call<VersionDetail>('PUT', `${version(id)}/publication`, { body: { effectiveOn } }),
  cancel: (id: string) => call<void>('DELETE', `${version(id)}/publication`),
  preview: (source: string, language: Language) =>
    call<Previewed>('POST', '/api/desk/legal/previews', { body: { source, language } }),
  changes: (id: string, language: Language) => call<Comparison>('GET', `${version(id)}/changes?language=${language}`),
  ledger: (wish: { search: string; kind: string; before?: number }) => call<Ledger>('GET', `${ledger}?${query(wish)}`),
  proof: () => call<z.infer<typeof legal.LedgerProof>>('GET', `${ledger}/proof`),
  processing: (language: Language) =>
    call<legal.ProcessingPurpose[]>('GET', `/api/desk/processing?language=${language}`),
  identity: () => call<SavedIdentity>('GET', '/api/desk/operator-identity'),
  saveIdentity: (body: OperatorIdentity) => call<SavedIdentity>('PUT', '/api/desk/operator-identity', { body }),
}

const ledger = '/api/desk/acceptances'

/** Where the table for spreadsheets is. */
export const ledgerTable = (wish: { search: string; kind: string }) => `${ledger}.csv?${query(wish)}`
export const processingTable = (language: Language) => `/api/desk/processing.csv?language=${language}`

const query = (values: Record<string, string | number | undefined>) =>
  new URLSearchParams(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, String(value)]],
    ),
  ).toString()
