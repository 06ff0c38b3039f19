// The last step of coming in, whatever was proven before: a session of its own for this browser, the device remembered, its person told
// of a device that is new; and the word to a person whose credentials changed.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/db.ts'
import { overHttps } from '#platform/http.ts'
import { shortenedAddress } from '#platform/secret.ts'
import type { Tools } from '#platform/tools.ts'
import { recordSecurity } from '#rooms/audit/audit.ts'
import { notifyPerson } from '#rooms/notices/notices.ts'
import { deviceOf, rememberDevice } from './devices.ts'
import { endSessionOfToken, openSession, tokenIn } from './sessions.ts'
import type { Place } from './sign-in.ts'
import { sayDevice } from './user-agent.ts'

export interface Entrance {
  request: FastifyRequest
  reply: FastifyReply
  tools: Tools
  now: Date
}

export const placeOf = (request: FastifyRequest): Place => ({
  ip: request.ip,
  userAgent: request.headers['user-agent'] ?? '',
  device: deviceOf(request),
})

/** Opens a session and hands its cookie to the browser. The session that the browser had until now ends. */
export async function startSession(
  tx: Tx,
  personId: string,
  request: FastifyRequest,
  reply: FastifyReply,
  now: Date,
  { secondFactor = false }: { secondFactor?: boolean } = {},
) {
  const secure = overHttps(request)
  const former = tokenIn({ headers: request.headers, secure })
  if (former) await endSessionOfToken(tx, former)
  const { ip, userAgent } = placeOf(request)
  reply.header('set-cookie', await openSession(tx, personId, { userAgent, secure, now, ip, secondFactor }))
}

/** Somebody proved who they are and comes in. */
export async function enter(
  tx: Tx,
  personId: string,
  { request, reply, tools, now }: Entrance,
  how: { method: 'password' | 'code' | 'passkey'; secondFactor: boolean },
): Promise<void> {
  const { ip, userAgent } = placeOf(request)
  await startSession(tx, personId, request, reply, now, how)
  const device = await rememberDevice(tx, personId, request, reply, now)
  const details = { method: how.method, device }
  await recordSecurity(tx, { personId, kind: 'sign_in.succeeded', details, ip, userAgent, at: now }, tools)
  if (device !== 'new') return
  const values = { device: sayDevice(userAgent), place: shortenedAddress(ip) }
  await notifyPerson(tx, tools, { personId, kind: 'new_device', values, path: '/account/sessions' })
}

/** What of somebody's credentials can change: the choices of the words `notices.text.credentials_changed`. */
export type ChangedCredential =
  | 'second_factor_on'
  | 'second_factor_off'
  | 'recovery_codes'
  | 'passkey_added'
  | 'passkey_removed'
  | 'password'
  | 'email'

/** Whoever owns the account learns of it, also if somebody else did it. */
export const tellOfChange = (tx: Tx, tools: Tools, personId: string, what: ChangedCredential): Promise<void> =>
  notifyPerson(tx, tools, { personId, kind: 'credentials_changed', values: { what }, path: '/account/security' })
