// News of a team: announced in the transaction that makes it true, heard by every process after the commit. Small facts only
// (PostgreSQL carries at most 8 KB); whoever hears of a change reads the rest.
import { notify, type Tx } from './db.ts'
import type { Listener } from './listener.ts'

/** What the news are called is the business of the rooms (rooms/media/contract.ts). */
export interface TeamNews {
  name: string
  [field: string]: unknown
}

const channel = 'team_events'

export function notifyTeam(tx: Tx, teamId: string, news: TeamNews): Promise<void> {
  return notify(tx, channel, { teamId, ...news })
}

/** News for one person, on whichever page of a team they are: heard by who subscribes to the person's id. */
export const newsFor = (tx: Tx, personId: string, news: TeamNews): Promise<void> => notifyTeam(tx, personId, news)

export interface TeamSubscriber {
  hear(news: TeamNews): void
  /** News may have been missed: whoever relies on them must read everything again. */
  missed(): void
}

export interface TeamEvents {
  /** To a team's news, or by a person's id to theirs. Returns the way to stop it. */
  subscribe(teamId: string, subscriber: TeamSubscriber): () => void
}

export async function openTeamEvents(listener: Listener): Promise<TeamEvents> {
  const subscribers = new Map<string, Set<TeamSubscriber>>()
  await listener.on(channel, (payload) => {
    const news = parse(payload)
    if (news) for (const subscriber of subscribers.get(news.teamId) ?? []) subscriber.hear(news.rest)
  })
  listener.onGap(() => {
    for (const subscriber of [...subscribers.values()].flatMap((set) => [...set])) subscriber.missed()
  })
  return {
    subscribe(teamId, subscriber) {
      const set = subscribers.get(teamId) ?? new Set()
      subscribers.set(teamId, set.add(subscriber))
      return () => {
        set.delete(subscriber)
        if (set.size === 0 && subscribers.get(teamId) === set) subscribers.delete(teamId)
      }
    },
  }
}

function parse(payload: unknown): { teamId: string; rest: TeamNews } | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined
  if (!('teamId' in payload) || !('name' in payload)) return undefined
  const { teamId, name, ...rest } = payload
  return typeof teamId === 'string' && typeof name === 'string' ? { teamId, rest: { name, ...rest } } : undefined
}
