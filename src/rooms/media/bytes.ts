// The one way by which derived bytes (tiles, thumbnails, posters) leave the house. It demands a grant, and a grant names the
// archives that its holder may read; who gets a grant is decided by the caller: membership, or a tour that is shown.
import type { FastifyReply } from 'fastify'
import type { Packed } from '#platform/packed.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Archives } from './archives.ts'

/** The right to read some archives of one team. */
export interface Grant {
  teamId: string
  /** Names of archives: SHA-256 in hex. */
  allowed: ReadonlySet<string>
}

/** Everything of one panorama lies below its archive's address: the tiles in the ZIP, the pictures beside it. */
export const archiveKey = (teamId: string, archive: string) => `archives/${teamId}/${archive}.zip`
export const pictureKey = (teamId: string, archive: string, name: string) => `archives/${teamId}/${archive}/${name}`

const pictures = new Set(['thumbnail.webp', 'poster.jpg'])
const tile = /^\d{1,2}\/[frblud]\d{1,4}_\d{1,4}\.(jpg|webp)$/
const archiveLength = 64

const typeOf = (name: string) => (name.endsWith('.webp') ? 'image/webp' : 'image/jpeg')

const common = { 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox" }

/** What goes out with a public entry. Addresses hold the hash of what they answer, so nothing ever changes under one. */
export const publicHeaders = (name: string): Record<string, string> => ({
  ...common,
  'content-type': typeOf(name),
  'cache-control': 'public, max-age=31536000, immutable',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
})

const privateHeaders = (name: string): Record<string, string> => ({
  ...common,
  'content-type': typeOf(name),
  'cache-control': 'private, max-age=31536000, immutable',
  'cross-origin-resource-policy': 'same-origin',
})

/**
 * A public entry as a complete answer, if the grant covers it and it can be had without waiting.
 * @param address `<archive>/<name>`
 */
export function entryAtHand(archives: Archives, grant: Grant, address: string): Packed | undefined {
  return grant.allowed.has(address.slice(0, archiveLength)) ? archives.atHand(address) : undefined
}

/** What is not granted does not exist. */
export async function sendArchiveEntry(
  archives: Archives,
  grant: Grant,
  { archive, name }: { archive: string; name: string },
  reply: FastifyReply,
  audience: 'public' | 'private',
): Promise<FastifyReply> {
  const isPicture = pictures.has(name)
  const known = grant.allowed.has(archive) && (isPicture || tile.test(name))
  const key = isPicture ? pictureKey(grant.teamId, archive, name) : archiveKey(grant.teamId, archive)
  const packed = known ? await archives.get({ archive, name, key, isPicture }) : undefined
  if (!packed) throw new Refusal('not_found', 'http.not_found')
  const headers = audience === 'public' ? publicHeaders(name) : privateHeaders(name)
  return reply.headers(headers).send(packed.body)
}
