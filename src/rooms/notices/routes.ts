// The notices room over HTTP: the bell, the preferences, unsubscribing, and the desk's look at the outbox. Who is signed in is found by
// rooms above this one, so their policies are handed in.
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { inTransaction } from '#platform/db.ts'
import { anyone, type Routes, type Who } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { preferredLanguage } from '#platform/words.ts'
import { record } from '#rooms/audit/audit.ts'
import { languages } from '#tour/text.ts'
import {
  ChangePreference,
  kindOf,
  MailState,
  type Notice,
  NoticeCount,
  type NoticeKind,
  NoticePath,
  Notices,
  NoticesQuery,
  noticesPerPage,
  PreferencePath,
  Preferences,
} from './contract.ts'
import { mailIsConfigured } from './notices.ts'
import { lookAtOutbox } from './outbox.ts'
import {
  countUnread,
  findChannels,
  findReader,
  listPreferences,
  markRead,
  savePreference,
  selectNotices,
} from './store.ts'
import { isOurs, UnsubscribeQuery } from './unsubscribe.ts'
import { type Moment, unsubscribePage } from './unsubscribe-page.ts'

export interface NoticeDoors {
  person: Who<{ personId: string }>
  staff: Who<unknown>
  /** Headers of a page with one form and the style in its head. */
  pageHeaders: Readonly<Record<string, string>>
}

export function noticeRoutes(on: Routes, doors: NoticeDoors): void {
  bellRoutes(on, doors)
  preferenceRoutes(on, doors)
  unsubscribeRoutes(on, doors)
  on.get('/api/desk/mail', {
    who: doors.staff,
    reply: MailState,
    answer: async ({ db, tools }) => ({ isConfigured: mailIsConfigured(tools.config), ...(await lookAtOutbox(db)) }),
  })
}

function bellRoutes(on: Routes, { person }: NoticeDoors): void {
  on.get('/api/notices', {
    who: person,
    query: NoticesQuery,
    reply: Notices,
    answer: async ({ db, who, query }) => {
      const rows = await selectNotices(db, who.personId, query.before)
      return {
        unread: await countUnread(db, who.personId),
        notices: rows.slice(0, noticesPerPage).map(onTheWire),
        more: rows.length > noticesPerPage,
      }
    },
  })

  on.get('/api/notices/count', {
    who: person,
    reply: NoticeCount,
    answer: async ({ db, who }) => ({ unread: await countUnread(db, who.personId) }),
  })

  on.put('/api/notices/reading', {
    who: person,
    answer: async ({ tx, who, now }) => void (await markRead(tx, who.personId, undefined, now)),
  })

  on.put('/api/notices/:noticeId/reading', {
    who: person,
    params: NoticePath,
    answer: async ({ tx, who, params, now }) => void (await markRead(tx, who.personId, params.noticeId, now)),
  })
}

function preferenceRoutes(on: Routes, { person }: NoticeDoors): void {
  on.get('/api/notice-preferences', {
    who: person,
    reply: Preferences,
    answer: async ({ db, who, tools }) => ({
      mailLeaves: mailIsConfigured(tools.config),
      preferences: await listPreferences(db, who.personId),
    }),
  })

  on.put('/api/notice-preferences/:kind', {
    who: person,
    params: PreferencePath,
    body: ChangePreference,
    answer: async ({ tx, who, params: { kind }, body, now }) => {
      if (kindOf(kind).isSecurity) throw new Refusal('invalid', 'notices.security_stays')
      await savePreference(tx, who.personId, kind, body, now)
      const entry = {
        teamId: null,
        personId: who.personId,
        action: 'notice.preference_changed',
        targetId: who.personId,
      }
      await record(tx, { ...entry, details: { kind, ...body }, at: now })
    },
  })
}

function unsubscribeRoutes(on: Routes, { pageHeaders }: NoticeDoors): void {
  const show = (reply: FastifyReply, accepted: string | undefined, moment: Moment, kind?: NoticeKind) =>
    reply
      .headers(pageHeaders)
      .code(moment === 'invalid' ? 404 : 200)
      .header('content-type', 'text/html; charset=utf-8')
      .send(unsubscribePage(preferredLanguage(accepted, languages, 'kk'), moment, kind))

  on.raw('GET', '/unsubscribe', {
    who: anyone,
    query: z.unknown(),
    answer: async ({ db, tools, request, reply, query }) => {
      const asked = UnsubscribeQuery.safeParse(query).data
      const accepted = request.headers['accept-language']
      const isValid = asked && isOurs(tools, asked) && (await findReader(db, asked.person))
      return isValid ? show(reply, accepted, 'ask', asked.kind) : show(reply, accepted, 'invalid')
    },
  })

  on.raw('POST', '/unsubscribe', {
    who: anyone,
    query: z.unknown(),
    answer: async ({ db, tools, request, reply, query }) => {
      const asked = UnsubscribeQuery.safeParse(query).data
      const accepted = request.headers['accept-language']
      if (!asked || !isOurs(tools, asked) || kindOf(asked.kind).isSecurity || !(await findReader(db, asked.person)))
        return show(reply, accepted, 'invalid')
      await inTransaction(db, async (tx) => {
        const { inApp, byMail } = await findChannels(tx, asked.person, asked.kind)
        if (!byMail) return
        const [personId, at] = [asked.person, tools.now()]
        await savePreference(tx, personId, asked.kind, { inApp, byMail: false }, at)
        const entry = { teamId: null, personId, action: 'notice.unsubscribed', targetId: personId }
        await record(tx, { ...entry, details: { kind: asked.kind }, at })
      })
      return show(reply, accepted, 'done', asked.kind)
    },
  })
}

type NoticeRow = Awaited<ReturnType<typeof selectNotices>>[number]

const onTheWire = ({ id, kind, team_id, details, path, created_at, read_at }: NoticeRow): Notice => ({
  ...{ id, kind: kind as NoticeKind, teamId: team_id, values: details as Notice['values'], path },
  createdAt: created_at.toISOString(),
  readAt: read_at?.toISOString() ?? null,
})
