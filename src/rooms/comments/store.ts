// The comments room's SQL: the only file that names its tables. Every read starts from a team and one subject of it.
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { Pin } from './contract.ts'

export interface Subject {
  teamId: string
  kind: 'tour' | 'property'
  id: string
}

export interface ThreadRow {
  id: string
  number: number
  pin: Pin | null
  createdAt: Date
  resolvedAt: Date | null
  resolvedBy: string | null
}

export interface CommentRow {
  id: string
  threadId: string
  authorId: string | null
  authorName: string | null
  text: string
  createdAt: Date
  editedAt: Date | null
  deletedAt: Date | null
}

const mostThreads = 500

const threads = (db: Db, { teamId, kind, id }: Subject) =>
  db
    .selectFrom('comment_thread as thread')
    .leftJoin('comment_resolution as resolution', (join) =>
      join.onRef('resolution.team_id', '=', 'thread.team_id').onRef('resolution.thread_id', '=', 'thread.id'),
    )
    .leftJoin('person as resolver', 'resolver.id', 'resolution.resolved_by')
    .select(['thread.id', 'thread.number', 'thread.pin', 'thread.created_at'])
    .select(['resolution.resolved_at', 'resolver.name as resolver_name'])
    .where('thread.team_id', '=', teamId)
    .where('thread.subject_kind', '=', kind)
    .where('thread.subject_id', '=', id)

const readThread = (row: Awaited<ReturnType<ReturnType<typeof threads>['executeTakeFirstOrThrow']>>): ThreadRow => ({
  id: row.id,
  number: row.number,
  pin: row.pin === null ? null : Pin.parse(row.pin),
  createdAt: row.created_at,
  resolvedAt: row.resolved_at,
  resolvedBy: row.resolver_name,
})

/** Newest first. */
export async function selectThreads(db: Db, subject: Subject): Promise<ThreadRow[]> {
  const rows = await threads(db, subject).orderBy('thread.number', 'desc').limit(mostThreads).execute()
  return rows.map(readThread)
}

export async function findThread(db: Db, subject: Subject, threadId: string): Promise<ThreadRow | undefined> {
  const row = await threads(db, subject).where('thread.id', '=', threadId).executeTakeFirst()
  return row && readThread(row)
}

/** In the order in which they were written. */
export async function selectComments(db: Db, teamId: string, threadIds: string[]): Promise<CommentRow[]> {
  if (threadIds.length === 0) return []
  const rows = await db
    .selectFrom('comment')
    .leftJoin('person as author', 'author.id', 'comment.author_id')
    .leftJoin('comment_deletion as deletion', (join) =>
      join.onRef('deletion.team_id', '=', 'comment.team_id').onRef('deletion.comment_id', '=', 'comment.id'),
    )
    .select(['comment.id', 'comment.thread_id', 'comment.author_id', 'comment.text', 'comment.created_at'])
    .select(['author.name as author_name', 'deletion.deleted_at'])
    .select(
      sql<Date | null>`(select max(edited_at) from comment_edit
        where comment_edit.team_id = comment.team_id and comment_edit.comment_id = comment.id)`.as('edited_at'),
    )
    .where('comment.team_id', '=', teamId)
    .where('comment.thread_id', 'in', threadIds)
    .orderBy('comment.created_at')
    .orderBy('comment.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    threadId: row.thread_id,
    authorId: row.author_id,
    authorName: row.author_name,
    text: row.text,
    createdAt: row.created_at,
    editedAt: row.edited_at,
    deletedAt: row.deleted_at,
  }))
}

/** By comment: who was mentioned in it. */
export async function selectMentions(
  db: Db,
  teamId: string,
  commentIds: string[],
): Promise<Map<string, { id: string; name: string }[]>> {
  const byComment = new Map<string, { id: string; name: string }[]>()
  if (commentIds.length === 0) return byComment
  const rows = await db
    .selectFrom('comment_mention as mention')
    .innerJoin('person', 'person.id', 'mention.person_id')
    .select(['mention.comment_id', 'person.id', 'person.name'])
    .where('mention.team_id', '=', teamId)
    .where('mention.comment_id', 'in', commentIds)
    .orderBy('person.name')
    .execute()
  for (const { comment_id, ...person } of rows)
    byComment.set(comment_id, [...(byComment.get(comment_id) ?? []), person])
  return byComment
}

