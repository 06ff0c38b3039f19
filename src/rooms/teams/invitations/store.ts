// The SQL of invitations.
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { newId, sha256 } from '#platform/ids.ts'
import type { Language } from '#tour/text.ts'
import type { Role } from '../contract.ts'

export type InvitedRole = Exclude<Role, 'owner'>

export interface NewInvitation {
  teamId: string
  address: { shown: string; canonical: string } | null
  role: InvitedRole
  language: Language
  label: string
  token: string
  by: string
  at: Date
  expiresAt: Date
  maxUses: number
  needsApproval: boolean
}

export async function insertInvitation(tx: Tx, made: NewInvitation): Promise<string> {
  const id = newId(made.at)
  await tx
    .insertInto('invitation')
    .values({
      ...{ team_id: made.teamId, id, kind: made.address ? 'letter' : 'link', role: made.role, label: made.label },
      ...{ email: made.address?.shown ?? null, email_canonical: made.address?.canonical ?? null },
      ...{ language: made.language, token_sha256: sha256(made.token), invited_by: made.by, created_at: made.at },
      ...{ sent_at: made.at, expires_at: made.expiresAt, max_uses: made.maxUses, needs_approval: made.needsApproval },
    })
    .execute()
  return id
}

const selectOne = (db: Db) =>
  db
    .selectFrom('invitation')
    .leftJoin('invitation_revocation as revocation', (join) =>
      join
        .onRef('revocation.team_id', '=', 'invitation.team_id')
        .onRef('revocation.invitation_id', '=', 'invitation.id'),
    )
    .selectAll('invitation')
    .select('revocation.revoked_at')

export const findByToken = (db: Db, token: string) =>
  selectOne(db).where('token_sha256', '=', sha256(token)).executeTakeFirst()

export type StoredInvitation = NonNullable<Awaited<ReturnType<typeof findByToken>>>

/** The same, held until the transaction ends, so that the last use can't be used twice. */
export const holdByToken = (tx: Tx, token: string) =>
  selectOne(tx).where('token_sha256', '=', sha256(token)).forUpdate('invitation').executeTakeFirst()

export const holdInvitation = (tx: Tx, teamId: string, invitationId: string) =>
  selectOne(tx)
    .where('invitation.team_id', '=', teamId)
    .where('invitation.id', '=', invitationId)
    .forUpdate('invitation')
    .executeTakeFirst()

/** Those who joined or wait; whoever was refused leaves their place to others. */
const uses = sql<number>`(
  select count(*)::int from invitation_answer answer
  left join invitation_decision decision using (team_id, invitation_id, person_id)
  where answer.team_id = invitation.team_id and answer.invitation_id = invitation.id
    and decision.outcome is distinct from 'refused'
)`

/** Asked after the invitation is held: a statement sees what was committed before it began, not what its lock waited for. */
export async function countUses(tx: Tx, teamId: string, invitationId: string): Promise<number> {
  const row = await tx
    .selectFrom('invitation')
    .select(uses.as('uses'))
    .where('team_id', '=', teamId)
    .where('id', '=', invitationId)
    .executeTakeFirstOrThrow()
  return row.uses
}

/** Those that were neither revoked nor used up. */
export async function selectInvitations(db: Db, teamId: string) {
  const rows = await selectOne(db)
    .leftJoin('person as inviter', 'inviter.id', 'invitation.invited_by')
    .select(['inviter.name as inviter', uses.as('uses')])
    .where('invitation.team_id', '=', teamId)
    .where('revocation.revoked_at', 'is', null)
    .where(sql<boolean>`${uses} < invitation.max_uses`)
    // None that is open may be missing, however many are over: who can't see it can't take it back.
    .orderBy('invitation.expires_at', 'desc')
    .limit(500)
    .execute()
  return rows.sort((one, other) => other.created_at.getTime() - one.created_at.getTime())
}

