// Where bytes live: one contract, two engines (disk, S3). Keys are made by us, never by users: lower-case letters, digits, / . - _
import type { Readable } from 'node:stream'

export interface StoredRange {
  /** First byte. */
  start: number
  length: number
}

export interface Storage {
  /**
   * Stores a local file under `key` and returns only when it would survive a power cut. Moves the file where it can.
   * Storing the same key again replaces it whole: a reader sees the old bytes or the new ones, never a mixture.
   */
  putFile(key: string, path: string): Promise<void>
  putBytes(key: string, bytes: Uint8Array): Promise<void>
  /** All bytes or a part of them. Refuses with `StorageMissing` when the key holds nothing. */
  open(key: string, range?: StoredRange): Promise<Readable>
  read(key: string, range?: StoredRange): Promise<Buffer>
  /**
   * Fills `into` with the bytes from `start` on, without waiting, if that is cheap: they were read a moment ago, so the system still
   * holds them in memory. False says: ask `read`. Engines that always wait don't have it.
   */
  readNow?(key: string, start: number, into: Uint8Array): boolean
  /** Size in bytes, or undefined when the key holds nothing. */
  size(key: string): Promise<number | undefined>
  /** A local path with these bytes, for tools that need a file; `release` when done. */
  localFile(key: string): Promise<{ path: string; release(): Promise<void> }>
  /** Erasing what is not there is success. */
  erase(key: string): Promise<void>
  list(prefix: string): AsyncIterable<{ key: string; sizeBytes: number; changedAt: Date }>
  close(): Promise<void>
}

export class StorageMissing extends Error {
  constructor(key: string) {
    super(`Nothing is stored under ${key}`)
    this.name = 'StorageMissing'
  }
}
