// Writes a tile archive: a ZIP whose entries are stored, not compressed, so that a tile is a byte range of the file. The same
// entries give the same bytes: fixed times, the order of the caller, no machine-dependent field.
import { createHash } from 'node:crypto'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'

export interface ArchiveEntry {
  name: string
  data: Uint8Array
}

export interface WrittenArchive {
  sha256: string
  sizeBytes: number
}

const versionNeeded = 20
/** Names are UTF-8. */
const flags = 0x0800
/** 1980-01-01 00:00, the earliest time that the format knows. */
const dosDate = 0x0021
const largestBytes = 0xffffffff
const mostEntries = 0xfffe

export async function writeArchive(path: string, entries: ArchiveEntry[]): Promise<WrittenArchive> {
  const hash = createHash('sha256')
  const sizeBytes = await writeDurably(path, function* () {
    for (const chunk of archiveChunks(entries)) {
      hash.update(chunk)
      yield chunk
    }
  })
  return { sha256: hash.digest('hex'), sizeBytes }
}

/** Writes beside the target, syncs, renames, syncs the folder: after it returns, a power cut leaves the whole file. */
export async function writeDurably(path: string, chunks: () => Iterable<Uint8Array>): Promise<number> {
  const file = await open(`${path}.part`, 'w')
  let sizeBytes = 0
  try {
    for (const chunk of chunks()) {
      await file.writeFile(chunk)
      sizeBytes += chunk.length
    }
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.part`, path)
  await syncFolder(dirname(path))
  return sizeBytes
}

async function syncFolder(path: string): Promise<void> {
  // Windows can't open a folder, and needs no such sync.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function* archiveChunks(entries: ArchiveEntry[]): Generator<Uint8Array> {
  if (entries.length > mostEntries) throw new RangeError(`An archive holds at most ${mostEntries} tiles`)
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data } of entries) {
    const nameBytes = Buffer.from(name)
    const facts = entryFacts(nameBytes, data)
    const header = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), facts, nameBytes])
    const end = offset + header.length + data.length
    if (end > largestBytes) throw new RangeError('An archive holds at most 4 GiB')
    directory.push(directoryRecord(facts, nameBytes, offset))
    offset = end
    yield header
    yield data
  }
  const records = Buffer.concat(directory)
  if (offset + records.length > largestBytes) throw new RangeError('An archive holds at most 4 GiB')
  yield records
  yield endRecord(entries.length, records.length, offset)
}

/** The 26 bytes that an entry's header and its directory record share. */
function entryFacts(name: Buffer, data: Uint8Array): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(versionNeeded, 0)
  facts.writeUInt16LE(flags, 2)
  facts.writeUInt16LE(dosDate, 8)
  facts.writeUInt32LE(crc32(data), 10)
  facts.writeUInt32LE(data.length, 14)
  facts.writeUInt32LE(data.length, 18)
  facts.writeUInt16LE(name.length, 22)
  return facts
}

function directoryRecord(facts: Buffer, name: Buffer, offset: number): Buffer {
  const start = Buffer.from('PK\u0001\u0002\u0014\0', 'latin1')
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  return Buffer.concat([start, facts, rest, name])
}

function endRecord(count: number, directoryBytes: number, directoryOffset: number): Buffer {
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(directoryBytes, 12)
  end.writeUInt32LE(directoryOffset, 16)
  return end
}
