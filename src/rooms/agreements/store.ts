// The rows of separate agreements and of their signed papers.
import type { Db, Tx } from '#platform/db.ts'
import { type AgreementState, Overrides, type SaveAgreement } from './contract.ts'

export interface AgreementRow extends SaveAgreement {
  teamId: string
  id: string
  signedAt: Date | null
  endedAt: Date | null
  endReason: string | null
}

const rows = (db: Db | Tx) =>
  db
    .selectFrom('team_agreement')
    .select(['team_agreement.team_id', 'team_agreement.id', 'number', 'dated', 'parties', 'starts_on', 'ends_on'])
    .select(['overrides', 'signed_at', 'ended_at', 'end_reason'])

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

const asAgreement = (row: Row): AgreementRow => ({
  ...{ teamId: row.team_id, id: row.id, number: row.number, dated: row.dated, parties: row.parties },
  ...{ startsOn: row.starts_on, endsOn: row.ends_on, overrides: Overrides.parse(row.overrides) },
  ...{ signedAt: row.signed_at, endedAt: row.ended_at, endReason: row.end_reason },
})

export async function selectAgreements(db: Db | Tx, teamId?: string): Promise<AgreementRow[]> {
  const query = rows(db).orderBy('dated', 'desc').orderBy('created_at', 'desc').limit(mostListed)
  return (await (teamId ? query.where('team_agreement.team_id', '=', teamId) : query).execute()).map(asAgreement)
}

const mostListed = 1000

export async function holdAgreement(tx: Tx, id: string): Promise<AgreementRow | undefined> {
  const row = await rows(tx).where('team_agreement.id', '=', id).forUpdate().executeTakeFirst()
  return row && asAgreement(row)
}

export async function findAgreement(db: Db | Tx, id: string): Promise<AgreementRow | undefined> {
  const row = await rows(db).where('team_agreement.id', '=', id).executeTakeFirst()
  return row && asAgreement(row)
}

/** The signed agreement whose days include `day`. */
export async function findActive(db: Db | Tx, teamId: string, day: string): Promise<AgreementRow | undefined> {
  const row = await rows(db)
    .where('team_agreement.team_id', '=', teamId)
    .where('signed_at', 'is not', null)
    .where('ended_at', 'is', null)
    .where('starts_on', '<=', day)
    .where((expression) => expression.or([expression('ends_on', 'is', null), expression('ends_on', '>=', day)]))
    .orderBy('signed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && asAgreement(row)
}

export function stateOf({ signedAt, endedAt, startsOn, endsOn }: AgreementRow, day: string): AgreementState {
  if (!signedAt) return 'draft'
  if (endedAt) return 'ended'
  if (startsOn > day) return 'upcoming'
  return endsOn !== null && endsOn < day ? 'expired' : 'active'
}

const columnsOf = ({ number, dated, parties, startsOn, endsOn, overrides }: SaveAgreement) => ({
  ...{ number, dated, parties, starts_on: startsOn, ends_on: endsOn, overrides: JSON.stringify(overrides) },
})

export const insertAgreement = (
  tx: Tx,
  { id, teamId, by, at, ...agreement }: SaveAgreement & { id: string; teamId: string; by: string; at: Date },
) =>
  tx
    .insertInto('team_agreement')
    .values({ ...columnsOf(agreement), id, team_id: teamId, created_by: by, created_at: at, changed_at: at })
    .execute()

export const updateAgreement = (tx: Tx, id: string, agreement: SaveAgreement, at: Date) =>
  tx
    .updateTable('team_agreement')
    .set({ ...columnsOf(agreement), changed_at: at })
    .where('id', '=', id)
    .execute()

export const deleteAgreement = (tx: Tx, id: string) => tx.deleteFrom('team_agreement').where('id', '=', id).execute()

export const updateSigned = (tx: Tx, id: string, by: string, at: Date) =>
  tx.updateTable('team_agreement').set({ signed_by: by, signed_at: at }).where('id', '=', id).execute()

export const updateEnded = (tx: Tx, id: string, { by, at, reason }: { by: string; at: Date; reason: string }) =>
  tx
    .updateTable('team_agreement')
    .set({ ended_by: by, ended_at: at, end_reason: reason })
    .where('id', '=', id)
    .execute()

export const selectFiles = (db: Db | Tx, agreementIds: string[]) =>
  agreementIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('team_agreement_file')
        .selectAll()
        .where('agreement_id', 'in', agreementIds)
        .orderBy('added_at')
        .execute()

export interface NewFile {
  teamId: string
  agreementId: string
  sha256: string
  fileName: string
  sizeBytes: number
  storageKey: string
  by: string
  at: Date
}

export const insertFile = (tx: Tx, file: NewFile) =>
  tx
    .insertInto('team_agreement_file')
    .values({
      ...{ team_id: file.teamId, agreement_id: file.agreementId, sha256: file.sha256, file_name: file.fileName },
      ...{ size_bytes: file.sizeBytes, storage_key: file.storageKey, added_by: file.by, added_at: file.at },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()

/** Names of teams, also of those that are gone: null then. */
export async function namesOfTeams(db: Db, teamIds: string[]): Promise<Map<string, string>> {
  if (teamIds.length === 0) return new Map()
  const found = await db.selectFrom('team').select(['id', 'name']).where('id', 'in', teamIds).execute()
  return new Map(found.map(({ id, name }) => [id, name]))
}

export const teamExists = async (tx: Tx, teamId: string): Promise<boolean> =>
  (await tx.selectFrom('team').select('id').where('id', '=', teamId).executeTakeFirst()) !== undefined
