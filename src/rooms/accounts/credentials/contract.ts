// What goes over the wire about second factors, passkeys, proofs and sessions.
import { z } from 'zod'

const Moment = z.union([z.date().transform((date) => date.toISOString()), z.iso.datetime()])
const ShortText = z.string().max(4000)

/** What a browser makes of a passkey; every part of it is checked where it is verified. */
const Extensions = z.record(z.string(), z.unknown())
export const PasskeyAnswer = z.object({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: Extensions,
  response: z.object({
    clientDataJSON: ShortText,
    authenticatorData: ShortText,
    signature: ShortText,
    userHandle: ShortText.optional(),
  }),
})
export const PasskeyMade = z.object({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: Extensions,
  response: z.object({
    clientDataJSON: ShortText,
    attestationObject: z.string().max(20_000),
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
})
/** Made and read by the passkey libraries of server and browser. */
export const PasskeyOptions = z.looseObject({ challenge: z.string() })

/** A code of the app or a recovery code. */
const Code = z.string().trim().min(6).max(40)

/** The password was right; now the second factor. */
export const SecondFactorAsked = z.object({ secondFactor: z.object({ step: z.string() }) })
export type SecondFactorAsked = z.infer<typeof SecondFactorAsked>
export const SecondFactor = z.strictObject({ step: z.string().min(20).max(100), code: Code })
export const PasskeySignIn = z.strictObject({ passkey: PasskeyAnswer })

export const Proof = z.union([
  z.strictObject({ password: z.string().min(1).max(512) }),
  z.strictObject({ code: Code }),
  z.strictObject({ passkey: PasskeyAnswer }),
])
export const WaysToProve = z.object({
  password: z.boolean(),
  code: z.boolean(),
  passkey: PasskeyOptions.nullable(),
})
export type WaysToProve = z.infer<typeof WaysToProve>

export const Passkey = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: Moment,
  lastUsedAt: Moment.nullable(),
})
export const Credentials = z.object({
  hasPassword: z.boolean(),
  codesSince: Moment.nullable(),
  recoveryCodesLeft: z.number(),
  passkeys: z.array(Passkey),
  secondFactorPassed: z.boolean(),
  provenUntil: Moment,
})
export type Credentials = z.output<typeof Credentials>

export const CodesToConfirm = z.object({ secret: z.string(), uri: z.string() })
export type CodesToConfirm = z.infer<typeof CodesToConfirm>
export const ConfirmCodes = z.strictObject({ code: z.string().trim().max(20) })
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })
export type RecoveryCodes = z.infer<typeof RecoveryCodes>

const PasskeyName = z.string().trim().min(1).max(60)
export const AddPasskey = z.strictObject({ name: PasskeyName, passkey: PasskeyMade })
export const RenamePasskey = z.strictObject({ name: PasskeyName })
export const PasskeyPath = z.object({ passkeyId: z.uuid() })

export const Session = z.object({
  id: z.uuid(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  kind: z.enum(['computer', 'phone', 'tablet', 'program']),
  /** The network, shortened. */
  network: z.string(),
  createdAt: Moment,
  lastSeenAt: Moment,
  secondFactor: z.boolean(),
  current: z.boolean(),
})
export type Session = z.output<typeof Session>
export const SessionPath = z.object({ sessionId: z.uuid() })
