// Invitations over HTTP: the team makes and takes them back, whoever has one looks at it and takes it up.
import type { z } from 'zod'
import type { Db } from '#platform/db.ts'
import { anyone, askingOf, type Routes } from '#platform/http.ts'
import { Refusal } from '#platform/refusal.ts'
import {
  countAttempt,
  countShared,
  describePerson,
  emailAddress,
  findSession,
  keepNewcomersPasskey,
  networkOf,
  type ProvingLink,
  passkeyForNewcomer,
  person,
  prepareProven,
  readNewcomersPasskey,
  registerProven,
  rememberDevice,
  startSession,
} from '#rooms/accounts/accounts.ts'
import { Me, PasskeyForNewcomer, PasskeyOptions } from '#rooms/accounts/contract.ts'
import { documentsToAccept, isSetUp } from '#rooms/legal/legal.ts'
import { mailIsConfigured } from '#rooms/notices/notices.ts'
import { TeamPath } from '../contract.ts'
import { describeMe } from '../me.ts'
import { findMembership, findTeam } from '../store.ts'
import { able, type Member } from '../teams.ts'
import {
  AcceptedInvitation,
  ApplicantPath,
  DecideApplicant,
  InvitationPath,
  Invitations,
  InvitationToken,
  InvitationView,
  InviteByLetter,
  InviteByLink,
  MadeInvitation,
  RegisterInvited,
} from './contract.ts'
import {
  acceptInvitation,
  checkInviter,
  checkOpen,
  decideApplicant,
  inviteByLetter,
  inviteByLink,
  resendLetter,
  revokeInvitation,
} from './invitations.ts'
import { findByToken, findPersonByAddress, selectApplicants, selectInvitations } from './store.ts'

/** Letters cost the reputation of everybody's mail, so a team sends few strangers few. */
const lettersPerDay = { atMost: 20, windowSeconds: 86_400 }
/** Whoever owns many teams is one person still. */
const lettersOfPersonPerDay = { atMost: 60, windowSeconds: 86_400 }
/** Nobody's mailbox is flooded from many teams; a team's first letter of the day reaches it all the same. */
const lettersToAddressPerDay = { atMost: 5, windowSeconds: 86_400 }

async function countLetter(db: Db, { teamId, personId }: Member, canonical: string | undefined, now: Date) {
  const team = { bucket: `invite ${teamId}`, ...lettersPerDay }
  await countAttempt(db, [team, { bucket: `invite by ${personId}`, ...lettersOfPersonPerDay }], now)
  if (canonical === undefined) return
  const shared = { bucket: `invite to ${canonical}`, ...lettersToAddressPerDay }
  const own = { bucket: `invite to ${canonical} of ${teamId}`, windowSeconds: lettersToAddressPerDay.windowSeconds }
  await countShared(db, { shared, own }, now)
}

/** So many stand in a list in which one is found again: more would only hide one among them. */
const openLinksAtMost = 100

async function refuseTooManyLinks(db: Db, teamId: string, now: Date): Promise<void> {
  const open = (await selectInvitations(db, teamId)).filter((row) => row.kind === 'link' && row.expires_at > now)
  if (open.length >= openLinksAtMost) throw new Refusal('conflict', 'teams.too_many_links', { atMost: openLinksAtMost })
}

const addressOf = async (db: Db, teamId: string, invitationId: string): Promise<string | undefined> =>
  (await selectInvitations(db, teamId)).find(({ id }) => id === invitationId)?.email_canonical ?? undefined

export function invitationRoutes(on: Routes): void {
  makingRoutes(on)
  decidingRoutes(on)
  takingUpRoutes(on)
}

