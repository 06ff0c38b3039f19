// The house over HTTP: one line per room. Everything it needs is handed in, so that tests build the same app.
import { createServer } from 'node:http'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { anyone, type DeclaredRoute, type Routes, routes } from '#platform/http.ts'
import type { Listener } from '#platform/listener.ts'
import { PackableResponse } from '#platform/packed.ts'
import type { Tools } from '#platform/tools.ts'
import { personBeforeTerms, staff, staffIn } from '#rooms/accounts/accounts.ts'
import { credentialRoutes } from '#rooms/accounts/credentials/routes.ts'
import { recoveryRoutes } from '#rooms/accounts/recovery-routes.ts'
import { staffRoutes } from '#rooms/accounts/staff/routes.ts'
import { activityRoutes } from '#rooms/activity/routes.ts'
import { commentRoutes } from '#rooms/comments/routes.ts'
import { heldRoutes } from '#rooms/desk/held-routes.ts'
import { deskRoutes } from '#rooms/desk/routes.ts'
import { leadRoutes } from '#rooms/leads/routes.ts'
import { openMedia } from '#rooms/media/media.ts'
import { mediaRoutes } from '#rooms/media/routes.ts'
import { moderationRoutes } from '#rooms/moderation/routes.ts'
import { noticeRoutes } from '#rooms/notices/routes.ts'
import { privacyDeskRoutes } from '#rooms/privacy/desk-routes.ts'
import { privacyRoutes } from '#rooms/privacy/routes.ts'
import { agencyRoutes, publicAgencyRoutes } from '#rooms/publishing/agency/routes.ts'
import { embeddingRoutes } from '#rooms/publishing/embedding-routes.ts'
import { pageStyleRoute } from '#rooms/publishing/pages/page-style.ts'
import { type PublicSite, publicRoutes } from '#rooms/publishing/public-routes.ts'
import { attachmentUses } from '#rooms/publishing/publishing.ts'
import { createQuickAnswers, type QuickAnswers } from '#rooms/publishing/quick-answers.ts'
import { publicationStates, publishingRoutes } from '#rooms/publishing/routes.ts'
import { openShown } from '#rooms/publishing/shown.ts'
import { colleagueRoutes } from '#rooms/teams/colleague-routes.ts'
import { type DemoAccount, entranceRoutes } from '#rooms/teams/entrance-routes.ts'
import { keyRoutes } from '#rooms/teams/keys/routes.ts'
import { keysMadeInTheirName } from '#rooms/teams/keys/taken-back.ts'
import { teamRoutes } from '#rooms/teams/routes.ts'
import { supportRoutes } from '#rooms/teams/support/routes.ts'
import { assignmentRoutes } from '#rooms/tours/assignment-routes.ts'
import { presenceRoutes } from '#rooms/tours/presence-routes.ts'
import { tourRoutes } from '#rooms/tours/routes.ts'
import { placePanorama } from '#rooms/tours/tours.ts'
import type { Assets } from './assets.ts'
import { answerOtherSites } from './cross-origin.ts'
import { embedRoutes } from './embed-routes.ts'
import { answerErrors, answerMalformed } from './errors.ts'
import { guard, hostCheck } from './guard.ts'
import { headerClasses, setHeaders } from './headers.ts'
import type { Inbox } from './inbox.ts'
import { inboxRoutes } from './inbox-routes.ts'
import { legalDocumentRoutes } from './legal-routes.ts'
import { endUnusedWithIdle, limitConnections, patience, watchAnswer, watchBody } from './patience.ts'
import { studioRoutes } from './studio-routes.ts'

export interface House {
  app: FastifyInstance
  /** Every route with its policy: what the authorisation tests walk. */
  declared: DeclaredRoute[]
  /** What the framework really answers: a route that nobody declared would be here and not there. */
  registered: { method: string; url: string }[]
}

export interface Surroundings {
  listener: Listener
  assets: Assets
  demoAccounts: () => DemoAccount[]
  /** Only the demo keeps its mails where everybody can read them. */
  inbox?: Inbox | undefined
}

