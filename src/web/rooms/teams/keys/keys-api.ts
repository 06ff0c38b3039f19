// The calls about a team's keys for programs.
import type { ApiKey, MadeKey, NewKey } from '#rooms/teams/keys/contract.ts'
import { call } from '../../../lib/http.ts'

export type { ApiKey, MadeKey, NewKey } from '#rooms/teams/keys/contract.ts'

const keysOf = (teamId: string) => `/api/teams/${teamId}/keys`

export const keysApi = {
  list: (teamId: string) => call<ApiKey[]>('GET', keysOf(teamId)),
  make: (teamId: string, body: NewKey) => call<MadeKey>('POST', keysOf(teamId), { body }),
  revoke: (teamId: string, keyId: string) => call<void>('PUT', `${keysOf(teamId)}/${keyId}/revocation`),
}

export const apiKeysOf = (teamId: string) => ['api-keys', teamId] as const
