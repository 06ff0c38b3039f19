// Devices on which a person signed in before: a token in a long-lived cookie, its SHA-256 in a row. It opens nothing by itself; it only
// gives its person a limit of guesses apart from that of strangers.
import { parse, serialize } from 'cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db, Tx } from '#platform/db.ts'
import { newId, newToken, sha256 } from '#platform/ids.ts'

const cookieName = 'panoqor-device'
const lifetimeSeconds = 365 * 86_400

export const deviceOf = (request: FastifyRequest): string | undefined => parse(request.headers.cookie ?? '')[cookieName]

export const findDevice = (db: Db, personId: string, token: string) =>
  db
    .selectFrom('known_device')
    .select('id')
    .where('person_id', '=', personId)
    .where('token_sha256', '=', sha256(token))
    .executeTakeFirst()

/** After a right password. A device that is known already keeps its token. */
export async function rememberDevice(
  tx: Tx,
  personId: string,
  request: FastifyRequest,
  reply: FastifyReply,
  now: Date,
) {
  const token = deviceOf(request) ?? newToken()
  if (await findDevice(tx, personId, token)) return
  await tx
    .insertInto('known_device')
    .values({ id: newId(now), person_id: personId, token_sha256: sha256(token), created_at: now })
    .execute()
  const secure = request.protocol === 'https'
  const cookie = serialize(cookieName, token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    maxAge: lifetimeSeconds,
  })
  const others = reply.getHeader('set-cookie')
  reply.header('set-cookie', [...(others === undefined ? [] : [String(others)]), cookie])
}
