// Devices on which a person signed in before: a token in a long-lived cookie, its SHA-256 in a row. It opens nothing by itself; it only
// gives its person a limit of guesses apart from that of strangers.
import { parse, serialize } from 'cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db.ts'
import { overHttps } from '#platform/http.ts'
import { newId, newToken, sha256 } from '#platform/ids.ts'

/** Bound to this origin where browsers can do that: a neighbouring host must not hand people a device that it knows too. */
const cookieName = (request: FastifyRequest) => (overHttps(request) ? '__Host-panoqor-device' : 'panoqor-device')
const lifetimeSeconds = 365 * 86_400
/** Only what we could have given: nobody's device is called like another one's, or like none. */
const ours = /^[\w-]{43}$/

export function deviceOf(request: FastifyRequest): string | undefined {
  const token = parse(request.headers.cookie ?? '')[cookieName(request)]
  return token !== undefined && ours.test(token) ? token : undefined
}

export const findDevice = (db: Db, personId: string, token: string) =>
  db
    .selectFrom('known_device')
    .select('id')
    .where('person_id', '=', personId)
    .where('token_sha256', '=', sha256(token))
    .executeTakeFirst()

export type Device = 'known' | 'first' | 'new'

/** After a sign-in. A device that is known already keeps its token; the first one of all is no news to anybody. */
export async function rememberDevice(
  tx: Tx,
  personId: string,
  request: FastifyRequest,
  reply: FastifyReply,
  now: Date,
): Promise<Device> {
  const brought = deviceOf(request)
  if (brought !== undefined && (await findDevice(tx, personId, brought))) return 'known'
  const token = brought ?? newToken()
  const hadOthers = await addDevice(tx, personId, token, now)
  addCookie(reply, request, token)
  return hadOthers ? 'new' : 'first'
}

const devicesPerPerson = 50

/** Also forgets the oldest, and says whether there were any: all in one statement, which sees what was there before it. */
async function addDevice(tx: Tx, personId: string, token: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ had_others: boolean }>`
    with added as (
      insert into known_device (id, person_id, token_sha256, created_at)
      values (${newId(now)}, ${personId}, ${sha256(token)}, ${now})
    ), forgotten as (
      delete from known_device where id in (
        select id from known_device where person_id = ${personId}
        order by created_at desc, id desc offset ${devicesPerPerson - 1}
      )
    )
    select exists (select from known_device where person_id = ${personId}) as had_others`.execute(tx)
  return rows[0]?.had_others ?? false
}

function addCookie(reply: FastifyReply, request: FastifyRequest, token: string): void {
  const secure = overHttps(request)
  const cookie = serialize(cookieName(request), token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    maxAge: lifetimeSeconds,
  })
  // Beside the session's own: the framework collects lines of this name.
  reply.header('set-cookie', cookie)
}
