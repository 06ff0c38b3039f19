// Every error on its way out: refusals as RFC 9457 problems, everything else as a bug that says nothing but the request's id.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, refusalStatus } from '#platform/refusal.ts'
import { preferredLanguage, word } from '#platform/words.ts'
import { languages } from '#tour/text.ts'
import { setHeaders } from './headers.ts'

export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof Refusal) return problem(request, reply, refusalStatus[error.kind], error.code, error.details)
    const status = error.statusCode ?? 500
    if (status >= 400 && status < 500) return problem(request, reply, status, codeOf(status), {})
    if (isDatabaseAway(error)) return problem(request, reply, 503, 'http.database_away', { retryAfterSeconds: 2 })
    request.log.error({ err: error, requestId: request.id }, 'bug')
    return problem(request, reply, 500, 'http.bug', { requestId: request.id })
  })
  app.setNotFoundHandler((request, reply) => problem(request, reply, 404, 'http.not_found', {}))
}

function problem(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: string,
  details: Record<string, unknown>,
): FastifyReply {
  const language = preferredLanguage(request.headers['accept-language'], languages, 'en')
  const { retryAfterSeconds } = details
  if (typeof retryAfterSeconds === 'number') reply.header('retry-after', String(retryAfterSeconds))
  return setHeaders(reply, 'api')
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify({ type: 'about:blank', title: word(language, code, plain(details)), status, code, details }))
}

const plain = (details: Record<string, unknown>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(details).filter((entry): entry is [string, string | number] =>
      ['string', 'number'].includes(typeof entry[1]),
    ),
  )

/** What Fastify itself refuses: wrong JSON, wrong type, too large, the wrong host. */
const codeOf = (status: number) =>
  ({ 413: 'http.too_large', 415: 'http.unsupported_type', 421: 'http.wrong_host', 404: 'http.not_found' })[status] ??
  'http.invalid'

const databaseAway = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '53300',
])
const isDatabaseAway = (error: FastifyError) =>
  (databaseAway.has(error.code) && !('path' in error)) ||
  /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
