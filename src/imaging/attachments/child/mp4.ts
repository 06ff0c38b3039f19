// MP4 and its relatives by their boxes: what tracks are there, how large and long, and which parts may tell more than picture and
// sound (places, names, timed metadata). Those are turned into `free` boxes of zeros; nothing moves.
import { AttachmentRefusal } from '../refusal.ts'
import { type Bytes, megabyte } from './bytes.ts'
import type { MediaFacts } from './media-file.ts'
import { childBoxes, findBox, type MemoryBox } from './mp4-boxes.ts'
import { readTrack, samplesOf, type Track } from './mp4-track.ts'
import type { Patch } from './wipe.ts'

const moovLimitBytes = 64 * megabyte
const boxesLimit = 200_000

/** Everything else may hold anything: dash cameras keep places even in `free`. */
const publicTop = new Set(['ftyp', 'styp', 'moov', 'moof', 'mdat', 'sidx', 'mfra', 'pdin'])
const publicInMoov = new Set(['mvhd', 'trak', 'mvex', 'iods'])
const publicInTrack = new Set(['tkhd', 'edts', 'mdia'])
const publicInFragment = new Set(['mfhd', 'traf'])
const publicInRun = new Set(['tfhd', 'tfdt', 'trun', 'sbgp', 'sgpd', 'saiz', 'saio', 'sdtp'])

export async function readMp4(bytes: Bytes): Promise<MediaFacts> {
  const tops = await topBoxes(bytes)
  const top = tops.find(({ type }) => type === 'moov')
  if (!top || top.length > moovLimitBytes) throw new AttachmentRefusal(top ? 'damaged' : 'truncated')
  const moov = await bytes.read(top.start, top.length)
  const inMoov = childBoxes(moov, top.headerBytes, moov.length)
  const tracks = inMoov.filter(({ type }) => type === 'trak').map((box) => readTrack(moov, box))
  const kept = tracks.filter((track) => isPublic(track, tracks))
  checkPlaces(tracks, bytes.sizeBytes)

  const patches = tops.filter(({ type }) => !publicTop.has(type)).flatMap(freed)
  const free = (boxes: MemoryBox[]) =>
    patches.push(...boxes.flatMap((box) => freed({ ...box, start: top.start + box.start })))
  free(inMoov.filter(({ type }) => !publicInMoov.has(type)))
  for (const track of tracks)
    if (kept.includes(track)) free(track.boxes.filter(({ type }) => !publicInTrack.has(type)))
    else {
      free([track.box])
      for (const patch of blanked(samplesOf(moov, track), bytes.sizeBytes)) patches.push(patch)
    }
  patches.push(...(await fragmentPatches(bytes, tops)))
  return { ...factsOf(moov, inMoov, kept), patches }
}

/** Picture and sound. A still beside a film is a cover. */
const isPublic = (track: Track, all: Track[]) =>
  track.handler === 'soun' ||
  (track.handler === 'vide' &&
    (!stills.has(track.codec) || !all.some((each) => each.handler === 'vide' && !stills.has(each.codec))))
const stills = new Set(['jpeg', 'mjpa', 'png ', 'mjpg'])

function factsOf(moov: Buffer, inMoov: MemoryBox[], tracks: Track[]): Omit<MediaFacts, 'patches'> {
  const video = tracks.find(({ handler }) => handler === 'vide')
  const sound = tracks.find(({ handler }) => handler === 'soun')
  const header = inMoov.find(({ type }) => type === 'mvhd')
  const durationSeconds = header && movieSeconds(moov, header)
  return {
    container: 'mp4',
    ...(video && { video: { codec: video.codec, widthPx: video.widthPx, heightPx: video.heightPx } }),
    ...(sound && { sound: { codec: sound.codec } }),
    ...(durationSeconds && { durationSeconds }),
  }
}

function movieSeconds(moov: Buffer, { start, headerBytes, length }: MemoryBox): number | undefined {
  const body = moov.subarray(start + headerBytes, start + length)
  const isLong = body[0] === 1
  if (body.length < (isLong ? 32 : 20)) throw new AttachmentRefusal('damaged')
  const scale = body.readUInt32BE(isLong ? 20 : 12)
  const units = isLong ? Number(body.readBigUInt64BE(24)) : body.readUInt32BE(16)
  return scale > 0 && units > 0 && units !== 0xffffffff ? units / scale : undefined
}

/** A table that points behind the end belongs to a file that was cut off, or lies. */
function checkPlaces(tracks: Track[], sizeBytes: number): void {
  for (const { chunks } of tracks)
    for (const place of chunks) if (place >= sizeBytes) throw new AttachmentRefusal('truncated')
}

/** Samples lie in the file, and none of it belongs to two: whoever says otherwise wants more blanks than there is room for. */
function blanked(samples: { start: number; length: number }[], sizeBytes: number): Patch[] {
  const total = samples.reduce((sum, { length }) => sum + length, 0)
  if (total > sizeBytes || samples.some(({ start, length }) => start + length > sizeBytes))
    throw new AttachmentRefusal('damaged')
  return samples.map(({ start, length }) => ({ position: start, zeros: length }))
}

async function topBoxes(bytes: Bytes): Promise<MemoryBox[]> {
  const boxes: MemoryBox[] = []
  for (let start = 0; start < bytes.sizeBytes; ) {
    if (boxes.length > boxesLimit) throw new AttachmentRefusal('damaged')
    // A few stray bytes at the end harm nobody.
    if (bytes.sizeBytes - start < 8 && boxes.length > 0) break
    const head = await bytes.read(start, Math.min(16, bytes.sizeBytes - start))
    const box = boxAt(head, start, bytes.sizeBytes)
    if (start + box.length > bytes.sizeBytes) throw new AttachmentRefusal('truncated')
    boxes.push(box)
    start += box.length
  }
  return boxes
}

function boxAt(head: Buffer, start: number, end: number): MemoryBox {
  const box = findBox(head, 0, end - start)
  if (!box) throw new AttachmentRefusal('damaged')
  return { ...box, start }
}

async function fragmentPatches(bytes: Bytes, tops: MemoryBox[]): Promise<Patch[]> {
  const patches: Patch[] = []
  for (const top of tops.filter(({ type }) => type === 'moof')) {
    if (top.length > moovLimitBytes) throw new AttachmentRefusal('damaged')
    const moof = await bytes.read(top.start, top.length)
    for (const box of childBoxes(moof, top.headerBytes, moof.length)) {
      const runs = box.type === 'traf' ? childBoxes(moof, box.start + box.headerBytes, box.start + box.length) : []
      const dropped = publicInFragment.has(box.type) ? runs.filter(({ type }) => !publicInRun.has(type)) : [box]
      patches.push(...dropped.flatMap((each) => freed({ ...each, start: top.start + each.start })))
    }
  }
  return patches
}

/** Its type becomes `free` and its content zeros; its length stays, also the long one that stands behind the type. */
const freed = ({ start, length, headerBytes }: MemoryBox): Patch[] => [
  { position: start + 4, bytes: Buffer.from('free', 'latin1') },
  { position: start + headerBytes, zeros: length - headerBytes },
]
