// What the legal room answers about its documents: to everybody, to a person about their own, to the desk. Reads only.
import type { z } from 'zod'
import type { Db, Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Language, languages } from '#tour/text.ts'
import { compareTexts } from './compare.ts'
import {
  type Comparison,
  kindsToAccept,
  type LegalKind,
  type LegalText,
  legalKinds,
  type MyDocument,
  type VersionCard,
  type VersionDetail,
} from './contract.ts'
import { operatorIdentity } from './identity.ts'
import { selectLatest, selectMissing } from './ledger.ts'
import { parseMarkdown } from './markdown.ts'
import { fillPlaceholders } from './placeholders.ts'
import {
  findNewest,
  findSeen,
  findText,
  findVersion,
  isPublished,
  type PublishedRow,
  selectAll,
  selectEffective,
  selectHistory,
  selectTexts,
  stateOf,
  type VersionRow,
} from './store.ts'
import { obstaclesOf } from './versions.ts'

/** A published text as it is read, with its version. */
export interface ReadText {
  version: PublishedRow
  text: string
  summary: string
  sha256: string
}

export async function textOf(db: Db | Tx, version: PublishedRow, language: Language): Promise<ReadText> {
  const found = await findText(db, version.id, language)
  if (!found?.published_text || !found.sha256)
    throw new Error(`The published version ${version.id} has no text in ${language}`)
  return { version, text: found.published_text, summary: found.summary, sha256: found.sha256 }
}

/** The version in force of one document. */
export const findEffective = async (db: Db | Tx, kind: LegalKind, now: Date): Promise<PublishedRow | undefined> =>
  (await selectEffective(db, now)).find((row) => row.kind === kind)

/** One version by its number, in force now, before, or announced. */
export const findNumber = async (db: Db, kind: LegalKind, number: number, now: Date) =>
  (await selectHistory(db, kind, now)).find((row) => row.number === number)

export async function effectiveText(
  db: Db,
  kind: LegalKind,
  language: Language,
  now: Date,
): Promise<z.input<typeof LegalText>> {
  const version = await findEffective(db, kind, now)
  if (!version) throw new Refusal('not_found', 'legal.not_in_force')
  const { text, summary, sha256 } = await textOf(db, version, language)
  return {
    ...{ kind, language, summary, sha256, blocks: parseMarkdown(text) },
    ...{ versionId: version.id, version: version.number, effectiveAt: version.effective_at },
  }
}

/** What a person accepted, what is asked of them, and what is new. */
export async function documentsOf(
  db: Db | Tx,
  personId: string,
  language: Language,
  now: Date,
): Promise<z.input<typeof MyDocument>[]> {
  const [effective, latest, missing, seen] = await Promise.all([
    selectEffective(db, now),
    selectLatest(db, personId),
    selectMissing(db, personId, now),
    findSeen(db, personId),
  ])
  return Promise.all(
    legalKinds
      .flatMap((kind) => effective.filter((row) => row.kind === kind))
      .map(async (row) => {
        const last = latest.find(({ kind }) => kind === row.kind)
        const because = missing.find(({ kind }) => kind === row.kind)?.because ?? null
        const isRead = last ? last.version >= row.number : row.number === 1 || !kindsToAccept.includes(row.kind)
        const { summary } = await textOf(db, row, language)
        return {
          ...{ kind: row.kind, versionId: row.id, version: row.number, effectiveAt: row.effective_at, summary },
          missing: because,
          news:
            because === null && !seen.includes(row.id) && (kindsToAccept.includes(row.kind) ? !isRead : row.number > 1),
          accepted: last?.act === 'accepted' ? { version: last.version, at: last.at, language: last.language } : null,
          withdrawnAt: last?.act === 'withdrawn' ? last.at : null,
        }
      }),
  )
}

// ── the desk ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
export async function versionCards(db: Db, now: Date): Promise<z.input<typeof VersionCard>[]> {
  const [rows, effective] = await Promise.all([selectAll(db), selectEffective(db, now)])
  return rows.map((row) => ({
    ...cardOf(row, effective, now),
    publishedBy: row.published_by,
    acceptances: Number(row.acceptances ?? 0),
  }))
}

const cardOf = (row: VersionRow, effective: readonly PublishedRow[], now: Date) => ({
  ...{ id: row.id, kind: row.kind, number: row.number, material: row.material },
  ...{ createdAt: row.created_at, changedAt: row.changed_at, publishedAt: row.published_at },
  effectiveAt: row.effective_at,
  state: stateOf(row, effective.find(({ kind }) => kind === row.kind)?.id, now),
})

export async function versionDetail(db: Db | Tx, versionId: string, now: Date): Promise<z.input<typeof VersionDetail>> {
  const row = await findVersion(db, versionId)
  if (!row) throw new Refusal('not_found', 'http.not_found')
  const [card] = (await versionCards(db, now)).filter(({ id }) => id === versionId)
  if (!card) throw new Refusal('not_found', 'http.not_found')
  const texts = await selectTexts(db, versionId)
  const identity = await operatorIdentity(db)
  return {
    ...card,
    texts: languages.flatMap((language) => {
      const text = texts.find((each) => each.language === language)
      if (!text) return []
      const filled = fillPlaceholders(text.source, identity, language)
      const blocks = parseMarkdown(text.published_text ?? filled.text)
      const { source, summary, sha256 } = text
      return [{ language, source, summary, sha256, blocks, unfilled: sha256 ? [] : filled.unfilled }]
    }),
    obstacles: isPublished(row) ? [] : await obstaclesOf(db, row, texts),
  }
}

/** A version beside the one before it; a draft beside the newest that was published. */
export async function compareWithBefore(
  db: Db,
  versionId: string,
  language: Language,
  now: Date,
): Promise<z.input<typeof Comparison>> {
  const row = await findVersion(db, versionId)
  if (!row) throw new Refusal('not_found', 'http.not_found')
  const before = await versionBefore(db, row, now)
  const identity = await operatorIdentity(db)
  const shown = async (version: VersionRow) => {
    const text = await findText(db, version.id, language)
    return parseMarkdown(text?.published_text ?? fillPlaceholders(text?.source ?? '', identity, language).text)
  }
  return {
    from: before?.number ?? null,
    blocks: compareTexts(before ? await shown(before) : [], await shown(row), language),
  }
}

async function versionBefore(db: Db, row: VersionRow, now: Date): Promise<PublishedRow | undefined> {
  if (!isPublished(row)) return findNewest(db, row.kind)
  return (await selectHistory(db, row.kind, now)).find(({ number }) => number < row.number)
}