/** Talks of one subject are numbered one after the other, whoever begins them at the same time. */
export async function insertThread(
  tx: Tx,
  { teamId, kind, id: subjectId }: Subject,
  thread: { id: string; pin: Pin | null; at: Date },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`comments ${subjectId}`}, 0))`.execute(tx)
  const { number } = await tx
    .insertInto('comment_thread')
    .values({
      team_id: teamId,
      id: thread.id,
      subject_kind: kind,
      subject_id: subjectId,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from comment_thread
        where team_id = ${teamId} and subject_kind = ${kind} and subject_id = ${subjectId})`,
      pin: thread.pin && JSON.stringify(thread.pin),
      created_at: thread.at,
    })
    .returning('number')
    .executeTakeFirstOrThrow()
  return number
}

export async function insertComment(
  tx: Tx,
  comment: { teamId: string; id: string; threadId: string; authorId: string; text: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('comment')
    .values({
      team_id: comment.teamId,
      id: comment.id,
      thread_id: comment.threadId,
      author_id: comment.authorId,
      text: comment.text,
      created_at: comment.at,
    })
    .execute()
}

/** The comment as it is, and nobody else changes it until the transaction ends. */
export async function holdComment(tx: Tx, teamId: string, threadId: string, commentId: string) {
  return tx
    .selectFrom('comment')
    .leftJoin('comment_deletion as deletion', (join) =>
      join.onRef('deletion.team_id', '=', 'comment.team_id').onRef('deletion.comment_id', '=', 'comment.id'),
    )
    .select(['comment.author_id as authorId', 'comment.text', 'deletion.deleted_at as deletedAt'])
    .where('comment.team_id', '=', teamId)
    .where('comment.thread_id', '=', threadId)
    .where('comment.id', '=', commentId)
    .forUpdate('comment')
    .executeTakeFirst()
}

/** Writes the new text and keeps what it said before. */
export async function updateText(
  tx: Tx,
  teamId: string,
  commentId: string,
  text: { before: string; after: string },
  at: Date,
): Promise<void> {
  await tx
    .insertInto('comment_edit')
    .values({
      team_id: teamId,
      comment_id: commentId,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from comment_edit
        where team_id = ${teamId} and comment_id = ${commentId})`,
      text_before: text.before,
      edited_at: at,
    })
    .execute()
  await setText(tx, teamId, commentId, text.after)
}

/** Nothing of what was taken back stays: neither the text nor what it said before nor whom it named. */
export async function eraseComment(tx: Tx, teamId: string, commentId: string, at: Date): Promise<void> {
  await setText(tx, teamId, commentId, '')
  for (const table of ['comment_edit', 'comment_mention'] as const)
    await tx.deleteFrom(table).where('team_id', '=', teamId).where('comment_id', '=', commentId).execute()
  await tx
    .insertInto('comment_deletion')
    .values({ team_id: teamId, comment_id: commentId, deleted_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const setText = (tx: Tx, teamId: string, commentId: string, text: string) =>
  tx.updateTable('comment').set({ text }).where('team_id', '=', teamId).where('id', '=', commentId).execute()

/** A talk in which nothing is left to read goes as a whole. */
export async function removeThreadIfEmpty(tx: Tx, teamId: string, threadId: string): Promise<void> {
  const left = (await selectComments(tx, teamId, [threadId])).some(({ deletedAt }) => deletedAt === null)
  if (!left) await tx.deleteFrom('comment_thread').where('team_id', '=', teamId).where('id', '=', threadId).execute()
}

/** Sets who is mentioned and returns who was not before. */
export async function replaceMentions(
  tx: Tx,
  teamId: string,
  commentId: string,
  personIds: string[],
): Promise<string[]> {
  const before = await tx
    .deleteFrom('comment_mention')
    .where('team_id', '=', teamId)
    .where('comment_id', '=', commentId)
    .returning('person_id')
    .execute()
  const known = new Set(before.map(({ person_id }) => person_id))
  if (personIds.length > 0)
    await tx
      .insertInto('comment_mention')
      .values(personIds.map((person_id) => ({ team_id: teamId, comment_id: commentId, person_id })))
      .execute()
  return personIds.filter((id) => !known.has(id))
}

export async function selectEdits(db: Db, teamId: string, commentId: string) {
  const rows = await db
    .selectFrom('comment_edit')
    .select(['text_before', 'edited_at'])
    .where('team_id', '=', teamId)
    .where('comment_id', '=', commentId)
    .orderBy('number', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({ textBefore: row.text_before, editedAt: row.edited_at.toISOString() }))
}

/** False when it was resolved before. */
export async function insertResolution(tx: Tx, teamId: string, threadId: string, by: string, at: Date) {
  const row = await tx
    .insertInto('comment_resolution')
    .values({ team_id: teamId, thread_id: threadId, resolved_by: by, resolved_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('thread_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteResolution(tx: Tx, teamId: string, threadId: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('comment_resolution')
    .where('team_id', '=', teamId)
    .where('thread_id', '=', threadId)
    .returning('thread_id')
    .executeTakeFirst()
  return row !== undefined
}
