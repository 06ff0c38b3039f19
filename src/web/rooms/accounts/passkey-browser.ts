// The browser's part of passkeys. The library comes when it is first needed; what a person breaks off is no error.
import type { z } from 'zod'
import type { PasskeyAnswer, PasskeyMade } from '#rooms/accounts/credentials/contract.ts'

type Library = typeof import('@simplewebauthn/browser')
type AuthenticationOptions = Parameters<Library['startAuthentication']>[0]['optionsJSON']
type RegistrationOptions = Parameters<Library['startRegistration']>[0]['optionsJSON']

/** Plain http has passkeys only on localhost, and never at a bare address of numbers. */
export const hasPasskeys = () => typeof PublicKeyCredential === 'function' && !/^[\d.]+$|^\[/.test(location.hostname)

/** Undefined when the person thought better of it. */
export async function answerByPasskey(options: {
  challenge: string
}): Promise<z.input<typeof PasskeyAnswer> | undefined> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const made = await unlessBrokenOff(startAuthentication({ optionsJSON: options as AuthenticationOptions }))
  return made && { ...plain(made), response: made.response }
}

export async function makePasskey(options: { challenge: string }): Promise<z.input<typeof PasskeyMade> | undefined> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const made = await unlessBrokenOff(startRegistration({ optionsJSON: options as RegistrationOptions }))
  return made && { ...plain(made), response: made.response }
}

/** What both kinds of answers share; extensions are nothing that we ask for. */
const plain = ({ id, rawId }: { id: string; rawId: string }) => ({
  ...{ id, rawId, type: 'public-key' as const, clientExtensionResults: {} },
})

async function unlessBrokenOff<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')) return undefined
    throw error
  }
}
