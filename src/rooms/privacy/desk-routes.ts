// The operator's duties about personal data, at the desk: requests, deletions; the history, its search and its proof. Incidents are in
// incident-routes.ts.
import { Readable } from 'node:stream'
import { z } from 'zod'
import { csvHead, csvRows } from '#platform/csv.ts'
import { type Db, inTransaction } from '#platform/db.ts'
import type { Routes } from '#platform/http.ts'
import { cursorIn, PageQuery } from '#platform/paging.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { proven, staffIn } from '#rooms/accounts/accounts.ts'
import {
  type FoundEntry,
  readAnchorLines,
  record,
  searchHistory,
  searchSecurity,
  verifyHistory,
} from '#rooms/audit/audit.ts'
import {
  DataRequests,
  DeskErasures,
  History,
  HistoryQuery,
  NewRequest,
  Reason,
  ReportClock,
  SecurityLog,
  SettleRequest,
  Verified,
} from './contract.ts'
import { listErasures } from './erasure-list.ts'
import { findPendingById } from './erasure-rows.ts'
import { revokeErasure } from './erasures.ts'
import { incidentRoutes } from './incident-routes.ts'
import { listRequests, registerRequest, reportsWithClock, settleRequest } from './requests.ts'
import { anonymisePerson, blockProcessing, resumeProcessing } from './restraint.ts'

const readers = staffIn('auditor', 'support')
const auditors = staffIn('auditor')
const clerks = staffIn('support')

const pageRows = 50
const exportedAtOnce = 2000
const mostExported = 200_000
const faultsShown = 200

const RequestPath = z.object({ requestId: z.uuid() })
const ErasurePath = z.object({ erasureId: z.uuid() })
const PersonPath = z.object({ personId: z.uuid() })

export function privacyDeskRoutes(on: Routes): void {
  requestRoutes(on)
  incidentRoutes(on)
  historyRoutes(on)
  restraintRoutes(on)
}

function requestRoutes(on: Routes): void {
  on.get('/api/desk/requests', {
    who: readers,
    query: PageQuery,
    reply: DataRequests,
    answer: ({ db, query }) => listRequests(db, cursorIn(query.before)),
  })
  on.get('/api/desk/requests/reports', {
    who: readers,
    reply: z.array(ReportClock),
    answer: ({ db }) => reportsWithClock(db),
  })
  on.post('/api/desk/requests', {
    who: clerks,
    body: NewRequest,
    answer: async ({ tx, who, body, now, reply }) => {
      const receivedAt = new Date(body.receivedAt)
      const person = { personId: null, registeredBy: who.personId }
      await registerRequest(tx, { ...body, ...person, receivedAt, at: now })
      reply.code(201)
    },
  })
  on.post('/api/desk/requests/:requestId/outcome', {
    who: clerks,
    params: RequestPath,
    body: SettleRequest,
    answer: ({ tx, who, params, body, now }) => settleRequest(tx, params.requestId, who.personId, body, now),
  })
}

function historyRoutes(on: Routes): void {
  on.get('/api/desk/history', {
    who: readers,
    query: HistoryQuery,
    reply: History,
    answer: async ({ db, query }) => {
      const found = await searchHistory(db, { ...wanted(query), limit: pageRows + 1 })
      return { entries: found.slice(0, pageRows).map(shown), next: nextOf(found) }
    },
  })
  on.get('/api/desk/security-events', {
    who: readers,
    query: HistoryQuery,
    reply: SecurityLog,
    answer: async ({ db, query }) => {
      const found = await searchSecurity(db, { ...wanted(query), limit: pageRows + 1 })
      const entries = found.slice(0, pageRows).map((row) => ({ ...row, at: row.at.toISOString() }))
      return { entries, next: nextOf(found) }
    },
  })
  on.post('/api/desk/history/verification', {
    who: auditors,
    reply: Verified,
    prepare: ({ db, tools }) => verify(db, tools),
    answer: async ({ tx, who, prepared, now }) => {
      const details = { faults: prepared.faultCount, entries: prepared.entries }
      await record(tx, { teamId: null, personId: who.personId, action: 'history.verified', details, at: now })
      return prepared
    },
  })
  on.raw('POST', '/api/desk/history/exports/:format', {
    who: proven(auditors),
    params: z.object({ format: z.enum(['csv', 'jsonl']) }),
    query: HistoryQuery,
    answer: async ({ db, who, params, query, now, reply }) => {
      const details = { format: params.format, filters: Object.keys(query) }
      await inTransaction(db, (tx) =>
        record(tx, { teamId: null, personId: who.personId, action: 'history.exported', details, at: now }),
      )
      const type = params.format === 'csv' ? 'text/csv' : 'application/x-ndjson'
      return reply
        .headers({
          'content-type': `${type}; charset=utf-8`,
          'content-disposition': `attachment; filename="history.${params.format}"`,
          'cache-control': 'no-store',
        })
        .send(Readable.from(lines(db, query, params.format), { objectMode: false }))
    },
  })
}

