// Where the operator approves newcomers: a person with an application and without a team waits; the desk lets them found their team or
// refuses with a reason of the Terms. A decision is a row and is never changed.
import type { Db, Tx } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { notifyPerson } from '#rooms/notices/notices.ts'
import type { Application, DecideApplication, OwnApplication, TeamKind } from './contract.ts'
import { findRegistrationSetting } from './settings.ts'

const perPage = 200

export async function apply(
  tx: Tx,
  personId: string,
  wanted: { teamKind: TeamKind; teamName: string; message: string },
  at: Date,
): Promise<void> {
  const id = newId(at)
  await tx
    .insertInto('application')
    .values({
      ...{ id, person_id: personId, team_kind: wanted.teamKind, team_name: wanted.teamName },
      ...{ message: wanted.message, created_at: at },
    })
    .execute()
  await record(tx, { teamId: null, personId, action: 'application.made', targetId: id, at })
}

/** Once more: after thinking better of it, or without a team any more. A refusal is not asked away. */
export async function applyAgain(
  tx: Tx,
  who: { personId: string; isVerified: boolean },
  wanted: { teamKind: TeamKind; teamName: string; message: string },
  at: Date,
): Promise<void> {
  if (!who.isVerified) throw new Refusal('forbidden', 'accounts.verify_first')
  const { mode } = await findRegistrationSetting(tx)
  if (mode !== 'approval') throw new Refusal('conflict', 'accounts.no_applications')
  // Two forms that are sent at once make one application.
  await tx.selectFrom('person').select('id').where('id', '=', who.personId).forUpdate().execute()
  const own = await findOwnApplication(tx, who.personId)
  if (own?.state === 'waiting') throw new Refusal('conflict', 'accounts.application_waits')
  if (own?.state === 'refused') throw new Refusal('forbidden', 'accounts.application_refused')
  await apply(tx, who.personId, wanted, at)
}

const withDecision = (db: Db) =>
  db
    .selectFrom('application')
    .leftJoin('application_decision as decision', 'decision.application_id', 'application.id')
    .select([
      ...(['application.id', 'application.person_id', 'application.team_kind', 'application.team_name'] as const),
      ...(['application.message', 'application.created_at'] as const),
      ...(['decision.outcome', 'decision.reason', 'decision.statement', 'decision.decided_at'] as const),
    ])

/** The person's newest application, as they see it. */
export async function findOwnApplication(db: Db, personId: string): Promise<OwnApplication | undefined> {
  const row = await withDecision(db)
    .where('application.person_id', '=', personId)
    .orderBy('application.created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      ...{ id: row.id, teamName: row.team_name, createdAt: row.created_at.toISOString() },
      ...{ state: row.outcome ?? 'waiting', statement: row.statement ?? '' },
    }
  )
}

/** Whether somebody may found no team, because the operator has not decided yet, or decided against it. */
export async function mustWait(db: Db, personId: string): Promise<boolean> {
  const own = await findOwnApplication(db, personId)
  return own?.state === 'waiting' || own?.state === 'refused'
}

export async function listApplications(db: Db, state: 'waiting' | 'decided'): Promise<Application[]> {
  const rows = await withDecision(db)
    .innerJoin('person', 'person.id', 'application.person_id')
    .leftJoin('person as decider', 'decider.id', 'decision.decided_by')
    .select(['person.name', 'person.email', 'person.language', 'decider.name as decided_by'])
    .where('decision.application_id', state === 'waiting' ? 'is' : 'is not', null)
    .orderBy('application.created_at', state === 'waiting' ? 'asc' : 'desc')
    .limit(perPage)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, personId: row.person_id, name: row.name, email: row.email, language: row.language },
    ...{ teamKind: row.team_kind, teamName: row.team_name, message: row.message },
    createdAt: row.created_at.toISOString(),
    decision:
      row.outcome && row.decided_at
        ? {
            ...{ outcome: row.outcome, reason: row.reason, statement: row.statement ?? '' },
            ...{ decidedBy: row.decided_by, decidedAt: row.decided_at.toISOString() },
          }
        : null,
  }))
}

/** The application, while nobody has decided about it; two at the desk at once wait for each other. */
export async function holdApplication(tx: Tx, applicationId: string) {
  const row = await tx
    .selectFrom('application')
    .select(['id', 'person_id', 'team_kind', 'team_name'])
    .where('id', '=', applicationId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'http.not_found')
  const decided = await tx
    .selectFrom('application_decision')
    .select('outcome')
    .where('application_id', '=', applicationId)
    .executeTakeFirst()
  if (decided) throw new Refusal('conflict', 'accounts.application_decided')
  return { id: row.id, personId: row.person_id, teamKind: row.team_kind, teamName: row.team_name }
}

/** Writes the decision down and tells the applicant. The team of an approved one is the caller's. */
export async function decideApplication(
  tx: Tx,
  tools: Tools,
  application: { id: string; personId: string },
  { decision, staffId, at }: { decision: DecideApplication; staffId: string; at: Date },
): Promise<void> {
  const isRefused = decision.outcome === 'refused'
  const reason = isRefused ? decision.reason : null
  const statement = isRefused ? decision.statement : ''
  await insertDecision(tx, { applicationId: application.id, outcome: decision.outcome, reason, statement, staffId, at })
  await record(tx, {
    ...{ teamId: null, personId: staffId, targetId: application.personId, at },
    ...(isRefused
      ? { action: 'application.refused', details: { reason } }
      : { action: 'application.approved', details: {} }),
  })
  const values = { decision: decision.outcome, reason: statement }
  const { personId } = application
  await notifyPerson(tx, tools, { personId, kind: 'application_decided', values, path: '/', key: application.id })
}

/** The applicant thinks better of it. */
export async function withdrawApplication(tx: Tx, personId: string, at: Date): Promise<void> {
  const own = await findOwnApplication(tx, personId)
  if (!own) throw new Refusal('not_found', 'http.not_found')
  const { id: applicationId } = await holdApplication(tx, own.id)
  await insertDecision(tx, {
    ...{ applicationId, outcome: 'withdrawn', reason: null, statement: '', staffId: personId, at },
  })
  await record(tx, { teamId: null, personId, action: 'application.withdrawn', targetId: applicationId, at })
}

interface NewDecision {
  applicationId: string
  outcome: 'approved' | 'refused' | 'withdrawn'
  reason: string | null
  statement: string
  staffId: string
  at: Date
}

async function insertDecision(tx: Tx, decision: NewDecision): Promise<void> {
  await tx
    .insertInto('application_decision')
    .values({
      ...{ application_id: decision.applicationId, outcome: decision.outcome, reason: decision.reason },
      ...{ statement: decision.statement, decided_by: decision.staffId, decided_at: decision.at },
    })
    .execute()
}
