// Coming in: registration, sign-in, first run, and "who am I". They stand in this room because they answer with the person's teams.
import type { z } from 'zod'
import type { Db, Tx } from '#platform/db.ts'
import { anyone, type Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import {
  addPerson,
  anyOperator,
  becomeOperator,
  changePerson,
  closeSession,
  countRegistration,
  describePerson,
  deviceOf,
  findPersonId,
  person,
  personBeforeTerms,
  preparePerson,
  proveByPassword,
  rememberDevice,
  startSession,
} from '#rooms/accounts/accounts.ts'
import { ChangeMe, DemoSignIn, FirstRun, Me, Register, SignIn, Welcome } from '#rooms/accounts/contract.ts'
import { foundTeam, listMemberships } from './teams.ts'

export interface DemoAccount {
  email: string
  name: string
  role: string
}

/** `demoAccounts` is empty unless this is a demo that listens on loopback only. */
export function entranceRoutes(on: Routes, demoAccounts: () => DemoAccount[]): void {
  newcomerRoutes(on)
  signInRoutes(on, demoAccounts)
  meRoutes(on)
  on.get('/api/welcome', {
    who: anyone,
    reply: Welcome,
    answer: async ({ db, tools }) => ({
      demoAccounts: demoAccounts(),
      registration: (await isOpen(db, tools)) ? ('open' as const) : ('first-run' as const),
    }),
  })
}

/** An installation that others reach takes strangers in only once it has an operator, so that nobody comes before them. */
const isOpen = async (db: Db, { config }: Tools) => config.demo || (await anyOperator(db))

function newcomerRoutes(on: Routes): void {
  on.post('/api/registrations', {
    who: anyone,
    body: Register,
    reply: Me,
    prepare: async ({ body, db, request, now, tools }) => {
      if (!(await isOpen(db, tools))) throw new Refusal('forbidden', 'accounts.operator_first')
      await countRegistration(db, request.ip, now)
      return preparePerson(body)
    },
    answer: async ({ tx, body, prepared, request, reply, now }) => {
      const personId = await addPerson(tx, prepared, now)
      await foundTeam(tx, body.teamName, personId, now)
      await startSession(tx, personId, request, reply, now)
      await rememberDevice(tx, personId, request, reply, now)
      reply.code(201)
      return me(tx, personId)
    },
  })

  on.post('/api/first-runs', {
    who: anyone,
    body: FirstRun,
    reply: Me,
    prepare: async ({ body, db, request, now }) => {
      await countRegistration(db, request.ip, now)
      return preparePerson(body)
    },
    answer: async ({ tx, body, prepared, request, reply, now }) => {
      const personId = await addPerson(tx, prepared, now)
      await becomeOperator(tx, body.token, personId, now)
      await foundTeam(tx, body.teamName, personId, now)
      await startSession(tx, personId, request, reply, now)
      await rememberDevice(tx, personId, request, reply, now)
      reply.code(201)
      return me(tx, personId)
    },
  })
}

function signInRoutes(on: Routes, demoAccounts: () => DemoAccount[]): void {
  on.post('/api/sessions', {
    who: anyone,
    body: SignIn,
    reply: Me,
    prepare: ({ db, body, request, now }) => {
      const claim = { ...body, ip: request.ip, device: deviceOf(request) }
      return proveByPassword(db, claim, now)
    },
    answer: async ({ tx, prepared: personId, request, reply, now }) => {
      await startSession(tx, personId, request, reply, now)
      await rememberDevice(tx, personId, request, reply, now)
      return me(tx, personId)
    },
  })

  on.post('/api/demo-sessions', {
    who: anyone,
    body: DemoSignIn,
    reply: Me,
    answer: async ({ tx, body, request, reply, now }) => {
      if (!demoAccounts().some((account) => account.email === body.email))
        throw new Refusal('not_found', 'http.not_found')
      const personId = await findPersonId(tx, body.email)
      if (body.language) await changePerson(tx, personId, { language: body.language }, now)
      await startSession(tx, personId, request, reply, now)
      return me(tx, personId)
    },
  })

  on.delete('/api/sessions/current', {
    who: personBeforeTerms,
    answer: ({ tx, who, request, reply }) => closeSession(tx, who.sessionId, request, reply),
  })
}

function meRoutes(on: Routes): void {
  on.get('/api/me', { who: person, reply: Me, answer: ({ db, who }) => me(db, who.personId) })

  on.patch('/api/me', {
    who: person,
    body: ChangeMe,
    reply: Me,
    answer: async ({ tx, who, body, now }) => {
      await changePerson(tx, who.personId, body, now)
      return me(tx, who.personId)
    },
  })
}

async function me(db: Db | Tx, personId: string): Promise<z.input<typeof Me>> {
  return { ...(await describePerson(db, personId)), teams: await listMemberships(db, personId) }
}
