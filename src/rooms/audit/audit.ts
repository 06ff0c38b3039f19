// The history: every verb that changes business state writes one entry here, in its own transaction. Entries are never changed, and
// the database chains them by hashes (docs/decisions/168). Security events stand apart: they also tell of what did not happen.
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { shortenedAddress } from '#platform/secret.ts'
import type { Tools } from '#platform/tools.ts'

export { anchorHistory, readAnchorLines } from './anchor.ts'
export { cutChains, eraseOldOrigins } from './retention.ts'
export { type FoundEntry, searchHistory, searchSecurity } from './search.ts'
export { type HistoryEntry, selectTeamHistory, type WantedHistory } from './team-history.ts'
export { verifyHistory } from './verify.ts'

export interface AuditEntry {
  teamId: string | null
  personId: string | null
  /** `noun.verb-in-the-past`, e.g. `tour.published`. */
  action: string
  targetId?: string
  details?: Record<string, unknown>
  at: Date
}

export async function record(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit_entry')
    .values({
      team_id: entry.teamId,
      person_id: entry.personId,
      action: entry.action,
      target_id: entry.targetId ?? null,
      details: withKey(entry.details ?? {}),
      at: entry.at,
    })
    .execute()
}

/** What a program did with a key names the key (src/platform/origin.ts says which): `keyId` and `keyName`. */
const withKey = (details: Record<string, unknown>) =>
  sql<string>`${JSON.stringify(details)}::jsonb || coalesce(nullif(current_setting('panoqor.key', true), '')::jsonb, '{}')`

export interface SecurityEvent {
  personId: string | null
  /** `noun.verb-in-the-past`, e.g. `sign_in.failed`. */
  kind: string
  /** Never a secret, and nothing that names a person: ids, kinds, counts. */
  details?: Record<string, unknown>
  ip: string
  userAgent: string
  at: Date
}

const longestUserAgent = 300

/** In a statement of its own, so that it stays when the request's transaction is rolled back: call it with `db`, not with `tx`. */
export async function recordSecurity(db: Db, event: SecurityEvent, { secret }: Pick<Tools, 'secret'>): Promise<void> {
  await db
    .insertInto('security_event')
    .values({
      person_id: event.personId,
      kind: event.kind,
      details: JSON.stringify(event.details ?? {}),
      network: secret.networkName(event.ip),
      shortened_address: shortenedAddress(event.ip),
      user_agent: event.userAgent.slice(0, longestUserAgent),
      at: event.at,
    })
    .execute()
}

/** Details of the newest entry of this kind about one thing. */
export async function findNewestDetails(
  db: Db,
  { teamId, action, targetId }: { teamId: string; action: string; targetId: string },
): Promise<Record<string, unknown> | undefined> {
  const row = await db
    .selectFrom('audit_entry')
    .select('details')
    .where('team_id', '=', teamId)
    .where('action', '=', action)
    .where('target_id', '=', targetId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.details
}
