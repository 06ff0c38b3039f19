// Storage in any S3: AWS, Ceph, MinIO, Swift. Written against what real ones do: path-style addresses, no optional checksums,
// known lengths, objects erased one by one. S3 answers a write only when it is safe, and an object appears whole.
import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { checkKey } from './key.ts'
import { type Storage, StorageMissing, type StoredRange } from './storage.ts'

const singlePutBytes = 64 * 1024 * 1024
const partBytes = 32 * 1024 * 1024
const partsAtOnce = 2
const unlimited = Number.POSITIVE_INFINITY

export interface S3Settings {
  endpoint?: string
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
  /** Put before every key, so that several installations can share a bucket. */
  prefix?: string
}

interface Place {
  client: S3Client
  bucket: string
  prefix: string
}

export async function openS3Storage(settings: S3Settings, temporaryFolder: string): Promise<Storage> {
  await mkdir(temporaryFolder, { recursive: true })
  const client = new S3Client({
    region: settings.region,
    ...(settings.endpoint ? { endpoint: settings.endpoint } : {}),
    credentials: { accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 5,
    // The library's 50 would be used up by 50 visitors who stopped reading a video, and everybody else would wait for them for ever.
    // How many visitors there may be is the server's business.
    requestHandler: { httpAgent: { maxSockets: unlimited }, httpsAgent: { maxSockets: unlimited } },
  })
  const place: Place = { client, bucket: settings.bucket, prefix: settings.prefix ?? '' }
  const at = (key: string) => ({ Bucket: place.bucket, Key: place.prefix + checkKey(key) })

  return {
    async putFile(key, path) {
      const { size } = await stat(path)
      if (size <= singlePutBytes)
        await client.send(new PutObjectCommand({ ...at(key), Body: createReadStream(path), ContentLength: size }))
      else await putInParts(place, at(key), path, size)
      await rm(path, { force: true })
    },
    async putBytes(key, bytes) {
      await client.send(new PutObjectCommand({ ...at(key), Body: bytes, ContentLength: bytes.byteLength }))
    },
    open: (key, range) => openObject(place, key, at(key), range),
    async read(key, range) {
      if (range?.length === 0 && (await sizeOf(place, at(key))) !== undefined) return Buffer.alloc(0)
      const chunks: Buffer[] = []
      for await (const chunk of await openObject(place, key, at(key), range)) chunks.push(chunk)
      const bytes = Buffer.concat(chunks)
      return range ? bytes.subarray(0, range.length) : bytes // some servers answer with more than was asked
    },
    size: (key) => sizeOf(place, at(key)),
    async localFile(key) {
      const path = join(temporaryFolder, randomUUID())
      const release = () => rm(path, { force: true })
      try {
        await pipeline(await openObject(place, key, at(key), undefined), createWriteStream(path, { flags: 'wx' }))
      } catch (error) {
        await release()
        throw error
      }
      return { path, release }
    },
    async erase(key) {
      await client.send(new DeleteObjectCommand(at(key))).catch((error) => {
        if (!isMissing(error)) throw error
      })
    },
    list: (prefix) => list(place, prefix),
    async close() {
      client.destroy()
    },
  }
}

interface ObjectName {
  Bucket: string
  Key: string
}

async function openObject(
  place: Place,
  key: string,
  at: ObjectName,
  range: StoredRange | undefined,
): Promise<Readable> {
  const Range = range && range.length > 0 ? `bytes=${range.start}-${range.start + range.length - 1}` : undefined
  try {
    const { Body } = await place.client.send(new GetObjectCommand({ ...at, ...(Range ? { Range } : {}) }))
    if (!(Body instanceof Readable)) throw new Error(`S3 answered without a body for ${key}`)
    return Body
  } catch (error) {
    if (isMissing(error)) throw new StorageMissing(key)
    if (statusOf(error) === 416) return Readable.from([]) // begins behind the end, as on disk
    throw error
  }
}

async function sizeOf(place: Place, at: ObjectName): Promise<number | undefined> {
  try {
    return (await place.client.send(new HeadObjectCommand(at))).ContentLength
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Parts that were sent cost money until the upload is completed or aborted, so a failure aborts. */
async function putInParts(place: Place, at: ObjectName, path: string, sizeBytes: number): Promise<void> {
  const { UploadId } = await place.client.send(new CreateMultipartUploadCommand(at))
  if (!UploadId) throw new Error('S3 began no multipart upload')
  try {
    const Parts = await sendParts(place, { ...at, UploadId }, path, sizeBytes)
    await place.client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }))
  } catch (error) {
    await place.client.send(new AbortMultipartUploadCommand({ ...at, UploadId })).catch(() => {})
    throw error
  }
}

async function sendParts(place: Place, at: ObjectName & { UploadId: string }, path: string, sizeBytes: number) {
  const count = Math.ceil(sizeBytes / partBytes)
  const tags = new Array<string | undefined>(count)
  const file = await open(path, 'r')
  let next = 0
  const sendNext = async () => {
    while (next < count) {
      const index = next++
      const length = Math.min(partBytes, sizeBytes - index * partBytes)
      const Body = Buffer.allocUnsafe(length)
      await file.read(Body, 0, length, index * partBytes)
      const sent = await place.client.send(
        new UploadPartCommand({ ...at, PartNumber: index + 1, Body, ContentLength: length }),
      )
      tags[index] = sent.ETag
    }
  }
  try {
    await Promise.all(Array.from({ length: partsAtOnce }, sendNext))
  } finally {
    await file.close()
  }
  return tags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }))
}

async function* list(place: Place, prefix: string) {
  let ContinuationToken: string | undefined
  do {
    const page = await place.client.send(
      new ListObjectsV2Command({
        Bucket: place.bucket,
        Prefix: place.prefix + prefix,
        ...(ContinuationToken ? { ContinuationToken } : {}),
      }),
    )
    for (const { Key, Size, LastModified } of page.Contents ?? [])
      if (Key)
        yield { key: Key.slice(place.prefix.length), sizeBytes: Size ?? 0, changedAt: LastModified ?? new Date(0) }
    ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined
  } while (ContinuationToken)
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined
  const { $metadata } = error
  if (typeof $metadata !== 'object' || !$metadata || !('httpStatusCode' in $metadata)) return undefined
  return Number($metadata.httpStatusCode)
}

const isMissing = (error: unknown): boolean => statusOf(error) === 404
