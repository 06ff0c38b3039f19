// The calls of the account's own pages: credentials, proofs, sessions.
import type { z } from 'zod'
import type * as wire from '#rooms/accounts/credentials/contract.ts'
import type { Me } from '../../lib/api.ts'
import { call } from '../../lib/http.ts'

export type Credentials = wire.Credentials
export type Session = wire.Session
type Proof = z.input<typeof wire.Proof>
type Options = z.infer<typeof wire.PasskeyOptions>

export const credentialsApi = {
  describe: () => call<Credentials>('GET', '/api/me/credentials'),
  waysToProve: () => call<wire.WaysToProve>('GET', '/api/me/proofs'),
  prove: (body: Proof) => call<void>('POST', '/api/me/proofs', { body }),
  prepareCodes: () => call<wire.CodesToConfirm>('POST', '/api/me/one-time-codes'),
  confirmCodes: (code: string) => call<wire.RecoveryCodes>('PUT', '/api/me/one-time-codes', { body: { code } }),
  removeCodes: () => call<void>('DELETE', '/api/me/one-time-codes'),
  renewRecoveryCodes: () => call<wire.RecoveryCodes>('POST', '/api/me/recovery-codes'),
  newPasskey: () => call<Options>('GET', '/api/me/new-passkey'),
  addPasskey: (body: z.input<typeof wire.AddPasskey>) => call<void>('POST', '/api/me/passkeys', { body }),
  renamePasskey: (id: string, name: string) => call<void>('PATCH', `/api/me/passkeys/${id}`, { body: { name } }),
  removePasskey: (id: string) => call<void>('DELETE', `/api/me/passkeys/${id}`),
  sessions: () => call<Session[]>('GET', '/api/me/sessions'),
  endSession: (id: string) => call<void>('DELETE', `/api/me/sessions/${id}`),
  endOthers: () => call<void>('DELETE', '/api/me/sessions'),
  changePassword: (body: { password: string; endOtherSessions: boolean }) =>
    call<void>('PUT', '/api/me/password', { body }),
  pendingEmail: () => call<{ pending: string | null }>('GET', '/api/me/email-change'),
  changeEmail: (email: string) => call<{ pending: string | null }>('PUT', '/api/me/email-change', { body: { email } }),
  cancelEmail: () => call<void>('DELETE', '/api/me/email-change'),
  secondFactor: (body: z.input<typeof wire.SecondFactor>) => call<Me>('POST', '/api/sessions/second-factor', { body }),
  passkeySignIn: () => call<Options>('GET', '/api/sessions/passkey'),
  signInByPasskey: (passkey: z.input<typeof wire.PasskeyAnswer>) =>
    call<Me>('POST', '/api/sessions/passkey', { body: { passkey } }),
}

export const credentialKeys = {
  credentials: ['credentials'] as const,
  sessions: ['sessions'] as const,
  pendingEmail: ['pending-email'] as const,
}
