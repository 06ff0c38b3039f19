// WebM by its elements: tracks, size, duration, and the parts that may tell more than picture and sound (tags, attached files,
// titles), which are turned into Void elements of zeros; nothing moves.
import { AttachmentRefusal } from '../refusal.ts'
import type { Bytes } from './bytes.ts'
import type { MediaFacts } from './media-file.ts'
import type { Patch } from './wipe.ts'

interface Element {
  id: number
  start: number
  headerBytes: number
  /** Undefined: open-ended, as recorders write that don't know when they stop. */
  bodyBytes: number | undefined
}

const ids = {
  ebml: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  info: 0x1549a966,
  scale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  track: 0xae,
  codec: 0x86,
  video: 0xe0,
  width: 0xb0,
  height: 0xba,
  trackType: 0x83,
  cluster: 0x1f43b675,
} as const

const tags = 0x1254c367
const attached = 0x1941a469
const chapters = 0x1043a770
/** Title, file names, when it was written; and the checksum, which would no longer hold. */
const talkative = new Set([0x7ba9, 0x7384, 0x3c83ab, 0x3e83bb, 0x4461, 0xbf])
const privateParts = new Set([tags, attached, chapters])
const elementsLimit = 2_000_000
const bodyLimitBytes = 16 * 1024 * 1024

export async function readWebm(bytes: Bytes): Promise<MediaFacts> {
  const head = await elementAt(bytes, 0)
  if (head.id !== ids.ebml || !head.bodyBytes || head.bodyBytes > 4096) throw new AttachmentRefusal('damaged')
  const docType = textOf(await list(bytes, head), ids.docType)
  if (docType !== 'webm') throw new AttachmentRefusal('video_type', { found: 'Matroska (.mkv)' })
  const segment = await elementAt(bytes, head.headerBytes + head.bodyBytes)
  if (segment.id !== ids.segment) throw new AttachmentRefusal('damaged')
  const parts = await segmentParts(bytes, segment)

  const patches = parts.filter(({ id }) => privateParts.has(id)).map(voided)
  const info = parts.find(({ id }) => id === ids.info)
  const inInfo = info ? await list(bytes, info) : []
  patches.push(...inInfo.filter(({ id }) => talkative.has(id)).map(voided))
  const tracks = parts.find(({ id }) => id === ids.tracks)
  if (!tracks) throw new AttachmentRefusal('truncated')
  const found = await Promise.all(
    (await list(bytes, tracks)).filter(({ id }) => id === ids.track).map(readTrack(bytes)),
  )
  const video = found.find(({ kind }) => kind === 1)
  const sound = found.find(({ kind }) => kind === 2)
  const durationSeconds = secondsOf(inInfo)
  return {
    container: 'webm',
    ...(video && { video }),
    ...(sound && { sound }),
    ...(durationSeconds && { durationSeconds }),
    patches,
  }
}

type Read = Element & { body: Buffer }

const readTrack = (bytes: Bytes) => async (track: Element) => {
  const inside = await list(bytes, track)
  const video = inside.find(({ id }) => id === ids.video)
  const size = video ? await list(bytes, video) : []
  return {
    kind: numberOf(inside, ids.trackType),
    codec: textOf(inside, ids.codec),
    widthPx: numberOf(size, ids.width),
    heightPx: numberOf(size, ids.height),
  }
}

function secondsOf(info: Read[]): number | undefined {
  const body = info.find(({ id }) => id === ids.duration)?.body
  const units = body?.length === 8 ? body.readDoubleBE() : body?.length === 4 ? body.readFloatBE() : 0
  const seconds = (units * (numberOf(info, ids.scale) || 1_000_000)) / 1e9
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined
}

function numberOf(elements: Read[], wanted: number): number {
  const body = elements.find(({ id }) => id === wanted)?.body
  return body && body.length > 0 && body.length <= 6 ? body.readUIntBE(0, body.length) : 0
}

