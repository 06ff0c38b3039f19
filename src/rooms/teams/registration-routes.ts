// Coming in for the first time: proof of the address, then the account with its team; the operator's own first run; and the desk's queue
// of those who wait to be let in. They stand in this room because they end with a team.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '#platform/db.ts'
import { anyone, type Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import {
  apply,
  applyAgain,
  becomeOperator,
  checkFirstRun,
  consumeRequest,
  countAttempt,
  countRegistration,
  decideApplication,
  describePerson,
  describeStep,
  findRegistrationSetting,
  holdApplication,
  keepNewcomersPasskey,
  listApplications,
  newPuzzle,
  passkeyForNewcomer,
  person,
  prepareCompletion,
  prepareProven,
  prepareRequest,
  readNewcomersPasskey,
  registerProven,
  registrationLink,
  rememberDevice,
  requestAddressProof,
  requestRegistration,
  setRegistration,
  staff,
  staffIn,
  startSession,
  withdrawApplication,
} from '#rooms/accounts/accounts.ts'
import {
  Application,
  ApplicationPath,
  ApplicationsQuery,
  ApplyAgain,
  AskToRegister,
  CompleteRegistration,
  DecideApplication,
  FirstRun,
  MailIsOnItsWay,
  Me,
  PasskeyForNewcomer,
  PasskeyOptions,
  Puzzle,
  RegistrationSetting,
  RegistrationStep,
  TokenBody,
} from '#rooms/accounts/contract.ts'
import { describeMe } from './me.ts'
import { foundTeam } from './teams.ts'

export function registrationRoutes(on: Routes): void {
  requestRoutes(on)
  completionRoutes(on)
  firstRunRoutes(on)
  applicationRoutes(on)
  settingRoutes(on)
}

function requestRoutes(on: Routes): void {
  on.get('/api/puzzle', { who: anyone, reply: Puzzle, answer: ({ tools, now }) => newPuzzle(tools, now) })

  on.post('/api/registrations', {
    who: anyone,
    body: AskToRegister,
    reply: MailIsOnItsWay,
    prepare: ({ body, db, request, now, tools }) => prepareRequest(db, tools, { ...body, ip: request.ip }, now),
    answer: async ({ tx, body, prepared, reply, now, tools }) => {
      await requestRegistration(tx, tools, prepared, { language: body.language, at: now })
      reply.code(202)
      return { sent: true as const }
    },
  })
}

function completionRoutes(on: Routes): void {
  // A write by its method only: the token must stand in no address.
  on.post('/api/registrations/step', {
    who: anyone,
    body: TokenBody,
    reply: RegistrationStep,
    answer: ({ tx, body, now }) => describeStep(tx, body.token, now),
  })

  on.post('/api/registrations/passkey', {
    who: anyone,
    body: PasskeyForNewcomer,
    reply: PasskeyOptions,
    answer: async ({ tx, body, now, tools }) =>
      passkeyForNewcomer(tx, tools, await registrationLink(tx, body.token, now), body.name, now),
  })

  on.post('/api/registrations/completion', {
    who: anyone,
    body: CompleteRegistration,
    reply: Me,
    prepare: async ({ body, db, now, tools }) => {
      const { token, passkey } = body
      if (!passkey === !body.password) throw new Refusal('invalid', 'accounts.password_or_passkey')
      const person = await prepareCompletion(db, body, now)
      if (!passkey) return { person, passkey: undefined }
      const link = await registrationLink(db, token, now)
      return { person, passkey: await readNewcomersPasskey(db, tools, link, passkey, now) }
    },
    answer: async ({ tx, body, prepared, request, reply, now, tools }) => {
      const { mode } = await findRegistrationSetting(tx)
      if (mode === 'invitation') throw new Refusal('forbidden', 'accounts.invitation_only')
      await consumeRequest(tx, body.token, now)
      const { language, versionIds } = body
      const from = { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' }
      const { passkey } = prepared
      const personId = await registerProven(tx, tools, {
        prepared: { ...prepared.person, ...(passkey && { id: passkey.personId }) },
        ...{ language, versionIds, method: 'registration', at: now },
        ...from,
      })
      if (passkey) await keepNewcomersPasskey(tx, passkey, from.userAgent, now)
      const teamName = body.teamKind === 'personal' ? body.name : body.teamName
      if (teamName === '') throw new Refusal('invalid', 'accounts.team_name_empty')
      if (mode === 'approval') await apply(tx, personId, { ...body, teamName }, now)
      else await foundTeam(tx, teamName, personId, now, body.teamKind)
      return enter(tx, personId, request, reply, now, { secondFactor: passkey !== undefined })
    },
  })
}

/** The first steps into the house: a session, a device that is known from now on. */
async function enter(
  tx: Tx,
  personId: string,
  request: FastifyRequest,
  reply: FastifyReply,
  now: Date,
  { secondFactor } = { secondFactor: false },
) {
  await startSession(tx, personId, request, reply, now, { secondFactor })
  await rememberDevice(tx, personId, request, reply, now)
  reply.code(201)
  return describeMe(tx, personId)
}

function firstRunRoutes(on: Routes): void {
  on.post('/api/first-runs', {
    who: anyone,
    body: FirstRun,
    reply: Me,
    prepare: async ({ body, db, request, now }) => {
      await countRegistration(db, request.ip, now)
      await checkFirstRun(db, body.token)
      return prepareProven(body)
    },
    answer: async ({ tx, body, prepared, request, reply, now, tools }) => {
      const { language, versionIds } = body
      const from = { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' }
      const personId = await registerProven(tx, tools, {
        ...{ prepared, language, versionIds, method: 'first_run', isProven: false, at: now },
        ...from,
      })
      await becomeOperator(tx, body.token, personId, now)
      await foundTeam(tx, body.teamName, personId, now)
      await requestAddressProof(tx, tools, personId, now)
      return enter(tx, personId, request, reply, now)
    },
  })
}

const applicationsPerDay = { atMost: 5, windowSeconds: 86_400 }

function applicationRoutes(on: Routes): void {
  on.post('/api/me/application', {
    who: person,
    body: ApplyAgain,
    reply: Me,
    prepare: ({ db, who, now }) =>
      countAttempt(db, [{ bucket: `application:${who.personId}`, ...applicationsPerDay }], now),
    answer: async ({ tx, who, body, reply, now }) => {
      const { name } = await describePerson(tx, who.personId)
      const teamName = body.teamKind === 'personal' ? name : body.teamName
      if (teamName === '') throw new Refusal('invalid', 'accounts.team_name_empty')
      await applyAgain(tx, who, { ...body, teamName }, now)
      reply.code(201)
      return describeMe(tx, who.personId)
    },
  })

  on.delete('/api/me/application', {
    who: person,
    reply: Me,
    answer: async ({ tx, who, now }) => {
      await withdrawApplication(tx, who.personId, now)
      return describeMe(tx, who.personId)
    },
  })

  on.get('/api/desk/applications', {
    who: staff,
    query: ApplicationsQuery,
    reply: z.array(Application),
    answer: ({ db, query }) => listApplications(db, query.state),
  })

  on.put('/api/desk/applications/:applicationId/decision', {
    who: staffIn('support', 'moderation'),
    params: ApplicationPath,
    body: DecideApplication,
    answer: async ({ tx, who, params, body, now, tools }) => {
      const application = await holdApplication(tx, params.applicationId)
      if (body.outcome === 'approved')
        await foundTeam(tx, application.teamName, application.personId, now, application.teamKind)
      await decideApplication(tx, tools, application, { decision: body, staffId: who.personId, at: now })
    },
  })
}

function settingRoutes(on: Routes): void {
  on.get('/api/desk/registration', {
    who: staff,
    reply: RegistrationSetting,
    answer: ({ db }) => findRegistrationSetting(db),
  })

  on.put('/api/desk/registration', {
    who: staffIn('owner'),
    body: RegistrationSetting,
    reply: RegistrationSetting,
    answer: async ({ tx, who, body, now }) => {
      await setRegistration(tx, who.personId, body, now)
      return findRegistrationSetting(tx)
    },
  })
}