function makingRoutes(on: Routes): void {
  on.get('/api/teams/:teamId/invitations', {
    who: able('members.manage'),
    params: TeamPath,
    reply: Invitations,
    answer: ({ db, who, now }) => describeInvitations(db, who.teamId, now),
  })

  on.post('/api/teams/:teamId/invitations', {
    who: able('members.invite'),
    params: TeamPath,
    body: InviteByLetter,
    reply: MadeInvitation,
    prepare: ({ db, who, body, now }) => countLetter(db, who, emailAddress(body.email).canonical, now),
    answer: ({ tx, who, body, tools, now, reply }) => {
      reply.code(201)
      return inviteByLetter(tx, tools, who, body, now)
    },
  })

  on.post('/api/teams/:teamId/invitations/:invitationId/letters', {
    who: able('members.invite'),
    params: InvitationPath,
    reply: MadeInvitation,
    prepare: async ({ db, who, params, now }) =>
      countLetter(db, who, await addressOf(db, who.teamId, params.invitationId), now),
    answer: ({ tx, who, params, tools, now }) => resendLetter(tx, tools, who, params.invitationId, now),
  })

  on.post('/api/teams/:teamId/invitation-links', {
    who: able('members.invite'),
    params: TeamPath,
    body: InviteByLink,
    reply: MadeInvitation,
    answer: async ({ tx, who, body, tools, now, reply }) => {
      await refuseTooManyLinks(tx, who.teamId, now)
      reply.code(201)
      return inviteByLink(tx, tools, who, body, now)
    },
  })
}

function decidingRoutes(on: Routes): void {
  on.delete('/api/teams/:teamId/invitations/:invitationId', {
    who: able('members.manage'),
    params: InvitationPath,
    answer: ({ tx, who, params, now }) => revokeInvitation(tx, who, params.invitationId, now),
  })

  on.put('/api/teams/:teamId/invitations/:invitationId/applicants/:applicantId', {
    who: able('members.invite'),
    params: ApplicantPath,
    body: DecideApplicant,
    answer: ({ tx, who, params, body, tools, now }) => {
      const { invitationId, applicantId: personId } = params
      return decideApplicant(tx, tools, who, { invitationId, personId, outcome: body.outcome, at: now })
    },
  })
}

/** A token can't be guessed; this only keeps curious programs from asking for nothing all day. */
const viewsPerNetwork = { atMost: 120, windowSeconds: 600 }

function takingUpRoutes(on: Routes): void {
  // A question with a secret in it, hence POST: an address would be kept in logs.
  on.post('/api/invitation-views', {
    who: anyone,
    body: InvitationToken,
    reply: InvitationView,
    prepare: async ({ db, body, request, now, tools }) => {
      await countAttempt(db, [{ bucket: `invitation view ${networkOf(request.ip)}`, ...viewsPerNetwork }], now)
      const signedIn = await findSession(askingOf(request, {}, tools))
      return describeInvitation(db, body.token, signedIn?.personId, now)
    },
    answer: ({ prepared }) => prepared,
  })

  on.post('/api/invitation-acceptances', {
    who: person,
    body: InvitationToken,
    reply: AcceptedInvitation,
    answer: ({ tx, who, body, tools, now }) => acceptInvitation(tx, tools, who, body.token, now),
  })

  registeringRoutes(on)
}

function registeringRoutes(on: Routes): void {
  on.post('/api/invitation-registrations/passkey', {
    who: anyone,
    body: PasskeyForNewcomer,
    reply: PasskeyOptions,
    prepare: async ({ db, body, request, now, tools }) => {
      await countAttempt(db, [{ bucket: `invitation view ${networkOf(request.ip)}`, ...viewsPerNetwork }], now)
      return passkeyForNewcomer(db, tools, await provingLetter(db, body.token, now), body.name, now)
    },
    answer: ({ prepared }) => prepared,
  })

  on.post('/api/invitation-registrations', {
    who: anyone,
    body: RegisterInvited,
    reply: Me,
    prepare: async ({ db, body, request, now, tools }) => {
      // Nobody makes an account before they can know with whom they deal, and on which terms.
      if (!tools.config.demo && !(await isSetUp(db, now))) throw new Refusal('forbidden', 'legal.setting_up')
      await countAttempt(db, [{ bucket: `invitation view ${networkOf(request.ip)}`, ...viewsPerNetwork }], now)
      const letter = await provingLetter(db, body.token, now)
      const { name, password, passkey } = body
      if (passkey && password === undefined)
        return { ...nobodysYet(letter, name), passkey: await readNewcomersPasskey(db, tools, letter, passkey, now) }
      if (passkey || password === undefined) throw new Refusal('invalid', 'accounts.password_or_passkey')
      return { person: await prepareProven({ email: letter.email, name, password }), passkey: undefined }
    },
    answer: async ({ tx, body, prepared: { person, passkey }, request, reply, tools, now }) => {
      const personId = await registerProven(tx, tools, {
        prepared: { ...person, ...(passkey && { id: passkey.personId }) },
        ...{ language: body.language, versionIds: body.versionIds, method: 'invitation', at: now },
        ...{ ip: request.ip, userAgent: request.headers['user-agent'] ?? '' },
        // Where no mail leaves the house the inviter carried the link, which proves nothing about the address.
        isProven: mailIsConfigured(tools.config),
      })
      if (passkey) await keepNewcomersPasskey(tx, passkey, request.headers['user-agent'] ?? '', now)
      await acceptInvitation(tx, tools, { personId, isVerified: true }, body.token, now)
      await startSession(tx, personId, request, reply, now, { secondFactor: passkey !== undefined })
      await rememberDevice(tx, personId, request, reply, now)
      reply.code(201)
      return describeMe(tx, personId)
    },
  })
}

