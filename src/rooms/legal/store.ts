// The rows of documents: versions and their texts. What is in force is asked by the clock when it is read; nothing is switched.
import { type ExpressionBuilder, sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Tables } from '#platform/tables.ts'
import { type Language, languages } from '#tour/text.ts'
import type { LegalKind, VersionState } from './contract.ts'

const columns = [
  ...(['version.id', 'version.kind', 'version.number', 'version.material', 'version.created_at'] as const),
  ...(['version.changed_at', 'version.published_at', 'version.effective_at', 'version.cancelled_at'] as const),
]

const versions = (db: Db | Tx) => db.selectFrom('legal_version as version').select(columns)
export type VersionRow = NonNullable<Awaited<ReturnType<typeof findVersion>>>
/** A version that people can read: it has its number and its day. */
export type PublishedRow = VersionRow & { number: number; effective_at: Date; published_at: Date }

export const isPublished = (row: VersionRow): row is PublishedRow => row.number !== null && row.effective_at !== null

export const findVersion = (db: Db | Tx, versionId: string) =>
  versions(db).where('version.id', '=', versionId).executeTakeFirst()

/** Holds a version while it is changed, so that two who publish at once don't both do it. */
export const holdVersion = (tx: Tx, versionId: string) =>
  versions(tx).where('version.id', '=', versionId).forUpdate().executeTakeFirst()

/** What counts at `at`: published, not taken back, its moment come. Without `at` the database's clock is asked. */
const inForce =
  (at: Date | undefined) => (expression: ExpressionBuilder<Tables & { version: Tables['legal_version'] }, 'version'>) =>
    expression.and([
      expression('version.effective_at', '<=', at ?? sql<Date>`now()`),
      expression('version.cancelled_at', 'is', null),
    ])

/** The version of each document that is in force. */
export async function selectEffective(db: Db | Tx, at: Date | undefined): Promise<PublishedRow[]> {
  const rows = await versions(db)
    .distinctOn('version.kind')
    .where(inForce(at))
    .orderBy('version.kind')
    .orderBy('version.number', 'desc')
    .execute()
  return rows.filter(isPublished)
}

/** Every version of a document that was ever in force, newest first; with `upcoming` also those whose day is yet to come. */
export async function selectHistory(db: Db, kind: LegalKind, at: Date): Promise<PublishedRow[]> {
  const rows = await versions(db)
    .where('version.kind', '=', kind)
    .where('version.published_at', 'is not', null)
    .where('version.cancelled_at', 'is', null)
    .orderBy('version.number', 'desc')
    .execute()
  return rows.filter(isPublished).filter((row) => row.published_at <= at)
}

export const selectAll = (db: Db) =>
  versions(db)
    .leftJoin('person as publisher', 'publisher.id', 'version.published_by')
    .select((expression) => [
      'publisher.name as published_by',
      expression
        .selectFrom('legal_acceptance as acceptance')
        .whereRef('acceptance.version_id', '=', 'version.id')
        .where('acceptance.act', '=', 'accepted')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .as('acceptances'),
    ])
    .orderBy('version.kind')
    .orderBy(sql`version.number desc nulls first`)
    .execute()

/** States by the clock; `effectiveId` is the version of this document that is in force. */
export function stateOf(row: VersionRow, effectiveId: string | undefined, now: Date): VersionState {
  if (!isPublished(row)) return 'draft'
  if (row.cancelled_at) return 'cancelled'
  if (row.effective_at > now) return 'scheduled'
  return row.id === effectiveId ? 'effective' : 'superseded'
}

export const selectTexts = (db: Db | Tx, versionId: string) =>
  db
    .selectFrom('legal_text')
    .select(['language', 'source', 'summary', 'published_text', 'sha256'])
    .where('version_id', '=', versionId)
    .execute()
export type TextRow = Awaited<ReturnType<typeof selectTexts>>[number]

