// The calls of the notices room and of the demo's inbox, and the names of what they put into the query cache.
import type { z } from 'zod'
import type * as notices from '#rooms/notices/contract.ts'
import { call } from '../../lib/http.ts'

export type Notice = notices.Notice
export type NoticeKind = notices.NoticeKind
export type Preference = notices.Preference
export type Preferences = notices.Preferences
export type MailState = notices.MailState
export type MailPace = notices.MailPace
export type Digest = notices.Digest

export interface InboxCard {
  id: string
  at: string
  from: string
  to: string
  subject: string
}

export const noticesApi = {
  count: () => call<notices.NoticeCount>('GET', '/api/notices/count'),
  list: (before?: string) => call<notices.Notices>('GET', `/api/notices${before ? `?before=${before}` : ''}`),
  readAll: () => call<void>('PUT', '/api/notices/reading'),
  read: (noticeId: string) => call<void>('PUT', `/api/notices/${noticeId}/reading`),
  preferences: () => call<Preferences>('GET', '/api/notice-preferences'),
  choose: (kind: NoticeKind, body: z.infer<typeof notices.ChangePreference>) =>
    call<void>('PUT', `/api/notice-preferences/${kind}`, { body }),
  chooseForAll: (mail: notices.MailPace) => call<void>('PUT', '/api/notice-preferences', { body: { mail } }),
  chooseDigest: (body: notices.Digest) => call<void>('PUT', '/api/notice-digest', { body }),
  mailState: (before: string | null) => call<MailState>('GET', `/api/desk/mail${before ? `?before=${before}` : ''}`),
  sendAgain: (mailId: string) => call<void>('POST', `/api/desk/mail/${mailId}/sendings`),
  inbox: () => call<InboxCard[]>('GET', '/api/inbox'),
  inboxMail: (mailId: string) => call<InboxCard & { text: string }>('GET', `/api/inbox/${mailId}`),
}

export const inboxPageUrl = (mailId: string) => `/api/inbox/${mailId}/page`

/** All begin with the same word: news of a notice refresh the count and the list alike. */
export const noticeKeys = {
  all: ['notices'] as const,
  count: ['notices', 'count'] as const,
  list: ['notices', 'list'] as const,
  preferences: ['notice-preferences'] as const,
  mailState: ['mail-state'] as const,
  inbox: ['inbox'] as const,
  inboxMail: (mailId: string) => ['inbox', mailId] as const,
}
