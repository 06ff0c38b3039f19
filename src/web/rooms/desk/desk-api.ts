// The desk's calls, typed by its contract.
import type { z } from 'zod'
import type * as desk from '#rooms/desk/contract.ts'
import { call } from '../../lib/http.ts'

export type AccountRow = desk.AccountRow
export type TeamRow = desk.TeamRow
export type Found = desk.Found
export type AccountPage = desk.AccountPage
export type TeamPage = desk.TeamPage
export type DeskHold = desk.DeskHold
export type Note = desk.Note
export type PlaceHold = desk.PlaceHold
export type HoldPreview = desk.HoldPreview
export type HeldView = desk.HeldView
export type AccountFilter = desk.AccountFilter
export type TeamFilter = desk.TeamFilter
export type HoldFilter = desk.HoldFilter
export interface Page<Item> {
  items: Item[]
  next: string | null
}

/** What a list is narrowed by; empty wishes are left out of the address. */
export type ListWish = Record<string, string | undefined>

function listAt(path: string, wish: ListWish, before: string | null): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...wish, before: before ?? undefined }))
    if (value) query.set(name, value)
  return `/api/desk/${path}?${query}`
}

const account = (personId: string) => `/api/desk/accounts/${personId}`
const team = (teamId: string) => `/api/desk/teams/${teamId}`

export const deskApi = {
  search: (q: string, signal?: AbortSignal) =>
    call<Found>('GET', `/api/desk/search?q=${encodeURIComponent(q)}`, { signal }),
  accounts: (wish: ListWish, before: string | null) => call<Page<AccountRow>>('GET', listAt('accounts', wish, before)),
  teams: (wish: ListWish, before: string | null) => call<Page<TeamRow>>('GET', listAt('teams', wish, before)),
  holds: (wish: ListWish, before: string | null) => call<Page<DeskHold>>('GET', listAt('holds', wish, before)),
  account: (personId: string) => call<AccountPage>('GET', account(personId)),
  team: (teamId: string) => call<TeamPage>('GET', team(teamId)),
  noteOnAccount: (personId: string, text: string) =>
    call<void>('POST', `${account(personId)}/notes`, { body: { text } }),
  noteOnTeam: (teamId: string, text: string) => call<void>('POST', `${team(teamId)}/notes`, { body: { text } }),
  previewHold: (body: z.input<typeof desk.HoldPreviewBody>, signal?: AbortSignal) =>
    call<HoldPreview>('POST', '/api/desk/hold-previews', { body, signal }),
  placeHold: (body: PlaceHold) => call<{ id: string }>('POST', '/api/desk/holds', { body }),
  liftHold: (holdId: string, note: string) =>
    call<void>('PUT', `/api/desk/holds/${holdId}/lifting`, { body: { note } }),
  terminate: (teamId: string, body: desk.Terminate) => call<void>('PUT', `${team(teamId)}/termination`, { body }),
  revoke: (teamId: string, note: string) =>
    call<void>('PUT', `${team(teamId)}/termination/revocation`, { body: { note } }),
  sendReset: (personId: string) => call<void>('POST', `${account(personId)}/reset-links`),
  signOut: (personId: string, reason: string) =>
    call<{ ended: number }>('POST', `${account(personId)}/sign-outs`, { body: { reason } }),
  deleteAccount: (personId: string, reason: string) =>
    call<void>('PUT', `${account(personId)}/deletion`, { body: { reason } }),
  blockProcessing: (personId: string, reason: string) =>
    call<void>('POST', `${account(personId)}/processing/block`, { body: { reason } }),
  resumeProcessing: (personId: string, reason: string) =>
    call<void>('POST', `${account(personId)}/processing/resume`, { body: { reason } }),
  anonymise: (personId: string, reason: string) =>
    call<void>('POST', `${account(personId)}/anonymisation`, { body: { reason } }),
  heldTeam: (teamId: string, tourId?: string) =>
    call<HeldView>('GET', `/api/teams/${teamId}/holds${tourId ? `?tourId=${encodeURIComponent(tourId)}` : ''}`),
  heldPerson: () => call<HeldView>('GET', '/api/me/holds'),
}

export const deskKeys = {
  all: ['desk'] as const,
  list: (path: string, wish: ListWish) => ['desk', path, wish] as const,
  search: (q: string) => ['desk', 'search', q] as const,
  account: (personId: string) => ['desk', 'account', personId] as const,
  team: (teamId: string) => ['desk', 'team', teamId] as const,
  held: (teamId: string, tourId: string | undefined) => ['held', teamId, tourId ?? ''] as const,
  heldPerson: ['held', 'me'] as const,
}
