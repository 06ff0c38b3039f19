// Addresses that end the mails of one kind to one person, without signing in: whoever holds the mail may. Signed, so that nobody can make
// one for somebody else; valid as long as the mail lies in a mailbox.
import { z } from 'zod'
import type { Tools } from '#platform/tools.ts'
import { kindsOfNotice } from './contract.ts'

const purpose = 'unsubscribe'

/** A kind of notice, or the mail of the day. */
export const StoppedKind = z.enum([...kindsOfNotice, 'digest'])
export type StoppedKind = z.infer<typeof StoppedKind>

export const UnsubscribeQuery = z.object({ person: z.uuid(), kind: StoppedKind, signature: z.string().max(100) })
export type UnsubscribeQuery = z.infer<typeof UnsubscribeQuery>

const signed = (personId: string, kind: string) => `${personId} ${kind}`

export function unsubscribeUrl({ config, secret }: Pick<Tools, 'config' | 'secret'>, personId: string, kind: string) {
  const signature = secret.sign(purpose, signed(personId, kind))
  return `${config.origin}/unsubscribe?${new URLSearchParams({ person: personId, kind, signature })}`
}

export const isOurs = ({ secret }: Pick<Tools, 'secret'>, { person, kind, signature }: UnsubscribeQuery) =>
  secret.isSigned(purpose, signed(person, kind), signature)