/** The letter that proves the address it went to. A link that anybody may carry proves none. */
async function provingLetter(db: Db, token: string, now: Date): Promise<ProvingLink> {
  const invitation = await findByToken(db, token)
  if (!invitation?.email) throw new Refusal('not_found', 'teams.no_such_invitation')
  checkOpen(invitation, now)
  await checkInviter(db, invitation)
  return { token, email: invitation.email, sentAt: invitation.sent_at }
}

const nobodysYet = ({ email }: ProvingLink, name: string) => ({
  person: { address: emailAddress(email), name, passwordHash: null },
})

async function describeInvitation(
  db: Db,
  token: string,
  personId: string | undefined,
  now: Date,
): Promise<z.input<typeof InvitationView>> {
  const invitation = await findByToken(db, token)
  if (!invitation) throw new Refusal('not_found', 'teams.no_such_invitation')
  const you = personId === undefined ? undefined : await describePerson(db, personId)
  const isMember = personId !== undefined && !!(await findMembership(db, invitation.team_id, personId))
  if (!isMember) {
    checkOpen(invitation, now)
    // Before anybody fills in a form: it would be refused at its end.
    await checkInviter(db, invitation)
  }
  const { email_canonical: canonical } = invitation
  const hasAccount = canonical === null ? null : (await findPersonByAddress(db, canonical)) !== undefined
  return {
    team: (await findTeam(db, invitation.team_id))?.name ?? '',
    inviter: invitation.invited_by ? (await describePerson(db, invitation.invited_by)).name : '',
    ...{ role: invitation.role, kind: invitation.kind, needsApproval: invitation.needs_approval },
    emailHint: invitation.email && hintOf(invitation.email),
    expiresAt: invitation.expires_at.toISOString(),
    hasAccount,
    register:
      invitation.email && !hasAccount ? { email: invitation.email, documents: await documentsToAccept(db, now) } : null,
    you: you
      ? { name: you.name, email: you.email, isInvited: emailAddress(you.email).canonical === canonical, isMember }
      : null,
  }
}

/** `d…@example.kz`: enough for its owner to know it again, too little for whoever found a forwarded letter. */
const hintOf = (email: string) => email.replace(/^(.)[^@]*@/u, '$1…@')

async function describeInvitations(db: Db, teamId: string, now: Date): Promise<z.input<typeof Invitations>> {
  const [rows, applicants] = await Promise.all([selectInvitations(db, teamId), selectApplicants(db, teamId)])
  return {
    invitations: rows.map((row) => ({
      ...{ id: row.id, kind: row.kind, email: row.email, label: row.label, role: row.role, invitedBy: row.inviter },
      ...{ sentAt: row.sent_at.toISOString(), expiresAt: row.expires_at.toISOString(), uses: row.uses },
      ...{ maxUses: row.max_uses, needsApproval: row.needs_approval },
      state: row.expires_at > now ? ('open' as const) : ('expired' as const),
    })),
    applicants: applicants.map((row) => ({
      ...{ invitationId: row.invitation_id, personId: row.person_id, name: row.name, email: row.email, role: row.role },
      invitedEmail: row.invited_email,
      askedAt: row.answered_at.toISOString(),
    })),
  }
}
