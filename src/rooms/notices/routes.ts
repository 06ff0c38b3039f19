// The notices room over HTTP: the bell, the preferences, unsubscribing, and the desk's look at the outbox. Who is signed in is found by
// rooms above this one, so their policies are handed in.
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { type Db, inTransaction, type Tx } from '#platform/db.ts'
import { anyone, type Routes, type Who } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { preferredLanguage } from '#platform/words.ts'
import { record } from '#rooms/audit/audit.ts'
import { languages } from '#tour/text.ts'
import {
  ChangePace,
  ChangePreference,
  Digest,
  kindOf,
  MailPath,
  MailState,
  MailsQuery,
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
import { chooseDigest, findDigest } from './digests.ts'
import { mailIsConfigured } from './notices.ts'
import { countUnread, findReader, listPreferences, markRead, savePreference, selectNotices } from './store.ts'
import { lookAtOutbox, sendAgain } from './troubled.ts'
import { isOurs, type StoppedKind, UnsubscribeQuery } from './unsubscribe.ts'
import { type Moment, unsubscribePage } from './unsubscribe-page.ts'

export interface NoticeDoors {
  person: Who<{ personId: string }>
  staff: Who<{ personId: string; role: string }>
  /** Those of the staff who answer people about their mails. */
  support: Who<{ personId: string }>
  /** Headers of a page with one form and the style in its head. */
  pageHeaders: Readonly<Record<string, string>>
}

export function noticeRoutes(on: Routes, doors: NoticeDoors): void {
  bellRoutes(on, doors)
  preferenceRoutes(on, doors)
  unsubscribeRoutes(on, doors)
  outboxRoutes(on, doors)
}

function outboxRoutes(on: Routes, { staff, support }: NoticeDoors): void {
  on.get('/api/desk/mail', {
    who: staff,
    query: MailsQuery,
    reply: MailState,
    answer: async ({ db, tools, who, query, now }) => {
      const seesAddresses = who.role === 'owner' || who.role === 'support'
      const state = await lookAtOutbox(db, { before: query.before, seesAddresses, now })
      return { isConfigured: mailIsConfigured(tools.config), ...state }
    },
  })

  on.post('/api/desk/mail/:mailId/sendings', {
    who: support,
    params: MailPath,
    answer: ({ tx, tools, who, params }) => sendAgain(tx, tools, params.mailId, who.personId),
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
      digest: await digestOf(db, who.personId),
      preferences: await listPreferences(db, who.personId),
    }),
  })

  on.put('/api/notice-preferences', {
    who: person,
    body: ChangePace,
    answer: async ({ tx, who, body: { mail }, now }) => {
      for (const { kind, inApp, isSecurity } of await listPreferences(tx, who.personId))
        if (!isSecurity) await savePreference(tx, who.personId, kind, { inApp, mail }, now)
      await recordChoice(tx, who.personId, { kind: 'all', mail }, now)
    },
  })

  on.put('/api/notice-digest', {
    who: person,
    body: Digest,
    answer: ({ tx, tools, who, body, now }) => chooseDigest(tx, tools, who.personId, body, now),
  })

  on.put('/api/notice-preferences/:kind', {
    who: person,
    params: PreferencePath,
    body: ChangePreference,
    answer: async ({ tx, who, params: { kind }, body, now }) => {
      if (kindOf(kind).isSecurity) throw new Refusal('invalid', 'notices.security_stays')
      await savePreference(tx, who.personId, kind, body, now)
      await recordChoice(tx, who.personId, { kind, ...body }, now)
    },
  })
}

async function digestOf(db: Db, personId: string): Promise<Digest | null> {
  const found = await findDigest(db, personId)
  return found ? { hour: found.hour, timeZone: found.timeZone } : null
}

const recordChoice = (tx: Tx, personId: string, details: Record<string, unknown>, at: Date) =>
  record(tx, { teamId: null, personId, action: 'notice.preference_changed', targetId: personId, details, at })

function unsubscribeRoutes(on: Routes, { pageHeaders }: NoticeDoors): void {
  const show = (reply: FastifyReply, accepted: string | undefined, moment: Moment, kind?: StoppedKind) =>
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
      if (!asked || !isOurs(tools, asked) || isForSafety(asked.kind) || !(await findReader(db, asked.person)))
        return show(reply, accepted, 'invalid')
      await inTransaction(db, (tx) => stopMails(tx, asked.person, asked.kind, tools.now()))
      return show(reply, accepted, 'done', asked.kind)
    },
  })
}

const isForSafety = (kind: StoppedKind) => kind !== 'digest' && kindOf(kind).isSecurity === true

/** Of one kind; or, for the mail of the day, of all that came in it. Twice is the same as once. */
async function stopMails(tx: Tx, personId: string, stopped: StoppedKind, at: Date): Promise<void> {
  const chosen = (await listPreferences(tx, personId)).filter(({ kind, mail }) =>
    stopped === 'digest' ? mail === 'daily' : kind === stopped && mail !== 'off',
  )
  if (chosen.length === 0) return
  for (const { kind, inApp } of chosen) await savePreference(tx, personId, kind, { inApp, mail: 'off' }, at)
  const entry = { teamId: null, personId, action: 'notice.unsubscribed', targetId: personId }
  await record(tx, { ...entry, details: { kind: stopped }, at })
}

type NoticeRow = Awaited<ReturnType<typeof selectNotices>>[number]

const onTheWire = ({ id, kind, team_id, details, path, created_at, read_at }: NoticeRow): Notice => ({
  ...{ id, kind: kind as NoticeKind, teamId: team_id, values: details as Notice['values'], path },
  createdAt: created_at.toISOString(),
  readAt: read_at?.toISOString() ?? null,
})
