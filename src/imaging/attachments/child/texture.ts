// Pictures inside a model: how large they are, and where they keep what they say about camera, place and people.
import { crc32 } from 'node:zlib'
import type { Patch } from './wipe.ts'

export function pictureSize(bytes: Buffer): { widthPx: number; heightPx: number } | undefined {
  if (bytes.length < 30) return undefined
  if (bytes.toString('latin1', 0, 4) === '\u0089PNG')
    return { widthPx: bytes.readUInt32BE(16), heightPx: bytes.readUInt32BE(20) }
  if (bytes.toString('latin1', 8, 12) === 'WEBP') return webpSize(bytes)
  const frame = jpegSegments(bytes).find(({ marker }) => isStartOfFrame(marker))
  if (!frame || frame.length < 5) return undefined
  return { widthPx: bytes.readUInt16BE(frame.start + 3), heightPx: bytes.readUInt16BE(frame.start + 1) }
}

const isStartOfFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function webpSize(bytes: Buffer): { widthPx: number; heightPx: number } | undefined {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { widthPx: 1 + bytes.readUIntLE(24, 3), heightPx: 1 + bytes.readUIntLE(27, 3) }
    case 'VP8 ':
      return { widthPx: bytes.readUInt16LE(26) & 0x3fff, heightPx: bytes.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21)
      return { widthPx: 1 + (bits & 0x3fff), heightPx: 1 + ((bits >>> 14) & 0x3fff) }
    }
    default:
      return undefined
  }
}

/** What takes EXIF, XMP, IPTC, texts and comments out of a picture without moving anything. */
export function blankMetadata(bytes: Buffer): Patch[] {
  if (bytes.toString('latin1', 0, 4) === '\u0089PNG') return pngMetadata(bytes)
  if (bytes.toString('latin1', 8, 12) === 'WEBP') return webpMetadata(bytes)
  return jpegSegments(bytes)
    .filter(({ marker }) => marker === 0xe1 || marker === 0xed || marker === 0xfe)
    .map(({ start, length }) => ({ position: start, zeros: length }))
}

const talkative = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])
/** Unknown to everybody, not needed for the picture, not to be copied on: so readers pass over it. */
const padding = Buffer.from('paDD', 'latin1')

function pngMetadata(bytes: Buffer): Patch[] {
  const patches: Patch[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const end = at + 8 + length
    if (end + 4 > bytes.length) break
    if (talkative.has(bytes.toString('latin1', at + 4, at + 8))) {
      const sum = Buffer.alloc(4)
      sum.writeUInt32BE(crc32(Buffer.alloc(length), crc32(padding)))
      patches.push({ position: at + 4, bytes: padding, zeros: length }, { position: end, bytes: sum })
    }
    at = end + 4
  }
  return patches
}

function webpMetadata(bytes: Buffer): Patch[] {
  const patches: Patch[] = []
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4)
    if (at + 8 + length > bytes.length) break
    if (['EXIF', 'XMP '].includes(bytes.toString('latin1', at, at + 4)))
      patches.push({ position: at + 8, zeros: length })
    at += 8 + length + (length & 1)
  }
  return patches
}

/** What stands before the first scan: markers and where their contents are. */
function jpegSegments(bytes: Buffer): { marker: number; start: number; length: number }[] {
  const segments: { marker: number; start: number; length: number }[] = []
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return segments
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0
    const length = bytes.readUInt16BE(at + 2)
    if (marker === 0xda || length < 2 || at + 2 + length > bytes.length) break
    segments.push({ marker, start: at + 4, length: length - 2 })
    at += 2 + length
  }
  return segments
}
