// Who of a team takes care of which tour or property: rows that go when the member goes. What an assignment allows is asked where the
// tour or property is held.
import type { Db, Tx } from '#platform/db.ts'

export type AssignedKind = 'tour' | 'property'

export interface Assigned {
  subjectId: string
  personId: string
  name: string
}

/** In the order in which they were assigned. */
export async function selectAssigned(
  db: Db,
  teamId: string,
  kind: AssignedKind,
  subjectIds: string[],
): Promise<Assigned[]> {
  if (subjectIds.length === 0) return []
  return db
    .selectFrom('assignment')
    .innerJoin('person', 'person.id', 'assignment.person_id')
    .select(['assignment.subject_id as subjectId', 'person.id as personId', 'person.name'])
    .where('assignment.team_id', '=', teamId)
    .where('assignment.subject_kind', '=', kind)
    .where('assignment.subject_id', 'in', subjectIds)
    .orderBy('assignment.assigned_at')
    .orderBy('person.id')
    .execute()
}

export async function isAssigned(
  db: Db,
  teamId: string,
  kind: AssignedKind,
  subjectId: string,
  personId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('assignment')
    .select('person_id')
    .where('team_id', '=', teamId)
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

/** False when they were assigned before. */
export async function insertAssignment(
  tx: Tx,
  assignment: { teamId: string; kind: AssignedKind; subjectId: string; personId: string; by: string; at: Date },
): Promise<boolean> {
  const row = await tx
    .insertInto('assignment')
    .values({
      team_id: assignment.teamId,
      subject_kind: assignment.kind,
      subject_id: assignment.subjectId,
      person_id: assignment.personId,
      assigned_by: assignment.by,
      assigned_at: assignment.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteAssignment(
  tx: Tx,
  { teamId, kind, subjectId, personId }: { teamId: string; kind: AssignedKind; subjectId: string; personId: string },
): Promise<boolean> {
  const row = await tx
    .deleteFrom('assignment')
    .where('team_id', '=', teamId)
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('person_id', '=', personId)
    .returning('person_id')
    .executeTakeFirst()
  return row !== undefined
}
