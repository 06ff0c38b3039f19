// MP3, Ogg and WAV in memory: checked frame by frame, page by page, chunk by chunk, and written without their tags, covers and notes.
import { AttachmentRefusal } from '../refusal.ts'
import { cleanOgg } from './ogg.ts'

export interface CleanSound {
  extension: string
  type: string
  clean: Buffer
  durationSeconds?: number
}

export function cleanSound(bytes: Buffer): CleanSound {
  const text = bytes.toString('latin1', 0, 12)
  if (text.startsWith('OggS')) return cleanOgg(bytes)
  if (text.startsWith('RIFF') && text.startsWith('WAVE', 8)) return cleanWav(bytes)
  if (text.startsWith('fLaC')) throw new AttachmentRefusal('sound_type', { found: 'FLAC' })
  if (text.startsWith('FORM')) throw new AttachmentRefusal('sound_type', { found: 'AIFF' })
  return cleanMp3(bytes)
}

const bitrates = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const
const sampleRates = [44_100, 48_000, 32_000]

interface Frame {
  length: number
  seconds: number
}

/** MPEG audio, layer III. */
function frameAt(bytes: Buffer, at: number): Frame | undefined {
  const [sync = 0, second = 0, third = 0] = bytes.subarray(at, at + 4)
  if (sync !== 0xff || (second & 0xe6) !== 0xe2 || at + 4 > bytes.length) return undefined
  const version = (second >> 3) & 3
  const kilobits = bitrates[version === 3 ? 1 : 2][third >> 4] ?? 0
  const rate = (sampleRates[(third >> 2) & 3] ?? 0) / (version === 3 ? 1 : version === 2 ? 2 : 4)
  if (version === 1 || kilobits === 0 || rate === 0) return undefined
  const samples = version === 3 ? 1152 : 576
  return {
    length: Math.floor((samples / 8) * ((kilobits * 1000) / rate)) + ((third >> 1) & 1),
    seconds: samples / rate,
  }
}

/** Frames that follow each other without a gap; what stands before, between and after them stays behind. */
function cleanMp3(bytes: Buffer): CleanSound {
  const parts: Buffer[] = []
  let durationSeconds = 0
  let at = afterId3(bytes)
  let frames = 0
  while (at < bytes.length) {
    const frame = frameAt(bytes, at)
    const isFrame = frame && (frames > 0 || frameAt(bytes, at + frame.length) !== undefined)
    if (!isFrame) {
      // Tags of any kind stand at the ends; a gap in the middle is skipped as players do.
      const next = bytes.indexOf(0xff, at + 1)
      if (next < 0 || (frames === 0 && next > searchBytes + at)) break
      at = next
      continue
    }
    if (at + frame.length > bytes.length) break
    parts.push(bytes.subarray(at, at + frame.length))
    durationSeconds += frame.seconds
    frames++
    at += frame.length
  }
  if (frames < 3) throw new AttachmentRefusal('unknown_type')
  return { extension: '.mp3', type: 'audio/mpeg', clean: Buffer.concat(parts), durationSeconds }
}

const searchBytes = 1024 * 1024

function afterId3(bytes: Buffer): number {
  let at = 0
  while (bytes.toString('latin1', at, at + 3) === 'ID3' && at + 10 <= bytes.length) {
    const size = bytes.subarray(at + 6, at + 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
    at += 10 + size + ((bytes[at + 5] ?? 0) & 0x10 ? 10 : 0)
  }
  return at
}

const wavFormats = new Map([
  [1, 'PCM'],
  [3, 'float'],
  [0xfffe, 'extensible'],
])

/** Only what is needed to play: format, count of samples, samples. */
function cleanWav(bytes: Buffer): CleanSound {
  const chunks = new Map<string, Buffer>()
  for (let at = 12; at + 8 <= bytes.length; ) {
    const type = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const isTooLong = at + 8 + length > bytes.length
    if (isTooLong && type !== 'data') throw new AttachmentRefusal('truncated')
    if (!chunks.has(type)) chunks.set(type, bytes.subarray(at + 8, at + 8 + length))
    at += 8 + length + (length & 1)
  }
  const [format, data] = [chunks.get('fmt '), chunks.get('data')]
  if (!format || format.length < 16 || !data || data.length === 0) throw new AttachmentRefusal('damaged')
  const coded = format.readUInt16LE(0)
  if (!wavFormats.has(coded)) throw new AttachmentRefusal('sound_codec', { codec: `WAV ${coded}` })
  const bytesPerSecond = format.readUInt32LE(8)
  if (bytesPerSecond === 0) throw new AttachmentRefusal('damaged')
  const body = Buffer.concat([chunk('fmt ', format), chunk('data', data)])
  const head = Buffer.from('RIFF\0\0\0\0WAVE', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  const durationSeconds = data.length / bytesPerSecond
  return { extension: '.wav', type: 'audio/wav', clean: Buffer.concat([head, body]), durationSeconds }
}

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length & 1)])
}
