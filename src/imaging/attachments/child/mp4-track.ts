// One track of an MP4: what it is, how it is coded, and where its samples lie, so that those of a private track can be blanked.
import { AttachmentRefusal } from '../refusal.ts'
import { childBoxes, type MemoryBox } from './mp4-boxes.ts'

export interface Track {
  box: MemoryBox
  boxes: MemoryBox[]
  /** vide, soun, meta, text … */
  handler: string
  /** Four letters of the first description of its samples. */
  codec: string
  widthPx: number
  heightPx: number
  /** Positions of its chunks in the file. */
  chunks: Float64Array
  table: MemoryBox[]
}

const entriesLimit = 20_000_000

export function readTrack(moov: Buffer, box: MemoryBox): Track {
  const inside = (of: MemoryBox | undefined) =>
    of ? childBoxes(moov, of.start + of.headerBytes, of.start + of.length) : []
  const find = (boxes: MemoryBox[], type: string) => boxes.find((each) => each.type === type)
  const boxes = inside(box)
  const media = inside(find(boxes, 'mdia'))
  const table = inside(find(inside(find(media, 'minf')), 'stbl'))
  const described = bodyOf(moov, find(table, 'stsd'))
  return {
    box,
    boxes,
    table,
    handler: bodyOf(moov, find(media, 'hdlr')).toString('latin1', 8, 12),
    codec: described.toString('latin1', 12, 16),
    ...sizeOf(bodyOf(moov, find(boxes, 'tkhd'))),
    chunks: chunkPlaces(moov, table),
  }
}

const bodyOf = (moov: Buffer, box: MemoryBox | undefined) =>
  box ? moov.subarray(box.start + box.headerBytes, box.start + box.length) : Buffer.alloc(0)

/** As shown: a track that is turned by a quarter has its sides exchanged. */
function sizeOf(header: Buffer): { widthPx: number; heightPx: number } {
  const matrixAt = header[0] === 1 ? 52 : 40
  if (header.length < matrixAt + 44) return { widthPx: 0, heightPx: 0 }
  const [width, height] = [header.readUInt32BE(matrixAt + 36) >>> 16, header.readUInt32BE(matrixAt + 40) >>> 16]
  const isTurned = header.readInt32BE(matrixAt) === 0 && header.readInt32BE(matrixAt + 4) !== 0
  return isTurned ? { widthPx: height, heightPx: width } : { widthPx: width, heightPx: height }
}

/** Number of entries of a table, which must all be there. */
function countOf(body: Buffer, at: number, entryBytes: number): number {
  if (body.length < at + 4) return 0
  const count = body.readUInt32BE(at)
  if (count > entriesLimit || at + 4 + count * entryBytes > body.length) throw new AttachmentRefusal('damaged')
  return count
}

function chunkPlaces(moov: Buffer, table: MemoryBox[]): Float64Array {
  const box = table.find(({ type }) => type === 'stco' || type === 'co64')
  const body = bodyOf(moov, box)
  const isLong = box?.type === 'co64'
  const places = new Float64Array(countOf(body, 4, isLong ? 8 : 4))
  for (let i = 0; i < places.length; i++)
    places[i] = isLong ? Number(body.readBigUInt64BE(8 + i * 8)) : body.readUInt32BE(8 + i * 4)
  return places
}

/** The bytes of all samples, chunk by chunk. */
export function samplesOf(moov: Buffer, { chunks, table }: Track): { start: number; length: number }[] {
  const body = (type: string) =>
    bodyOf(
      moov,
      table.find((each) => each.type === type),
    )
  const [sizes, runs] = [body('stsz'), body('stsc')]
  const fixed = sizes.length >= 8 ? sizes.readUInt32BE(4) : 0
  const samples = countOf(sizes, 8, fixed > 0 ? 0 : 4)
  const runCount = countOf(runs, 4, 12)
  let [run, sample] = [0, 0]
  return [...chunks].map((start, chunk) => {
    while (run + 1 < runCount && runs.readUInt32BE(8 + (run + 1) * 12) <= chunk + 1) run++
    const perChunk = runCount > 0 ? runs.readUInt32BE(8 + run * 12 + 4) : 1
    const end = Math.min(samples, sample + perChunk)
    let length = fixed * (end - sample)
    // Only where sizes differ they are read one by one: a table of them is as long as it says, one number for all costs nothing.
    if (fixed === 0) for (let i = sample; i < end; i++) length += sizes.readUInt32BE(12 + i * 4)
    sample = end
    return { start, length }
  })
}
