// Ogg with Opus or Vorbis: pages with checksums. The packet of comments (title, cover, place) is emptied where it stands, and the
// pages that it touches get new checksums.
import { AttachmentRefusal } from '../refusal.ts'
import type { CleanSound } from './sounds.ts'

interface Page {
  start: number
  headerBytes: number
  length: number
  serial: number
  granule: bigint
  segments: Buffer
}

export function cleanOgg(bytes: Buffer): CleanSound {
  const clean = Buffer.from(bytes)
  const pages = readPages(clean)
  const first = pages[0]
  if (!first) throw new AttachmentRefusal('damaged')
  const head = clean.subarray(first.start + first.headerBytes, first.start + first.length)
  const stream = streamOf(head)
  if (pages.some(({ serial }) => serial !== first.serial)) throw new AttachmentRefusal('sound_codec', { codec: 'Ogg' })
  emptyComments(clean, pages, stream.name)
  const last = pages.at(-1)?.granule ?? 0n
  const durationSeconds = Math.max(0, Number(last) - stream.skipped) / stream.rate
  return { extension: '.ogg', type: 'audio/ogg', clean, ...(durationSeconds > 0 && { durationSeconds }) }
}

function streamOf(head: Buffer): { name: 'opus' | 'vorbis'; rate: number; skipped: number } {
  if (head.toString('latin1', 0, 8) === 'OpusHead' && head.length >= 12)
    return { name: 'opus', rate: 48_000, skipped: head.readUInt16LE(10) }
  if (head.toString('latin1', 0, 7) === '\u0001vorbis' && head.length >= 16) {
    const rate = head.readUInt32LE(12)
    if (rate > 0) return { name: 'vorbis', rate, skipped: 0 }
  }
  throw new AttachmentRefusal('sound_codec', { codec: 'Ogg' })
}

function readPages(bytes: Buffer): Page[] {
  const pages: Page[] = []
  for (let start = 0; start < bytes.length; ) {
    if (bytes.length - start < 27) throw new AttachmentRefusal('truncated')
    if (bytes.toString('latin1', start, start + 4) !== 'OggS') throw new AttachmentRefusal('damaged')
    const count = bytes[start + 26] ?? 0
    const segments = bytes.subarray(start + 27, start + 27 + count)
    const length = 27 + count + segments.reduce((sum, each) => sum + each, 0)
    if (start + length > bytes.length) throw new AttachmentRefusal('truncated')
    const granule = bytes.readBigInt64LE(start + 6)
    pages.push({ start, headerBytes: 27 + count, length, serial: bytes.readUInt32LE(start + 14), granule, segments })
    start += length
  }
  return pages
}

/** The second packet: begins on the second page and may go on over several. */
function emptyComments(bytes: Buffer, pages: Page[], name: 'opus' | 'vorbis'): void {
  const empty = emptyPacket(name)
  let written = 0
  for (const page of pages.slice(1)) {
    let at = page.start + page.headerBytes
    let isOver = false
    for (const size of page.segments) {
      bytes.fill(0, at, at + size)
      written += empty.copy(bytes, at, written, Math.min(empty.length, written + size))
      at += size
      isOver = size < 255
      if (isOver) break
    }
    bytes.writeUInt32LE(0, page.start + 22)
    bytes.writeUInt32LE(checksum(bytes.subarray(page.start, page.start + page.length)), page.start + 22)
    if (isOver) break
  }
  if (written < empty.length) throw new AttachmentRefusal('damaged')
}

/** No vendor, no comments; Vorbis wants a closing bit. The zeros behind are padding. */
const emptyPacket = (name: 'opus' | 'vorbis') =>
  Buffer.concat([
    Buffer.from(name === 'opus' ? 'OpusTags' : '\u0003vorbis', 'latin1'),
    Buffer.alloc(8),
    Buffer.from(name === 'opus' ? [] : [1]),
  ])

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value >>> 0
})

export function checksum(page: Buffer): number {
  let sum = 0
  for (const byte of page) sum = ((sum << 8) ^ (table[((sum >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0
  return sum
}
