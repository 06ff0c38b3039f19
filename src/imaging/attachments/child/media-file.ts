// Videos and sounds: checked by their containers, never decoded; what goes out plays in browsers and tells nothing but picture and
// sound.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DerivedAttachment, DeriveOrder } from '../contract.ts'
import { AttachmentRefusal } from '../refusal.ts'
import { type Bytes, refuseLarge, withBytes } from './bytes.ts'
import { readMp4 } from './mp4.ts'
import { cleanSound } from './sounds.ts'
import { readWebm } from './webm.ts'
import { copyWithPatches, type Patch } from './wipe.ts'

export interface MediaFacts {
  container: 'mp4' | 'webm'
  video?: { codec: string; widthPx: number; heightPx: number }
  sound?: { codec: string }
  durationSeconds?: number
  /** What must be blanked before it goes out. */
  patches: Patch[]
}

const maximumVideoMegabytes = 2048
const maximumSoundMegabytes = 200

/** What at least two of the large browsers play. */
const videoCodecs = new Set([
  ...['avc1', 'avc2', 'avc3', 'avc4', 'hvc1', 'hev1', 'av01', 'vp08', 'vp09'],
  ...['V_VP8', 'V_VP9', 'V_AV1'],
])
const soundCodecs = new Set(['mp4a', 'Opus', 'fLaC', '.mp3', 'ac-3', 'ec-3', 'A_OPUS', 'A_VORBIS'])

export function deriveVideo(order: DeriveOrder): Promise<DerivedAttachment> {
  return withBytes(order.path, async (bytes) => {
    refuseLarge(bytes.sizeBytes, maximumVideoMegabytes)
    return fromContainer(order, await readContainer(bytes))
  })
}

export function deriveSound(order: DeriveOrder): Promise<DerivedAttachment> {
  return withBytes(order.path, async (bytes) => {
    refuseLarge(bytes.sizeBytes, maximumSoundMegabytes)
    const start = await bytes.read(0, Math.min(12, bytes.sizeBytes))
    if (start.toString('latin1', 4, 8) === 'ftyp') return fromContainer(order, await readMp4(bytes))
    const { extension, type, clean, durationSeconds } = cleanSound(await bytes.read(0, bytes.sizeBytes))
    const path = join(order.outputFolder, `sound${extension}`)
    await writeFile(path, clean)
    return { kind: 'sound', file: { path, type }, ...(durationSeconds && { durationSeconds }) }
  })
}

async function readContainer(bytes: Bytes): Promise<MediaFacts> {
  const start = await bytes.read(0, Math.min(16, bytes.sizeBytes))
  const text = start.toString('latin1')
  if (start.length >= 4 && start.readUInt32BE() === 0x1a45dfa3) return readWebm(bytes)
  if (['ftyp', 'moov', 'wide', 'mdat', 'skip', 'free'].includes(text.slice(4, 8))) return readMp4(bytes)
  throw new AttachmentRefusal('video_type', { found: foreign(text) })
}

function foreign(start: string): string {
  if (start.startsWith('AVI ', 8)) return 'AVI'
  if (start.startsWith('FLV')) return 'FLV'
  if (start.startsWith('\u0030\u0026\u00b2\u0075')) return 'WMV'
  return start.startsWith('G') ? 'MPEG-TS' : '?'
}

async function fromContainer(order: DeriveOrder, facts: MediaFacts): Promise<DerivedAttachment> {
  const { container, video, sound, durationSeconds, patches } = facts
  if (!video && !sound) throw new AttachmentRefusal('damaged')
  if (video && !videoCodecs.has(video.codec)) throw new AttachmentRefusal('video_codec', { codec: shown(video.codec) })
  if (!video && sound && !soundCodecs.has(sound.codec))
    throw new AttachmentRefusal('sound_codec', { codec: shown(sound.codec) })
  const kind = video ? 'video' : 'sound'
  const extension = container === 'webm' ? 'webm' : video ? 'mp4' : 'm4a'
  const path = join(order.outputFolder, `${kind}.${extension}`)
  await copyWithPatches(order.path, path, patches)
  const size = video && video.widthPx > 0 ? { widthPx: video.widthPx, heightPx: video.heightPx } : {}
  const type = `${video ? 'video' : 'audio'}/${container}`
  return { kind, file: { path, type, ...size }, ...(durationSeconds && { durationSeconds }) }
}

/** For a sentence: letters that can't break it. */
const shown = (codec: string) => codec.replace(/[^\w.-]/g, '').slice(0, 20) || '?'
