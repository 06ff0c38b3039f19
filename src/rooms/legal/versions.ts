// The life of a document: draft → scheduled → in force → superseded. A draft is edited; publishing fills its placeholders, hashes each
// language and fixes it for good; from then on only the clock changes what it is.
import type { Db, Tx } from '#platform/db.ts'
import { newId, sha256 } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { type Language, languages } from '#tour/text.ts'
import type { LegalKind } from './contract.ts'
import { operatorIdentity } from './identity.ts'
import { dayOf, startOfDay } from './local-day.ts'
import { withoutNote } from './markdown.ts'
import { fillPlaceholders } from './placeholders.ts'
import { shippedText } from './shipped-texts.ts'
import {
  deleteDraft,
  findNewest,
  holdVersion,
  insertDraft,
  insertPublication,
  isPublished,
  nextNumber,
  selectTexts,
  type TextRow,
  updateCancelled,
  updateMaterial,
  updateText,
  type VersionRow,
} from './store.ts'
import { orderTelling } from './tell-people.ts'

/** A draft with the texts of the newest version, or for the first one with the texts that come with the software. */
export async function draftVersion(tx: Tx, kind: LegalKind, by: string | null, at: Date): Promise<string> {
  const newest = await findNewest(tx, kind)
  const texts = newest ? await selectTexts(tx, newest.id) : []
  const sourceIn = (language: Language) =>
    texts.find((text) => text.language === language)?.source ?? shippedText(kind, language)
  const sources = { kk: sourceIn('kk'), ru: sourceIn('ru'), en: sourceIn('en') }
  const id = newId(at)
  if (!(await insertDraft(tx, { id, kind, by, at, sources }))) throw new Refusal('conflict', 'legal.draft_exists')
  await record(tx, { teamId: null, personId: by, action: 'legal_version.drafted', targetId: id, details: { kind }, at })
  return id
}

/** A version that can still be changed. */
async function holdDraft(tx: Tx, versionId: string): Promise<VersionRow> {
  const version = await holdVersion(tx, versionId)
  if (!version) throw new Refusal('not_found', 'http.not_found')
  if (isPublished(version)) throw new Refusal('conflict', 'legal.published_already')
  return version
}

export async function saveText(
  tx: Tx,
  versionId: string,
  text: { language: Language; source: string; summary: string },
  by: string,
  at: Date,
): Promise<void> {
  const { kind } = await holdDraft(tx, versionId)
  const { language } = text
  await record(tx, {
    ...{ teamId: null, personId: by, action: 'legal_text.saved', targetId: versionId, at },
    details: { kind, language },
  })
  await updateText(tx, versionId, text, at)
}

export async function setMaterial(tx: Tx, versionId: string, material: boolean, by: string, at: Date): Promise<void> {
  const { kind } = await holdDraft(tx, versionId)
  await record(tx, {
    ...{ teamId: null, personId: by, action: 'legal_version.changed', targetId: versionId, at },
    details: { kind, material: String(material) },
  })
  await updateMaterial(tx, versionId, material, at)
}

export async function discardDraft(tx: Tx, versionId: string, by: string, at: Date): Promise<void> {
  const { kind } = await holdDraft(tx, versionId)
  await record(tx, {
    ...{ teamId: null, personId: by, action: 'legal_version.discarded', targetId: versionId, at },
    details: { kind },
  })
  await deleteDraft(tx, versionId)
}

export interface Obstacle {
  code: string
  language: Language | null
}

/** The first thing that a text must have to be a text at all. */
const leastLetters = 200

/** What keeps a draft from being published: every language must be there, filled in, and say what changed. */
export async function obstaclesOf(db: Db | Tx, version: VersionRow, texts: readonly TextRow[]): Promise<Obstacle[]> {
  const identity = await operatorIdentity(db)
  const isFirst = (await findNewest(db, version.kind)) === undefined
  const found: Obstacle[] = identity ? [] : [{ code: 'legal.identity_first', language: null }]
  for (const language of languages) {
    const text = texts.find((each) => each.language === language)
    const { unfilled } = fillPlaceholders(text?.source ?? '', identity, language)
    if ((text?.source.trim().length ?? 0) < leastLetters) found.push({ code: 'legal.translation_missing', language })
    else if (identity && unfilled.length > 0) found.push({ code: 'legal.placeholder_unknown', language })
    if (!isFirst && text?.summary.trim() === '') found.push({ code: 'legal.summary_missing', language })
  }
  return found
}

/** Publishes a draft, in force at once or from the first moment of a day. */
export async function publishVersion(
  tx: Tx,
  versionId: string,
  effectiveOn: string | null,
  by: string | null,
  at: Date,
  /** With it everybody is told, unless it is the first version. */
  jobs?: Tools['jobs'],
): Promise<void> {
  const version = await holdDraft(tx, versionId)
  const texts = await selectTexts(tx, versionId)
  const [obstacle] = await obstaclesOf(tx, version, texts)
  if (obstacle)
    throw new Refusal('unacceptable', obstacle.code, obstacle.language ? { language: obstacle.language } : {})
  const effectiveAt = effectiveOn === null || effectiveOn === dayOf(at) ? at : startOfDay(effectiveOn)
  if (effectiveAt < at) throw new Refusal('unacceptable', 'legal.day_is_past')
  const newest = await findNewest(tx, version.kind)
  if (newest && newest.effective_at > effectiveAt) throw new Refusal('conflict', 'legal.later_version_scheduled')
  const identity = await operatorIdentity(tx)
  const details = { kind: version.kind, from: effectiveAt.toISOString() }
  await record(tx, { teamId: null, personId: by, action: 'legal_version.published', targetId: versionId, details, at })
  const filled = texts.map(({ language, source }) => {
    const { text } = fillPlaceholders(withoutNote(source), identity, language)
    return { language, text, sha256: sha256(text).toString('hex') }
  })
  const number = await nextNumber(tx, version.kind)
  await insertPublication(tx, { versionId, number, by, at, effectiveAt, texts: filled })
  if (newest && jobs) await orderTelling(tx, jobs, { versionId, after: null })
}

/** Takes a version back before its day has come. */
export async function cancelVersion(tx: Tx, versionId: string, by: string, at: Date): Promise<void> {
  const version = await holdVersion(tx, versionId)
  if (!version) throw new Refusal('not_found', 'http.not_found')
  if (version.cancelled_at) return
  if (!isPublished(version) || version.effective_at <= at) throw new Refusal('conflict', 'legal.not_scheduled')
  const details = { kind: version.kind, version: version.number }
  await record(tx, { teamId: null, personId: by, action: 'legal_version.cancelled', targetId: versionId, details, at })
  await updateCancelled(tx, versionId, by, at)
}

/** Drafts and publishes whatever the installation lacks, from the texts that come with the software. For the demo and for tests. */
export async function publishShippedTexts(tx: Tx, kinds: readonly LegalKind[], at: Date): Promise<void> {
  for (const kind of kinds) {
    if (await findNewest(tx, kind)) continue
    await publishVersion(tx, await draftVersion(tx, kind, null, at), null, null, at)
  }
}
