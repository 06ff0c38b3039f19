// What each role may do in a team: the one table that server, studio and docs/roles.md read. Pure, and free of zod, so that the studio
// can read it without loading a schema library.
export const roles = ['owner', 'admin', 'editor', 'agent', 'accountant', 'viewer'] as const
export type Role = (typeof roles)[number]

interface Rule {
  roles: readonly Role[]
  /** New uploads, publishing, invitations: refused while the team is limited by the operator. */
  growth?: true
  /** Taking along what is one's own: possible whatever the operator restricts. */
  held?: true
  /** Agents do it only with tours and properties that they made or that were given to them. */
  own?: true
}

const everybody: readonly Role[] = roles
const makers: readonly Role[] = ['owner', 'admin', 'editor', 'agent']
const keepers: readonly Role[] = ['owner', 'admin']

export const abilities = {
  'tours.view': { roles: everybody },
  'tours.edit': { roles: makers, own: true },
  'tours.publish': { roles: makers, own: true, growth: true },
  /** Taking off what is published must stay possible when nothing new may be shown. */
  'tours.unpublish': { roles: makers, own: true },
  'tours.delete': { roles: makers, own: true },
  'tours.assign': { roles: ['owner', 'admin', 'editor'] },
  'media.view': { roles: everybody },
  'media.upload': { roles: makers, growth: true },
  'media.manage': { roles: makers },
  'leads.view': { roles: makers },
  'leads.answer': { roles: makers },
  'comments.view': { roles: everybody },
  'comments.write': { roles: ['owner', 'admin', 'editor', 'agent', 'viewer'] },
  'activity.view': { roles: ['owner', 'admin', 'editor'] },
  'members.view': { roles: everybody },
  'members.invite': { roles: keepers, growth: true },
  'members.manage': { roles: keepers },
  'team.view': { roles: everybody },
  'team.edit': { roles: keepers },
  'team.show': { roles: keepers, growth: true },
  'requisites.view': { roles: ['owner', 'admin', 'accountant'] },
  'requisites.edit': { roles: ['owner', 'admin', 'accountant'] },
  'agreement.view': { roles: ['owner', 'admin', 'accountant'] },
  'money.view': { roles: ['owner', 'admin', 'accountant'] },
  'keys.manage': { roles: keepers },
  'team.export': { roles: ['owner'], held: true },
  'team.transfer': { roles: ['owner'] },
  'team.delete': { roles: ['owner'] },
} as const satisfies Record<string, Rule>

export type Ability = keyof typeof abilities

export const ruleOf = (ability: Ability): Rule => abilities[ability]

export const allAbilities = Object.keys(abilities) as Ability[]

/** Whether a role has an ability at all; which tours of the team it reaches is asked where the tour is held. */
export const can = (role: Role, ability: Ability): boolean => ruleOf(ability).roles.includes(role)

/** How high a role stands: nobody gives a role above their own, nobody touches somebody as high as themselves or higher. */
export const rankOf = (role: Role): number =>
  ({ owner: 3, admin: 2, editor: 1, agent: 1, accountant: 1, viewer: 0 })[role]

/** Roles that somebody may give to others. Ownership is never given: it is offered and accepted. */
export const rolesGivenBy = (role: Role): Role[] =>
  can(role, 'members.manage') ? roles.filter((each) => each !== 'owner' && rankOf(each) <= rankOf(role)) : []

/** Whether somebody may change or remove a member of this role. Leaving and stepping down is everybody's own. */
export const reaches = (role: Role, other: Role): boolean => can(role, 'members.manage') && rankOf(role) > rankOf(other)