export const findText = (db: Db | Tx, versionId: string, language: Language) =>
  db
    .selectFrom('legal_text')
    .select(['language', 'source', 'summary', 'published_text', 'sha256'])
    .where('version_id', '=', versionId)
    .where('language', '=', language)
    .executeTakeFirst()

export interface NewDraft {
  id: string
  kind: LegalKind
  by: string | null
  at: Date
  sources: Record<Language, string>
}

/** False when there is a draft of this document already. */
export async function insertDraft(tx: Tx, { id, kind, by, at, sources }: NewDraft): Promise<boolean> {
  const made = await tx
    .insertInto('legal_version')
    .values({ id, kind, material: true, created_by: by, created_at: at, changed_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) return false
  await tx
    .insertInto('legal_text')
    .values(languages.map((language) => ({ version_id: id, language, source: sources[language] })))
    .execute()
  return true
}

export const deleteDraft = (tx: Tx, versionId: string) =>
  tx.deleteFrom('legal_version').where('id', '=', versionId).where('published_at', 'is', null).execute()

export async function updateText(
  tx: Tx,
  versionId: string,
  text: { language: Language; source: string; summary: string },
  at: Date,
): Promise<void> {
  await tx
    .updateTable('legal_text')
    .set({ source: text.source, summary: text.summary })
    .where('version_id', '=', versionId)
    .where('language', '=', text.language)
    .execute()
  await tx.updateTable('legal_version').set({ changed_at: at }).where('id', '=', versionId).execute()
}

export const updateMaterial = (tx: Tx, versionId: string, material: boolean, at: Date) =>
  tx.updateTable('legal_version').set({ material, changed_at: at }).where('id', '=', versionId).execute()

export interface Publishing {
  versionId: string
  number: number
  by: string | null
  at: Date
  effectiveAt: Date
  texts: { language: Language; text: string; sha256: string }[]
}

export async function insertPublication(tx: Tx, publishing: Publishing): Promise<void> {
  const { versionId, number, by, at, effectiveAt } = publishing
  for (const { language, text, sha256 } of publishing.texts)
    await tx
      .updateTable('legal_text')
      .set({ published_text: text, sha256 })
      .where('version_id', '=', versionId)
      .where('language', '=', language)
      .execute()
  await tx
    .updateTable('legal_version')
    .set({ number, published_by: by, published_at: at, effective_at: effectiveAt })
    .where('id', '=', versionId)
    .execute()
}

/** The newest published version that was not taken back, in force or not. */
export async function findNewest(db: Db | Tx, kind: LegalKind): Promise<PublishedRow | undefined> {
  const row = await versions(db)
    .where('version.kind', '=', kind)
    .where('version.number', 'is not', null)
    .where('version.cancelled_at', 'is', null)
    .orderBy('version.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && isPublished(row) ? row : undefined
}

/** The number that the next published version gets; taken-back versions keep theirs. */
export async function nextNumber(tx: Tx, kind: LegalKind): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`legal ${kind}`}))`.execute(tx)
  const { most } = await tx
    .selectFrom('legal_version')
    .where('kind', '=', kind)
    .select(({ fn }) => fn.max('number').as('most'))
    .executeTakeFirstOrThrow()
  return (most ?? 0) + 1
}

export const updateCancelled = (tx: Tx, versionId: string, by: string, at: Date) =>
  tx.updateTable('legal_version').set({ cancelled_by: by, cancelled_at: at }).where('id', '=', versionId).execute()

export const findPersonLanguage = (db: Db, personId: string) =>
  db.selectFrom('person').select('language').where('id', '=', personId).executeTakeFirst()

/** Versions that a person was told of. */
export const findSeen = async (db: Db | Tx, personId: string): Promise<string[]> =>
  (await db.selectFrom('legal_notice_seen').select('version_id').where('person_id', '=', personId).execute()).map(
    ({ version_id }) => version_id,
  )

export const insertSeen = (tx: Tx, personId: string, versionId: string, at: Date) =>
  tx
    .insertInto('legal_notice_seen')
    .values({ person_id: personId, version_id: versionId, seen_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
