// The legal room's door: documents in force, their acceptance, and who the operator is. It asks the clock what is in force; it never
// changes a text that was published.
import type { Db, Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import type { Language } from '#tour/text.ts'
import {
  type AcceptanceMethod,
  type DocumentToAccept,
  kindsToAccept,
  legalKinds,
  type MissingAcceptance,
} from './contract.ts'
import { operatorIdentity } from './identity.ts'
import { append, type Place, selectLatest, selectMissing } from './ledger.ts'
import { findText, type PublishedRow, selectEffective } from './store.ts'

export { isBinOrIin } from './bin-iin.ts'
export { operatorIdentity, saveOperatorIdentity } from './identity.ts'
export { eraseOldAcceptances, proveLedger, selectOwn as ownAcceptances } from './ledger.ts'
export { dayOf, startOfDay } from './local-day.ts'
export { createLegalTasks } from './tell-people.ts'
export { publishShippedTexts } from './versions.ts'

/** What whoever registers must accept: the versions in force. Empty while the operator hasn't published any. */
export async function documentsToAccept(db: Db | Tx, now: Date): Promise<DocumentToAccept[]> {
  const effective = await selectEffective(db, now)
  return kindsToAccept.flatMap((kind) => effective.filter((row) => row.kind === kind)).map(asDocument)
}

const asDocument = ({ kind, number, id }: PublishedRow): DocumentToAccept => ({ kind, version: number, versionId: id })

export interface Accepting {
  personId: string
  versionIds: string[]
  /** The language in which the texts were read. */
  language: Language
  method: AcceptanceMethod
  ip: string
  userAgent: string
  at: Date
  tools: Pick<Tools, 'secret'>
}

/** Newcomers accept everything that is in force. */
const forNewcomers: readonly AcceptanceMethod[] = ['registration', 'invitation', 'first_run', 'seed']

/** Writes down that a person accepted these versions, all of which must be in force. Accepting twice is the same as once. */
export async function acceptDocuments(tx: Tx, accepting: Accepting): Promise<void> {
  const { personId, versionIds, language, method, ip, userAgent, at, tools } = accepting
  const effective = await selectEffective(tx, at)
  const chosen = versionIds.map((id) => effective.find((row) => row.id === id))
  const versions = chosen.filter((row) => row !== undefined)
  const mustBeAll = forNewcomers.includes(method)
  const left = effective.filter((row) => kindsToAccept.includes(row.kind) && !versions.includes(row))
  if (versions.length < versionIds.length || (mustBeAll && left.length > 0))
    throw new Refusal('conflict', 'legal.version_changed')
  const latest = await selectLatest(tx, personId)
  const fresh = versions.filter((row) => !latest.some((each) => each.version_id === row.id && each.act === 'accepted'))
  if (fresh.length === 0) return
  const documents = fresh.map(({ kind, number }) => ({ kind, version: number }))
  await record(tx, {
    ...{ teamId: null, personId, action: 'documents.accepted', targetId: personId, at },
    details: { documents, language, method },
  })
  for (const row of fresh) {
    const entry = { act: 'accepted' as const, personId, language, method, at, ...(await ofVersion(tx, row, language)) }
    await append(tx, entry, { ip, userAgent, tools })
  }
}

async function ofVersion(tx: Tx, row: PublishedRow, language: Language) {
  const text = await findText(tx, row.id, language)
  if (!text?.sha256) throw new Error(`The published version ${row.id} has no text in ${language}`)
  return { kind: row.kind, versionId: row.id, version: row.number, textSha256: text.sha256 }
}

/** What a person must accept before they may write again; one query. Empty while no document is in force. */
export const missingAcceptances = (db: Db | Tx, personId: string, now: Date): Promise<MissingAcceptance[]> =>
  selectMissing(db, personId, now)

const programsDays = 14

/**
 * Whether a person's programs may only read: their maker withdrew the consent, or a version that they had to accept has been in force for
 * two weeks. Programs can't read a dialog, so they get that time.
 */
export async function programsMustWait(db: Db | Tx, personId: string, now: Date): Promise<boolean> {
  const missing = await selectMissing(db, personId, now)
  if (missing.length === 0) return false
  if (missing.some(({ because }) => because === 'withdrawn')) return true
  return (await selectMissing(db, personId, new Date(now.getTime() - programsDays * 86_400_000))).length > 0
}

/** Takes the consent back. From this moment on `missingAcceptances` names it, so that nothing can be written any more. */
export async function withdrawConsent(tx: Tx, personId: string, place: Place, at: Date): Promise<void> {
  const latest = (await selectLatest(tx, personId)).find(({ kind }) => kind === 'consent')
  if (latest?.act !== 'accepted') throw new Refusal('conflict', 'legal.no_consent')
  const { version, version_id: versionId, language, text_sha256: textSha256 } = latest
  await record(tx, {
    ...{ teamId: null, personId, action: 'consent.withdrawn', targetId: personId, at },
    details: { version },
  })
  await append(
    tx,
    { act: 'withdrawn', personId, kind: 'consent', versionId, version, language, textSha256, method: 'account', at },
    place,
  )
}

/** Whether strangers can know with whom they deal and on which terms. Without `now` the database's clock is asked. */
export async function isSetUp(db: Db | Tx, now?: Date): Promise<boolean> {
  if (!(await operatorIdentity(db))) return false
  const effective = await selectEffective(db, now)
  return legalKinds.every((kind) => effective.some((row) => row.kind === kind))
}

/** Number of the terms in force: what a publication was made under. Undefined while there are none. */
export async function termsInForce(db: Db | Tx, now: Date): Promise<number | undefined> {
  return (await selectEffective(db, now)).find(({ kind }) => kind === 'terms')?.number
}
