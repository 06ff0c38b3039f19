// The activity room's door: a team's history as members read it. What was done many times in a row is told once; names are those of
// today. Only reads, and only what the sentence of an action shows.
import type { Db } from '#platform/db.ts'
import { wordsOf } from '#platform/words.ts'
import { type HistoryEntry, selectTeamHistory, type WantedHistory } from '#rooms/audit/audit.ts'
import type { Activity, ActivityPage, ActivityQuery } from './contract.ts'
import { activityKinds } from './kinds/contract.ts'
import { findNames, type Names } from './names.ts'

/** The house's own work, and what is between the operator and a visitor. */
const notForTheTeam = ['panorama.ready', 'attachment.ready', 'tour.reported', 'report.settled']
/** What the operator's staff did: who of them it was is not the team's business. */
const operatorActions = /^(hold|agreement)\.|^team\.terminat/
/** What the staff write about a team for themselves has a noun that is in none of the kinds. */
const allNouns = Object.values(activityKinds).flat()
const perPage = 40
const perRead = 200
/** Somebody who saves all day makes a short page, not a slow one. */
const mostReads = 10
const togetherMs = 3_600_000

export async function readActivity(db: Db, teamId: string, query: ActivityQuery): Promise<ActivityPage> {
  const groups: Group[] = []
  let beforeId = query.before
  let more = true
  for (let reads = 0; more && reads < mostReads && groups.length < perPage; reads++) {
    const entries = await selectTeamHistory(db, { ...wanted(teamId, query), beforeId })
    more = entries.length === perRead
    for (const entry of entries) {
      if (groups.length >= perPage && !joins(groups, entry)) {
        more = true
        break
      }
      add(groups, entry)
      beforeId = entry.id
    }
  }
  const names = await findNames(
    db,
    teamId,
    groups.map(({ newest }) => newest),
  )
  return { entries: groups.map((group) => onTheWire(teamId, group, names)), next: more ? (beforeId ?? null) : null }
}

function wanted(teamId: string, query: ActivityQuery): WantedHistory {
  const midnight = (day: string, plusDays = 0) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + plusDays * 86_400_000 + query.offsetMinutes * 60_000)
  return {
    teamId,
    personId: query.personId,
    targetId: query.tourId,
    nouns: query.kind ? activityKinds[query.kind] : allNouns,
    without: notForTheTeam,
    from: query.from ? midnight(query.from) : undefined,
    until: query.to ? midnight(query.to, 1) : undefined,
    limit: perRead,
  }
}

interface Group {
  key: string
  newest: HistoryEntry
  count: number
  since: Date
}

/** What is told as one: saves of one tour, files of one upload. Everything else stands alone. */
function keyOf({ id, action, personId, targetId, details }: HistoryEntry): string {
  const who = `${action} ${personId} ${details.keyId ?? ''}`
  if (['tour.saved', 'tour.scene_added', 'comment.changed'].includes(action)) return `${who} ${targetId}`
  return /^(panorama|attachment)\./.test(action) ? who : id
}

function joins(groups: Group[], entry: HistoryEntry): Group | undefined {
  const key = keyOf(entry)
  const group = groups.findLast((each) => each.key === key)
  return group && group.since.getTime() - entry.at.getTime() <= togetherMs ? group : undefined
}

function add(groups: Group[], entry: HistoryEntry): void {
  const group = joins(groups, entry)
  if (!group) groups.push({ key: keyOf(entry), newest: entry, count: 1, since: entry.at })
  else {
    group.count++
    group.since = entry.at
  }
}

function onTheWire(teamId: string, { newest, count, since }: Group, names: Names): Activity {
  const { action, details } = newest
  const noun = action.split('.')[0] ?? ''
  return {
    id: newest.id,
    action,
    person: operatorActions.test(action) ? 'operator' : names.person(newest.personId),
    key: typeof details.keyName === 'string' && noun !== 'key' ? details.keyName : null,
    target: names.target(newest),
    path: names.path(teamId, newest),
    values: { ...shownValues(action, details), ...names.values(details) },
    count,
    at: newest.at.toISOString(),
    since: since.toISOString(),
  }
}

/** Details that the sentence has no place for stay here. */
function shownValues(action: string, details: Record<string, unknown>): Record<string, string | number> {
  const sentence = wordsOf('en')[`activity.${action}`] ?? ''
  const shown = new Set([...sentence.matchAll(/\{(\w+)/g)].map(([, name]) => name))
  return Object.fromEntries(
    Object.entries(details).flatMap(([name, value]) =>
      shown.has(name) && (typeof value === 'string' || typeof value === 'number') ? [[name, value]] : [],
    ),
  )
}
