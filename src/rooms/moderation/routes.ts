// The moderation room over HTTP: anyone reports a shown tour, the operator's staff read and settle the reports.
import { z } from 'zod'
import { anyone, type Routes } from '#platform/http.ts'
import { type Cursor, cursorIn, PageQuery, pageBy, pageLength } from '#platform/paging.ts'
import { allow, Refusal } from '#platform/refusal.ts'
import { countAttempt, countShared, networkOf, staff } from '#rooms/accounts/accounts.ts'
import type { Shown } from '#rooms/publishing/publishing.ts'
import { NewReport, type Report, ReportPath, Reports, Settlement } from './contract.ts'
import { reportTour, settleReport } from './moderation.ts'
import { maySettleReports } from './policy.ts'
import { type ReportRow, selectReports } from './store.ts'

const SlugPath = z.object({ slug: z.string() })
const reportsPerNetwork = { atMost: 3, windowSeconds: 3600 }
const reportsPerTour = { atMost: 30, windowSeconds: 3600 }
/** Whoever reports a tour for the first time today is heard, however many others did. */
const firstOfTheDay = { windowSeconds: 86_400 }

export function moderationRoutes(on: Routes, shown: Shown): void {
  on.post('/api/public/tours/:slug/reports', {
    who: anyone,
    params: SlugPath,
    body: NewReport,
    reply: z.object({ number: z.number() }),
    prepare: async ({ db, params, request, now }) => {
      const tour = await shown.bySlug(params.slug)
      if (!tour) throw new Refusal('not_found', 'http.not_found')
      const network = networkOf(request.ip)
      await countAttempt(db, [{ bucket: `report ${network}`, ...reportsPerNetwork }], now)
      const shared = { bucket: `report tour ${tour.tourId}`, ...reportsPerTour }
      const own = { bucket: `report tour ${tour.tourId} ${network}`, ...firstOfTheDay }
      await countShared(db, { shared, own }, now)
      return tour
    },
    answer: async ({ tx, prepared, body, now, reply }) => {
      const number = await reportTour(tx, prepared, body, now)
      reply.code(201)
      return { number }
    },
  })

  on.get('/api/desk/reports', {
    who: staff,
    query: PageQuery,
    reply: Reports,
    answer: async ({ db, query }) => {
      const rows = await selectReports(db, cursorIn(query.before), pageLength + 1)
      return pageBy(rows, pageLength, placeOf, onTheWire)
    },
  })

  on.put('/api/desk/reports/:reportId/settlement', {
    who: staff,
    params: ReportPath,
    body: Settlement,
    answer: async ({ tx, who, params, body, now }) => {
      allow(maySettleReports(who))
      await settleReport(tx, who, params.reportId, body.outcome, now)
    },
  })
}

const placeOf = ({ id, created_at, settled_at }: ReportRow): Cursor => ({
  ...{ id, rank: settled_at ? 1 : 0, at: settled_at ?? created_at },
})

const onTheWire = (row: ReportRow): z.input<typeof Report> => ({
  id: row.id,
  number: Number(row.number),
  teamName: row.team_name,
  slug: row.slug,
  version: row.version,
  sceneId: row.scene_id,
  reason: row.reason,
  message: row.message,
  email: row.email,
  language: row.language,
  createdAt: row.created_at.toISOString(),
  settledAt: row.settled_at?.toISOString() ?? null,
  settledBy: row.settled_by,
  outcome: row.outcome,
})
