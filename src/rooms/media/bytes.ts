// The one way by which derived bytes (tiles, thumbnails, posters, attachments) leave the house. It demands a grant, and a grant names
// the archives and files that its holder may read; who gets one is decided by the caller: membership, or a tour that is shown.
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Packed } from '#platform/packed.ts'
import { rangeOf } from '#platform/ranges.ts'
import { Refusal } from '#platform/refusal.ts'
import { type Storage, StorageMissing } from '#platform/storage/storage.ts'
import type { Archives } from './archives.ts'

/** The right to read some archives and files of one team. */
export interface Grant {
  teamId: string
  /** Names of archives: SHA-256 in hex. */
  allowed: ReadonlySet<string>
  /** Files of attachments, by `<attachment>/<name>`. */
  attachments: ReadonlyMap<string, GrantedFile>
}

export interface GrantedFile {
  type: string
  sizeBytes: number
}

export const noAttachments: Grant['attachments'] = new Map()

/** Everything of one panorama lies below its archive's address: the tiles in the ZIP, the pictures beside it. */
export const archiveKey = (teamId: string, archive: string) => `archives/${teamId}/${archive}.zip`
export const pictureKey = (teamId: string, archive: string, name: string) => `archives/${teamId}/${archive}/${name}`

export const attachmentKey = (teamId: string, attachmentId: string, name: string) =>
  `attachments/${teamId}/${attachmentId}/${name}`

const pictures = new Set(['thumbnail.webp', 'poster.jpg'])
const tile = /^\d{1,2}\/[frblud]\d{1,4}_\d{1,4}\.(jpg|webp)$/
const archiveLength = 64

const typeOf = (name: string) => (name.endsWith('.webp') ? 'image/webp' : 'image/jpeg')

const common = { 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox" }

/** Addresses hold the hash of what they answer, so nothing ever changes under one. */
const headersFor = {
  public: {
    ...common,
    'cache-control': 'public, max-age=31536000, immutable',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  },
  private: {
    ...common,
    'cache-control': 'private, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'same-origin',
  },
} as const

type Audience = keyof typeof headersFor

/** What goes out with a public entry. */
export const publicHeaders = (name: string): Record<string, string> => ({
  ...headersFor.public,
  'content-type': typeOf(name),
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
  audience: Audience,
): Promise<FastifyReply> {
  const isPicture = pictures.has(name)
  const known = grant.allowed.has(archive) && (isPicture || tile.test(name))
  const key = isPicture ? pictureKey(grant.teamId, archive, name) : archiveKey(grant.teamId, archive)
  const packed = known ? await archives.get({ archive, name, key, isPicture }) : undefined
  if (!packed) throw new Refusal('not_found', 'http.not_found')
  return reply.headers({ ...headersFor[audience], 'content-type': typeOf(name) }).send(packed.body)
}

/** Types that a browser shows by itself without running anything. All others are only ever saved or fetched. */
const shownInPlace = /^(image\/webp|video\/|audio\/)/

/**
 * A file of an attachment, whole or the one range that was asked for; read from storage while it is being sent, so that a long video
 * costs no memory and a visitor who leaves frees what was open for them. What is not granted does not exist.
 */
export async function sendAttachmentFile(
  storage: Storage,
  { teamId, attachments }: Grant,
  { attachmentId, name }: { attachmentId: string; name: string },
  { method, headers: asked }: Pick<FastifyRequest, 'method' | 'headers'>,
  reply: FastifyReply,
  audience: Audience,
): Promise<FastifyReply> {
  const file = attachments.get(`${attachmentId}/${name}`)
  if (!file) throw new Refusal('not_found', 'http.not_found')
  const etag = `"${name}"`
  reply.headers({
    ...headersFor[audience],
    'content-type': file.type,
    'content-disposition': shownInPlace.test(file.type) ? 'inline' : 'attachment',
    'accept-ranges': 'bytes',
    etag,
  })
  if (audience === 'public') reply.header('access-control-expose-headers', 'accept-ranges, content-range, etag')
  if (asked['if-none-match']?.includes(etag)) return reply.code(304).send()

  const isSameFile = asked['if-range'] === undefined || asked['if-range'] === etag
  const range = isSameFile ? rangeOf(asked.range, file.sizeBytes) : undefined
  if (range === 'unsatisfiable')
    return reply.code(416).header('content-range', `bytes */${file.sizeBytes}`).removeHeader('content-type').send()
  if (range) {
    const last = range.start + range.length - 1
    reply.code(206).header('content-range', `bytes ${range.start}-${last}/${file.sizeBytes}`)
  }
  reply.header('content-length', range?.length ?? file.sizeBytes)
  // An empty stream: for HEAD, the framework would say that nothing is 0 bytes long.
  if (method === 'HEAD') return reply.send(Readable.from([]))
  const stream = await storage.open(attachmentKey(teamId, attachmentId, name), range).catch((error: unknown) => {
    throw error instanceof StorageMissing ? new Refusal('not_found', 'http.not_found') : error
  })
  return reply.send(stream)
}
