// Identifiers and secrets. UUIDv7 for rows (sorted by time, so that indexes stay warm), 256-bit tokens for secrets.
import { createHash, randomBytes } from 'node:crypto'

/** UUID version 7 (RFC 9562): 48 bits of milliseconds, then random. */
export function newId(now: Date = new Date()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** A secret for a link or a cookie: 256 random bits. Store only `sha256(token)`. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const sha256 = (value: string | Uint8Array): Buffer => createHash('sha256').update(value).digest()
