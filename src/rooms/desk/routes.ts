// The desk over HTTP: search, lists, one page per account and per team, and the verbs of the staff. What changes somebody's access asks
// for a proof of identity that is not older than ten minutes.
import { z } from 'zod'
import type { Db } from '#platform/db.ts'
import type { Routes } from '#platform/http.ts'
import { cursorIn, pageLength } from '#platform/paging.ts'
import { Refusal } from '#platform/refusal.ts'
import { word } from '#platform/words.ts'
import { proven, sendReset, staff, staffIn } from '#rooms/accounts/accounts.ts'
import { accountPage } from './account-page.ts'
import { beginningOf } from './beginning.ts'
import {
  AccountPage,
  AccountPath,
  Accounts,
  AccountsQuery,
  DeskTeamPath,
  Found,
  HoldPath,
  HoldPreview,
  HoldPreviewBody,
  Holds,
  HoldsQuery,
  LiftHold,
  NewNote,
  PlaceHold,
  Revoke,
  SearchQuery,
  TeamPage,
  Teams,
  TeamsQuery,
  Terminate,
} from './contract.ts'
import { endService, orderDeletion, release, restrict, resumeService, signOutEverywhere } from './desk.ts'
import { listHolds } from './holds-list.ts'
import { listAccounts, listTeams } from './lists.ts'
import { addNote, type NoteSubject } from './notes.ts'
import { teamPage } from './team-page.ts'
import { sayHold } from './telling.ts'

const found = 8
const mostMatches = 300

export function deskRoutes(on: Routes): void {
  listRoutes(on)
  pageRoutes(on)
  holdRoutes(on)
  terminationRoutes(on)
  accountVerbs(on)
}

interface ListQuery {
  before?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** `to` names the last day that counts. */
const span = ({ before, from, to }: ListQuery) => ({
  before: cursorIn(before),
  from: from === undefined ? undefined : new Date(from),
  to: to === undefined ? undefined : new Date(new Date(to).getTime() + 86_400_000),
})

function listRoutes(on: Routes): void {
  on.get('/api/desk/search', {
    who: staff,
    query: SearchQuery,
    reply: Found,
    answer: async ({ db, query: { q }, now }) => {
      const wish = { filter: 'all', q, now, limit: found, mostMatches } as const
      const [accounts, teams] = await Promise.all([listAccounts(db, wish), listTeams(db, wish)])
      return { accounts: accounts.items, teams: teams.items }
    },
  })

  on.get('/api/desk/accounts', {
    who: staff,
    query: AccountsQuery,
    reply: Accounts,
    answer: ({ db, query, now }) => listAccounts(db, { ...query, ...span(query), now, limit: pageLength }),
  })

  on.get('/api/desk/teams', {
    who: staff,
    query: TeamsQuery,
    reply: Teams,
    answer: ({ db, query, now }) => listTeams(db, { ...query, ...span(query), now, limit: pageLength }),
  })

  on.get('/api/desk/holds', {
    who: staff,
    query: HoldsQuery,
    reply: Holds,
    answer: ({ db, query, now }) => listHolds(db, { ...query, before: cursorIn(query.before), now, limit: pageLength }),
  })
}

function pageRoutes(on: Routes): void {
  on.get('/api/desk/accounts/:personId', {
    who: staff,
    params: AccountPath,
    reply: AccountPage,
    answer: ({ db, params, now }) => accountPage(db, params.personId, now),
  })

  on.get('/api/desk/teams/:teamId', {
    who: staff,
    params: DeskTeamPath,
    reply: TeamPage,
    answer: ({ db, params, now, tools }) => teamPage(db, params.teamId, tools.config.teamQuotaBytes, now),
  })

  on.post('/api/desk/accounts/:personId/notes', {
    who: staffIn('support', 'moderation', 'billing'),
    params: AccountPath,
    body: NewNote,
    answer: async ({ tx, who, params, body, now, reply }) => {
      const subject: NoteSubject = { kind: 'person', id: params.personId }
      await refuseMissing(tx, subject)
      await addNote(tx, subject, body.text, who.personId, now)
      reply.code(201)
    },
  })

  on.post('/api/desk/teams/:teamId/notes', {
    who: staffIn('support', 'moderation', 'billing'),
    params: DeskTeamPath,
    body: NewNote,
    answer: async ({ tx, who, params, body, now, reply }) => {
      const subject: NoteSubject = { kind: 'team', id: params.teamId }
      await refuseMissing(tx, subject)
      await addNote(tx, subject, body.text, who.personId, now)
      reply.code(201)
    },
  })
}

async function refuseMissing(db: Db, { kind, id }: NoteSubject): Promise<void> {
  const row = await db.selectFrom(kind).select('id').where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'http.not_found')
}

