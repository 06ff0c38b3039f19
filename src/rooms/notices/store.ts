// The rows of the notices room besides its outbox.
import type { Db, Tx } from '#platform/db.ts'
import { kindOf, kindsOfNotice, type MailPace, type NoticeKind, noticesPerPage } from './contract.ts'

export const findReader = (db: Db, personId: string) =>
  db.selectFrom('person').select(['email', 'language']).where('id', '=', personId).executeTakeFirst()

export interface Channels {
  inApp: boolean
  mail: MailPace
}

/** A person's own choice, or what the kind of notice says. Mail about safety is not a matter of choice. */
export async function findChannels(db: Db, personId: string, kind: NoticeKind): Promise<Channels> {
  const row = await db
    .selectFrom('notice_preference')
    .select(['in_app', 'mail'])
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return channelsOf(kind, row)
}

function channelsOf(kind: NoticeKind, chosen: { in_app: boolean; mail: MailPace } | undefined): Channels {
  const { inApp, byMail, isSecurity } = kindOf(kind)
  if (isSecurity || !chosen) return { inApp, mail: byMail ? 'instant' : 'off' }
  return { inApp: chosen.in_app, mail: chosen.mail }
}

/** Every kind with its channels, in the order of the table of kinds. */
export async function listPreferences(db: Db, personId: string) {
  const rows = await db.selectFrom('notice_preference').selectAll().where('person_id', '=', personId).execute()
  return kindsOfNotice.map((kind) => ({
    kind,
    ...channelsOf(
      kind,
      rows.find((row) => row.kind === kind),
    ),
    isSecurity: kindOf(kind).isSecurity ?? false,
  }))
}

export async function savePreference(tx: Tx, personId: string, kind: NoticeKind, chosen: Channels, at: Date) {
  const values = { in_app: chosen.inApp, mail: chosen.mail, changed_at: at }
  await tx
    .insertInto('notice_preference')
    .values({ person_id: personId, kind, ...values })
    .onConflict((conflict) => conflict.columns(['person_id', 'kind']).doUpdateSet(values))
    .execute()
}

interface NewNotice {
  id: string
  personId: string
  teamId?: string | undefined
  kind: NoticeKind
  values: Record<string, string | number>
  path: string | null
  key?: string | undefined
  /** False: it only waits for the mail of the day. */
  inApp: boolean
  awaitsDigest: boolean
  at: Date
}

/** False when the person was told this key before. */
export async function insertNotice(tx: Tx, notice: NewNotice): Promise<boolean> {
  const row = await tx
    .insertInto('notice')
    .values({
      ...{ id: notice.id, person_id: notice.personId, team_id: notice.teamId ?? null, kind: notice.kind },
      ...{ details: JSON.stringify(notice.values), path: notice.path, key: notice.key ?? null },
      ...{ created_at: notice.at, read_at: null, in_app: notice.inApp, awaits_digest: notice.awaitsDigest },
    })
    .onConflict((conflict) => conflict.columns(['person_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function countUnread(db: Db, personId: string): Promise<number> {
  const row = await db
    .selectFrom('notice')
    .select((each) => each.fn.countAll<string>().as('unread'))
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .where('in_app', '=', true)
    .executeTakeFirstOrThrow()
  return Number(row.unread)
}

/** Newest first; one more than a page, to know whether there are more. */
export const selectNotices = (db: Db, personId: string, before: string | undefined) =>
  db
    .selectFrom('notice')
    .select(['id', 'kind', 'team_id', 'details', 'path', 'created_at', 'read_at'])
    .where('person_id', '=', personId)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    .where('kind', 'in', kindsOfNotice)
    .where('in_app', '=', true)
    .orderBy('id', 'desc')
    .limit(noticesPerPage + 1)
    .execute()

/** All of a person's, or one. Returns how many had been unread. */
export async function markRead(tx: Tx, personId: string, noticeId: string | undefined, at: Date): Promise<number> {
  const changed = await tx
    .updateTable('notice')
    .set({ read_at: at })
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .where('in_app', '=', true)
    .$if(noticeId !== undefined, (query) => query.where('id', '=', noticeId ?? ''))
    .executeTakeFirst()
  return Number(changed.numUpdatedRows)
}

/** What a person was told of a team, read or not, also for the mail of the day. */
export async function deleteTeamNotices(tx: Tx, personId: string, teamId: string): Promise<void> {
  await tx.deleteFrom('notice').where('person_id', '=', personId).where('team_id', '=', teamId).execute()
}
