// Writes a ZIP of any size to a local file, entry by entry, in little memory. Nothing is compressed: pictures are already, and whoever
// opens the file later needs no more than the format of 1993 with its 64-bit extension.
import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

export interface ZipEntry {
  name: string
  sizeBytes: number
  sha256: string
}

export interface ZipFile {
  add(name: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<ZipEntry>
  /** Writes the directory, syncs and closes. */
  finish(): Promise<{ sizeBytes: number; sha256: string }>
  /** Gives up. */
  abandon(): Promise<void>
}

interface Written {
  name: Buffer
  crc: number
  sizeBytes: number
  offset: number
}

const version64 = 45
/** Names are UTF-8. */
const flags = 0x0800
/** 1980-01-01, the earliest day that the format knows. */
const dosDate = 0x0021
const limit32 = 0xffffffff
const limit16 = 0xffff
const headerBytes = 30
/** In front of the sizes in the extension: its kind and its length. */
const extensionBytes = 20

export async function createZip(path: string): Promise<ZipFile> {
  const file = await open(path, 'w+', 0o600)
  const written: Written[] = []
  let end = 0

  async function append(bytes: Uint8Array): Promise<void> {
    await file.write(bytes, 0, bytes.length, end)
    end += bytes.length
  }

  return {
    async add(name, chunks) {
      const entry: Written = { name: Buffer.from(name), crc: 0, sizeBytes: 0, offset: end }
      const hash = createHash('sha256')
      end += headerBytes + entry.name.length + extensionBytes // written when the sizes are known
      for await (const chunk of chunks) {
        entry.crc = crc32(chunk, entry.crc)
        entry.sizeBytes += chunk.length
        hash.update(chunk)
        await append(chunk)
      }
      const header = localHeader(entry)
      await file.write(header, 0, header.length, entry.offset)
      written.push(entry)
      return { name, sizeBytes: entry.sizeBytes, sha256: hash.digest('hex') }
    },
    async finish() {
      const start = end
      for (const entry of written) await append(directoryRecord(entry))
      await append(endRecords(written.length, end - start, start))
      await file.sync()
      const sha256 = await hashOf(file, end)
      await file.close()
      return { sizeBytes: end, sha256 }
    },
    abandon: () => file.close(),
  }
}

async function hashOf(file: FileHandle, sizeBytes: number): Promise<string> {
  const hash = createHash('sha256')
  const buffer = Buffer.alloc(1024 * 1024)
  for (let position = 0; position < sizeBytes; ) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position)
    hash.update(buffer.subarray(0, bytesRead))
    position += bytesRead
  }
  return hash.digest('hex')
}

/** Both sizes always stand in the extension, so that the header's length is known before them. */
function localHeader({ name, crc, sizeBytes }: Written): Buffer {
  const header = Buffer.alloc(headerBytes + extensionBytes)
  header.write('PK\u0003\u0004', 0, 'latin1')
  writeCommon(header, 4, { name, crc }, limit32, extensionBytes)
  header.writeUInt16LE(1, headerBytes)
  header.writeUInt16LE(16, headerBytes + 2)
  header.writeBigUInt64LE(BigInt(sizeBytes), headerBytes + 4)
  header.writeBigUInt64LE(BigInt(sizeBytes), headerBytes + 12)
  return Buffer.concat([header.subarray(0, headerBytes), name, header.subarray(headerBytes)])
}

/** The 26 bytes that both kinds of header share. */
function writeCommon(
  into: Buffer,
  at: number,
  { name, crc }: Pick<Written, 'name' | 'crc'>,
  size32: number,
  extra: number,
): void {
  into.writeUInt16LE(version64, at)
  into.writeUInt16LE(flags, at + 2)
  into.writeUInt16LE(dosDate, at + 8)
  into.writeUInt32LE(crc, at + 10)
  into.writeUInt32LE(size32, at + 14)
  into.writeUInt32LE(size32, at + 18)
  into.writeUInt16LE(name.length, at + 22)
  into.writeUInt16LE(extra, at + 24)
}

function directoryRecord(entry: Written): Buffer {
  const record = Buffer.alloc(46)
  record.write('PK\u0001\u0002', 0, 'latin1')
  record.writeUInt16LE(version64, 4)
  writeCommon(record, 6, entry, limit32, 28)
  record.writeUInt32LE(limit32, 42)
  const extension = Buffer.alloc(28)
  extension.writeUInt16LE(1, 0)
  extension.writeUInt16LE(24, 2)
  extension.writeBigUInt64LE(BigInt(entry.sizeBytes), 4)
  extension.writeBigUInt64LE(BigInt(entry.sizeBytes), 12)
  extension.writeBigUInt64LE(BigInt(entry.offset), 20)
  return Buffer.concat([record, entry.name, extension])
}

function endRecords(count: number, directoryBytes: number, directoryOffset: number): Buffer {
  const big = Buffer.alloc(56 + 20)
  big.write('PK\u0006\u0006', 0, 'latin1')
  big.writeBigUInt64LE(44n, 4)
  big.writeUInt16LE(version64, 12)
  big.writeUInt16LE(version64, 14)
  big.writeBigUInt64LE(BigInt(count), 24)
  big.writeBigUInt64LE(BigInt(count), 32)
  big.writeBigUInt64LE(BigInt(directoryBytes), 40)
  big.writeBigUInt64LE(BigInt(directoryOffset), 48)
  big.write('PK\u0006\u0007', 56, 'latin1')
  big.writeBigUInt64LE(BigInt(directoryOffset + directoryBytes), 64)
  big.writeUInt32LE(1, 72)
  const small = Buffer.alloc(22)
  small.write('PK\u0005\u0006', 0, 'latin1')
  small.writeUInt16LE(limit16, 8)
  small.writeUInt16LE(limit16, 10)
  small.writeUInt32LE(limit32, 12)
  small.writeUInt32LE(limit32, 16)
  return Buffer.concat([big, small])
}
