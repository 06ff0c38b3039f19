// What pages of other sites may ask from scripts: only what is public anyway and counts no cookie. Never names a single origin and
// never allows credentials.
import type { FastifyInstance } from 'fastify'

export const publicPrefix = '/api/public/'

export function answerOtherSites(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith(publicPrefix)) return done()
    reply.header('access-control-allow-origin', '*')
    if (request.method !== 'OPTIONS') return done()
    reply
      .code(204)
      .headers({
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'content-type',
        'access-control-max-age': '86400',
      })
      .send()
  })
}
