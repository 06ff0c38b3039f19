// Every error on its way out: refusals as RFC 9457 problems, everything else as a bug that says nothing but the request's id.
// Whoever opens an address that is not there in a browser gets a page that says so, never a problem to read as JSON.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Outage, outageOf } from '#platform/outage.ts'
import { Refusal, refusalStatus } from '#platform/refusal.ts'
import { preferredLanguage, word } from '#platform/words.ts'
import { languages } from '#tour/text.ts'
import { setHeaders } from './headers.ts'

export function answerErrors(app: FastifyInstance, studioPage?: Buffer): void {
  const missing = (request: FastifyRequest, reply: FastifyReply) =>
    studioPage && isVisit(request)
      ? setHeaders(reply, 'studio').code(404).header('content-type', 'text/html; charset=utf-8').send(studioPage)
      : problem(request, reply, 404, 'http.not_found', {})

  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof Refusal && error.code === 'http.not_found') return missing(request, reply)
    if (error instanceof Refusal) return problem(request, reply, refusalStatus[error.kind], error.code, error.details)
    const status = error.statusCode ?? 500
    if (status >= 400 && status < 500) return problem(request, reply, status, codeOf(status), {})
    const outage = outageOf(error)
    if (outage) return answerOutage(request, reply, outage)
    if (unstorable.has(error.code)) return problem(request, reply, 400, 'http.invalid', {})
    request.log.error({ err: error, requestId: request.id }, 'bug')
    return problem(request, reply, 500, 'http.bug', { requestId: request.id })
  })
  app.setNotFoundHandler(missing)
}

/** Somebody's browser opens a page, as against a program that asks for data or a page that asks for its parts. */
const isVisit = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && !/^\/(api|assets)\//.test(url) && /\btext\/html\b/.test(headers.accept ?? '')

/** An address that can't be read, such as `/t/%E0%A4%A`, is one that does not exist. No hook runs for it. */
export const answerMalformed = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  problem(request, reply, 404, 'http.not_found', {})

/** PostgreSQL's refusals of text: not well-formed, or a NUL inside JSON. Inputs are checked before; this is the second wall. */
const unstorable = new Set(['22021', '22P05'])

/** Nothing is lost and nobody did wrong: come again later. */
function answerOutage(request: FastifyRequest, reply: FastifyReply, outage: Outage): FastifyReply {
  request.log.warn({ outage }, 'answered that something is away')
  if (outage === 'full') return problem(request, reply, 507, 'http.disk_full', { retryAfterSeconds: 60 })
  const code = outage === 'database' ? 'http.database_away' : 'http.storage_away'
  return problem(request, reply, 503, code, { retryAfterSeconds: 2 })
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
