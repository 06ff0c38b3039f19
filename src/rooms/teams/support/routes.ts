// Support over HTTP: a team allows it and sees who looked; the operator's staff begin and end a look.
import { z } from 'zod'
import type { Routes } from '#platform/http.ts'
import { proven, staffIn } from '#rooms/accounts/accounts.ts'
import { TeamPath } from '../contract.ts'
import { able, findTeam } from '../teams.ts'
import { DeskSupport, GiveConsent, OpenSupport, SupportPath, SupportQuery, TeamSupport } from './contract.ts'
import { closeLook, findConsent, giveConsent, listLooks, openLook, withdrawConsent } from './support.ts'

type Look = Awaited<ReturnType<typeof listLooks>>[number]

export function supportRoutes(on: Routes): void {
  teamRoutes(on)
  deskRoutes(on)
}

function teamRoutes(on: Routes): void {
  on.get('/api/teams/:teamId/support', {
    who: able('members.manage'),
    params: TeamPath,
    reply: TeamSupport,
    answer: async ({ db, params: { teamId }, now }) => {
      const consent = await findConsent(db, teamId, now)
      return {
        consent: consent
          ? { grantedBy: consent.name, grantedAt: consent.granted_at, expiresAt: consent.expires_at }
          : null,
        looks: (await listLooks(db, { teamId })).map(describe),
      }
    },
  })

  on.put('/api/teams/:teamId/support/consent', {
    who: proven(able('members.manage')),
    params: TeamPath,
    body: GiveConsent,
    answer: ({ tx, who, body, now }) => giveConsent(tx, who, body.days, now),
  })

  on.delete('/api/teams/:teamId/support/consent', {
    who: able('members.manage'),
    params: TeamPath,
    answer: ({ tx, who, now }) => withdrawConsent(tx, who, now),
  })
}

function deskRoutes(on: Routes): void {
  on.get('/api/desk/support', {
    who: staffIn('support', 'auditor'),
    query: SupportQuery,
    reply: DeskSupport,
    answer: async ({ db, who, query, now }) => {
      const team = query.team ? await findTeam(db, query.team) : undefined
      const consent = team && (await findConsent(db, team.id, now))
      const looks = await listLooks(db, who.role === 'support' ? { staffId: who.personId } : {})
      return {
        team: team ? { ...team, consentUntil: consent?.expires_at ?? null } : null,
        looks: looks.map((look) => ({
          ...describe(look),
          teamId: look.team_id,
          team: look.team,
          mine: look.session_id === who.sessionId && look.closed_at === null && look.ends_at > now,
        })),
      }
    },
  })

  on.post('/api/desk/support', {
    who: proven(staffIn('support')),
    body: OpenSupport,
    reply: z.object({ id: z.uuid() }),
    answer: ({ tx, tools, who, body, request, reply }) => {
      reply.code(201)
      return openLook(tx, tools, who, body, { ip: request.ip })
    },
  })

  on.delete('/api/desk/support/:accessId', {
    who: staffIn('support'),
    params: SupportPath,
    answer: ({ tx, who, params, now }) => closeLook(tx, who, params.accessId, now),
  })
}

const describe = (look: Look) => ({
  id: look.id,
  staff: look.staff,
  reason: look.reason,
  withConsent: look.consent_id !== null,
  openedAt: look.opened_at,
  endedAt: look.closed_at ?? look.ends_at,
})
