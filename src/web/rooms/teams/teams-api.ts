// The studio's calls about a team itself: members, invitations, ownership, profile; and what is read anew after a change.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as agency from '#rooms/publishing/agency/contract.ts'
import type { TeamCard } from '#rooms/teams/contract.ts'
import type * as invitations from '#rooms/teams/invitations/contract.ts'
import type * as members from '#rooms/teams/members/contract.ts'
import type * as profiles from '#rooms/teams/profile/contract.ts'
import { keys, type Me } from '../../lib/api.ts'
import { call } from '../../lib/http.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { showToast } from '../../ui/toasts.tsx'

export type Member = members.MemberCard
export type OwnershipOffer = members.OwnershipOffer
export type Invitation = invitations.Invitation
export type Applicant = invitations.Applicant
export type MadeInvitation = invitations.MadeInvitation
export type InvitationView = invitations.InvitationView
export type RegisterInvited = invitations.RegisterInvited
export type TeamProfile = profiles.TeamProfile
export type SaveProfile = profiles.SaveProfile
export type Requisites = profiles.Requisites
export type SaveRequisites = profiles.SaveRequisites
export type Agency = agency.Agency

const team = (teamId: string) => `/api/teams/${teamId}`
const offers = (teamId: string) => `${team(teamId)}/ownership-offers`
const invitation = (teamId: string, id: string) => `${team(teamId)}/invitations/${id}`

export const teamsApi = {
  found: (name: string) => call<TeamCard>('POST', '/api/teams', { body: { name } }),

  members: (teamId: string) => call<members.Members>('GET', `${team(teamId)}/members`),
  changeRole: (teamId: string, memberId: string, role: members.ChangeRole['role']) =>
    call<void>('PUT', `${team(teamId)}/members/${memberId}/role`, { body: { role } }),
  remove: (teamId: string, memberId: string) => call<void>('DELETE', `${team(teamId)}/members/${memberId}`),
  leave: (teamId: string) => call<void>('DELETE', `${team(teamId)}/membership`),

  offerOwnership: (teamId: string, body: members.OfferOwnership) => call<void>('POST', offers(teamId), { body }),
  withdrawOffer: (teamId: string, offerId: string) => call<void>('DELETE', `${offers(teamId)}/${offerId}`),
  answerOffer: (teamId: string, offerId: string, accepts: boolean) =>
    call<void>('PUT', `${offers(teamId)}/${offerId}/answer`, { body: { accepts } }),

  invitations: (teamId: string) => call<invitations.Invitations>('GET', `${team(teamId)}/invitations`),
  inviteByLetter: (teamId: string, body: invitations.InviteByLetter) =>
    call<MadeInvitation>('POST', `${team(teamId)}/invitations`, { body }),
  inviteByLink: (teamId: string, body: invitations.InviteByLink) =>
    call<MadeInvitation>('POST', `${team(teamId)}/invitation-links`, { body }),
  resend: (teamId: string, id: string) => call<MadeInvitation>('POST', `${invitation(teamId, id)}/letters`),
  revoke: (teamId: string, id: string) => call<void>('DELETE', invitation(teamId, id)),
  decide: (teamId: string, { invitationId, personId }: Applicant, outcome: 'joined' | 'refused') =>
    call<void>('PUT', `${invitation(teamId, invitationId)}/applicants/${personId}`, { body: { outcome } }),

  viewInvitation: (token: string) => call<InvitationView>('POST', '/api/invitation-views', { body: { token } }),
  accept: (token: string) =>
    call<invitations.AcceptedInvitation>('POST', '/api/invitation-acceptances', { body: { token } }),
  passkeyForInvited: (body: { token: string; name: string }) =>
    call<{ challenge: string }>('POST', '/api/invitation-registrations/passkey', { body }),
  registerInvited: (body: invitations.RegisterInvited) => call<Me>('POST', '/api/invitation-registrations', { body }),

  profile: (teamId: string) => call<TeamProfile>('GET', `${team(teamId)}/profile`),
  saveProfile: (teamId: string, body: SaveProfile) => call<TeamProfile>('PUT', `${team(teamId)}/profile`, { body }),
  requisites: (teamId: string) => call<Requisites>('GET', `${team(teamId)}/requisites`),
  saveRequisites: (teamId: string, body: SaveRequisites) =>
    call<Requisites>('PUT', `${team(teamId)}/requisites`, { body }),
  agency: (teamId: string) => call<Agency>('GET', `${team(teamId)}/page`),
  openAgency: (teamId: string, body: z.infer<typeof agency.OpenAgency>) =>
    call<Agency>('PUT', `${team(teamId)}/page`, { body }),
  closeAgency: (teamId: string) => call<void>('DELETE', `${team(teamId)}/page`),
}

export const teamKeys = {
  all: (teamId: string) => ['team', teamId] as const,
  members: (teamId: string) => ['team', teamId, 'members'] as const,
  invitations: (teamId: string) => ['team', teamId, 'invitations'] as const,
  profile: (teamId: string) => ['team', teamId, 'profile'] as const,
  requisites: (teamId: string) => ['team', teamId, 'requisites'] as const,
  agency: (teamId: string) => ['team', teamId, 'page'] as const,
}

/** A change of the team: everything about it is read anew; what went wrong is said from below unless the caller says it. */
export function useTeamChange<Input, Result>(
  teamId: string,
  change: (input: Input) => Promise<Result>,
  { said, onDone, quiet }: { said?: WordKey; onDone?: (result: Result) => void; quiet?: boolean } = {},
) {
  const queryClient = useQueryClient()
  const { t, error: sentence } = useWords()
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: teamKeys.all(teamId) }),
      queryClient.invalidateQueries({ queryKey: keys.me }),
    ])
  return useMutation({
    mutationFn: change,
    onSuccess: async (result) => {
      onDone?.(result)
      if (said) showToast(t(said))
      await refresh()
    },
    onError: (error) => {
      if (!quiet) showToast(sentence(error), { tone: 'danger' })
      void refresh()
    },
  })
}
