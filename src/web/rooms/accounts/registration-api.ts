// The calls of those who come in or come back, and the puzzle that goes before a mail.
import { useCallback, useEffect, useRef } from 'react'
import type * as wire from '#rooms/accounts/registration/contract.ts'
import type { Language } from '#tour/text.ts'
import type { Me } from '../../lib/api.ts'
import { ApiError, call } from '../../lib/http.ts'
import { solvePuzzle } from '../../lib/puzzle.ts'
import { makePasskey } from './passkey-browser.ts'

export type RegistrationStep = wire.RegistrationStep
export type Application = wire.Application
export type OwnApplication = wire.OwnApplication
export type RegistrationSetting = wire.RegistrationSetting
export type DecideApplication = wire.DecideApplication

export const registrationApi = {
  askToRegister: (body: wire.AskToRegister) => call<void>('POST', '/api/registrations', { body }),
  step: (token: string) => call<RegistrationStep>('POST', '/api/registrations/step', { body: { token } }),
  complete: (body: wire.CompleteRegistration) => call<Me>('POST', '/api/registrations/completion', { body }),
  passkey: (body: { token: string; name: string }) =>
    call<{ challenge: string }>('POST', '/api/registrations/passkey', { body }),
  apply: (body: wire.ApplyAgain) => call<Me>('POST', '/api/me/application', { body }),
  withdraw: () => call<Me>('DELETE', '/api/me/application'),

  askForReset: (body: wire.AskForReset) => call<void>('POST', '/api/password-resets', { body }),
  resetStep: (token: string) => call<wire.ResetStep>('POST', '/api/password-resets/step', { body: { token } }),
  completeReset: (body: wire.CompleteReset) => call<void>('POST', '/api/password-resets/completion', { body }),

  confirmEmail: (token: string) =>
    call<{ email: string }>('POST', '/api/email-changes/confirmation', { body: { token } }),
  undoEmail: (token: string) => call<{ email: string }>('POST', '/api/email-changes/undoing', { body: { token } }),
  askForProof: () => call<void>('POST', '/api/me/address-proof'),
  proveAddress: (token: string) => call<{ email: string }>('POST', '/api/address-proofs', { body: { token } }),

  applications: (state: 'waiting' | 'decided') => call<Application[]>('GET', `/api/desk/applications?state=${state}`),
  decide: (applicationId: string, body: DecideApplication) =>
    call<void>('PUT', `/api/desk/applications/${applicationId}/decision`, { body }),
  setting: () => call<RegistrationSetting>('GET', '/api/desk/registration'),
  set: (body: RegistrationSetting) => call<RegistrationSetting>('PUT', '/api/desk/registration', { body }),
}

/** The account of somebody who has a passkey made on this device. */
export async function completeByPasskey(body: wire.CompleteRegistration): Promise<Me> {
  const { token, name } = body
  const passkey = await makePasskey(await registrationApi.passkey({ token, name }))
  if (!passkey) throw new ApiError(0, 'accounts.password_or_passkey')
  return registrationApi.complete({ ...body, passkey })
}

const solvedPuzzle = async () => solvePuzzle(await call<wire.Puzzle>('GET', '/api/puzzle'))

/** Begins a puzzle while the address is being typed; asks for a mail with it, and once more with a new one where it ran out. */
export function useAskForMail(send: (body: wire.AskToRegister) => Promise<void>) {
  const ready = useRef<ReturnType<typeof solvedPuzzle>>(undefined)
  useEffect(() => {
    ready.current ??= solvedPuzzle()
    ready.current.catch(() => {
      ready.current = undefined
    })
  }, [])
  return useCallback(
    async ({ email, language }: { email: string; language: Language }) => {
      const puzzle = await (ready.current ?? solvedPuzzle())
      ready.current = undefined
      try {
        await send({ email, language, puzzle })
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 'accounts.puzzle_again')) throw error
        await send({ email, language, puzzle: await solvedPuzzle() })
      }
      return email
    },
    [send],
  )
}
