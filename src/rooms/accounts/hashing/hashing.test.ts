import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { getPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { leastCost } from '../passwords.ts'
import { type Hashing, type HashingOptions, openHashing } from './hashing.ts'

const password = 'алтын күз, жеңіл жел'

let hashing: Hashing | undefined
afterEach(async () => {
  await hashing?.close()
  hashing = undefined
})

function start(options: HashingOptions = {}): Hashing {
  hashing = openHashing(options)
  return hashing
}

/** Once there is a process to speak of. */
async function pidOf(running: Hashing): Promise<number> {
  while (running.pid === undefined) await sleep(1)
  return running.pid
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'served',
    (error: unknown) => error,
  )

describe('the hashing process', () => {
  it('hashes and knows the password again', async () => {
    const running = start()
    const stored = await running.hash(password, leastCost)
    expect(await running.compare(password, stored)).toBe(true)
    expect(await running.compare(`${password}!`, stored)).toBe(false)
  })

  it('A4: answers whoever it dies under with a refusal, and the waiting by a new process', async () => {
    const crashes: string[] = []
    const running = start({ onCrash: (message) => crashes.push(message) })
    const first = refusal(running.hash(password, leastCost))
    const waiting = refusal(running.hash(password, leastCost))
    process.kill(await pidOf(running), 'SIGKILL')
    expect(await first).toMatchObject({ kind: 'unavailable', code: 'accounts.busy' })
    expect(await waiting).toBe('served')
    expect(crashes).toEqual(['ended (SIGKILL)'])
  })

  it('A4: is replaced when it no longer answers', async () => {
    const running = start({ atMostSeconds: 1 })
    const hung = refusal(running.hash(password, leastCost))
    const stopped = await pidOf(running)
    process.kill(stopped, 'SIGSTOP')
    expect(await hung).toMatchObject({ kind: 'unavailable', code: 'accounts.busy' })
    expect(() => process.kill(stopped, 0)).toThrow()
  })

  it('A1: lets only so many wait', async () => {
    const running = start({ waitingAtMost: 2 })
    const asked = Array.from({ length: 6 }, () => refusal(running.hash(password, leastCost)))
    const answers = await Promise.all(asked)
    expect(answers.slice(0, 3)).toEqual(['served', 'served', 'served'])
    for (const answer of answers.slice(3)) expect(answer).toMatchObject({ kind: 'too_many', code: 'accounts.busy' })
    expect(await refusal(running.hash(password, leastCost))).toBe('served')
  })

  it('says that a stored hash is none, and goes on', async () => {
    const running = start()
    await expect(running.compare(password, 'no hash')).rejects.toThrow()
    expect(await running.hash(password, leastCost)).toMatch(/^\$argon2id\$/)
  })

  it.runIf(process.platform === 'linux')('knows no secret of its parent, names no password and yields', async () => {
    process.env.DATABASE_URL = 'postgres://someone:secret@host/base'
    const running = start()
    await running.hash(password, leastCost)
    delete process.env.DATABASE_URL
    const pid = await pidOf(running)
    const [environment, line] = await Promise.all(
      ['environ', 'cmdline'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')),
    )
    expect(environment).not.toContain('secret')
    expect(`${environment}${line}`).not.toContain(password)
    expect(getPriority(pid)).toBeGreaterThanOrEqual(10)
  })

  it.runIf(process.platform === 'linux')('ends without a word when its parent is killed', async () => {
    const script = `
      import { openHashing } from ${JSON.stringify(new URL('./hashing.ts', import.meta.url).href)}
      const hashing = openHashing()
      await hashing.hash('x', ${JSON.stringify(leastCost)})
      process.stdout.write(String(hashing.pid))
      for (;;) await hashing.hash('x', ${JSON.stringify(leastCost)})`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script])
    let said = ''
    parent.stderr.on('data', (data) => {
      said += data
    })
    parent.stdout.once('data', () => parent.kill('SIGKILL'))
    // Open as long as the hashing process, which has it from its parent, lives.
    await new Promise((resolve) => parent.stderr.once('close', resolve))
    expect(said).toBe('')
  })
})
