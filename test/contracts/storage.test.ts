// The storage contract, asked of the disk, of an S3 server inside this process, and of a real S3 when S3_ENDPOINT names one.
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { describe, expect, it } from 'vitest'
import { openDiskStorage } from '#platform/storage/disk.ts'
import { openS3Storage, type S3Settings } from '#platform/storage/s3.ts'
import { startS3Server } from '#test/support/s3-server.ts'
import { storageContract } from './storage.contract.ts'

const newFolder = () => mkdtemp(join(tmpdir(), 'panoqor-storage-'))

storageContract('disk', async () => {
  const folder = await newFolder()
  return { storage: await openDiskStorage(folder), close: () => rm(folder, { recursive: true, force: true }) }
})

storageContract('an S3 server', openOnTestServer, { writesWhole: false })

async function openOnTestServer() {
  const folder = await newFolder()
  const server = await startS3Server(folder)
  return {
    storage: await openS3Storage({ ...server.settings, prefix: 'house/' }, join(folder, 'downloads')),
    async close() {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const { S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_REGION } = process.env
if (S3_ENDPOINT)
  storageContract(S3_ENDPOINT, async () => {
    const folder = await newFolder()
    const settings: S3Settings = {
      endpoint: S3_ENDPOINT,
      region: S3_REGION ?? 'us-east-1',
      bucket: process.env.S3_BUCKET ?? `panoqor-${randomUUID()}`,
      accessKeyId: S3_ACCESS_KEY_ID ?? '',
      secretAccessKey: S3_SECRET_ACCESS_KEY ?? '',
      prefix: `${randomUUID()}/`,
    }
    if (!process.env.S3_BUCKET) await createBucket(settings)
    return {
      storage: await openS3Storage(settings, join(folder, 'downloads')),
      close: () => rm(folder, { recursive: true, force: true }),
    }
  })

async function createBucket({ bucket, accessKeyId, secretAccessKey, ...rest }: S3Settings): Promise<void> {
  const client = new S3Client({ ...rest, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } })
  await client.send(new CreateBucketCommand({ Bucket: bucket }))
  client.destroy()
}

describe('durability on disk', () => {
  const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0

  it('syncs the bytes before the name, and the name before it answers', async ({ skip }) => {
    skip(!canTrace, 'strace is missing here')
    const folder = await newFolder()
    const trace = await traceWriter(folder)
    const at = (pattern: RegExp) => trace.findIndex((line) => pattern.test(line))
    const renamed = at(/rename.*\.incoming.*new\/folder\/key\.bin"/)

    expect(at(/fsync\(\d+<.*\.incoming\/.*>\)/)).toBeGreaterThanOrEqual(0)
    expect(at(/fsync\(\d+<.*\.incoming\/.*>\)/)).toBeLessThan(renamed)
    const after = trace.slice(renamed)
    expect(after.findIndex((line) => /fsync\(\d+<.*\/new\/folder>\)/.test(line))).toBeGreaterThan(0)
    expect(after.findIndex((line) => line.includes('ANSWERED'))).toBeGreaterThan(
      after.findIndex((line) => /fsync\(\d+<.*\/new\/folder>\)/.test(line)),
    )
    expect(trace.some((line) => /fsync\(\d+<[^>]*\/new>\)/.test(line))).toBe(true)
    await rm(folder, { recursive: true, force: true })
  })

  it('sweeps away what killed writers left, and only that', async () => {
    const folder = await newFolder()
    const storage = await openDiskStorage(folder)
    await writeFile(join(folder, '.incoming/left'), 'x')
    await utimes(join(folder, '.incoming/left'), new Date(0), new Date(0))
    await writeFile(join(folder, '.incoming/being-written'), 'x')

    expect(await storage.sweep(new Date())).toBe(1)
    expect(await readdir(join(folder, '.incoming'))).toEqual(['being-written'])
    await rm(folder, { recursive: true, force: true })
  })
})

async function traceWriter(folder: string): Promise<string[]> {
  const writer = join(folder, 'writer.ts')
  const log = join(folder, 'trace')
  const disk = join(import.meta.dirname, '../../src/platform/storage/disk.ts')
  await writeFile(
    writer,
    `import { writeSync } from 'node:fs'
     import { openDiskStorage } from ${JSON.stringify(disk)}
     const storage = await openDiskStorage(${JSON.stringify(folder)})
     await storage.putBytes('new/folder/key.bin', Buffer.from('bytes'))
     writeSync(1, 'ANSWERED')`,
  )
  const calls = 'trace=fsync,fdatasync,rename,renameat,renameat2,write'
  const run = spawnSync('strace', ['-f', '-y', '-e', calls, '-o', log, process.execPath, writer])
  expect(run.stderr.toString()).toBe('')
  return finishedCalls((await readFile(log, 'utf8')).split('\n'))
}

/** strace splits calls that overlap; a call counts from the moment it returned. */
function finishedCalls(lines: string[]): string[] {
  const begun = new Map<string, string>()
  const finished: string[] = []
  for (const line of lines) {
    const thread = line.slice(0, line.indexOf(' '))
    if (line.includes('<unfinished ...>')) begun.set(thread, line)
    else if (/<\.\.\. \w+ resumed>/.test(line)) finished.push(`${begun.get(thread)}`.replace(' <unfinished ...>', ')'))
    else finished.push(line)
  }
  return finished
}
