// Codes that the desk shows as words: roles of the staff and of teams, kinds and reasons of holds.
import { useWords, type WordKey } from '../../lib/words.tsx'

const roles: Record<string, WordKey> = {
  owner: 'desk.role.owner',
  billing: 'desk.role.billing',
  moderation: 'desk.role.moderation',
  support: 'desk.role.support',
  auditor: 'desk.role.auditor',
}

export function useStaffRoleWord(): (role: string) => string {
  const { t } = useWords()
  return (role) => {
    const word = roles[role]
    return word ? t(word) : role
  }
}

export const holdKinds = ['terms', 'third_party_rights', 'law', 'security', 'billing', 'user_request'] as const
export type HoldKind = (typeof holdKinds)[number]
export const kindWords: Record<HoldKind, WordKey> = {
  terms: 'desk.kind.terms',
  third_party_rights: 'desk.kind.third_party_rights',
  law: 'desk.kind.law',
  security: 'desk.kind.security',
  billing: 'desk.kind.billing',
  user_request: 'desk.kind.user_request',
}

/** Which kinds a role places and lifts; the server asks again. */
export const kindsFor = (role: string | null): readonly HoldKind[] => {
  if (role === 'owner') return holdKinds
  if (role === 'moderation') return ['terms', 'third_party_rights', 'law']
  return role === 'billing' ? ['billing'] : []
}

export const holdReasons = [
  ...(['tos_violation', 'unlawful_content', 'no_rights_to_content', 'third_party_rights', 'law_requirement'] as const),
  ...(['legal_risk', 'security_risk', 'malware', 'spam', 'circumvention', 'overload_or_automation'] as const),
  ...(['false_registration_data', 'payment_unmet', 'user_request', 'inactivity', 'operator_other'] as const),
]
export type HoldReason = (typeof holdReasons)[number]
