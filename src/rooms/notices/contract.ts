// What people can be told, by which channels unless they choose otherwise, and what goes over the wire about it. Pure.
import { z } from 'zod'

interface KindOfNotice {
  /** Shown under the bell. */
  inApp: boolean
  /** Sent as a mail too. */
  byMail: boolean
  /** About the safety of the account or the right to use it: its mail can't be switched off and has nothing to unsubscribe from. */
  isSecurity?: true
  /** The placeholders of its sentence `notices.text.<kind>`; `role` is a role's code. */
  values: readonly string[]
  /** The value that is somebody's own words: shown beneath the sentence, never inside it. */
  quote?: string
}

const team: Omit<KindOfNotice, 'values'> = { inApp: true, byMail: true }
const security: Omit<KindOfNotice, 'values'> = { inApp: true, byMail: true, isSecurity: true }

/** Every kind of notice. Each has words: `notices.kind.<kind>` (its name in the preferences) and `notices.text.<kind>`. */
export const noticeKinds = {
  lead_received: { ...team, values: ['name', 'tour', 'team'] },
  comment: { ...team, values: ['person', 'tour', 'text'], quote: 'text' },
  mention: { ...team, values: ['person', 'tour', 'text'], quote: 'text' },
  assigned: { ...team, values: ['person', 'tour'] },
  invitation_accepted: { ...team, byMail: false, values: ['person', 'team', 'role'] },
  approval_asked: { ...team, values: ['person', 'team', 'role'] },
  approval_given: { ...team, values: ['team', 'role'] },
  approval_denied: { ...team, values: ['team', 'role'] },
  role_changed: { ...team, values: ['person', 'team', 'role'] },
  removed_from_team: { ...team, values: ['team'] },
  ownership_offered: { ...security, values: ['person', 'team', 'days'] },
  /** The mail of an export carries its link, which no notice may: the privacy room sends it by itself. */
  export_ready: { ...team, byMail: false, values: ['name'] },
  request_due: { ...team, values: ['name', 'date'] },
  application_decided: { ...security, values: ['decision', 'reason'], quote: 'reason' },
  terms_changed: { ...security, values: ['document', 'date'] },
  new_device: { ...security, values: ['device', 'place'] },
  second_factor_failed: { ...security, values: ['device', 'place'] },
  credentials_changed: { ...security, values: ['what'] },
  made_staff: { ...security, values: ['person', 'staffRole'] },
  keys_revoked: { ...security, values: ['person', 'team', 'count'] },
  support_opened: { ...security, values: ['team', 'reason'], quote: 'reason' },
  hold_placed: {
    ...security,
    values: ['name', 'meaning', 'reason', 'atOnce', 'until', 'statement'],
    quote: 'statement',
  },
  hold_lifted: { ...security, values: ['name'] },
  deletion_scheduled: { ...security, values: ['name', 'date'] },
} as const satisfies Record<string, KindOfNotice>

export type NoticeKind = keyof typeof noticeKinds
export const kindsOfNotice = Object.keys(noticeKinds) as [NoticeKind, ...NoticeKind[]]
export const NoticeKind = z.enum(kindsOfNotice)
export const kindOf = (kind: NoticeKind): KindOfNotice => noticeKinds[kind]

export const Notice = z.object({
  id: z.uuid(),
  /** A kind that this version of the page does not know is left out. */
  kind: NoticeKind,
  teamId: z.uuid().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  path: z.string().nullable(),
  createdAt: z.string(),
  readAt: z.string().nullable(),
})
export type Notice = z.infer<typeof Notice>

export const noticesPerPage = 30
export const Notices = z.object({ unread: z.number(), notices: z.array(Notice), more: z.boolean() })
export type Notices = z.infer<typeof Notices>
export const NoticesQuery = z.object({ before: z.uuid().optional() })
export const NoticeCount = z.object({ unread: z.number() })
export type NoticeCount = z.infer<typeof NoticeCount>
export const NoticePath = z.object({ noticeId: z.uuid() })

/** How mails about a kind of notice come: each by itself, all of a day in one, or not. */
export const mailPaces = ['instant', 'daily', 'off'] as const
export const MailPace = z.enum(mailPaces)
export type MailPace = z.infer<typeof MailPace>

export const Preference = z.object({
  kind: NoticeKind,
  inApp: z.boolean(),
  mail: MailPace,
  isSecurity: z.boolean(),
})
export type Preference = z.infer<typeof Preference>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null
  } catch {
    return false
  }
}

/** When the mail of the day comes, by the clock where the person is. */
export const Digest = z.strictObject({
  hour: z.number().int().min(0).max(23),
  timeZone: z.string().max(64).refine(isTimeZone),
})
export type Digest = z.infer<typeof Digest>
export const usualDigest: Digest = { hour: 9, timeZone: 'Asia/Almaty' }

/** `mailLeaves`: false where no mail server is configured, so that nobody waits for a mail. `digest`: null until one was chosen. */
export const Preferences = z.object({
  mailLeaves: z.boolean(),
  digest: Digest.nullable(),
  preferences: z.array(Preference),
})
export type Preferences = z.infer<typeof Preferences>
export const ChangePreference = z.strictObject({ inApp: z.boolean(), mail: MailPace })
/** Of every kind that can be chosen, at once. */
export const ChangePace = z.strictObject({ mail: MailPace })
export const PreferencePath = z.object({ kind: NoticeKind })

/** A mail that needs somebody's eyes. Never says what was in it. */
export const TroubledMail = z.object({
  id: z.uuid(),
  recipient: z.string(),
  template: z.string(),
  state: z.enum(['waiting', 'failed', 'unconfirmed']),
  attempts: z.number(),
  answer: z.string().nullable(),
  createdAt: z.string(),
  /** What it says is still kept. */
  mayBeSentAgain: z.boolean(),
})
export type TroubledMail = z.infer<typeof TroubledMail>
export const troubledMailsPerPage = 50
export const MailState = z.object({
  isConfigured: z.boolean(),
  waiting: z.number(),
  items: z.array(TroubledMail),
  next: z.string().nullable(),
})
export type MailState = z.infer<typeof MailState>
export const MailsQuery = z.object({
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
})
export const MailPath = z.object({ mailId: z.uuid() })
