// The boxes inside a box: each has a length and a type of four letters. Lengths that don't fit are refused, never followed.
import { AttachmentRefusal } from '../refusal.ts'

export interface MemoryBox {
  type: string
  start: number
  headerBytes: number
  /** With its header. */
  length: number
}

const childrenLimit = 100_000

/** The box at `start`, which must fit before `end`; undefined where none can be. */
export function findBox(buffer: Buffer, start: number, end: number): MemoryBox | undefined {
  if (end - start < 8 || buffer.length - start < 8) return undefined
  const type = buffer.toString('latin1', start + 4, start + 8)
  const short = buffer.readUInt32BE(start)
  if (short === 0) return { type, start, headerBytes: 8, length: end - start }
  if (short !== 1) return short < 8 ? undefined : { type, start, headerBytes: 8, length: short }
  if (buffer.length - start < 16) return undefined
  const length = Number(buffer.readBigUInt64BE(start + 8))
  return length < 16 || !Number.isSafeInteger(length) ? undefined : { type, start, headerBytes: 16, length }
}

export function childBoxes(buffer: Buffer, from: number, to: number): MemoryBox[] {
  const boxes: MemoryBox[] = []
  for (let start = from; start < to; ) {
    // QuickTime closes some lists with four zeros.
    if (to - start < 8) break
    const box = findBox(buffer, start, to)
    if (!box || start + box.length > to || boxes.length > childrenLimit) throw new AttachmentRefusal('damaged')
    boxes.push(box)
    start += box.length
  }
  return boxes
}
