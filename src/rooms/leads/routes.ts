// The leads room over HTTP: visitors leave messages, members read and answer them.
import { z } from 'zod'
import { anyone, type Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { countAttempt, countShared, networkOf } from '#rooms/accounts/accounts.ts'
import type { Shown } from '#rooms/publishing/publishing.ts'
import { TeamPath } from '#rooms/teams/contract.ts'
import { able } from '#rooms/teams/teams.ts'
import { textIn } from '#tour/fallback.ts'
import { Lead, LeadPath, NewLead } from './contract.ts'
import { answerLead, checkReachable, leaveLead, reopenLead } from './leads.ts'
import { type LeadRow, selectLeads } from './store.ts'

const SlugPath = z.object({ slug: z.string() })
/** Per network; several people of one office may write within the same ten minutes. */
const leadsPerNetwork = { atMost: 10, windowSeconds: 600 }
const leadsPerTour = { atMost: 200, windowSeconds: 3600 }
/** Nobody who writes for the first time today is turned away because others wrote much. */
const firstOfTheDay = { windowSeconds: 86_400 }

export function leadRoutes(on: Routes, shown: Shown): void {
  on.post('/api/public/tours/:slug/leads', {
    who: anyone,
    params: SlugPath,
    body: NewLead,
    reply: z.object({ id: z.uuid() }),
    prepare: async ({ db, params, body, request, now }) => {
      const tour = await shown.bySlug(params.slug)
      if (!tour) throw new Refusal('not_found', 'http.not_found')
      checkReachable(body)
      const network = { bucket: `lead ${networkOf(request.ip)}`, ...leadsPerNetwork }
      await countAttempt(db, [network], now)
      const shared = { bucket: `lead tour ${tour.tourId}`, ...leadsPerTour }
      const own = { bucket: `lead tour ${tour.tourId} ${networkOf(request.ip)}`, ...firstOfTheDay }
      return { tour, soManyThisHour: await countShared(db, { shared, own }, now) }
    },
    answer: async ({ tx, tools, prepared, body, now, reply }) => {
      const id = await leaveLead(tx, tools, prepared, body, now)
      reply.code(201)
      return { id }
    },
  })

  on.get('/api/teams/:teamId/leads', {
    who: able('leads.view'),
    params: TeamPath,
    reply: z.array(Lead),
    answer: async ({ db, who }) => {
      return (await selectLeads(db, who.teamId)).map(onTheWire)
    },
  })

  on.put('/api/teams/:teamId/leads/:leadId/answer', {
    who: able('leads.answer'),
    params: LeadPath,
    answer: async ({ tx, who, params, now }) => {
      await answerLead(tx, who, params.leadId, now)
    },
  })

  on.delete('/api/teams/:teamId/leads/:leadId/answer', {
    who: able('leads.answer'),
    params: LeadPath,
    answer: async ({ tx, who, params, now }) => {
      await reopenLead(tx, who, params.leadId, now)
    },
  })
}

const onTheWire = ({ titles, createdAt, answeredAt, ...lead }: LeadRow): z.input<typeof Lead> => ({
  ...lead,
  tourTitle: textIn(titles, lead.language),
  createdAt: createdAt.toISOString(),
  answeredAt: answeredAt?.toISOString() ?? null,
})
