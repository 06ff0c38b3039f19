// Which tours are whose: an agent changes only those that they made or that were given to them; the others of the team see them.
import type { Db, Tx } from '#platform/db.ts'
import { notifyTeam } from '#platform/events.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import { notifyPerson } from '#rooms/notices/notices.ts'
import {
  type Ability,
  areMembers,
  deleteAssignment,
  findPersonName,
  insertAssignment,
  isAssigned,
  type Member,
  ruleOf,
  selectAssigned,
} from '#rooms/teams/teams.ts'
import { textIn } from '#tour/fallback.ts'
import type { Assignee } from './contract.ts'
import { holdTour, type StoredTour, selectMakers } from './store.ts'

/** Whether this ability reaches only what is somebody's own: so it is for agents. */
const onlyOwn = ({ role }: Pick<Member, 'role'>, ability: Ability): boolean =>
  role === 'agent' && ruleOf(ability).own === true

/** Whether a member, who has the ability, has it for this tour. */
export async function mayTouchTour(
  db: Db,
  who: Pick<Member, 'teamId' | 'personId' | 'role' | 'support'>,
  tourId: string,
  ability: Ability = 'tours.edit',
): Promise<boolean> {
  if (who.support) return false
  if (!onlyOwn(who, ability)) return true
  const makers = await selectMakers(db, who.teamId, [tourId])
  return makers.get(tourId) === who.personId || isAssigned(db, who.teamId, 'tour', tourId, who.personId)
}

/** Those of these tours for which a member, who has the ability, has it. */
export async function touchable(
  db: Db,
  who: Pick<Member, 'teamId' | 'personId' | 'role' | 'support'>,
  tourIds: string[],
): Promise<Set<string>> {
  if (who.support) return new Set()
  if (!onlyOwn(who, 'tours.edit')) return new Set(tourIds)
  const makers = await selectMakers(db, who.teamId, tourIds)
  const assigned = await selectAssigned(db, who.teamId, 'tour', tourIds)
  const given = assigned.filter(({ personId }) => personId === who.personId).map(({ subjectId }) => subjectId)
  return new Set([...tourIds.filter((id) => makers.get(id) === who.personId), ...given])
}

/** As holdTour, for whoever changes, publishes or deletes it. */
export async function holdOwnTour(
  tx: Tx,
  who: Pick<Member, 'teamId' | 'personId' | 'role'>,
  tourId: string,
  ability: Ability = 'tours.edit',
): Promise<StoredTour> {
  const tour = await holdTour(tx, who.teamId, tourId)
  if (!(await mayTouchTour(tx, who, tourId, ability))) throw new Refusal('forbidden', 'tours.not_assigned')
  return tour
}

/** By tour: who takes care of it. */
export async function assigneesOf(db: Db, teamId: string, tourIds: string[]): Promise<Map<string, Assignee[]>> {
  const rows = await selectAssigned(db, teamId, 'tour', tourIds)
  const byTour = Map.groupBy(rows, ({ subjectId }) => subjectId)
  return new Map([...byTour].map(([id, each]) => [id, each.map(({ personId, name }) => ({ id: personId, name }))]))
}

/** Giving a tour to a member twice is the same as once. */
export async function assignTour(
  tx: Tx,
  by: Member,
  tour: StoredTour,
  personId: string,
  { at, tools }: { at: Date; tools: Tools },
): Promise<void> {
  const { teamId } = by
  if (!(await areMembers(tx, teamId, [personId]))) throw new Refusal('not_found', 'tours.unknown_member')
  const fresh = await insertAssignment(tx, {
    ...{ teamId, kind: 'tour', subjectId: tour.id, personId, by: by.personId, at },
  })
  if (!fresh) return
  await tell(tx, by, tour, 'tour.assigned', personId, at)
  if (personId === by.personId) return
  const tourTitle = textIn(tour.document.title, tour.document.defaultLanguage)
  await notifyPerson(tx, tools, {
    ...{ personId, teamId, kind: 'assigned' },
    values: { person: (await findPersonName(tx, by.personId)) ?? '', tour: tourTitle },
    path: `/studio/${teamId}/tours/${tour.id}`,
  })
}

export async function unassignTour(tx: Tx, by: Member, tour: StoredTour, personId: string, at: Date): Promise<void> {
  const removed = await deleteAssignment(tx, { teamId: by.teamId, kind: 'tour', subjectId: tour.id, personId })
  if (removed) await tell(tx, by, tour, 'tour.unassigned', personId, at)
}

async function tell(tx: Tx, by: Member, tour: StoredTour, action: string, assigneeId: string, at: Date) {
  const { teamId, personId } = by
  await record(tx, { teamId, personId, action, targetId: tour.id, details: { memberId: assigneeId }, at })
  await notifyTeam(tx, teamId, { name: 'assignments', tourId: tour.id })
}
