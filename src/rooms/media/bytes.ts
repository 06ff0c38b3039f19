// The one way by which derived bytes (tiles, thumbnails, posters) leave the house. It demands a grant, and a grant names the
// archives that its holder may read; who gets a grant is decided by the caller: membership, or a tour that is shown.
import type { FastifyReply } from 'fastify'
import { Refusal } from '#platform/refusal.ts'
import type { Archives } from './archives.ts'

/** The right to read some archives of one team. */
export interface Grant {
  teamId: string
  allowed: ReadonlySet<string>
}

/** Everything of one panorama lies below its archive's address: the tiles in the ZIP, the pictures beside it. */
export const archiveKey = (teamId: string, archive: string) => `archives/${teamId}/${archive}.zip`
export const pictureKey = (teamId: string, archive: string, name: string) => `archives/${teamId}/${archive}/${name}`

const pictures = new Set(['thumbnail.webp', 'poster.jpg'])
const tile = /^\d{1,2}\/[frblud]\d{1,4}_\d{1,4}\.(jpg|webp)$/

const typeOf = (name: string) => (name.endsWith('.webp') ? 'image/webp' : 'image/jpeg')

// Addresses hold the hash of what they answer, so nothing ever changes under one.
const headers = {
  public: {
    'cache-control': 'public, max-age=31536000, immutable',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  },
  private: {
    'cache-control': 'private, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'same-origin',
  },
} as const

const common = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
} as const

/** Answers at once when the bytes are in memory; otherwise a promise. What is not granted does not exist. */
export function sendArchiveEntry(
  archives: Archives,
  grant: Grant,
  archive: string,
  name: string,
  reply: FastifyReply,
  audience: keyof typeof headers,
): FastifyReply | Promise<FastifyReply> {
  if (!grant.allowed.has(archive)) return absent()
  const isPicture = pictures.has(name)
  if (!isPicture && !tile.test(name)) return absent()
  const key = isPicture ? pictureKey(grant.teamId, archive, name) : archiveKey(grant.teamId, archive)
  const atHand = isPicture ? archives.cachedFile(key) : archives.cachedTile(key, name)
  if (atHand) return send(reply, audience, name, atHand)
  const reading = isPicture ? archives.file(key) : archives.tile(key, name)
  return reading.then((bytes) => (bytes ? send(reply, audience, name, bytes) : absent()))
}

const send = (reply: FastifyReply, audience: keyof typeof headers, name: string, bytes: Buffer) =>
  reply.headers(common).headers(headers[audience]).header('content-type', typeOf(name)).send(bytes)

function absent(): never {
  throw new Refusal('not_found', 'http.not_found')
}
