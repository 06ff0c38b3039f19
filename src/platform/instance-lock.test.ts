// The lock is tried with real processes: that is what it is about.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AlreadyRunning, lockInstance } from './instance-lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'panoqor-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function otherInstance() {
  const module = path.join(import.meta.dirname, 'instance-lock.ts')
  const script = `import { lockInstance } from ${JSON.stringify(module)}
    await lockInstance(${JSON.stringify(folder)}); console.log('locked'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

it('refuses a second instance and says who holds the folder', async () => {
  const other = await otherInstance()
  const refused = await lockInstance(folder).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(AlreadyRunning)
  expect(refused).toMatchObject({ pid: other.pid, folder })
  other.kill('SIGKILL')
  await once(other, 'exit')
})

it('is free as soon as its holder was killed', async () => {
  const other = await otherInstance()
  other.kill('SIGKILL')
  await once(other, 'exit')
  const lock = await lockInstance(folder)
  lock.release()
})

it('can be taken again after its release, and makes a missing folder', async () => {
  const missing = path.join(folder, 'new/data')
  const first = await lockInstance(missing)
  first.release()
  const second = await lockInstance(missing)
  second.release()
})

it('gives one of many that start together the lock', async () => {
  const tries = await Promise.allSettled([1, 2, 3, 4].map(() => lockInstance(folder)))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const tried of tries) if (tried.status === 'fulfilled') tried.value.release()
})
