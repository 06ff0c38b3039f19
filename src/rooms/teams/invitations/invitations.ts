// How people come into a team: by a letter to one address, or by a link. What an invitation gives and who answers for it are fixed in
// its row, and the right of whoever answers for it is asked again at the moment it is taken up.
import type { Db, Tx } from '#platform/db.ts'
import { newToken } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import { describePerson, emailAddress, languageOfAddress, type SignedIn } from '#rooms/accounts/accounts.ts'
import { record } from '#rooms/audit/audit.ts'
import { refuseHeld } from '#rooms/holds/holds.ts'
import { mailIsConfigured, notifyPerson, sendMail } from '#rooms/notices/notices.ts'
import type { Language } from '#tour/text.ts'
import { can, rankOf, rolesGivenBy } from '../abilities/contract.ts'
import type { Role } from '../contract.ts'
import type { Actor } from '../members/members.ts'
import { refuseBeyondAgreement, refuseInvitingBeyond } from '../members-limit.ts'
import { findMembership, findTeam, joinTeam } from '../store.ts'
import { nameInMail } from './name-in-mail.ts'
import {
  countOpenLetters,
  countUses,
  type Decision,
  findAnswer,
  findOpenLetter,
  holdByToken,
  holdInvitation,
  type InvitedRole,
  insertAnswer,
  insertDecision,
  insertInvitation,
  insertRevocation,
  isMemberWithAddress,
  renewInvitation,
  type StoredInvitation,
} from './store.ts'

const letterDays = 7
const days = (count: number) => count * 86_400_000
const pathOf = (token: string) => `/invitation#${token}`

export interface Letter {
  email: string
  role: InvitedRole
  language: Language
}

/** Invites whoever has this address. The answer holds the link only where no mail leaves the house: then the inviter carries it. */
export async function inviteByLetter(tx: Tx, tools: Tools, by: Actor, letter: Letter, at: Date) {
  const address = emailAddress(letter.email)
  await checkMayGive(tx, by, letter.role)
  if (await isMemberWithAddress(tx, by.teamId, address.canonical)) throw new Refusal('conflict', 'teams.already_member')
  if (await findOpenLetter(tx, by.teamId, address.canonical, at)) throw new Refusal('conflict', 'teams.already_invited')
  await refuseInvitingBeyond(tx, by.teamId, () => countOpenLetters(tx, by.teamId, at), at)
  const token = newToken()
  const { role, language } = letter
  const expiresAt = new Date(at.getTime() + days(letterDays))
  const whole = { teamId: by.teamId, address, role, language, label: '', token, by: by.personId, at, expiresAt }
  const id = await insertInvitation(tx, { ...whole, maxUses: 1, needsApproval: false })
  await sendLetter(tx, tools, by, { to: address.shown, language, role, token })
  await recordInvitation(tx, by, 'invitation.sent', id, { role }, at)
  return { id, url: mailIsConfigured(tools.config) ? null : tools.config.origin + pathOf(token) }
}

/** Sends a letter again, for another week. Whoever does so answers for it from now on, so they must be allowed to give its role. */
export async function resendLetter(tx: Tx, tools: Tools, by: Actor, invitationId: string, at: Date) {
  const invitation = await findHeld(tx, by.teamId, invitationId)
  if (invitation.email === null || invitation.revoked_at || (await countUses(tx, by.teamId, invitationId)) > 0)
    throw new Refusal('conflict', 'teams.invitation_over')
  const { email: to, language, role } = invitation
  await checkMayGive(tx, by, role)
  await refuseInvitingBeyond(tx, by.teamId, () => countOpenLetters(tx, by.teamId, at, invitationId), at)
  const token = newToken()
  const expiresAt = new Date(at.getTime() + days(letterDays))
  await renewInvitation(tx, { teamId: by.teamId, id: invitationId, token, by: by.personId, at, expiresAt })
  await sendLetter(tx, tools, by, { to, language, role, token })
  await recordInvitation(tx, by, 'invitation.sent_again', invitationId, { role }, at)
  return { id: invitationId, url: mailIsConfigured(tools.config) ? null : tools.config.origin + pathOf(token) }
}

interface LetterToSend {
  to: string
  language: Language
  role: Role
  token: string
}

