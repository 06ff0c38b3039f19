// The house over HTTP: one line per room. Everything it needs is handed in, so that tests build the same app.
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { anyone, type DeclaredRoute, routes } from '#platform/http.ts'
import type { Listener } from '#platform/listener.ts'
import type { Tools } from '#platform/tools.ts'
import { openMedia } from '#rooms/media/media.ts'
import { mediaRoutes } from '#rooms/media/routes.ts'
import { publicRoutes } from '#rooms/publishing/public-routes.ts'
import { publicationStates, publishingRoutes } from '#rooms/publishing/routes.ts'
import { openShown } from '#rooms/publishing/shown.ts'
import { type DemoAccount, entranceRoutes } from '#rooms/teams/entrance-routes.ts'
import { tourRoutes } from '#rooms/tours/routes.ts'
import { placePanorama } from '#rooms/tours/tours.ts'
import type { Assets } from './assets.ts'
import { answerErrors } from './errors.ts'
import { guard } from './guard.ts'
import { setHeaders } from './headers.ts'
import { studioRoutes } from './studio-routes.ts'

export interface House {
  app: FastifyInstance
  /** Every route with its policy: what the authorisation tests walk. */
  declared: DeclaredRoute[]
}

export interface Surroundings {
  listener: Listener
  assets: Assets
  demoAccounts: () => DemoAccount[]
}

export async function buildApp(tools: Tools, { listener, assets, demoAccounts }: Surroundings): Promise<House> {
  const { config } = tools
  const declared: DeclaredRoute[] = []
  const logger: FastifyBaseLogger = tools.log
  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustedProxies > 0 && ((_address, hop) => hop < config.trustedProxies),
    bodyLimit: 4 * 1024 * 1024,
    requestTimeout: 0, // uploads take long; their own progress timeout is in rooms/media
    connectionTimeout: 60_000,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
  })
  app.server.headersTimeout = 15_000
  app.server.maxConnections = 10_000

  guard(app, config.publicUrl)
  answerErrors(app)
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (!reply.hasHeader('content-security-policy')) setHeaders(reply, 'api')
    done(null, payload)
  })
  // Uploads are read by the upload protocol itself, as a stream.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _body, done) => done(null))
  const on = routes(app, tools, declared)
  const media = await openMedia(tools, listener, { onShown: placePanorama })
  app.addHook('preClose', () => media.close())
  app.addHook('preClose', () => media.close())
  const shown = await openShown(tools.db, listener)

  entranceRoutes(on, demoAccounts)
  mediaRoutes(on, media)
  tourRoutes(on, publicationStates)
  publishingRoutes(on)
  publicRoutes(on, {
    shown,
    archives: media.archives,
    assets: assets.viewer,
    origin: config.publicUrl && new URL(config.publicUrl).origin,
    setHeaders,
  })
  studioRoutes(on, assets)
  on.raw('GET', '/ready', {
    who: anyone,
    answer: async ({ db, reply }) => {
      await db.selectFrom('team').select('id').limit(1).execute()
      return setHeaders(reply, 'api').send({ ready: true })
    },
  })
  return { app, declared }
}