function holdRoutes(on: Routes): void {
  on.post('/api/desk/hold-previews', {
    who: staffIn('moderation', 'billing'),
    body: HoldPreviewBody,
    reply: HoldPreview,
    answer: ({ body, now }) => {
      const { language, until, name, beginsAt: wanted, ...hold } = body
      const times = beginningOf({ ...hold, beginsAt: wanted ? new Date(wanted) : undefined }, now)
      const told = { ...hold, ...times, until: until === null ? null : new Date(until) }
      const said = sayHold(told, language, now)
      const values = { name, ...said }
      const mail = word(language, 'mail.notice_hold_placed.body', values)
      return {
        language,
        title: word(language, times.beginsAt > now ? 'holds.title.announced' : `holds.title.${hold.level}`),
        paragraphs: [said.meaning, said.reason, said.atOnce, said.until, said.statement].filter(Boolean),
        mailSubject: word(language, 'notices.text.hold_placed', values),
        mailText: said.statement ? `${mail}\n\n${said.statement}` : mail,
      }
    },
  })

  on.post('/api/desk/holds', {
    who: proven(staffIn('moderation', 'billing')),
    body: PlaceHold,
    reply: z.object({ id: z.uuid() }),
    answer: async ({ tx, tools, who, body, now, reply }) => {
      const { until, beginsAt, ...wanted } = body
      const dates = { until: until === null ? null : new Date(until), beginsAt: beginsAt && new Date(beginsAt) }
      const id = await restrict(
        tx,
        tools,
        who,
        { ...wanted, until: dates.until, beginsAt: dates.beginsAt || undefined },
        now,
      )
      reply.code(201)
      return { id }
    },
  })

  on.put('/api/desk/holds/:holdId/lifting', {
    who: proven(staffIn('moderation', 'billing')),
    params: HoldPath,
    body: LiftHold,
    answer: ({ tx, tools, who, params, body, now }) =>
      release(tx, tools, who, { holdId: params.holdId, note: body.note }, now),
  })
}

function terminationRoutes(on: Routes): void {
  on.put('/api/desk/teams/:teamId/termination', {
    who: proven(staffIn()),
    params: DeskTeamPath,
    body: Terminate,
    answer: ({ tx, tools, who, params, body, now }) =>
      endService(tx, tools, who, { teamId: params.teamId, ...body }, now),
  })

  on.put('/api/desk/teams/:teamId/termination/revocation', {
    who: proven(staffIn()),
    params: DeskTeamPath,
    body: Revoke,
    answer: ({ tx, tools, who, params, body, now }) => resumeService(tx, tools, who, params.teamId, body.note, now),
  })
}

const Reason = z.strictObject({ reason: z.string().trim().min(1).max(2000) })

function accountVerbs(on: Routes): void {
  on.post('/api/desk/accounts/:personId/sign-outs', {
    who: proven(staffIn('moderation', 'support')),
    params: AccountPath,
    body: Reason,
    reply: z.object({ ended: z.number() }),
    answer: async ({ tx, who, params, body, now }) => ({
      ended: await signOutEverywhere(tx, who, params.personId, body.reason, now),
    }),
  })

  on.put('/api/desk/accounts/:personId/deletion', {
    who: proven(staffIn()),
    params: AccountPath,
    body: Reason,
    answer: ({ tx, tools, who, params, body, now }) => orderDeletion(tx, tools, who, params.personId, body.reason, now),
  })

  on.post('/api/desk/accounts/:personId/reset-links', {
    who: proven(staffIn('support', 'moderation')),
    params: AccountPath,
    answer: ({ tx, tools, who, params, now }) =>
      sendReset(tx, tools, { personId: params.personId, by: who.personId }, now),
  })
}
