// Coming back: a new password by mail, another password, another address, and the proof of an address. Tokens stand in bodies, never in
// addresses; who may change what they sign in with must have proven lately that it is them.
import type { FastifyRequest } from 'fastify'
import type { Tx } from '#platform/db.ts'
import { anyone, type Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { recordSecurity } from '#rooms/audit/audit.ts'
import { countAttempt } from './attempts.ts'
import { emailAddress } from './email-address.ts'
import { person, proven } from './policies.ts'
import { proveAddress, requestAddressProof } from './recovery/address-proofs.ts'
import { inDoubtSince, type MadeInTheirName } from './recovery/doubt.ts'
import { confirmEmailChange, findPendingEmail, requestEmailChange, undoEmailChange } from './recovery/email-changes.ts'
import {
  changePassword,
  completeReset,
  describeReset,
  preparePassword,
  prepareReset,
  requestReset,
} from './recovery/resets.ts'
import {
  AskForReset,
  ChangeEmail,
  ChangePassword,
  CompleteReset,
  MailIsOnItsWay,
  NewAddress,
  PendingEmail,
  ResetStep,
  TokenBody,
} from './registration/contract.ts'
import { isDeniedDomain } from './registration/domains.ts'
import { admitStranger } from './registration/requests.ts'
import { findRegistrationSetting } from './registration/settings.ts'
import { cancelPending } from './store.ts'

/** `made`: what programs may do in people's names. The rooms above hand it in. */
export function recoveryRoutes(on: Routes, made: MadeInTheirName): void {
  resetRoutes(on, made)
  passwordRoutes(on)
  emailRoutes(on, made)
  proofRoutes(on)
}

const mailIsOnItsWay = { sent: true as const }

/** What the desk and the person see of it among the events of their account's safety. */
const remember = (tx: Tx, tools: Tools, personId: string, kind: string, { request, now }: Asked): Promise<void> => {
  const userAgent = request.headers['user-agent'] ?? ''
  return recordSecurity(tx, { personId, kind, ip: request.ip, userAgent, at: now }, tools)
}
interface Asked {
  request: FastifyRequest
  now: Date
}

function resetRoutes(on: Routes, made: MadeInTheirName): void {
  on.post('/api/password-resets', {
    who: anyone,
    body: AskForReset,
    reply: MailIsOnItsWay,
    prepare: ({ body, db, request, now, tools }) => admitStranger(db, tools, 'reset', { ...body, ip: request.ip }, now),
    answer: async ({ tx, body, prepared, reply, now, tools }) => {
      await requestReset(tx, tools, prepared, { language: body.language, at: now })
      reply.code(202)
      return mailIsOnItsWay
    },
  })

  on.post('/api/password-resets/step', {
    who: anyone,
    body: TokenBody,
    reply: ResetStep,
    answer: async ({ tx, body, now }) => {
      const { personId, email } = await describeReset(tx, body.token, now)
      return { email, recentKeys: await made.count(tx, personId, inDoubtSince(now), now) }
    },
  })

  on.post('/api/password-resets/completion', {
    who: anyone,
    body: CompleteReset,
    prepare: ({ body, db, now }) => prepareReset(db, body, now),
    answer: async ({ tx, body, prepared: passwordHash, request, now, tools }) => {
      const reset = { token: body.token, passwordHash, endsSessions: body.endSessions }
      const personId = await completeReset(tx, tools, reset, now)
      if (body.revokeKeys) await made.revoke(tx, tools, personId, inDoubtSince(now), now)
      await remember(tx, tools, personId, 'password.reset', { request, now })
    },
  })
}

function passwordRoutes(on: Routes): void {
  on.put('/api/me/password', {
    who: proven(person),
    body: ChangePassword,
    prepare: ({ db, who, body }) => preparePassword(db, who.personId, body.password),
    answer: async ({ tx, who, body, prepared: passwordHash, request, now, tools }) => {
      await changePassword(tx, tools, who, { passwordHash, endsOthers: body.endOtherSessions }, now)
      await remember(tx, tools, who.personId, 'password.changed', { request, now })
    },
  })
}

const day = 86_400

function emailRoutes(on: Routes, made: MadeInTheirName): void {
  on.get('/api/me/email-change', {
    who: person,
    reply: PendingEmail,
    answer: async ({ db, who, now }) => ({ pending: await findPendingEmail(db, who.personId, now) }),
  })

  on.put('/api/me/email-change', {
    who: proven(person),
    body: ChangeEmail,
    reply: PendingEmail,
    prepare: async ({ db, who, body, now }) => {
      const address = emailAddress(body.email)
      const { deniedDomains } = await findRegistrationSetting(db)
      if (isDeniedDomain(address.canonical, deniedDomains)) throw new Refusal('invalid', 'accounts.domain_denied')
      await countAttempt(db, [{ bucket: `email-change:${who.personId}`, atMost: 5, windowSeconds: day }], now)
      return address
    },
    answer: async ({ tx, who, prepared: address, request, now, tools }) => {
      await requestEmailChange(tx, tools, who.personId, address, now)
      await remember(tx, tools, who.personId, 'email.change_asked', { request, now })
      return { pending: address.shown }
    },
  })

  on.delete('/api/me/email-change', { who: person, answer: ({ tx, who }) => cancelPending(tx, who.personId) })

  on.post('/api/email-changes/confirmation', {
    who: anyone,
    body: TokenBody,
    reply: NewAddress,
    answer: async ({ tx, body, request, now, tools }) => {
      const { personId, email } = await confirmEmailChange(tx, tools, body.token, now)
      await remember(tx, tools, personId, 'email.changed', { request, now })
      return { email }
    },
  })

  on.post('/api/email-changes/undoing', {
    who: anyone,
    body: TokenBody,
    reply: NewAddress,
    answer: async ({ tx, body, request, now, tools }) => {
      const { personId, email } = await undoEmailChange(tx, tools, made, body.token, now)
      await remember(tx, tools, personId, 'email.restored', { request, now })
      return { email }
    },
  })
}

function proofRoutes(on: Routes): void {
  on.post('/api/me/address-proof', {
    who: person,
    reply: MailIsOnItsWay,
    prepare: ({ db, who, now }) =>
      countAttempt(db, [{ bucket: `address-proof:${who.personId}`, atMost: 5, windowSeconds: day }], now),
    answer: async ({ tx, who, reply, now, tools }) => {
      await requestAddressProof(tx, tools, who.personId, now)
      reply.code(202)
      return mailIsOnItsWay
    },
  })

  on.post('/api/address-proofs', {
    who: anyone,
    body: TokenBody,
    reply: NewAddress,
    answer: async ({ tx, body, now }) => ({ email: await proveAddress(tx, body.token, now) }),
  })
}
