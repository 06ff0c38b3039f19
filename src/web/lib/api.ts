// Every call of the studio, typed by the contracts of the rooms. Nothing else in src/web names an address of the API.
import type { z } from 'zod'
import type * as accounts from '#rooms/accounts/contract.ts'
import type { SecondFactorAsked } from '#rooms/accounts/credentials/contract.ts'
import type * as leads from '#rooms/leads/contract.ts'
import type * as media from '#rooms/media/contract.ts'
import type * as moderation from '#rooms/moderation/contract.ts'
import type * as publishing from '#rooms/publishing/contract.ts'
import type * as tours from '#rooms/tours/contract.ts'
import { call } from './http.ts'

export type Me = accounts.Me
export type Welcome = accounts.Welcome
export type TourCard = tours.TourCard
export type TourDetail = tours.TourDetail
export type Panorama = media.Panorama
export type Attachment = media.Attachment
export type AttachmentKind = media.AttachmentKind
export type Lead = leads.Lead
export type Report = moderation.Report
export type Publication = publishing.Publication
export type TourVersion = z.infer<typeof publishing.TourVersion>
type SaveTour = z.infer<typeof tours.SaveTour>
export type SavedTour = z.infer<typeof tours.SavedTour>
type NewTour = z.infer<typeof tours.NewTour>
type KnownFilesReply = z.infer<typeof media.KnownFilesReply>

const team = (teamId: string) => `/api/teams/${teamId}`
const tour = (teamId: string, tourId: string) => `${team(teamId)}/tours/${tourId}`
const panorama = (teamId: string, panoramaId: string) => `${team(teamId)}/panoramas/${panoramaId}`

const attachments = (teamId: string) => `${team(teamId)}/attachments`

export const api = {
  welcome: () => call<Welcome>('GET', '/api/welcome'),
  me: () => call<Me>('GET', '/api/me'),
  changeMe: (body: z.infer<typeof accounts.ChangeMe>) => call<Me>('PATCH', '/api/me', { body }),
  signIn: (body: accounts.SignIn) => call<Me | SecondFactorAsked>('POST', '/api/sessions', { body }),
  demoSignIn: (body: z.infer<typeof accounts.DemoSignIn>) => call<Me>('POST', '/api/demo-sessions', { body }),
  firstRun: (body: accounts.FirstRun) => call<Me>('POST', '/api/first-runs', { body }),
  signOut: () => call<void>('DELETE', '/api/sessions/current'),

  tours: (teamId: string, search: string, signal?: AbortSignal) =>
    call<TourCard[]>('GET', `${team(teamId)}/tours${search ? `?search=${encodeURIComponent(search)}` : ''}`, {
      signal,
    }),
  createTour: (teamId: string, body: NewTour) => call<TourDetail>('POST', `${team(teamId)}/tours`, { body }),
  tour: (teamId: string, tourId: string) => call<TourDetail>('GET', tour(teamId, tourId)),
  saveTour: (teamId: string, tourId: string, body: SaveTour, keepalive = false) =>
    call<SavedTour>('PUT', tour(teamId, tourId), { body, keepalive }),
  deleteTour: (teamId: string, tourId: string) => call<void>('PUT', `${tour(teamId, tourId)}/deletion`),
  restoreTour: (teamId: string, tourId: string) => call<void>('DELETE', `${tour(teamId, tourId)}/deletion`),

  slugSuggestion: (teamId: string, tourId: string) =>
    call<{ slug: string }>('GET', `${tour(teamId, tourId)}/slug-suggestion`),
  publication: (teamId: string, tourId: string) => call<Publication>('GET', `${tour(teamId, tourId)}/publication`),
  /** `warranty`: the version of the terms under which the publisher warrants their rights, where there are terms. */
  publish: (teamId: string, tourId: string, slug: string, warranty?: number) =>
    call<Publication>('PUT', `${tour(teamId, tourId)}/publication`, { body: { slug, warranty } }),
  unpublish: (teamId: string, tourId: string) => call<void>('DELETE', `${tour(teamId, tourId)}/publication`),
  versions: (teamId: string, tourId: string) => call<TourVersion[]>('GET', `${tour(teamId, tourId)}/versions`),

  panoramas: (teamId: string, tourId: string) =>
    call<Panorama[]>('GET', `${team(teamId)}/panoramas?tourId=${encodeURIComponent(tourId)}`),
  panorama: (teamId: string, panoramaId: string) => call<Panorama>('GET', panorama(teamId, panoramaId)),
  cancelPanorama: (teamId: string, panoramaId: string) =>
    call<void>('PUT', `${panorama(teamId, panoramaId)}/cancellation`),
  retryPanorama: (teamId: string, panoramaId: string) => call<void>('POST', `${panorama(teamId, panoramaId)}/attempts`),
  attachments: (teamId: string, kind: AttachmentKind) =>
    call<Attachment[]>('GET', `${attachments(teamId)}?kind=${kind}`),
  attachment: (teamId: string, attachmentId: string) =>
    call<Attachment>('GET', `${attachments(teamId)}/${attachmentId}`),
  deleteAttachment: (teamId: string, attachmentId: string) =>
    call<void>('DELETE', `${attachments(teamId)}/${attachmentId}`),
  knownFiles: (teamId: string, sha256: string[]) =>
    call<KnownFilesReply>('POST', `${team(teamId)}/known-files`, { body: { sha256 } }),
  leads: (teamId: string) => call<Lead[]>('GET', `${team(teamId)}/leads`),
  answerLead: (teamId: string, leadId: string) => call<void>('PUT', `${team(teamId)}/leads/${leadId}/answer`),
  reopenLead: (teamId: string, leadId: string) => call<void>('DELETE', `${team(teamId)}/leads/${leadId}/answer`),
  reports: (before: string | null) =>
    call<z.infer<typeof moderation.Reports>>('GET', `/api/desk/reports${before ? `?before=${before}` : ''}`),
  settleReport: (reportId: string, outcome: string) =>
    call<void>('PUT', `/api/desk/reports/${reportId}/settlement`, { body: { outcome } }),
  storageUse: (teamId: string) => call<media.StorageUse>('GET', `${team(teamId)}/storage-use`),
}

export const uploadsUrl = (teamId: string) => `${team(teamId)}/uploads`
export const eventsUrl = (teamId: string) => `${team(teamId)}/events`

/** Names of what the query cache holds. */
export const keys = {
  welcome: ['welcome'] as const,
  me: ['me'] as const,
  tours: (teamId: string) => ['tours', teamId] as const,
  tour: (teamId: string, tourId: string) => ['tour', teamId, tourId] as const,
  panoramas: (teamId: string, tourId: string) => ['panoramas', teamId, tourId] as const,
  panorama: (teamId: string, panoramaId: string) => ['panorama', teamId, panoramaId] as const,
  /** All lists of a team's attachments begin with the first two. */
  attachments: (teamId: string, kind: AttachmentKind) => ['attachments', teamId, kind] as const,
  attachment: (teamId: string, attachmentId: string) => ['attachment', teamId, attachmentId] as const,
  leads: (teamId: string) => ['leads', teamId] as const,
  reports: ['reports'] as const,
  publication: (teamId: string, tourId: string) => ['publication', teamId, tourId] as const,
  versions: (teamId: string, tourId: string) => ['versions', teamId, tourId] as const,
}
