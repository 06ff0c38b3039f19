// Real faults wherever they can be caused, so that the sentences meet what Node and PostgreSQL really say.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { expect, it } from 'vitest'
import { ConfigError } from '#platform/config.ts'
import { lockInstance } from '#platform/instance-lock.ts'
import { OperatorError } from '#platform/operator-error.ts'
import { refuseBusyPort } from '#platform/port.ts'
import { explain } from './explain.ts'

const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

function listen(port: number) {
  const server = createServer()
  return new Promise<{ port: number; close(): void }>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve({ port: address && typeof address === 'object' ? address.port : 0, close: () => server.close() })
    })
  })
}

it('says which port is busy and which to try', async () => {
  const first = await listen(0)
  const sentence = explain(await faultOf(listen(first.port)))
  expect(sentence).toContain(`Port ${first.port} is already used`)
  expect(sentence).toContain(`PORT=${first.port + 1}`)
  expect(explain(await faultOf(refuseBusyPort(first.port, '127.0.0.1')))).toBe(sentence)
  first.close()
})

it('says that the data folder is a file', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'panoqor-explain-'))
  const file = path.join(folder, 'data')
  writeFileSync(file, '')
  expect(explain(await faultOf(lockInstance(file)))).toContain(`${file} should be a folder`)
  expect(explain(await faultOf(mkdir(path.join(file, 'postgres'))))).toContain('should be a folder')
  rmSync(folder, { recursive: true })
})

it('says that the configured database does not answer', async () => {
  const free = await listen(0)
  free.close()
  const client = new Client({ host: '127.0.0.1', port: free.port })
  expect(explain(await faultOf(client.connect()))).toContain('DATABASE_URL does not answer')
})

it.each([
  ['ENOSPC', 'is full'],
  ['EDQUOT', 'is full'],
  ['EROFS', 'read-only'],
  ['EACCES', 'may not write to /srv/data'],
])('turns %s into a sentence', (code, words) => {
  const error = Object.assign(new Error('x'), { code, path: '/srv/data', syscall: 'mkdir' })
  expect(explain(error)).toContain(words)
})

it('finds a full disk in what the database says, however deep', () => {
  const database = new OperatorError('The database did not start: could not write: No space left on device')
  expect(explain(new Error('outer', { cause: database }))).toContain('disk is full')
})

it('shows sentences that were written for the operator as they are', () => {
  expect(explain(new OperatorError('Do this.'))).toBe('Do this.')
  expect(explain(new ConfigError(['One.', 'Two.']))).toBe('One.\nTwo.')
})

it('leaves bugs alone', () => {
  expect(explain(new TypeError('x is not a function'))).toBeUndefined()
  expect(explain('a string')).toBeUndefined()
})
