// A file for those who hop through it by its own words: small reads come from a window, nothing is read beyond the end, and every
// length is checked before it is believed.
import { type FileHandle, open } from 'node:fs/promises'
import { AttachmentRefusal } from '../refusal.ts'

const windowBytes = 64 * 1024

export interface Bytes {
  sizeBytes: number
  /** Exactly these bytes; a file that ends before is refused as truncated. */
  read(position: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

export async function openBytes(path: string): Promise<Bytes> {
  const file = await open(path, 'r')
  const { size: sizeBytes } = await file.stat()
  let window: { start: number; buffer: Buffer } = { start: 0, buffer: Buffer.alloc(0) }
  return {
    sizeBytes,
    async read(position, length) {
      if (position < 0 || position + length > sizeBytes) throw new AttachmentRefusal('truncated')
      if (length > windowBytes) return readAll(file, position, length)
      if (position < window.start || position + length > window.start + window.buffer.length)
        window = { start: position, buffer: await readAll(file, position, Math.min(windowBytes, sizeBytes - position)) }
      return window.buffer.subarray(position - window.start, position - window.start + length)
    },
    close: () => file.close(),
  }
}

async function readAll(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled)
    if (bytesRead === 0) throw new AttachmentRefusal('truncated')
    filled += bytesRead
  }
  return buffer
}

export async function withBytes<Result>(path: string, work: (bytes: Bytes) => Promise<Result>): Promise<Result> {
  const bytes = await openBytes(path)
  try {
    if (bytes.sizeBytes === 0) throw new AttachmentRefusal('empty')
    return await work(bytes)
  } finally {
    await bytes.close()
  }
}

export const megabyte = 1024 * 1024

export function refuseLarge(sizeBytes: number, maximumMegabytes: number): void {
  if (sizeBytes > maximumMegabytes * megabyte)
    throw new AttachmentRefusal('too_large', { megabytes: Math.ceil(sizeBytes / megabyte), maximumMegabytes })
}