export async function buildApp(tools: Tools, { listener, assets, demoAccounts, inbox }: Surroundings): Promise<House> {
  const { config } = tools
  const declared: DeclaredRoute[] = []
  const registered: House['registered'] = []
  let quick: QuickAnswers | undefined
  const app = openFastify(tools, (request, response) => quick?.(request, response) ?? false)

  guard(app, config.publicUrl)
  answerOtherSites(app)
  answerErrors(app, assets.studioPage)
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (!reply.hasHeader('content-security-policy')) setHeaders(reply, 'api')
    done(null, payload)
  })
  // Uploads are read by the upload protocol itself, as a stream.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _body, done) => done(null))
  // So are signed papers, once it is known who sends them.
  app.addContentTypeParser('application/pdf', (_request, _body, done) => done(null))
  takeForms(app)
  app.addHook('onRoute', ({ method, url }) => {
    registered.push(...[method].flat().map((each) => ({ method: each, url })))
  })
  const on = routes(app, tools, declared)
  const media = await openMedia(tools, listener, { onShown: placePanorama })
  app.addHook('preClose', () => {
    quick = undefined // from now on the framework tells clients that their connection ends
    return media.close()
  })
  const shown = await openShown(tools.db, listener, tools.now)

  entranceRoutes(on, demoAccounts)
  teamRoutes(on)
  recoveryRoutes(on, keysMadeInTheirName)
  credentialRoutes(on)
  staffRoutes(on)
  supportRoutes(on)
  keyRoutes(on)
  colleagueRoutes(on)
  mediaRoutes(on, media, attachmentUses)
  tourRoutes(on, publicationStates)
  assignmentRoutes(on)
  presenceRoutes(on)
  agencyRoutes(on)
  publishingRoutes(on)
  commentRoutes(on)
  leadRoutes(on, shown)
  activityRoutes(on)
  moderationRoutes(on, shown)
  deskRoutes(on)
  heldRoutes(on)
  privacyRoutes(on)
  privacyDeskRoutes(on)
  const site: PublicSite = {
    shown,
    archives: media.archives,
    storage: tools.storage,
    assets: assets.viewer,
    origin: config.publicUrl && new URL(config.publicUrl).origin,
    headersOf: (kind) => headerClasses[kind],
    examples: assets.embed.examples,
    isOurHost: hostCheck(config.publicUrl),
  }
  legalDocumentRoutes(on, tools)
  publicRoutes(on, site)
  pageStyleRoute(on, site)
  publicAgencyRoutes(on, site)
  embeddingRoutes(on, site)
  quick = createQuickAnswers(site)
  embedRoutes(on, assets)
  noticeRoutes(on, { person: personBeforeTerms, staff, support: staffIn('support'), pageHeaders: headerClasses.form })
  if (inbox) inboxRoutes(on, inbox)
  studioRoutes(on, assets, { keepsMails: inbox !== undefined })
  readyRoute(on)
  return { app, declared, registered }
}

/** Whether this process answers and its database too: for whoever decides where visitors are sent. */
function readyRoute(on: Routes): void {
  on.raw('GET', '/ready', {
    who: anyone,
    answer: async ({ db, reply }) => {
      await db.selectFrom('team').select('id').limit(1).execute()
      return setHeaders(reply, 'api').send({ ready: true })
    },
  })
}

/** Mail programs and the page behind the unsubscribe link send a form; what it says is of no use, and nobody else sends one. */
function takeForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 1024 },
    (request, _body, done) => {
      const isExpected = request.url.startsWith('/unsubscribe?')
      done(isExpected ? null : Object.assign(new Error('No forms here'), { statusCode: 415 }))
    },
  )
}

/** The web framework behind a server of our own, so that quick answers need not wake it. */
function openFastify({ config, log }: Tools, quick: QuickAnswers): FastifyInstance {
  const logger: FastifyBaseLogger = log
  const app: FastifyInstance = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustedProxies > 0 && ((_address, hop) => hop < config.trustedProxies),
    bodyLimit: 4 * 1024 * 1024,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
    frameworkErrors: (_error, request, reply) => answerMalformed(request, reply),
    serverFactory: (handler) => {
      const server = createServer({ ServerResponse: PackableResponse }, (request, response) => {
        if (quick(request, response)) return
        watchBody(request, patience)
        watchAnswer(response, patience)
        handler(request, response)
      })
      if (config.trustedProxies === 0) limitConnections(server, patience.connectionsPerAddress)
      endUnusedWithIdle(server)
      server.headersTimeout = 15_000
      server.requestTimeout = 0 // uploads take long; patience.ts watches every body
      server.keepAliveTimeout = 72_000
      server.maxConnections = 10_000
      return server
    },
  })
  return app
}
