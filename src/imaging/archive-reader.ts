// Reads the index of a tile archive (a ZIP with stored entries, written by archive.ts) through any source of byte ranges: a
// file, an object in S3, memory. Pure: it opens nothing itself and trusts no number in the archive.

/** Answers exactly `length` bytes from `offset`. */
export type ReadRange = (offset: number, length: number) => Promise<Uint8Array> | Uint8Array

export interface ByteRange {
  offset: number
  length: number
}

/** The archive is damaged, or of a kind that archive.ts does not write. */
export class ArchiveError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ArchiveError'
  }
}

const endBytes = 22
const recordBytes = 46
const headerBytes = 30

/** Where the bytes of each entry lie, by name. */
export async function readArchiveIndex(read: ReadRange, sizeBytes: number): Promise<Map<string, ByteRange>> {
  if (sizeBytes < endBytes) throw new ArchiveError('The archive is too short')
  const end = view(await read(sizeBytes - endBytes, endBytes), endBytes)
  if (end.getUint32(0, true) !== 0x06054b50) throw new ArchiveError('The archive has no end record')
  const count = end.getUint16(10, true)
  const directoryBytes = end.getUint32(12, true)
  const directoryOffset = end.getUint32(16, true)
  if (count === 0xffff || directoryOffset === 0xffffffff) throw new ArchiveError('ZIP64 is not supported')
  if (directoryOffset + directoryBytes + endBytes !== sizeBytes) throw new ArchiveError('The directory lies elsewhere')
  const bytes = await read(directoryOffset, directoryBytes)
  return readDirectory(bytes, view(bytes, directoryBytes), count, directoryOffset)
}

function readDirectory(bytes: Uint8Array, records: DataView, count: number, tilesEnd: number): Map<string, ByteRange> {
  const index = new Map<string, ByteRange>()
  const decoder = new TextDecoder()
  let at = 0
  for (let i = 0; i < count; i++) {
    if (at + recordBytes > bytes.length || records.getUint32(at, true) !== 0x02014b50)
      throw new ArchiveError('A directory record is damaged')
    const length = records.getUint32(at + 24, true)
    if (records.getUint16(at + 10, true) !== 0 || records.getUint32(at + 20, true) !== length)
      throw new ArchiveError('An entry is compressed')
    const nameBytes = records.getUint16(at + 28, true)
    const extraBytes = records.getUint16(at + 30, true) + records.getUint16(at + 32, true)
    const name = decoder.decode(bytes.subarray(at + recordBytes, at + recordBytes + nameBytes))
    // archive.ts writes no extra field, so the header's length is known without reading it.
    if (extraBytes > 0) throw new ArchiveError('An entry has extra fields')
    const offset = records.getUint32(at + 42, true) + headerBytes + nameBytes
    if (offset + length > tilesEnd || index.has(name)) throw new ArchiveError('An entry lies outside or twice')
    index.set(name, { offset, length })
    at += recordBytes + nameBytes
  }
  if (at !== bytes.length) throw new ArchiveError('The directory has a rest')
  return index
}

function view(bytes: Uint8Array, length: number): DataView {
  if (bytes.length !== length) throw new ArchiveError('A read was cut short')
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
