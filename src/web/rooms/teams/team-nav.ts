// The sections of a team's settings, in the order in which they stand. A section is left out for roles that lack its ability.
import type { LinkProps } from '@tanstack/react-router'
import type { Ability } from '#rooms/teams/abilities/contract.ts'
import type { WordKey } from '../../lib/words.tsx'

export interface TeamSection {
  to: Extract<NonNullable<LinkProps['to']>, `/studio/$teamId/team/${string}`>
  word: WordKey
  ability: Ability
}

export const teamSections: readonly TeamSection[] = [
  { to: '/studio/$teamId/team/members', word: 'teams.nav.members', ability: 'members.view' },
  { to: '/studio/$teamId/team/profile', word: 'teams.nav.profile', ability: 'team.view' },
  { to: '/studio/$teamId/team/roles', word: 'teams.nav.roles', ability: 'members.view' },
  { to: '/studio/$teamId/team/activity', word: 'activity.title', ability: 'activity.view' },
  { to: '/studio/$teamId/team/keys', word: 'keys.nav', ability: 'keys.manage' },
  { to: '/studio/$teamId/team/support', word: 'support.title', ability: 'members.manage' },
  { to: '/studio/$teamId/team/data', word: 'my_data.team.title', ability: 'team.export' },
  { to: '/studio/$teamId/team/agreement', word: 'agreements.title', ability: 'agreement.view' },
]