/** In the language that the inviter chose; somebody with an account has chosen one already. */
async function sendLetter(tx: Tx, tools: Tools, by: Actor, letter: LetterToSend): Promise<void> {
  const { to, role, token } = letter
  const language = (await languageOfAddress(tx, emailAddress(to).canonical)) ?? letter.language
  const inviter = await describePerson(tx, by.personId)
  const team = (await findTeam(tx, by.teamId))?.name ?? ''
  const values = { person: nameInMail(inviter.name), team: nameInMail(team), role, days: letterDays }
  await sendMail(tx, tools, { to, language, template: 'invitation', values, path: pathOf(token) })
}

export interface Link {
  role: Exclude<InvitedRole, 'admin'>
  label: string
  expiresInDays: number
  maxUses: number
  needsApproval: boolean
}

/** A link for several people. Its address is answered once and kept nowhere. */
export async function inviteByLink(tx: Tx, tools: Tools, by: Actor, link: Link, at: Date) {
  await checkMayGive(tx, by, link.role)
  if (rankOf(link.role) > rankOf('editor')) throw new Refusal('forbidden', 'teams.above_your_role')
  await refuseInvitingBeyond(tx, by.teamId, async () => 0, at)
  const token = newToken()
  const { role, label, maxUses, needsApproval } = link
  const { language } = await describePerson(tx, by.personId)
  const expiresAt = new Date(at.getTime() + days(link.expiresInDays))
  const whole = { teamId: by.teamId, address: null, role, language, label, token, by: by.personId, at, expiresAt }
  const id = await insertInvitation(tx, { ...whole, maxUses, needsApproval })
  await recordInvitation(tx, by, 'invitation.link_made', id, { role }, at)
  return { id, url: tools.config.origin + pathOf(token) }
}

/** From now on it opens nothing; whoever waits with it stays outside. Doing it twice is the same as once. */
export async function revokeInvitation(tx: Tx, by: Actor, invitationId: string, at: Date): Promise<void> {
  const { role } = await findHeld(tx, by.teamId, invitationId)
  if (await insertRevocation(tx, by.teamId, invitationId, by.personId, at))
    await recordInvitation(tx, by, 'invitation.revoked', invitationId, { role }, at)
}

/**
 * Takes an invitation up. With the invited address, or by a link that asks for nothing more, one is in at once; with another account
 * one waits for the team. Doing it twice, or fifty times at once, is the same as once.
 */
export async function acceptInvitation(
  tx: Tx,
  tools: Tools,
  who: Pick<SignedIn, 'personId' | 'isVerified'>,
  token: string,
  at: Date,
) {
  if (!who.isVerified) throw new Refusal('forbidden', 'teams.verify_first')
  const invitation = await holdByToken(tx, token)
  if (!invitation) throw new Refusal('not_found', 'teams.no_such_invitation')
  const teamId = invitation.team_id
  const key = { teamId, invitationId: invitation.id, personId: who.personId }
  const team = (await findTeam(tx, teamId))?.name ?? ''
  if (await findMembership(tx, teamId, who.personId)) return { outcome: 'joined' as const, teamId, team }
  checkOpen(invitation, at)
  const answer = await findAnswer(tx, key)
  if (answer === 'waits') return { outcome: 'waits' as const, teamId, team }
  if (answer) throw new Refusal('forbidden', 'teams.not_let_in')
  if ((await countUses(tx, teamId, invitation.id)) >= invitation.max_uses)
    throw new Refusal('gone', 'teams.invitation_used')
  await refuseHeld(tx, [{ kind: 'team', id: teamId }], { reads: false, grows: true }, at)
  await checkInviter(tx, invitation)

  const person = await describePerson(tx, who.personId)
  const isInvited = invitation.email_canonical === emailAddress(person.email).canonical
  const isFree = invitation.kind === 'link' ? !invitation.needs_approval : isInvited
  await insertAnswer(tx, key, at)
  const values = { person: person.name, team, role: invitation.role }
  if (!isFree) {
    await tellInviter(tx, tools, invitation, 'approval_asked', values)
    await record(tx, {
      teamId,
      personId: who.personId,
      action: 'invitation.approval_asked',
      targetId: invitation.id,
      at,
    })
    return { outcome: 'waits' as const, teamId, team }
  }
  await letIn(tx, invitation, { ...key, outcome: 'joined', by: null, at }, person.name)
  await tellInviter(tx, tools, invitation, 'invitation_accepted', values)
  return { outcome: 'joined' as const, teamId, team }
}

