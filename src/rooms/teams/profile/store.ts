// The SQL of a team's profile and requisites.
import type { Selectable } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import type { Tables } from '#platform/tables.ts'
import type { SaveProfile, SaveRequisites } from './contract.ts'

export const findProfile = (db: Db, teamId: string) =>
  db
    .selectFrom('team')
    .leftJoin('team_profile', 'team_profile.team_id', 'team.id')
    .selectAll('team_profile')
    .select(['team.id', 'team.name'])
    .where('team.id', '=', teamId)
    .executeTakeFirst()

export async function putProfile(tx: Tx, teamId: string, profile: SaveProfile, by: string, at: Date): Promise<void> {
  const { name, names, about, address, logo, phone, email, website } = profile
  const texts = { names: JSON.stringify(names), about: JSON.stringify(about), address: JSON.stringify(address) }
  const row = { ...texts, logo_attachment: logo, phone, email, website, changed_by: by, changed_at: at }
  await tx.updateTable('team').set({ name }).where('id', '=', teamId).execute()
  await tx
    .insertInto('team_profile')
    .values({ team_id: teamId, ...row })
    .onConflict((conflict) => conflict.column('team_id').doUpdateSet(row))
    .execute()
}

/** A picture of this team that is ready to be shown. */
export const isTeamPicture = async (db: Db, teamId: string, attachmentId: string): Promise<boolean> =>
  (await db
    .selectFrom('attachment')
    .select('id')
    .where('team_id', '=', teamId)
    .where('id', '=', attachmentId)
    .where('kind', '=', 'picture')
    .where('state', '=', 'ready')
    .where('deleted_at', 'is', null)
    .executeTakeFirst()) !== undefined

export const isTeamLogo = async (db: Db, teamId: string, attachmentId: string): Promise<boolean> =>
  (await db
    .selectFrom('team_profile')
    .select('team_id')
    .where('team_id', '=', teamId)
    .where('logo_attachment', '=', attachmentId)
    .executeTakeFirst()) !== undefined

export type RequisitesRow = Selectable<Tables['team_requisites']>

export const findRequisites = (db: Db, teamId: string): Promise<RequisitesRow | undefined> =>
  db.selectFrom('team_requisites').selectAll().where('team_id', '=', teamId).executeTakeFirst()

export async function putRequisites(
  tx: Tx,
  teamId: string,
  given: SaveRequisites,
  by: string,
  at: Date,
): Promise<void> {
  const row = {
    ...{ legal_form: given.legalForm, legal_name: given.legalName, bin_iin: given.binIin },
    ...{
      legal_address: given.legalAddress,
      iban: given.iban,
      bank_name: given.bankName,
      bic: given.bic,
      kbe: given.kbe,
    },
    ...{ signatory: given.signatory, document_email: given.documentEmail, document_language: given.documentLanguage },
    ...{ changed_by: by, changed_at: at },
  }
  await tx
    .insertInto('team_requisites')
    .values({ team_id: teamId, ...row })
    .onConflict((conflict) => conflict.column('team_id').doUpdateSet(row))
    .execute()
}
