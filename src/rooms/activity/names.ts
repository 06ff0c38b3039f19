// What the people and things of a team's history are called now, and where they are in the studio. Whoever or whatever is gone says
// so; nothing of another team is ever named.
import type { Db } from '#platform/db.ts'
import type { HistoryEntry } from '#rooms/audit/audit.ts'
import { fileNamesOf } from '#rooms/media/media.ts'
import { findTeam, namesOf } from '#rooms/teams/teams.ts'
import { titlesOf } from '#rooms/tours/tours.ts'
import type { Activity } from './contract.ts'

export interface Names {
  person(personId: string | null): Activity['person']
  target(entry: HistoryEntry): Activity['target']
  path(teamId: string, entry: HistoryEntry): string | null
  /** Placeholders that name somebody. */
  values(details: Record<string, unknown>): Record<string, string>
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const isId = (value: unknown): value is string => typeof value === 'string' && uuid.test(value)
const nounOf = ({ action }: HistoryEntry) => action.split('.')[0] ?? ''

/** The tour that an entry is about. */
function tourOf(entry: HistoryEntry): string | undefined {
  const id = ['tour', 'comment'].includes(nounOf(entry)) ? entry.targetId : entry.details.tourId
  return isId(id) ? id : undefined
}

export async function findNames(db: Db, teamId: string, entries: HistoryEntry[]): Promise<Names> {
  const ids = entries.flatMap(({ targetId }) => (isId(targetId) ? targetId : []))
  const peopleIds = entries.flatMap(({ personId, details }) => [personId, details.memberId].filter(isId))
  const memberIds = entries.filter((entry) => nounOf(entry) === 'member').map(({ targetId }) => targetId)
  const people = await namesOf(db, [...new Set([...peopleIds, ...memberIds.filter(isId)])])
  const tours = await titlesOf(db, teamId, [...new Set(entries.flatMap((entry) => tourOf(entry) ?? []))])
  const files = await fileNamesOf(db, teamId, [...new Set(ids)])
  const team = await findTeam(db, teamId)

  const target: Names['target'] = (entry) => {
    const tour = tours.get(tourOf(entry) ?? '')
    const { targetId, details } = entry
    if (nounOf(entry) === 'member') return people.get(targetId ?? '') ?? null
    if (nounOf(entry) === 'team') return team?.name ?? null
    if (nounOf(entry) === 'key') return typeof details.name === 'string' ? details.name : null
    if (['panorama', 'attachment'].includes(nounOf(entry)))
      return files.get(targetId ?? '') ?? (typeof details.fileName === 'string' ? details.fileName : null)
    return tour?.title ?? null
  }
  return {
    person: (personId) => {
      if (personId === null) return null
      const name = people.get(personId)
      return name === undefined ? 'gone' : { id: personId, name }
    },
    target,
    path: (id, entry) => pathOf(id, entry, tours),
    values: ({ memberId }): Record<string, string> => {
      const member = isId(memberId) && people.get(memberId)
      return member ? { member } : {}
    },
  }
}

const sections: Record<string, string> = {
  lead: 'leads',
  key: 'team/keys',
  member: 'team/members',
  invitation: 'team/members',
  ownership: 'team/members',
  team: 'team/profile',
}

function pathOf(teamId: string, entry: HistoryEntry, tours: Awaited<ReturnType<typeof titlesOf>>): string | null {
  const studio = `/studio/${teamId}`
  const section = sections[nounOf(entry)]
  if (section) return `${studio}/${section}`
  const tourId = tourOf(entry)
  const tour = tourId && tours.get(tourId)
  if (!tour || tour.isDeleted) return null
  const { threadId } = entry.details
  return `${studio}/tours/${tourId}${isId(threadId) ? `?comment=${threadId}` : ''}`
}
