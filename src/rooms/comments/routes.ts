// Comments on tours over HTTP. Whoever sees the team's tours reads them; who may write is in the table of abilities.
import { z } from 'zod'
import type { Db } from '#platform/db.ts'
import type { Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { countAttempt } from '#rooms/accounts/accounts.ts'
import { able, type Member } from '#rooms/teams/teams.ts'
import { TourPath } from '#rooms/tours/contract.ts'
import { findTour, type StoredTour } from '#rooms/tours/tours.ts'
import { textIn } from '#tour/fallback.ts'
import {
  addComment,
  beginThread,
  changeComment,
  deleteComment,
  describeThread,
  listThreads,
  reopenThread,
  resolveThread,
  type Subject,
  type Talk,
} from './comments.ts'
import { CommentEdit, CommentPath, NewComment, NewThread, Thread, ThreadPath } from './contract.ts'
import { selectEdits } from './store.ts'

const base = '/api/teams/:teamId/tours/:tourId/threads'
/** A lively talk stays far below; a program that went wild doesn't fill the others' mailboxes. */
const perPerson = { atMost: 120, windowSeconds: 600 }

const countWriting = ({ db, who, now }: { db: Db; who: Member; now: Date }) =>
  countAttempt(db, [{ bucket: `comments:${who.personId}`, ...perPerson }], now)

const about = ({ teamId, id }: StoredTour): Subject => ({ teamId, kind: 'tour', id })

const talkOf = (by: Member, tour: StoredTour, at: Date, tools: Tools): Talk => ({
  by,
  subject: about(tour),
  title: textIn(tour.document.title, tour.document.defaultLanguage),
  at,
  tools,
})

export function commentRoutes(on: Routes): void {
  readingRoutes(on)
  writingRoutes(on)

  on.put(`${base}/:threadId/resolution`, {
    who: able('comments.write'),
    params: ThreadPath,
    prepare: countWriting,
    answer: async ({ tx, who, params, now, tools }) =>
      resolveThread(tx, talkOf(who, await findTour(tx, who.teamId, params.tourId), now, tools), params.threadId),
  })

  on.delete(`${base}/:threadId/resolution`, {
    who: able('comments.write'),
    params: ThreadPath,
    prepare: countWriting,
    answer: async ({ tx, who, params, now, tools }) =>
      reopenThread(tx, talkOf(who, await findTour(tx, who.teamId, params.tourId), now, tools), params.threadId),
  })
}

function readingRoutes(on: Routes): void {
  on.get(base, {
    who: able('comments.view'),
    params: TourPath,
    reply: z.array(Thread),
    answer: async ({ db, who, params }) => listThreads(db, about(await findTour(db, who.teamId, params.tourId))),
  })

  on.get(`${base}/:threadId/comments/:commentId/edits`, {
    who: able('comments.view'),
    params: CommentPath,
    reply: z.array(CommentEdit),
    answer: async ({ db, who, params }) => {
      const subject = about(await findTour(db, who.teamId, params.tourId))
      const { comments } = await describeThread(db, subject, params.threadId)
      if (!comments.some(({ id }) => id === params.commentId)) throw new Refusal('not_found', 'comments.not_found')
      return selectEdits(db, who.teamId, params.commentId)
    },
  })
}

function writingRoutes(on: Routes): void {
  on.post(base, {
    who: able('comments.write'),
    params: TourPath,
    body: NewThread,
    reply: Thread,
    prepare: countWriting,
    answer: async ({ tx, who, params, body, now, reply, tools }) => {
      const talk = talkOf(who, await findTour(tx, who.teamId, params.tourId), now, tools)
      const threadId = await beginThread(tx, talk, body)
      reply.code(201)
      return describeThread(tx, talk.subject, threadId)
    },
  })

  on.post(`${base}/:threadId/comments`, {
    who: able('comments.write'),
    params: ThreadPath,
    body: NewComment,
    reply: Thread,
    prepare: countWriting,
    answer: async ({ tx, who, params, body, now, reply, tools }) => {
      const talk = talkOf(who, await findTour(tx, who.teamId, params.tourId), now, tools)
      await addComment(tx, talk, params.threadId, body)
      reply.code(201)
      return describeThread(tx, talk.subject, params.threadId)
    },
  })

  on.put(`${base}/:threadId/comments/:commentId`, {
    who: able('comments.write'),
    params: CommentPath,
    body: NewComment,
    reply: Thread,
    prepare: countWriting,
    answer: async ({ tx, who, params, body, now, tools }) => {
      const talk = talkOf(who, await findTour(tx, who.teamId, params.tourId), now, tools)
      await changeComment(tx, talk, params, body)
      return describeThread(tx, talk.subject, params.threadId)
    },
  })

  on.delete(`${base}/:threadId/comments/:commentId`, {
    who: able('comments.write'),
    params: CommentPath,
    answer: async ({ tx, who, params, now, tools }) => {
      const talk = talkOf(who, await findTour(tx, who.teamId, params.tourId), now, tools)
      await deleteComment(tx, talk, params)
    },
  })
}
