// A team's public page over HTTP: the team opens and closes it, visitors read it.
import { z } from 'zod'
import { anyone, type Routes } from '#platform/http.ts'
import { preferredLanguage } from '#platform/words.ts'
import { sendAttachmentFile } from '#rooms/media/media.ts'
import { TeamPath } from '#rooms/teams/contract.ts'
import { able } from '#rooms/teams/teams.ts'
import { Language, languages } from '#tour/text.ts'
import { absentPage } from '../pages/absent-page.ts'
import { agencyPage } from '../pages/agency-page.ts'
import { pageStylePath } from '../pages/page-style.ts'
import type { PublicSite } from '../public-routes.ts'
import { absenceStatus } from '../shown.ts'
import { closeAgency, describeAgency, findAgency, findAgencyLogo, openAgency } from './agency.ts'
import { Agency, OpenAgency } from './contract.ts'

export function agencyRoutes(on: Routes): void {
  on.get('/api/teams/:teamId/page', {
    who: able('team.view'),
    params: TeamPath,
    reply: Agency,
    answer: ({ db, who }) => describeAgency(db, who.teamId),
  })

  on.put('/api/teams/:teamId/page', {
    who: able('team.show'),
    params: TeamPath,
    body: OpenAgency,
    reply: Agency,
    answer: async ({ tx, who, body, now }) => {
      await openAgency(tx, who, body.slug, now)
      return describeAgency(tx, who.teamId)
    },
  })

  on.delete('/api/teams/:teamId/page', {
    who: able('team.edit'),
    params: TeamPath,
    answer: ({ tx, who, now }) => closeAgency(tx, who, now),
  })
}

const PagePath = z.object({ slug: z.string() })
const PageQuery = z.object({ lang: Language.optional().catch(undefined) })
const LogoPath = z.object({ slug: z.string(), name: z.string() })

export function publicAgencyRoutes(on: Routes, site: PublicSite): void {
  on.raw('GET', '/agency/:slug', {
    who: anyone,
    params: PagePath,
    query: PageQuery,
    answer: async ({ db, params, query, request, reply, now }) => {
      const agency = await findAgency(db, params.slug, now)
      const language = query.lang ?? preferredLanguage(request.headers['accept-language'], languages, 'ru')
      reply.headers({
        ...site.headersOf('page'),
        'content-type': 'text/html; charset=utf-8',
        vary: 'accept-language',
      })
      if (typeof agency !== 'object') {
        const why = agency ?? 'absent'
        return reply.code(absenceStatus[why]).send(absentPage(language, pageStylePath, why, 'agency'))
      }
      const origin = site.origin ?? `${request.protocol}://${request.headers.host}`
      return reply.send(agencyPage(agency, language, { origin, style: pageStylePath }))
    },
  })

  on.raw('GET', '/agency/:slug/logo/:name', {
    who: anyone,
    params: LogoPath,
    answer: async ({ db, params, request, reply, now, tools }) => {
      const { teamId, attachmentId, file } = await findAgencyLogo(db, params.slug, params.name, now)
      const attachments = new Map([[`${attachmentId}/${file.name}`, file]])
      const grant = { teamId, allowed: new Set<string>(), attachments }
      return sendAttachmentFile(tools.storage, grant, { attachmentId, name: file.name }, request, reply, 'public')
    },
  })
}
