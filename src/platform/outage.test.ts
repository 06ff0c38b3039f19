import { mkdtemp, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { outageOf } from './outage.ts'

const coded = (fields: object, message = 'x') => Object.assign(new Error(message), fields)
const caught = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('It worked'),
    (error: unknown) => error,
  )

describe('an outage', () => {
  it.each([
    ['a full disk', coded({ code: 'ENOSPC', syscall: 'write' }), 'full'],
    ['a used-up disk quota', coded({ code: 'EDQUOT' }), 'full'],
    ['a full database', coded({ code: '53100' }), 'full'],
    ['a full S3', coded({ name: 'QuotaExceeded', $metadata: { httpStatusCode: 400 } }), 'full'],
    ['a database that shuts down', coded({ code: '57P01' }), 'database'],
    ['a lost connection', coded({}, 'Connection terminated unexpectedly'), 'database'],
    ['an S3 in trouble', coded({ $metadata: { httpStatusCode: 503 } }), 'storage'],
    ['an S3 that knows the key no longer', coded({ $metadata: { httpStatusCode: 403 } }), 'storage'],
    ['a disk that became read-only', coded({ code: 'EROFS' }), 'storage'],
    ['an outage behind another error', new Error('packing', { cause: coded({ code: 'ENOSPC' }) }), 'full'],
  ])('is %s', (_, error, kind) => expect(outageOf(error)).toBe(kind))

  it('is an address where nobody listens, seen through the real clients', async () => {
    const settings = { host: '127.0.0.1', port: 1, connectionTimeoutMillis: 2000 }
    expect(outageOf(await caught(new pg.Client(settings).connect()))).toBe('database')
    const client = new S3Client({
      endpoint: 'http://127.0.0.1:1',
      region: 'x',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    })
    expect(outageOf(await caught(client.send(new HeadObjectCommand({ Bucket: 'a', Key: 'b' }))))).toBe('storage')
    client.destroy()
    const socket = join(await mkdtemp(join(tmpdir(), 'panoqor-outage-')), 'none')
    expect(outageOf(await new Promise((resolve) => connect(socket).once('error', resolve)))).toBe('database')
  })

  it('is not what a file or a request is to blame for', async () => {
    const missing = await caught(writeFile('/nowhere/at/all', ''))
    const faults = [missing, coded({ code: '23505' }), coded({ $metadata: { httpStatusCode: 404 } }), 'text', undefined]
    for (const fault of faults) expect(outageOf(fault)).toBeUndefined()
  })
})
