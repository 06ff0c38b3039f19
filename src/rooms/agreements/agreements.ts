// The agreements room's door: separate signed agreements with teams. Where one is in force and says something, it prevails over the terms
// and over what the installation allows everybody; what it doesn't name stays as it is for all.
import { type Db, notify, type Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { record } from '#rooms/audit/audit.ts'
import { dayOf, startOfDay } from '#rooms/legal/legal.ts'
import type { OverrideKey, Overrides, SaveAgreement } from './contract.ts'
import {
  type AgreementRow,
  deleteAgreement,
  findActive,
  holdAgreement,
  insertAgreement,
  insertFile,
  type NewFile,
  selectAgreements,
  selectFiles,
  stateOf,
  teamExists,
  updateAgreement,
  updateEnded,
  updateSigned,
} from './store.ts'

export type { AgreementRow } from './store.ts'

/** The agreement that is in force for a team now, by the operator's calendar. */
export const agreementOf = (db: Db | Tx, teamId: string, now: Date): Promise<AgreementRow | undefined> =>
  findActive(db, teamId, dayOf(now))

/** Announced with `{ teamId }` when an agreement is signed or ended, so that every process forgets what it keeps of the team. */
export const agreementsChannel = 'agreements_changed'

export interface Keeping {
  keeps: boolean
  /** When this answer changes by itself. */
  changesAt: Date | undefined
}

/** Whether the team's public tours stay on while only money is missing, as its agreement says. */
export async function keepsPublicTours(db: Db | Tx, teamId: string, now: Date): Promise<Keeping> {
  const spans = (await selectAgreements(db, teamId))
    .filter(({ signedAt, endedAt, overrides }) => signedAt && !endedAt && overrides.publicToursOnSuspend === 'keep')
    .map(({ startsOn, endsOn }) => ({ from: startOfDay(startsOn), until: endsOn === null ? null : startAfter(endsOn) }))
  const changes = spans.flatMap(({ from, until }) => (until ? [from, until] : [from])).filter((at) => at > now)
  return {
    keeps: spans.some(({ from, until }) => from <= now && (until === null || until > now)),
    changesAt: changes.sort((one, other) => one.getTime() - other.getTime())[0],
  }
}

function startAfter(day: string): Date {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return startOfDay(next.toISOString().slice(0, 10))
}

export interface Limit<Value> {
  value: Value
  /** Number of the agreement that says so; null where what holds for everybody holds. */
  fromAgreement: string | null
}

/** What holds for a team: its agreement's word where that says something, `otherwise` elsewhere. */
export async function limitOf<Key extends OverrideKey>(
  db: Db | Tx,
  teamId: string,
  key: Key,
  otherwise: NonNullable<Overrides[Key]>,
  now: Date,
): Promise<Limit<NonNullable<Overrides[Key]>>> {
  const agreement = await agreementOf(db, teamId, now)
  const agreed = agreement?.overrides[key]
  if (!agreement || agreed === undefined) return { value: otherwise, fromAgreement: null }
  return { value: agreed, fromAgreement: agreement.number }
}

export async function draftAgreement(
  tx: Tx,
  teamId: string,
  agreement: SaveAgreement,
  by: string,
  at: Date,
): Promise<string> {
  if (!(await teamExists(tx, teamId))) throw new Refusal('not_found', 'http.not_found')
  const id = newId(at)
  await tell(tx, { teamId, id, number: agreement.number }, 'agreement.drafted', by, at)
  await insertAgreement(tx, { ...agreement, id, teamId, by, at })
  return id
}

const tell = (
  tx: Tx,
  { teamId, id, number }: Pick<AgreementRow, 'teamId' | 'id' | 'number'>,
  action: string,
  personId: string,
  at: Date,
  more: Record<string, unknown> = {},
) => record(tx, { teamId, personId, action, targetId: id, details: { number, ...more }, at })

async function hold(tx: Tx, id: string): Promise<AgreementRow> {
  const agreement = await holdAgreement(tx, id)
  if (!agreement) throw new Refusal('not_found', 'http.not_found')
  return agreement
}

async function holdDraft(tx: Tx, id: string): Promise<AgreementRow> {
  const agreement = await hold(tx, id)
  if (agreement.signedAt) throw new Refusal('conflict', 'agreements.signed_already')
  return agreement
}

export async function changeAgreement(tx: Tx, id: string, change: SaveAgreement, by: string, at: Date): Promise<void> {
  await tell(tx, await holdDraft(tx, id), 'agreement.changed', by, at)
  await updateAgreement(tx, id, change, at)
}

export async function discardAgreement(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  await tell(tx, await holdDraft(tx, id), 'agreement.discarded', by, at)
  await deleteAgreement(tx, id)
}

/** Says that the paper was signed by both sides. From its first day on it prevails; it is never changed after this. */
export async function signAgreement(tx: Tx, id: string, by: string, at: Date): Promise<void> {
  const agreement = await holdDraft(tx, id)
  const files = await selectFiles(tx, [id])
  const [paper] = files
  if (!paper) throw new Refusal('unacceptable', 'agreements.file_first')
  const others = (await selectAgreements(tx, agreement.teamId)).filter((each) => each.signedAt && !each.endedAt)
  if (others.some((each) => overlap(each, agreement))) throw new Refusal('conflict', 'agreements.overlap')
  await tell(tx, agreement, 'agreement.signed', by, at, { sha256: files.map(({ sha256 }) => sha256) })
  await updateSigned(tx, id, by, at)
  await notify(tx, agreementsChannel, { teamId: agreement.teamId })
}

const overlap = (one: SaveAgreement, other: SaveAgreement): boolean =>
  (one.endsOn === null || one.endsOn >= other.startsOn) && (other.endsOn === null || other.endsOn >= one.startsOn)

/** Ends a signed agreement now; from this moment on the general terms hold again. */
export async function endAgreement(tx: Tx, id: string, reason: string, by: string, at: Date): Promise<void> {
  const agreement = await hold(tx, id)
  if (agreement.endedAt) return
  const state = stateOf(agreement, dayOf(at))
  if (state !== 'active' && state !== 'upcoming') throw new Refusal('conflict', 'agreements.not_in_force')
  await tell(tx, agreement, 'agreement.ended', by, at, { reason })
  await updateEnded(tx, id, { by, at, reason })
  await notify(tx, agreementsChannel, { teamId: agreement.teamId })
}

/** Adds the signed paper, whose bytes were stored before. */
export async function addFile(tx: Tx, file: NewFile): Promise<void> {
  const agreement = await holdDraft(tx, file.agreementId)
  await tell(tx, agreement, 'agreement.file_added', file.by, file.at, { name: file.fileName, sha256: file.sha256 })
  await insertFile(tx, file)
}
