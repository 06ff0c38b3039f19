// The outer wall, before any route: is this request meant for us, and does it come from our own pages? Never decides who may what.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '#platform/refusal.ts'
import { publicPrefix } from './cross-origin.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
const isSafe = ({ method }: FastifyRequest) => safeMethods.has(method)
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/

/** Which hosts this server answers for: that of `publicUrl`, or without one (a demo) the names of this machine's loopback. */
export function hostCheck(publicUrl: string | undefined): (host: string | undefined) => boolean {
  const publicHost = publicUrl && new URL(publicUrl).host
  return (host = '') => (publicHost ? host === publicHost : loopbackHost.test(host))
}

export function guard(app: FastifyInstance, publicUrl: string | undefined): void {
  const isOurs = hostCheck(publicUrl)
  const publicOrigin = publicUrl && new URL(publicUrl).origin
  const isReachedByHttps = publicOrigin?.startsWith('https:') ?? false
  app.decorate('isReachedByHttps', isReachedByHttps)

  app.addHook('onRequest', (request, reply, done) => {
    const { host } = request.headers
    if (!isOurs(host) && !isProbe(request)) return done(new MisdirectedRequest())
    // A browser that was here once comes by https from then on, also where somebody sits between.
    if (isReachedByHttps) reply.header('strict-transport-security', 'max-age=31536000')
    const ownOrigin = publicOrigin ?? `http://${host}`
    const foreign = !isForAnybody(request) && (isSafe(request) ? readsAcross : comesFromForeignPage)(request, ownOrigin)
    done(foreign ? new Refusal('forbidden', 'http.foreign_origin') : undefined)
  })
}

/** What visitors send from tours on other sites: no cookie counts there, so there is nothing to steal. */
const isForAnybody = (request: FastifyRequest) => request.url.startsWith(publicPrefix)

/** Load balancers ask for readiness by address, not by name. */
const isProbe = (request: FastifyRequest) => request.url === '/ready'

/**
 * Browsers say where a request comes from; what they say must be our own origin. A neighbour on another port counts as foreign.
 * Programs that are not browsers send neither header and carry no cookie of anybody.
 */
function comesFromForeignPage(request: FastifyRequest, ownOrigin: string): boolean {
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  return (origin !== undefined && origin !== ownOrigin) || foreignSite
}

/** Browsers would not let a foreign page read the answer; live lines and everything else of the API are refused from the start. */
const readsAcross = ({ headers: { origin }, url }: FastifyRequest, ownOrigin: string): boolean =>
  origin !== undefined && origin !== ownOrigin && url.startsWith('/api/')

/** 421: this server does not speak for that host. */
export class MisdirectedRequest extends Error {
  readonly statusCode = 421
}
