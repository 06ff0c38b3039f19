// The entries of a small ZIP in memory: a dozen, stored or deflated, with a bound on what they grow to. Names are only ever compared.
import { inflateRawSync } from 'node:zlib'
import { AttachmentRefusal } from '../refusal.ts'
import { type Bytes, megabyte } from './bytes.ts'

const entriesLimit = 64
const inflatedLimitBytes = 256 * megabyte

export async function readZip(bytes: Bytes): Promise<Map<string, Buffer>> {
  const all = await bytes.read(0, bytes.sizeBytes)
  const end = all.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  if (end < 0 || end + 22 > all.length) throw new AttachmentRefusal('truncated')
  const count = all.readUInt16LE(end + 10)
  if (count > entriesLimit) throw new AttachmentRefusal('damaged')
  const entries = new Map<string, Buffer>()
  let left = inflatedLimitBytes
  for (let at = all.readUInt32LE(end + 16), i = 0; i < count; i++) {
    if (at + 46 > all.length || all.readUInt32LE(at) !== 0x02014b50) throw new AttachmentRefusal('damaged')
    const nameBytes = all.readUInt16LE(at + 28)
    const content = contentOf(all, at, left)
    left -= content.length
    entries.set(all.toString('utf8', at + 46, at + 46 + nameBytes), content)
    at += 46 + nameBytes + all.readUInt16LE(at + 30) + all.readUInt16LE(at + 32)
  }
  return entries
}

function contentOf(all: Buffer, record: number, limitBytes: number): Buffer {
  const [method, packedBytes, start] = [
    all.readUInt16LE(record + 10),
    all.readUInt32LE(record + 20),
    all.readUInt32LE(record + 42),
  ]
  if (start + 30 > all.length) throw new AttachmentRefusal('damaged')
  const from = start + 30 + all.readUInt16LE(start + 26) + all.readUInt16LE(start + 28)
  const packed = all.subarray(from, from + packedBytes)
  if (packed.length < packedBytes || packedBytes > limitBytes) throw new AttachmentRefusal('damaged')
  if (method === 0) return packed
  try {
    if (method === 8) return inflateRawSync(packed, { maxOutputLength: Math.max(1, limitBytes) })
  } catch {
    // Said below, as for methods that nobody uses here.
  }
  throw new AttachmentRefusal('damaged')
}
