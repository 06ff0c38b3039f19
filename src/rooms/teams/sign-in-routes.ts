// Coming back: sign-in by password, second factor or passkey, sign-out, and "who am I". They stand in this room because they answer
// with the person's teams.
import { z } from 'zod'
import { anyone, type Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import {
  changePerson,
  closeSession,
  closeStep,
  countPasskeyTries,
  enter,
  findPersonId,
  openStep,
  owesSecondFactor,
  passkeyToProve,
  person,
  personBeforeTerms,
  placeOf,
  proveByCode,
  proveByPasskey,
  proveByPassword,
  startSession,
} from '#rooms/accounts/accounts.ts'
import {
  ChangeMe,
  DemoSignIn,
  Me,
  PasskeyOptions,
  PasskeySignIn,
  SecondFactor,
  SecondFactorAsked,
  SignIn,
} from '#rooms/accounts/contract.ts'
import type { DemoAccount } from './entrance-routes.ts'
import { describeMe } from './me.ts'

export function signInRoutes(on: Routes, demoAccounts: () => DemoAccount[]): void {
  passwordRoutes(on)
  passkeyRoutes(on)
  demoRoutes(on, demoAccounts)
  meRoutes(on)
}

function passwordRoutes(on: Routes): void {
  on.post('/api/sessions', {
    who: anyone,
    body: SignIn,
    reply: z.union([Me, SecondFactorAsked]),
    prepare: ({ db, tools, body, request, now }) => proveByPassword(db, tools, { ...body, ...placeOf(request) }, now),
    answer: async ({ tx, tools, prepared: personId, request, reply, now }) => {
      if (await owesSecondFactor(tx, personId)) {
        reply.code(202)
        return { secondFactor: { step: await openStep(tx, personId, now) } }
      }
      await enter(tx, personId, { request, reply, tools, now }, { method: 'password', secondFactor: false })
      return describeMe(tx, personId)
    },
  })

  on.post('/api/sessions/second-factor', {
    who: anyone,
    body: SecondFactor,
    reply: Me,
    prepare: ({ db, tools, body, request }) => proveByCode(db, tools, body, placeOf(request)),
    answer: async ({ tx, tools, body, prepared: personId, request, reply, now }) => {
      await closeStep(tx, body.step)
      await enter(tx, personId, { request, reply, tools, now }, { method: 'code', secondFactor: true })
      return describeMe(tx, personId)
    },
  })
}

function passkeyRoutes(on: Routes): void {
  on.get('/api/sessions/passkey', {
    who: anyone,
    reply: PasskeyOptions,
    answer: async ({ tools, now }) => ({ ...(await passkeyToProve(tools, [], now)) }),
  })

  on.post('/api/sessions/passkey', {
    who: anyone,
    body: PasskeySignIn,
    reply: Me,
    prepare: async ({ db, tools, body, request, now }) => {
      await countPasskeyTries(db, request.ip, now)
      return proveByPasskey(db, tools, body.passkey, now)
    },
    answer: async ({ tx, tools, prepared: personId, request, reply, now }) => {
      await enter(tx, personId, { request, reply, tools, now }, { method: 'passkey', secondFactor: true })
      return describeMe(tx, personId)
    },
  })
}

function demoRoutes(on: Routes, demoAccounts: () => DemoAccount[]): void {
  on.post('/api/demo-sessions', {
    who: anyone,
    body: DemoSignIn,
    reply: Me,
    answer: async ({ tx, body, request, reply, now }) => {
      if (!demoAccounts().some((account) => account.email === body.email))
        throw new Refusal('not_found', 'http.not_found')
      const personId = await findPersonId(tx, body.email)
      if (body.language) await changePerson(tx, personId, { language: body.language }, now)
      // One click on one's own machine stands for everything that is asked for elsewhere.
      await startSession(tx, personId, request, reply, now, { secondFactor: true })
      return describeMe(tx, personId)
    },
  })
}

function meRoutes(on: Routes): void {
  on.delete('/api/sessions/current', {
    who: personBeforeTerms,
    answer: ({ tx, who, request, reply }) => closeSession(tx, who.sessionId, request, reply),
  })

  on.get('/api/me', {
    who: person,
    reply: Me,
    answer: ({ db, who, now }) => describeMe(db, who.personId, { sessionId: who.sessionId, now }),
  })

  on.patch('/api/me', {
    who: person,
    body: ChangeMe,
    reply: Me,
    answer: async ({ tx, who, body, now }) => {
      await changePerson(tx, who.personId, body, now)
      return describeMe(tx, who.personId, { sessionId: who.sessionId, now })
    },
  })
}