const textOf = (elements: Read[], wanted: number) =>
  elements
    .find(({ id }) => id === wanted)
    ?.body.toString('latin1')
    .replaceAll('\0', '') ?? ''

/** The elements inside one of known length; small bodies come along. */
async function list(bytes: Bytes, parent: Element): Promise<Read[]> {
  const from = parent.start + parent.headerBytes
  if (parent.bodyBytes === undefined || parent.bodyBytes > bodyLimitBytes) throw new AttachmentRefusal('damaged')
  const elements: Read[] = []
  for (let at = from; at < from + parent.bodyBytes; ) {
    const element = await elementAt(bytes, at)
    if (element.bodyBytes === undefined || elements.length > 10_000) throw new AttachmentRefusal('damaged')
    const next = at + element.headerBytes + element.bodyBytes
    if (next > from + parent.bodyBytes) throw new AttachmentRefusal('damaged')
    const body =
      element.bodyBytes <= 4096 ? await bytes.read(at + element.headerBytes, element.bodyBytes) : Buffer.alloc(0)
    elements.push({ ...element, body: Buffer.from(body) })
    at = next
  }
  return elements
}

/** Everything right below the segment but its clusters; through open-ended clusters one goes step by step. */
async function segmentParts(bytes: Bytes, segment: Element): Promise<Element[]> {
  const from = segment.start + segment.headerBytes
  const end = segment.bodyBytes === undefined ? bytes.sizeBytes : from + segment.bodyBytes
  if (end > bytes.sizeBytes) throw new AttachmentRefusal('truncated')
  const parts: Element[] = []
  let count = 0
  for (let at = from; at < end; ) {
    const element = await elementAt(bytes, at)
    if (count++ > elementsLimit) throw new AttachmentRefusal('damaged')
    if (element.bodyBytes === undefined && element.id !== ids.cluster) throw new AttachmentRefusal('damaged')
    // What stands inside an open-ended cluster is passed over like the rest; its blocks have lengths.
    at += element.headerBytes + (element.bodyBytes ?? 0)
    if (at > end) throw new AttachmentRefusal('truncated')
    if (element.id === ids.info || element.id === ids.tracks || privateParts.has(element.id)) parts.push(element)
  }
  return parts
}

async function elementAt(bytes: Bytes, start: number): Promise<Element> {
  const head = await bytes.read(start, Math.min(12, bytes.sizeBytes - start))
  const idBytes = lengthOfVint(head[0], 4)
  const sizeBytes = lengthOfVint(head[idBytes], 8)
  if (head.length < idBytes + sizeBytes) throw new AttachmentRefusal('truncated')
  const id = head.readUIntBE(0, idBytes)
  const raw = head.subarray(idBytes, idBytes + sizeBytes)
  return { id, start, headerBytes: idBytes + sizeBytes, bodyBytes: sizeOf(raw) }
}

function lengthOfVint(first: number | undefined, most: number): number {
  const length = first ? Math.clz32(first) - 23 : 0
  if (length < 1 || length > most) throw new AttachmentRefusal('damaged')
  return length
}

function sizeOf(raw: Buffer): number | undefined {
  let value = BigInt((raw[0] ?? 0) & (0xff >> raw.length))
  for (const byte of raw.subarray(1)) value = (value << 8n) | BigInt(byte)
  if (value === (1n << BigInt(7 * raw.length)) - 1n) return undefined
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new AttachmentRefusal('damaged')
  return Number(value)
}

/** As long as before, and empty. */
function voided({ start, headerBytes, bodyBytes = 0 }: Element): Patch {
  const length = headerBytes + bodyBytes
  const bytes = Buffer.alloc(length < 9 ? 2 : 9)
  bytes[0] = 0xec
  if (length < 9) bytes[1] = 0x80 | (length - 2)
  else {
    bytes.writeBigUInt64BE(BigInt(length - 9), 1)
    bytes[1] = 0x01
  }
  return { position: start, bytes, zeros: length - bytes.length }
}