/** A letter to this address that is on its way. */
export const findOpenLetter = (db: Db, teamId: string, canonical: string, now: Date) =>
  selectOne(db)
    .select(uses.as('uses'))
    .where('invitation.team_id', '=', teamId)
    .where('email_canonical', '=', canonical)
    .where('revocation.revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .where(uses, '=', 0)
    .executeTakeFirst()

/** Letters that may still be taken up, without one of them. */
export async function countOpenLetters(db: Db, teamId: string, now: Date, without?: string): Promise<number> {
  let query = selectOne(db)
    .clearSelect()
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('invitation.team_id', '=', teamId)
    .where('kind', '=', 'letter')
    .where('revocation.revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .where(uses, '=', 0)
  if (without) query = query.where('invitation.id', '<>', without)
  return Number((await query.executeTakeFirstOrThrow()).count)
}

export const isMemberWithAddress = async (db: Db, teamId: string, canonical: string): Promise<boolean> =>
  (await db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select('person.id')
    .where('membership.team_id', '=', teamId)
    .where('person.email_canonical', '=', canonical)
    .executeTakeFirst()) !== undefined

export const findPersonByAddress = (db: Db, canonical: string) =>
  db.selectFrom('person').select(['id', 'name']).where('email_canonical', '=', canonical).executeTakeFirst()

/** A new token for the same invitation: the letter before this one opens nothing any more. */
export async function renewInvitation(
  tx: Tx,
  {
    teamId,
    id,
    token,
    by,
    at,
    expiresAt,
  }: Pick<NewInvitation, 'teamId' | 'token' | 'by' | 'at' | 'expiresAt'> & { id: string },
): Promise<void> {
  await tx
    .updateTable('invitation')
    .set({ token_sha256: sha256(token), invited_by: by, sent_at: at, expires_at: expiresAt })
    .where('team_id', '=', teamId)
    .where('id', '=', id)
    .execute()
}

/** False when it was revoked before. */
export async function insertRevocation(
  tx: Tx,
  teamId: string,
  invitationId: string,
  by: string,
  at: Date,
): Promise<boolean> {
  const done = await tx
    .insertInto('invitation_revocation')
    .values({ team_id: teamId, invitation_id: invitationId, revoked_by: by, revoked_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

interface AnswerKey {
  teamId: string
  invitationId: string
  personId: string
}

/** 'waits', what was decided, or undefined when this person never answered. */
export async function findAnswer(db: Db, { teamId, invitationId, personId }: AnswerKey) {
  const row = await db
    .selectFrom('invitation_answer as answer')
    .leftJoin('invitation_decision as decision', (join) =>
      join
        .onRef('decision.team_id', '=', 'answer.team_id')
        .onRef('decision.invitation_id', '=', 'answer.invitation_id')
        .onRef('decision.person_id', '=', 'answer.person_id'),
    )
    .select('decision.outcome')
    .where('answer.team_id', '=', teamId)
    .where('answer.invitation_id', '=', invitationId)
    .where('answer.person_id', '=', personId)
    .executeTakeFirst()
  return row && (row.outcome ?? 'waits')
}

export async function insertAnswer(tx: Tx, { teamId, invitationId, personId }: AnswerKey, at: Date): Promise<void> {
  await tx
    .insertInto('invitation_answer')
    .values({ team_id: teamId, invitation_id: invitationId, person_id: personId, answered_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export interface Decision extends AnswerKey {
  outcome: 'joined' | 'refused'
  by: string | null
  at: Date
}

export async function insertDecision(
  tx: Tx,
  { teamId, invitationId, personId, outcome, by, at }: Decision,
): Promise<void> {
  const key = { team_id: teamId, invitation_id: invitationId, person_id: personId }
  await tx
    .insertInto('invitation_decision')
    .values({ ...key, outcome, decided_by: by, decided_at: at })
    .execute()
}

/** Those who wait to be let in, with the invitation that they brought. */
export const selectApplicants = (db: Db, teamId: string) =>
  db
    .selectFrom('invitation_answer as answer')
    .innerJoin('invitation', (join) =>
      join.onRef('invitation.team_id', '=', 'answer.team_id').onRef('invitation.id', '=', 'answer.invitation_id'),
    )
    .innerJoin('person', 'person.id', 'answer.person_id')
    .leftJoin('invitation_decision as decision', (join) =>
      join
        .onRef('decision.team_id', '=', 'answer.team_id')
        .onRef('decision.invitation_id', '=', 'answer.invitation_id')
        .onRef('decision.person_id', '=', 'answer.person_id'),
    )
    .leftJoin('invitation_revocation as revocation', (join) =>
      join
        .onRef('revocation.team_id', '=', 'answer.team_id')
        .onRef('revocation.invitation_id', '=', 'answer.invitation_id'),
    )
    .select([
      'invitation.id as invitation_id',
      'invitation.role',
      'invitation.email as invited_email',
      'answer.answered_at',
    ])
    .select(['person.id as person_id', 'person.name', 'person.email'])
    .where('answer.team_id', '=', teamId)
    .where('decision.outcome', 'is', null)
    .where('revocation.revoked_at', 'is', null)
    .orderBy('answer.answered_at')
    .execute()
