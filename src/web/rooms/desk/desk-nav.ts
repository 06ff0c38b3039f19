// The sections of the operator's desk, and which of the staff need them. The server decides what is allowed; this only leaves out.
import type { LinkProps } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { WordKey } from '../../lib/words.tsx'
import {
  ContactIcon,
  CopyIcon,
  EyeIcon,
  HistoryIcon,
  KeyIcon,
  MailIcon,
  PersonIcon,
  TextIcon,
  ToursIcon,
  WarningIcon,
} from '../../ui/icons.tsx'

export type StaffRole = 'owner' | 'billing' | 'moderation' | 'support' | 'auditor'

export interface DeskSection {
  to: NonNullable<LinkProps['to']>
  word: WordKey
  Icon: ComponentType<{ size?: number }>
  /** Everybody of the staff where it is missing. */
  roles?: readonly StaffRole[]
}

export const deskSections: readonly DeskSection[] = [
  { to: '/desk/accounts', word: 'desk.accounts', Icon: PersonIcon },
  { to: '/desk/teams', word: 'desk.teams', Icon: ToursIcon },
  { to: '/desk/holds', word: 'desk.holds', Icon: HistoryIcon },
  { to: '/desk/applications', word: 'registration.desk.title', Icon: PersonIcon },
  { to: '/desk/reports', word: 'desk.reports', Icon: WarningIcon },
  { to: '/desk/support', word: 'support.desk', Icon: EyeIcon, roles: ['owner', 'support', 'auditor'] },
  { to: '/desk/staff', word: 'desk.staff', Icon: KeyIcon, roles: ['owner', 'auditor'] },
  { to: '/desk/mail', word: 'notices.desk.title', Icon: MailIcon },
  { to: '/desk/requests', word: 'my_data.desk.title', Icon: PersonIcon, roles: ['owner', 'support', 'auditor'] },
  { to: '/desk/audit', word: 'audit.title', Icon: HistoryIcon, roles: ['owner', 'support', 'auditor'] },
  {
    to: '/desk/agreements',
    word: 'agreements.desk',
    Icon: CopyIcon,
    roles: ['owner', 'billing', 'support', 'auditor'],
  },
  { to: '/desk/legal', word: 'legal.desk', Icon: TextIcon },
  { to: '/desk/operator', word: 'legal.operator', Icon: ContactIcon },
]

export const sectionsFor = (role: string | null): readonly DeskSection[] =>
  deskSections.filter(({ roles }) => role !== null && (!roles || roles.some((each) => each === role)))
