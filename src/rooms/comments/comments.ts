// The comments room's door: what a team's members tell each other about a tour, pinned to a view, a hotspot or the whole. Nothing of
// it ever goes to visitors, and nobody outside the team hears of it.
import type { Db, Tx } from '#platform/db.ts'
import { notifyTeam } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { record } from '#rooms/audit/audit.ts'
import type { Member } from '#rooms/teams/teams.ts'
import { areMembers } from '#rooms/teams/teams.ts'
import type { NewComment, NewThread, Thread } from './contract.ts'
import {
  deleteResolution,
  eraseComment,
  findThread,
  holdComment,
  insertComment,
  insertResolution,
  insertThread,
  removeThreadIfEmpty,
  replaceMentions,
  type Subject,
  selectComments,
  selectMentions,
  selectThreads,
  type ThreadRow,
  updateText,
} from './store.ts'
import { tellOthers } from './telling.ts'

export type { Subject } from './store.ts'

/** What a verb needs: who writes, about what, and how that is called where people are told of it. */
export interface Talk {
  by: Member
  subject: Subject
  title: string
  at: Date
  tools: Tools
}

export async function beginThread(tx: Tx, talk: Talk, wanted: NewThread): Promise<string> {
  const { subject, at } = talk
  const threadId = newId(at)
  const number = await insertThread(tx, subject, { id: threadId, pin: wanted.pin, at })
  await write(tx, talk, { id: threadId, number }, wanted)
  return threadId
}

export async function addComment(tx: Tx, talk: Talk, threadId: string, wanted: NewComment): Promise<void> {
  await write(tx, talk, await mustFind(tx, talk.subject, threadId), wanted)
}

async function write(tx: Tx, talk: Talk, thread: { id: string; number: number }, { text, mentions }: NewComment) {
  const { by, subject, at } = talk
  const mentioned = await checkMentions(tx, by, mentions)
  const commentId = newId(at)
  await insertComment(tx, { teamId: by.teamId, id: commentId, threadId: thread.id, authorId: by.personId, text, at })
  await replaceMentions(tx, by.teamId, commentId, mentioned)
  await tell(tx, talk, 'comment.written', thread, { commentId })
  await tellOthers(tx, talk, { threadId: thread.id, commentId, text, mentioned, isNew: true })
  await newsOf(tx, subject)
}

/** Only its author rewrites a comment; what it said before stays to be read. */
export async function changeComment(
  tx: Tx,
  talk: Talk,
  where: { threadId: string; commentId: string },
  { text, mentions }: NewComment,
): Promise<void> {
  const { by, subject, at } = talk
  const thread = await mustFind(tx, subject, where.threadId)
  const comment = await holdOwn(tx, by, where)
  const mentioned = await checkMentions(tx, by, mentions)
  const fresh = await replaceMentions(tx, by.teamId, where.commentId, mentioned)
  if (comment.text !== text) {
    await updateText(tx, by.teamId, where.commentId, { before: comment.text, after: text }, at)
    await tell(tx, talk, 'comment.changed', thread, { commentId: where.commentId })
  }
  await tellOthers(tx, talk, { ...where, text, mentioned: fresh, isNew: false })
  await newsOf(tx, subject)
}

/** Its author takes a comment back: the text is gone for good, only that there was one stays among the answers to it. */
export async function deleteComment(tx: Tx, talk: Talk, where: { threadId: string; commentId: string }): Promise<void> {
  const { by, subject, at } = talk
  const thread = await mustFind(tx, subject, where.threadId)
  await holdOwn(tx, by, where)
  await eraseComment(tx, by.teamId, where.commentId, at)
  await removeThreadIfEmpty(tx, by.teamId, where.threadId)
  await tell(tx, talk, 'comment.deleted', thread, { commentId: where.commentId })
  await newsOf(tx, subject)
}

export async function resolveThread(tx: Tx, talk: Talk, threadId: string): Promise<void> {
  const thread = await mustFind(tx, talk.subject, threadId)
  if (!(await insertResolution(tx, talk.by.teamId, threadId, talk.by.personId, talk.at))) return
  await tell(tx, talk, 'comment.resolved', thread)
  await newsOf(tx, talk.subject)
}

export async function reopenThread(tx: Tx, talk: Talk, threadId: string): Promise<void> {
  const thread = await mustFind(tx, talk.subject, threadId)
  if (!(await deleteResolution(tx, talk.by.teamId, threadId))) return
  await tell(tx, talk, 'comment.reopened', thread)
  await newsOf(tx, talk.subject)
}

/** All talks about one subject, the newest first. */
export async function listThreads(db: Db, subject: Subject): Promise<Thread[]> {
  return withComments(db, subject.teamId, await selectThreads(db, subject))
}

export async function describeThread(db: Db, subject: Subject, threadId: string): Promise<Thread> {
  const [thread] = await withComments(db, subject.teamId, [await mustFind(db, subject, threadId)])
  if (!thread) throw new Refusal('not_found', 'comments.not_found')
  return thread
}

async function withComments(db: Db, teamId: string, threads: ThreadRow[]): Promise<Thread[]> {
  const rows = await selectComments(
    db,
    teamId,
    threads.map(({ id }) => id),
  )
  const mentions = await selectMentions(
    db,
    teamId,
    rows.map(({ id }) => id),
  )
  const byThread = Map.groupBy(rows, ({ threadId }) => threadId)
  return threads.map(({ createdAt, resolvedAt, ...thread }) => ({
    ...thread,
    createdAt: createdAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    comments: (byThread.get(thread.id) ?? []).map((row) => ({
      id: row.id,
      author: row.authorId && row.authorName !== null ? { id: row.authorId, name: row.authorName } : null,
      text: row.text,
      mentions: mentions.get(row.id) ?? [],
      createdAt: row.createdAt.toISOString(),
      editedAt: row.deletedAt ? null : (row.editedAt?.toISOString() ?? null),
      deletedAt: row.deletedAt?.toISOString() ?? null,
    })),
  }))
}

async function mustFind(db: Db, subject: Subject, threadId: string): Promise<ThreadRow> {
  const thread = await findThread(db, subject, threadId)
  if (!thread) throw new Refusal('not_found', 'comments.not_found')
  return thread
}

async function holdOwn(tx: Tx, by: Member, { threadId, commentId }: { threadId: string; commentId: string }) {
  const comment = await holdComment(tx, by.teamId, threadId, commentId)
  if (!comment || comment.deletedAt) throw new Refusal('not_found', 'comments.not_found')
  if (comment.authorId !== by.personId) throw new Refusal('forbidden', 'comments.not_yours')
  return comment
}

/** Each once; people who are not of the team are refused alike, whether or not they exist. */
async function checkMentions(db: Db, { teamId }: Member, mentions: string[]): Promise<string[]> {
  const each = [...new Set(mentions)]
  if (!(await areMembers(db, teamId, each))) throw new Refusal('invalid', 'comments.unknown_member')
  return each
}

const tell = (
  tx: Tx,
  { by, subject, at }: Talk,
  action: string,
  thread: { id: string; number: number },
  details: Record<string, unknown> = {},
) =>
  record(tx, {
    teamId: by.teamId,
    personId: by.personId,
    action,
    targetId: subject.id,
    details: { threadId: thread.id, number: thread.number, ...details },
    at,
  })

/** The team's open pages read the talks anew. */
const newsOf = (tx: Tx, { teamId, id }: Subject) => notifyTeam(tx, teamId, { name: 'comments', tourId: id })
