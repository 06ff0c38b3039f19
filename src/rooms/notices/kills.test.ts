// The process that sends mails is killed again and again, and nobody gets a mail twice.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { inTransaction, openDb, openPool } from '#platform/db.ts'
import { openJobQueue } from '#platform/jobs.ts'
import { openLog } from '#platform/log.ts'
import { createSecret } from '#platform/secret.ts'
import { openStorage } from '#platform/storage/open.ts'
import type { Tools } from '#platform/tools.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { type Mailbox, openMailbox, testSecret } from '#test/support/mail.ts'
import { sendMail } from './notices.ts'

let mailbox: Mailbox
let database: TestDatabase
let tools: Tools
let close: () => Promise<void>

beforeAll(async () => {
  mailbox = await openMailbox()
  database = await freshDatabase()
  const [config, log] = [readConfig(mailbox.env, ''), openLog('silent')]
  const pool = openPool(database.connection, () => {})
  const [storage, jobs] = [await openStorage(config), await openJobQueue(pool, log)]
  tools = { config, log, storage, jobs, db: openDb(pool), secret: createSecret(testSecret), now: () => new Date() }
  close = () => pool.end()
})
afterAll(async () => {
  await close()
  await database.drop()
  await mailbox.close()
})

const program = path.resolve('test/support/mail-process.ts')
const house = path.resolve('test/support/house-process.ts')
const key = 'the key of a house that is killed in a test'

async function startSending(): Promise<ChildProcess> {
  const given = JSON.stringify({ connection: database.connection, env: mailbox.env })
  const child = spawn(process.execPath, [program, given], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const count = async (open: boolean) =>
  (
    await tools.db
      .selectFrom('mail')
      .select('id')
      .where('settled_at', open ? 'is' : 'is not', null)
      .execute()
  ).length

it('R8: killed again and again while it sends, no mail is lost, and none comes twice but for a moment’s sake', async () => {
  const [people, each, kills] = [10, 6, 6]
  await inTransaction(tools.db, async (tx) => {
    for (let index = 0; index < people * each; index++)
      await sendMail(tx, tools, {
        ...{ to: `reader-${index % people}@example.kz`, language: 'en', template: 'notice_hold_lifted' },
        values: { name: String(index) },
      })
  })
  // A server that takes its time to answer, so that kills come before, while and after an answer is on its way.
  let arrival = Promise.withResolvers<void>()
  mailbox.behave(async (moment) => {
    if (moment !== 'message') return undefined
    arrival.resolve()
    return pause(Math.random() * 60, undefined)
  })
  let survivor = await startSending()
  for (let killed = 0; killed < kills; killed++) {
    arrival = Promise.withResolvers<void>()
    await arrival.promise
    await pause(Math.random() * 60)
    await kill(survivor)
    survivor = await startSending()
  }
  await expect.poll(() => count(true), { timeout: 30_000, interval: 100 }).toBe(0)
  await kill(survivor)

  const ids = mailbox.received.map(({ messageId }) => messageId)
  const rows = await tools.db.selectFrom('mail').select(['id', 'state', 'attempts']).execute()
  const doubles = ids.filter((id, index) => ids.indexOf(id) !== index)
  const unconfirmed = rows.filter(({ state }) => state === 'unconfirmed')
  expect(rows.filter(({ id }) => !ids.includes(`<${id}@example.kz>`))).toEqual([])
  expect(unconfirmed.length).toBeGreaterThan(0)
  // Unavoidable: killed between the last dot and the row that says so, some milliseconds in which most kills of this test fall.
  expect(doubles.length).toBeLessThanOrEqual(kills)
})

it('R8: when the whole house is killed, the next one goes on where it can', async () => {
  const [first, second] = ['first', 'second'].map((name) => ({
    ...{ to: 'orphan@example.kz', language: 'en' as const, template: 'notice_hold_lifted', values: { name } },
  }))
  if (!first || !second) throw new Error('two mails')
  const given = (folder: string) =>
    JSON.stringify({
      connection: database.connection,
      env: { ...mailbox.env, PORT: '0', PANOQOR_DATA: folder, SECRET_KEY: key },
      worker: true,
    })
  const folder = await mkdtemp(path.join(tmpdir(), 'panoqor-mail-'))
  const startHouse = () => spawn(process.execPath, [house, given(folder)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const arrival = Promise.withResolvers<void>()
  mailbox.behave(async (moment, address) => {
    if (moment !== 'message' || address !== first.to) return undefined
    arrival.resolve()
    mailbox.behave(undefined)
    return pause(300, undefined)
  })
  await inTransaction(tools.db, async (tx) => {
    const sealing = { ...tools, secret: createSecret(Buffer.from(key)) }
    for (const mail of [first, second]) await sendMail(tx, sealing, mail)
  })
  const dead = startHouse()
  await arrival.promise
  await pause(100)
  await kill(dead)
  const next = startHouse()
  const arrived = () =>
    mailbox.received.filter(({ to }) => to === first.to).map(({ subject }) => subject.split(': ')[1])
  await expect.poll(arrived, { timeout: 50_000, interval: 100 }).toEqual(['first', 'second'])
  await kill(next)
  await rm(folder, { recursive: true, force: true })
})
