// The calls of the agreements room, for a team and for the desk.
import type * as agreements from '#rooms/agreements/contract.ts'
import { ApiError, call } from '../../lib/http.ts'

export type Agreement = agreements.Agreement
export type DeskAgreement = agreements.DeskAgreement
export type SaveAgreement = agreements.SaveAgreement
export type Overrides = agreements.Overrides
export type TeamTerms = agreements.TeamTerms

export const agreementKeys = {
  team: (teamId: string) => ['teams', teamId, 'agreement'] as const,
  all: ['desk', 'agreements'] as const,
  one: (id: string) => ['desk', 'agreements', id] as const,
}

const path = (id: string) => `/api/desk/agreements/${id}`

export const agreementsApi = {
  ofTeam: (teamId: string) => call<TeamTerms>('GET', `/api/teams/${teamId}/agreement`),
  all: () => call<DeskAgreement[]>('GET', '/api/desk/agreements'),
  one: (id: string) => call<DeskAgreement>('GET', path(id)),
  draft: (teamId: string, agreement: SaveAgreement) =>
    call<DeskAgreement>('POST', '/api/desk/agreements', { body: { teamId, agreement } }),
  save: (id: string, body: SaveAgreement) => call<DeskAgreement>('PUT', path(id), { body }),
  discard: (id: string) => call<void>('DELETE', path(id)),
  sign: (id: string) => call<DeskAgreement>('PUT', `${path(id)}/signature`),
  end: (id: string, reason: string) => call<DeskAgreement>('PUT', `${path(id)}/end`, { body: { reason } }),
  addFile: sendFile,
}

/** The paper goes as it is, not as JSON. */
async function sendFile(id: string, file: File): Promise<void> {
  const response = await fetch(`${path(id)}/files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/pdf' },
    body: file,
  }).catch(() => {
    throw new ApiError(0, 'web.error.network')
  })
  if (response.ok) return
  const problem: { code?: string; details?: Record<string, unknown> } = await response.json().catch(() => ({}))
  throw new ApiError(response.status, problem.code ?? 'web.error.server', problem.details)
}

/** A day as a moment that is on this day wherever it is read. */
export const noon = (day: string) => `${day}T12:00:00+05:00`

export const teamFile = (teamId: string, agreementId: string, sha256: string) =>
  `/api/teams/${teamId}/agreements/${agreementId}/files/${sha256}`
export const deskFile = (agreementId: string, sha256: string) => `${path(agreementId)}/files/${sha256}`
