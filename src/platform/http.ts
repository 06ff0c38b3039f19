// A route is a sentence: who → check the input → find and hold → allow → verb → checked reply. This file turns such sentences into
// Fastify routes, opens the transaction of every write, keeps what a team's route asks of the database to that team's rows, and keeps
// the table of all routes that the authorisation tests walk.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Db, inTransaction, type Tx } from './db.ts'
import { type Origin, setOrigin } from './origin.ts'
import { Refusal } from './refusal.ts'
import { isTeamId, withinTeam } from './tenancy.ts'
import type { Tools } from './tools.ts'

/** What a policy may look at to find out who is asking. */
export interface Asking {
  db: Db
  now: Date
  params: Record<string, string>
  headers: FastifyRequest['headers']
  ip: string
  secure: boolean
  method: string
  /** The path with its query, as asked. */
  url: string
  tools: Tools
}

export const writes = ({ method }: Pick<Asking, 'method'>): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method)

/** Finds out who asks, or refuses. The value it returns can be made by nothing else, so holding one is the proof. */
export interface Who<Asker> {
  name: string
  /** What one must be able to do, where the policy asks for it: a key of the table in rooms/teams/abilities/contract.ts. */
  ability?: string
  /** Which of the operator's staff, where the policy asks for it. */
  roles?: readonly string[]
  /** Whoever asks must have proven lately that it is them. */
  provenLately?: true
  /** Also whoever has not accepted the documents in force may write here. */
  beforeTerms?: true
  find: (asking: Asking) => Promise<Asker>
}

export const anyone: Who<null> = { name: 'anyone', find: async () => null }

/** What strangers write is short; reading more would cost them nothing and us a second. */
const strangersBodyBytes = 64 * 1024

interface Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, Asker> {
  who: Asker
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  now: Date
  tools: Tools
  request: FastifyRequest
  reply: FastifyReply
}

interface Sentence<Asker, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType, Handle> {
  who: Who<Asker>
  params?: P
  query?: Q
  body?: B
  /** What goes over the wire. Fields that it does not name are left out. */
  reply?: R
  answer: (input: Input<P, Q, B, Asker> & Handle) => Promise<z.input<R>> | z.input<R>
}

type Nothing = z.ZodObject<Record<never, never>>
type Empty = z.ZodUndefined | z.ZodVoid

export type Read = <
  Asker,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  R extends z.ZodType = z.ZodVoid,
>(
  url: string,
  sentence: Sentence<Asker, P, Q, Empty, R, { db: Db }>,
) => void

export type Write = <
  Asker,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Empty,
  R extends z.ZodType = z.ZodVoid,
  Prepared = undefined,
>(
  url: string,
  sentence: {
    /** Slow work (hashing, files) that must be done before the transaction opens; `answer` gets it as `prepared`. */
    prepare?: (input: Input<P, Q, B, Asker> & { db: Db }) => Promise<Prepared>
  } & Sentence<Asker, P, Q, B, R, { tx: Tx; prepared: Prepared }>,
) => void

/** For answers that are not JSON: pages, bytes, streams, the upload protocol. Same `who`, no transaction. */
export type Raw = <Asker, P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing>(
  method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'DELETE' | 'OPTIONS',
  url: string,
  sentence: {
    who: Who<Asker>
    params?: P
    query?: Q
    answer: (input: Input<P, Q, Empty, Asker> & { db: Db }) => Promise<unknown> | unknown
  },
) => void

/** For bytes that are asked for by the thousand: no parsing and no look-up but what `answer` does itself. */
export type Bytes = (
  url: string,
  who: typeof anyone,
  answer: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | Promise<FastifyReply>,
) => void

export interface Routes {
  get: Read
  post: Write
  put: Write
  patch: Write
  delete: Write
  raw: Raw
  bytes: Bytes
}

/** One row per route: what the authorisation matrix walks. */
export interface DeclaredRoute {
  method: string
  url: string
  who: string
  ability?: string
  roles?: readonly string[]
  provenLately?: true
  beforeTerms?: true
  /** It reads a JSON body. */
  takesBody?: true
  /** The names in its query that it looks at. */
  queryKeys?: string[]
}

interface AnySentence {
  who: Who<unknown>
  params?: z.ZodType
  query?: z.ZodType
  body?: z.ZodType
  reply?: z.ZodType
  // biome-ignore lint/suspicious/noExplicitAny: the public types above check every caller; here all sentences meet.
  prepare?: (input: any) => Promise<unknown>
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  answer: (input: any) => unknown
}

