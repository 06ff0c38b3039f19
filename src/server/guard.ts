// The outer wall, before any route: is this request meant for us, and does it come from our own pages? Never decides who may what.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '#platform/refusal.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/

/** `publicUrl` is the only host that is answered; without one (a demo), the names of this machine's loopback. */
export function guard(app: FastifyInstance, publicUrl: string | undefined): void {
  const publicHost = publicUrl ? new URL(publicUrl).host : undefined
  const publicOrigin = publicUrl ? new URL(publicUrl).origin : undefined

  app.addHook('onRequest', async (request) => {
    const host = request.headers.host ?? ''
    const ours = publicHost ? host === publicHost || isProbe(request) : loopbackHost.test(host)
    if (!ours) throw new MisdirectedRequest()
    if (!safeMethods.has(request.method)) refuseForeignPages(request, publicOrigin ?? `http://${host}`)
  })
}

/** Load balancers ask for readiness by address, not by name. */
const isProbe = (request: FastifyRequest) => request.url === '/ready'

/**
 * Browsers say where a request comes from; what they say must be our own origin. A neighbour on another port counts as foreign.
 * Programs that are not browsers send neither header and carry no cookie of anybody.
 */
function refuseForeignPages(request: FastifyRequest, ownOrigin: string): void {
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  if ((origin !== undefined && origin !== ownOrigin) || foreignSite)
    throw new Refusal('forbidden', 'http.foreign_origin')
}

/** 421: this server does not speak for that host. */
export class MisdirectedRequest extends Error {
  readonly statusCode = 421
}