/** Asked for by somebody about themselves, and carried out by staff. */
function restraintRoutes(on: Routes): void {
  on.get('/api/desk/deletions', {
    who: readers,
    query: PageQuery,
    reply: DeskErasures,
    answer: ({ db, query }) => listErasures(db, cursorIn(query.before)),
  })
  on.post('/api/desk/deletions/:erasureId/revocation', {
    who: proven(staffIn()),
    params: ErasurePath,
    body: Reason,
    answer: async ({ tx, who, params, body, now }) => {
      const erasure = await findPendingById(tx, params.erasureId)
      if (!erasure) throw new Refusal('not_found', 'http.not_found')
      await revokeErasure(tx, erasure, who.personId, body.reason, now)
    },
  })
  const verbs = { block: blockProcessing, resume: resumeProcessing } as const
  for (const [name, verb] of Object.entries(verbs))
    on.post(`/api/desk/accounts/:personId/processing/${name}`, {
      who: proven(clerks),
      params: PersonPath,
      body: Reason,
      answer: ({ tx, who, params, body, now }) => verb(tx, { ...params, ...body, by: who, at: now }),
    })
  on.post('/api/desk/accounts/:personId/anonymisation', {
    who: proven(staffIn()),
    params: PersonPath,
    body: Reason,
    answer: ({ tx, who, params, body, now }) => anonymisePerson(tx, { ...params, ...body, by: who, at: now }),
  })
}

function wanted({ from, to, ...query }: HistoryQuery) {
  const day = (text: string | undefined) => (text && !Number.isNaN(Date.parse(text)) ? new Date(text) : undefined)
  return { ...query, from: day(from), to: day(to) }
}

const nextOf = (found: { id: string }[]): string | null =>
  found.length > pageRows ? (found[pageRows - 1]?.id ?? null) : null

const shown = (entry: FoundEntry) => ({ ...entry, at: entry.at.toISOString() })

async function verify(db: Db, { config }: Tools): Promise<Verified> {
  const anchorLines = await readAnchorLines(config.dataFolder)
  const { faults, ...counts } = await verifyHistory(db, anchorLines)
  const newest = await db.selectFrom('audit_anchor_day').select('day').orderBy('day', 'desc').executeTakeFirst()
  return {
    ...counts,
    ...{ faultCount: faults.length, faults: faults.slice(0, faultsShown) },
    ...{ anchoredDays: anchorLines.length, newestAnchor: newest?.day ?? null },
  }
}

const columns = [
  ...(['id', 'at', 'action', 'personId', 'person', 'teamId', 'team', 'staff', 'targetId', 'target'] as const),
  ...(['details', 'network', 'address'] as const),
]

async function* lines(db: Db, query: HistoryQuery, format: 'csv' | 'jsonl'): AsyncGenerator<string> {
  if (format === 'csv') yield csvHead(columns)
  let { before } = query
  for (let count = 0; count < mostExported; count += exportedAtOnce) {
    const entries = (await searchHistory(db, { ...wanted(query), before, limit: exportedAtOnce })).map(shown)
    if (format === 'csv') yield csvRows(entries.map((entry) => columns.map((column) => cell(entry[column]))))
    else yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
    if (entries.length < exportedAtOnce) return
    before = entries.at(-1)?.id
  }
}

const cell = (value: unknown): string | null =>
  value === null || typeof value === 'string' ? value : JSON.stringify(value)
