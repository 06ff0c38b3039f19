// Calls of the privacy room: one's own data and its deletion; requests, incidents and the history at the desk.
import type {
  Affected,
  AffectedQuery,
  CalendarDay,
  DataRequest,
  DeskErasure,
  Download,
  History,
  HistoryQuery,
  Incident,
  IncidentLetters,
  MyData,
  NewRequest,
  ReportClock,
  RequestKind,
  SecurityLog,
  SettleRequest,
  Verified,
} from '#rooms/privacy/contract.ts'
import { ApiError, call } from '../../lib/http.ts'
import { proveFor } from '../../lib/proof.ts'
import type { Page } from '../desk/desk-api.ts'

export type {
  Affected,
  AffectedQuery,
  CalendarDay,
  DataExport,
  DataRequest,
  DeskErasure,
  Erasure,
  HistoryEntry,
  HistoryQuery,
  Incident,
  IncidentLetters,
  MyData,
  ReportClock,
  RequestKind,
  SecurityEntry,
  Verified,
} from '#rooms/privacy/contract.ts'

export const privacyKeys = {
  myData: ['my-data'],
  requests: ['desk', 'requests'],
  reports: ['desk', 'requests', 'reports'],
  incidents: ['desk', 'incidents'],
  calendar: ['desk', 'calendar'],
  deletions: ['desk', 'deletions'],
  history: ['desk', 'history'],
  security: ['desk', 'security-events'],
} as const

export interface NewIncident {
  title: string
  description: string
  affected: string
  contact: string
  detectedAt: string
}

export const privacyApi = {
  myData: () => call<MyData>('GET', '/api/account/data'),
  askOperator: (body: { kind: RequestKind; message: string }) => call('POST', '/api/account/data/requests', { body }),
  orderExport: (teamId?: string) => call('POST', teamId ? `/api/teams/${teamId}/exports` : '/api/account/exports'),
  openExport: (id: string) => call<Download>('POST', `/api/account/exports/${id}/downloads`),
  openByLink: (token: string) => call<Download>('POST', '/api/account/exports/by-link', { body: { token } }),
  deleteAccount: (teamIds: string[]) => call('POST', '/api/account/deletion', { body: { teamIds } }),
  deleteTeam: (teamId: string) => call('POST', `/api/teams/${teamId}/deletion`),
  undo: (erasureId: string) => call('DELETE', `/api/account/erasures/${erasureId}`),
  undoByLink: (token: string) => call('POST', '/api/erasures/undo', { body: { token } }),
  reports: () => call<ReportClock[]>('GET', '/api/desk/requests/reports'),
  requests: (before: string | null) => call<Page<DataRequest>>('GET', pageAt('requests', before)),
  register: (body: NewRequest) => call('POST', '/api/desk/requests', { body }),
  settle: (id: string, body: SettleRequest) => call('POST', `/api/desk/requests/${id}/outcome`, { body }),
  incidents: (before: string | null) => call<Page<Incident>>('GET', pageAt('incidents', before)),
  letters: (incidentId: string) => call<IncidentLetters>('GET', `/api/desk/incidents/${incidentId}/letters`),
  affected: (incidentId: string, query: AffectedQuery) =>
    call<Affected>('GET', `/api/desk/incidents/${incidentId}/affected?${asSearch(query)}`),
  exportAffected: (incident: Pick<Incident, 'id' | 'number'>, query: AffectedQuery) =>
    saveFile(
      `/api/desk/incidents/${incident.id}/affected/exports?${asSearch(query)}`,
      `incident-${incident.number}-people.csv`,
    ),
  registerIncident: (body: NewIncident) => call('POST', '/api/desk/incidents', { body }),
  takeStep: (id: string, body: { kind: Incident['steps'][number]['kind']; note: string }) =>
    call('POST', `/api/desk/incidents/${id}/steps`, { body }),
  revokeDeletion: (id: string, reason: string) =>
    call('POST', `/api/desk/deletions/${id}/revocation`, { body: { reason } }),
  deletions: (before: string | null) => call<Page<DeskErasure>>('GET', pageAt('deletions', before)),
  calendar: () => call<CalendarDay[]>('GET', '/api/desk/calendar'),
  putDay: ({ day, ...body }: CalendarDay) => call('PUT', `/api/desk/calendar/${day}`, { body }),
  removeDay: (day: string) => call('DELETE', `/api/desk/calendar/${day}`),
  history: (query: HistoryQuery) => call<History>('GET', `/api/desk/history?${asSearch(query)}`),
  security: (query: HistoryQuery) => call<SecurityLog>('GET', `/api/desk/security-events?${asSearch(query)}`),
  verify: () => call<Verified>('POST', '/api/desk/history/verification'),
  exportHistory: (format: 'csv' | 'jsonl', query: HistoryQuery) =>
    saveFile(`/api/desk/history/exports/${format}?${asSearch(query)}`, `history.${format}`),
}

const pageAt = (list: string, before: string | null) => `/api/desk/${list}${before ? `?before=${before}` : ''}`

function asSearch(query: Record<string, string | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value)
  return search.toString()
}

/** A file that is made while it is sent. Asks for a proof of identity where the server does. */
async function saveFile(path: string, name: string): Promise<void> {
  const ask = () => fetch(path, { method: 'POST', headers: { accept: '*/*' } })
  let response = await ask()
  if (response.status === 403 && (await proveFor(await codeOf(response.clone())))) response = await ask()
  if (!response.ok) throw new ApiError(response.status, await codeOf(response))
  const url = URL.createObjectURL(await response.blob())
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

async function codeOf(response: Response): Promise<string> {
  const problem: unknown = await response.json().catch(() => undefined)
  const hasCode = typeof problem === 'object' && problem !== null && 'code' in problem
  return hasCode ? String(problem.code) : 'web.error.server'
}

/** The browser keeps the page and saves what comes. */
export const startDownload = ({ url }: { url: string }): void => location.assign(url)
