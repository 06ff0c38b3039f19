// How one entry of the history is hashed into its chain. The database computes the same when it seals (migrations/0010); this twin
// exists so that whoever verifies does not have to believe the database's own functions.
import { createHash } from 'node:crypto'

/** The chain of everything that belongs to no team. */
export const platformChain = '00000000-0000-0000-0000-000000000000'

/** An entry as text, column by column; `null` where the entry was deleted. */
export interface EntryText {
  id: string
  team_id: string | null
  person_id: string | null
  staff_id: string | null
  action: string
  target_id: string | null
  details_digest: Buffer
  origin_digest: Buffer
  at_microseconds: string
}

const digest = (...parts: (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The length stands before the text, so that no two entries have the same bytes. */
const field = (value: string | null): string => (value === null ? '-' : `${Buffer.byteLength(value)}:${value}`)

export function hashOf(previous: Buffer, chain: string, position: number, entry: EntryText): Buffer {
  const fields = [
    ...[chain, String(position), entry.id, entry.team_id, entry.person_id, entry.staff_id, entry.action],
    ...[entry.target_id, entry.details_digest.toString('hex'), entry.origin_digest.toString('hex')],
    entry.at_microseconds,
  ]
  return digest(previous, fields.map(field).join(''))
}

export const detailsDigest = (salt: Buffer, detailsText: string): Buffer => digest(salt, detailsText)

export const originDigest = (salt: Buffer, network: string | null, shortenedAddress: string | null): Buffer =>
  digest(salt, field(network) + field(shortenedAddress))