/** Lets somebody in who waits, or doesn't. Only by who could have given the role themselves. */
export async function decideApplicant(
  tx: Tx,
  tools: Tools,
  by: Actor,
  wanted: Omit<Decision, 'by' | 'teamId'>,
): Promise<void> {
  const invitation = await findHeld(tx, by.teamId, wanted.invitationId)
  const decision = { ...wanted, teamId: by.teamId, by: by.personId }
  const answer = await findAnswer(tx, decision)
  if (!answer) throw new Refusal('not_found', 'teams.no_such_applicant')
  if (answer === wanted.outcome) return
  if (answer !== 'waits' || invitation.revoked_at) throw new Refusal('conflict', 'teams.invitation_over')
  await checkMayGive(tx, by, invitation.role)
  const { name } = await describePerson(tx, wanted.personId)
  const { outcome, personId, at } = wanted
  if (outcome === 'joined') await letIn(tx, invitation, decision, name)
  else {
    await insertDecision(tx, decision)
    const details = { member: name }
    await record(tx, {
      teamId: by.teamId,
      personId: by.personId,
      action: 'applicant.refused',
      targetId: personId,
      details,
      at,
    })
  }
  const team = (await findTeam(tx, by.teamId))?.name ?? ''
  const path = outcome === 'joined' ? `/studio/${by.teamId}` : null
  const kind = outcome === 'joined' ? 'approval_given' : 'approval_denied'
  await notifyPerson(tx, tools, { personId, kind, values: { team, role: invitation.role }, path })
}

async function letIn(tx: Tx, invitation: StoredInvitation, decision: Decision, name: string): Promise<void> {
  await insertDecision(tx, decision)
  const { teamId, personId, at } = decision
  const { role } = invitation
  if (!(await joinTeam(tx, teamId, personId, role, at))) return
  await refuseBeyondAgreement(tx, teamId, at)
  const details = { role, member: name, ...(decision.by && { letInBy: decision.by }) }
  await record(tx, { teamId, personId, action: 'member.joined', targetId: personId, details, at })
}

async function tellInviter(
  tx: Tx,
  tools: Tools,
  { invited_by: personId, team_id: teamId }: StoredInvitation,
  kind: 'invitation_accepted' | 'approval_asked',
  values: { person: string; team: string; role: Role },
): Promise<void> {
  if (personId)
    await notifyPerson(tx, tools, { personId, teamId, kind, values, path: `/studio/${teamId}/team/members` })
}

/** Still open for anybody, by what the row itself says. */
export function checkOpen({ revoked_at, expires_at }: StoredInvitation, at: Date): void {
  if (revoked_at) throw new Refusal('gone', 'teams.invitation_revoked')
  if (expires_at <= at) throw new Refusal('gone', 'teams.invitation_expired')
}

/** Whoever answers for it must still be allowed to give what it gives. */
export async function checkInviter(db: Db, { team_id, invited_by, role }: StoredInvitation): Promise<void> {
  const inviter = invited_by ? await findMembership(db, team_id, invited_by) : undefined
  if (!inviter || !mayGive(inviter.role, role)) throw new Refusal('forbidden', 'teams.inviter_gone')
}

async function checkMayGive(tx: Tx, by: Actor, role: Role): Promise<void> {
  const own = await findMembership(tx, by.teamId, by.personId)
  if (!own || !mayGive(own.role, role)) throw new Refusal('forbidden', 'teams.above_your_role')
}

const mayGive = (own: Role, role: Role) =>
  can(own, 'members.invite') && rolesGivenBy(own).includes(role) && rankOf(role) <= rankOf(own)

async function findHeld(tx: Tx, teamId: string, invitationId: string): Promise<StoredInvitation> {
  const invitation = await holdInvitation(tx, teamId, invitationId)
  if (!invitation) throw new Refusal('not_found', 'teams.no_such_invitation')
  return invitation
}

const recordInvitation = (
  tx: Tx,
  { teamId, personId }: Actor,
  action: string,
  targetId: string,
  details: Record<string, unknown>,
  at: Date,
) => record(tx, { teamId, personId, action, targetId, details, at })
