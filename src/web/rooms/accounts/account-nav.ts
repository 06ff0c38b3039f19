// The sections of a person's own settings, in their order. A new section is one line here and one route in router.tsx.
import type { WordKey } from '../../lib/words.tsx'

export const accountSections = [
  { to: '/account/profile', word: 'account.profile' },
  { to: '/account/security', word: 'account.security' },
  { to: '/account/sessions', word: 'account.sessions' },
  { to: '/account/notices', word: 'notices.title' },
  { to: '/account/data', word: 'my_data.title' },
  { to: '/account/consents', word: 'legal.mine' },
] as const satisfies readonly { to: string; word: WordKey }[]
