// A person's credentials and sessions over HTTP. What changes a credential asks for a fresh proof; ending a session does not.
import { z } from 'zod'
import { overHttps, type Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import { record } from '#rooms/audit/audit.ts'
import { placeOf } from '../entrance.ts'
import { personBeforeTerms, proven } from '../policies.ts'
import { endSessionOf, endSessions, listSessions, renewSession } from '../sessions.ts'
import { findPerson } from '../store.ts'
import { deviceName } from '../user-agent.ts'
import {
  AddPasskey,
  CodesToConfirm,
  ConfirmCodes,
  Credentials,
  PasskeyOptions,
  PasskeyPath,
  Proof,
  RecoveryCodes,
  RenamePasskey,
  Session,
  SessionPath,
  WaysToProve,
} from './contract.ts'
import {
  addCodes,
  addPasskey,
  describeCredentials,
  refuseWithoutOwnFactor,
  removeCodes,
  removePasskey,
  renewRecoveryCodes,
} from './credentials.ts'
import { prepareCodes } from './one-time-codes.ts'
import { passkeyToAdd, readNewPasskey, updatePasskeyName } from './passkeys.ts'
import { checkProof, waysToProve } from './proofs.ts'

/** Whoever must accept new terms first may still look after their own safety. */
const person = personBeforeTerms

export function credentialRoutes(on: Routes): void {
  proofRoutes(on)
  codeRoutes(on)
  passkeyRoutes(on)
  sessionRoutes(on)
  on.get('/api/me/credentials', {
    who: person,
    reply: Credentials,
    answer: ({ db, who }) => describeCredentials(db, who),
  })
}

function proofRoutes(on: Routes): void {
  on.get('/api/me/proofs', {
    who: person,
    reply: WaysToProve,
    answer: async ({ db, tools, who, now }) => {
      const ways = await waysToProve(db, tools, who.personId, now)
      return { ...ways, passkey: ways.passkey && { ...ways.passkey } }
    },
  })

  on.post('/api/me/proofs', {
    who: person,
    body: Proof,
    prepare: ({ db, tools, who, body, request, now }) => checkProof(db, tools, who, body, placeOf(request), now),
    answer: async ({ tx, who, prepared, request, reply, now }) => {
      const secure = overHttps(request)
      reply.header('set-cookie', await renewSession(tx, who.sessionId, { secure, now, ...prepared }))
    },
  })
}

function codeRoutes(on: Routes): void {
  on.post('/api/me/one-time-codes', {
    who: proven(person),
    reply: CodesToConfirm,
    answer: async ({ tx, tools, who, now }) => {
      await refuseWithoutOwnFactor(tx, who)
      return prepareCodes(tx, tools, await existing(tx, who.personId), now)
    },
  })

  on.put('/api/me/one-time-codes', {
    who: proven(person),
    body: ConfirmCodes,
    reply: RecoveryCodes,
    answer: async ({ tx, tools, who, body, now }) => ({ codes: await addCodes(tx, tools, who, body.code, now) }),
  })

  on.delete('/api/me/one-time-codes', {
    who: proven(person),
    answer: ({ tx, tools, who, now }) => removeCodes(tx, tools, who, now),
  })

  on.post('/api/me/recovery-codes', {
    who: proven(person),
    reply: RecoveryCodes,
    answer: async ({ tx, tools, who, now }) => ({ codes: await renewRecoveryCodes(tx, tools, who, now) }),
  })
}

function passkeyRoutes(on: Routes): void {
  on.get('/api/me/new-passkey', {
    who: proven(person),
    reply: PasskeyOptions,
    answer: async ({ db, tools, who, now }) => ({
      ...(await passkeyToAdd(db, tools, await existing(db, who.personId), now)),
    }),
  })

  on.post('/api/me/passkeys', {
    who: proven(person),
    body: AddPasskey,
    prepare: ({ db, tools, body, now }) => readNewPasskey(db, tools, body.passkey, now),
    answer: async ({ tx, tools, who, body, prepared, now, reply }) => {
      await addPasskey(tx, tools, who, prepared, body.name, now)
      reply.code(201)
    },
  })

  on.patch('/api/me/passkeys/:passkeyId', {
    who: person,
    params: PasskeyPath,
    body: RenamePasskey,
    answer: async ({ tx, who, params, body, now }) => {
      await updatePasskeyName(tx, who.personId, params.passkeyId, body.name)
      const entry = { teamId: null, personId: who.personId, targetId: who.personId, at: now }
      await record(tx, { ...entry, action: 'passkey.renamed' })
    },
  })

  on.delete('/api/me/passkeys/:passkeyId', {
    who: proven(person),
    params: PasskeyPath,
    answer: ({ tx, tools, who, params, now }) => removePasskey(tx, tools, who, params.passkeyId, now),
  })
}

function sessionRoutes(on: Routes): void {
  on.get('/api/me/sessions', {
    who: person,
    reply: z.array(Session),
    answer: async ({ db, who, now }) =>
      (await listSessions(db, who.personId, now)).map((row) => ({
        ...deviceName(row.user_agent),
        id: row.id,
        network: row.shortened_address,
        createdAt: row.created_at,
        lastSeenAt: row.last_seen_at,
        secondFactor: row.second_factor_at !== null,
        current: row.id === who.sessionId,
      })),
  })

  on.delete('/api/me/sessions/:sessionId', {
    who: person,
    params: SessionPath,
    answer: async ({ tx, who, params, now }) => {
      if (!(await endSessionOf(tx, who.personId, params.sessionId))) throw new Refusal('not_found', 'http.not_found')
      await ended(tx, who.personId, 1, now)
    },
  })

  on.delete('/api/me/sessions', {
    who: person,
    answer: async ({ tx, who, now }) =>
      ended(tx, who.personId, await endSessions(tx, who.personId, who.sessionId), now),
  })
}

const ended = (tx: Parameters<typeof record>[0], personId: string, count: number, at: Date) =>
  record(tx, { teamId: null, personId, action: 'sessions.ended', targetId: personId, details: { count }, at })

async function existing(db: Parameters<typeof findPerson>[0], personId: string) {
  const found = await findPerson(db, personId)
  if (!found) throw new Refusal('not_found', 'http.not_found')
  return found
}