export function routes(app: FastifyInstance, tools: Tools, declared: DeclaredRoute[]): Routes {
  const read = (url: string, sentence: AnySentence) => add('GET', url, sentence, false)
  const write = (method: string) => (url: string, sentence: AnySentence) => add(method, url, sentence, true)

  function add(method: string, url: string, sentence: AnySentence, writes: boolean): void {
    declared.push(declaration(method, url, sentence))
    app.route({
      method,
      url,
      ...(sentence.who === anyone && { bodyLimit: strangersBodyBytes }),
      handler: inScope(url, async (request, reply) => {
        const input = { ...(await ask(sentence, request, tools)), tools, request, reply }
        const prepared = await sentence.prepare?.({ ...input, db: tools.db })
        const result = writes
          ? await inTransaction(tools.db, async (tx) => {
              await sayOrigin(tx, input)
              return sentence.answer({ ...input, tx, prepared })
            })
          : await sentence.answer({ ...input, db: tools.db })
        if (reply.sent) return reply
        return answerJson(reply, sentence.reply, result)
      }),
    })
  }

  function raw(method: string, url: string, sentence: AnySentence): void {
    declared.push(declaration(method, url, sentence))
    app.route({
      method,
      url,
      handler: inScope(url, async (request, reply) =>
        sentence.answer({ ...(await ask(sentence, request, tools)), tools, request, reply, db: tools.db }),
      ),
    })
  }

  const bytes: Bytes = (url, who, answer) => {
    declared.push(declaration('GET', url, { who }))
    app.route({
      method: 'GET',
      url,
      handler: (request, reply) => {
        const answered = answer(request, reply)
        return answered instanceof Promise ? answered : undefined
      },
    })
  }

  return {
    get: read,
    post: write('POST'),
    put: write('PUT'),
    patch: write('PATCH'),
    delete: write('DELETE'),
    raw,
    bytes,
  } as Routes
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** Everything below here is a team's: who may ask is found out in the team's own scope, and so is everything after. */
const teamsAddress = /^\/api\/teams\/:teamId(\/|$)/

function inScope(url: string, answer: Handler): Handler {
  if (!teamsAddress.test(url)) return answer
  return async (request, reply) => {
    const { teamId } = request.params as Record<string, unknown>
    if (!isTeamId(teamId)) throw new Refusal('not_found', 'http.not_found')
    return withinTeam(teamId, () => answer(request, reply))
  }
}

const declaration = (
  method: string,
  url: string,
  {
    who: { name, ability, roles, provenLately, beforeTerms },
    query,
    body,
  }: Pick<AnySentence, 'who' | 'query' | 'body'>,
): DeclaredRoute => ({
  method,
  url,
  who: name,
  ...(ability && { ability }),
  ...(roles && { roles }),
  ...(provenLately && { provenLately }),
  ...(beforeTerms && { beforeTerms }),
  ...(body && { takesBody: true }),
  ...(query instanceof z.ZodObject && { queryKeys: Object.keys(query.shape) }),
})

declare module 'fastify' {
  interface FastifyInstance {
    /** People reach this installation by https, whatever a proxy says or does not say about one request. */
    isReachedByHttps: boolean
  }
}

/** Whether cookies of this request's browser belong to https alone. */
export const overHttps = ({ server, protocol }: FastifyRequest): boolean =>
  server.isReachedByHttps || protocol === 'https'

/** What a policy may look at, for those who must ask it themselves: long streams, now and then. */
export const askingOf = (request: FastifyRequest, params: Record<string, string>, tools: Tools): Asking => ({
  db: tools.db,
  now: tools.now(),
  params,
  headers: request.headers,
  ip: request.ip,
  secure: overHttps(request),
  method: request.method,
  url: request.url,
  tools,
})

/** What the history of this transaction says about where the change came from. */
function sayOrigin(tx: Tx, { request, who, tools }: { request: FastifyRequest; who: unknown; tools: Tools }) {
  const key = keyOf(who)
  const origin: Origin = { ip: request.ip, ...(key && { key }) }
  const support = typeof who === 'object' && who !== null && 'support' in who ? who.support : undefined
  if (typeof support === 'object' && support !== null && 'staffId' in support && typeof support.staffId === 'string')
    origin.staffId = support.staffId
  return setOrigin(tx, tools.secret, origin)
}

/** The key with which a program asks, where the policy that found the asker says so. */
function keyOf(who: unknown): Origin['key'] {
  const key = typeof who === 'object' && who !== null && 'key' in who ? who.key : undefined
  if (typeof key !== 'object' || key === null || !('id' in key) || !('name' in key)) return undefined
  return { id: String(key.id), name: String(key.name) }
}

async function ask(sentence: AnySentence, request: FastifyRequest, tools: Tools) {
  const now = tools.now()
  const params = parse(sentence.params, request.params, 'not_found')
  const who = await sentence.who.find(askingOf(request, params as Record<string, string>, tools))
  const query = parse(sentence.query, request.query, 'invalid')
  const body = sentence.body ? parse(sentence.body, request.body, 'invalid') : undefined
  return { who, params, query, body, now }
}

/** An address that can't exist is answered like one that doesn't; wrong input says which field and why. */
function parse(schema: z.ZodType | undefined, value: unknown, otherwise: 'not_found' | 'invalid'): unknown {
  if (!schema) return {}
  const result = schema.safeParse(value ?? {})
  if (result.success && isStorable(value)) return result.data
  if (otherwise === 'not_found') throw new Refusal('not_found', 'http.not_found')
  const issues = result.error
    ? issuesOf(result.error)
    : [{ path: '', code: 'unstorable_text', message: 'NUL or half a character' }]
  throw new Refusal('invalid', 'http.invalid', { issues })
}

/**
 * PostgreSQL keeps neither NUL nor halves of surrogate pairs; no text in any input may hold them, however deep. Walks without recursion:
 * an input may be nested deeper than any stack.
 */
function isStorable(value: unknown): boolean {
  const left: unknown[] = [value]
  while (left.length > 0) {
    const each = left.pop()
    if (typeof each === 'string' && (each.includes('\0') || !each.isWellFormed())) return false
    if (Array.isArray(each)) for (const inside of each) left.push(inside)
    else if (typeof each === 'object' && each !== null)
      for (const [key, inside] of Object.entries(each)) left.push(key, inside)
  }
  return true
}

const issuesOf = (error: z.ZodError) =>
  error.issues.map((issue) => ({ path: issue.path.join('.'), code: issue.code, message: issue.message }))

function answerJson(reply: FastifyReply, schema: z.ZodType | undefined, result: unknown): FastifyReply {
  if (!schema || result === undefined) return reply.code(reply.statusCode === 200 ? 204 : reply.statusCode).send()
  return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(schema.parse(result)))
}

/** An instant on the wire: a Date inside, ISO 8601 outside. */
export const Instant = z.union([z.date().transform((date) => date.toISOString()), z.iso.datetime()])
