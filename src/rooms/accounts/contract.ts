// What the accounts room says over the wire.
import { z } from 'zod'
import { Line } from '#tour/line.ts'
import { Language } from '#tour/text.ts'
import { Email, NewPassword, OwnApplication } from './registration/contract.ts'

export { PasskeyOptions, PasskeySignIn, SecondFactor, SecondFactorAsked } from './credentials/contract.ts'
export {
  Application,
  ApplicationPath,
  ApplicationsQuery,
  ApplyAgain,
  AskToRegister,
  CompleteRegistration,
  DecideApplication,
  MailIsOnItsWay,
  PasskeyForNewcomer,
  Puzzle,
  RegistrationSetting,
  RegistrationStep,
  SolvedPuzzle,
  TokenBody,
} from './registration/contract.ts'

export const SignIn = z.strictObject({ email: Email, password: NewPassword })
export type SignIn = z.infer<typeof SignIn>

export const StaffRole = z.enum(['owner', 'billing', 'moderation', 'support', 'auditor'])
export type StaffRole = z.infer<typeof StaffRole>

/** Who is signed in. */
export const Me = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  language: Language,
  teams: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      role: z.string(),
      /** A team that is not theirs: they look into it as the operator's staff. */
      support: z.object({ accessId: z.uuid(), reason: z.string(), endsAt: z.iso.datetime() }).optional(),
    }),
  ),
  operator: z.string().nullable(),
  /** Whether the e-mail address was proven: nothing can be published before. */
  isVerified: z.boolean(),
  /** Of somebody who has to wait until the operator approves. */
  application: OwnApplication.nullable(),
})
export type Me = z.infer<typeof Me>

export const ChangeMe = z.strictObject({
  name: Line(120).optional(),
  language: Language.optional(),
})

/** What a page may know before anybody signs in. */
export const Welcome = z.object({
  /** One-click accounts of a demo on this machine: empty anywhere else. */
  demoAccounts: z.array(z.object({ email: z.string(), name: z.string(), role: z.string() })),
  /** `first-run`: there is no operator yet; `no-mail`: no mail could be sent that proves an address;
   * `setting-up`: the operator has not said who they are, or published the documents. */
  registration: z.enum(['open', 'approval', 'invitation', 'first-run', 'no-mail', 'setting-up']),
  /** A demo shows its mails instead of sending them. */
  showsMails: z.boolean(),
})
export type Welcome = z.infer<typeof Welcome>

/** The demo's people speak the language of whoever tries it. */
export const DemoSignIn = z.strictObject({ email: Email, language: Language.optional() })

export const FirstRun = z.strictObject({
  token: z.string().min(20).max(100),
  email: Email,
  name: Line(120),
  password: NewPassword,
  teamName: Line(120),
  language: Language,
  versionIds: z.array(z.uuid()).max(10).default([]),
})
export type FirstRun = z.input<typeof FirstRun>
