// The operator publishes a new version of the terms at the desk; a member is asked for it at their next visit, may go on reading, accepts,
// publishes with the warranty, and later withdraws their consent. Real server, real database, real browser.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Db, inTransaction, openDb, openPool } from '#platform/db.ts'
import { createSecret } from '#platform/secret.ts'
import { addPerson } from '#rooms/accounts/accounts.ts'
import { openSession } from '#rooms/accounts/sessions.ts'
import { acceptDocuments, documentsToAccept, missingAcceptances } from '#rooms/legal/legal.ts'
import { foundTeam } from '#rooms/teams/teams.ts'
import { complaintsOf } from '#test/support/axe.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { setUpOperator } from '#test/support/legal.ts'
import { type RunningServer, startServer } from '../../bench/support/server.ts'

let folder: string
let database: TestDatabase
let pool: pg.Pool
let db: Db
let server: RunningServer
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panoqor-legal-'))
  database = await freshDatabase()
  server = await startServer(folder, (origin) => ({
    DATABASE_URL: database.url,
    PUBLIC_URL: origin,
    LOG_LEVEL: 'error',
  }))
  pool = openPool(database.connection, () => {})
  db = openDb(pool)
  await setUpOperator({ write: (work) => inTransaction(db, work) })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await pool?.end()
  await database?.drop()
  if (folder) await rm(folder, { recursive: true, force: true })
})

async function enter(email: string, isStaff: boolean): Promise<{ page: Page; teamId: string; personId: string }> {
  const made = await inTransaction(db, async (tx) => {
    const now = new Date()
    const person = {
      address: { shown: email, canonical: email },
      name: 'Айгерім',
      language: 'ru' as const,
      passwordHash: null,
    }
    const personId = await addPerson(tx, person, now)
    const teamId = await foundTeam(tx, 'Керемет үй', personId, now)
    if (isStaff)
      await tx
        .insertInto('operator')
        .values({ person_id: personId, role: 'owner', since: now, appointed_by: null })
        .execute()
    const versionIds = (await documentsToAccept(tx, now)).map(({ versionId }) => versionId)
    const tools = { secret: createSecret(Buffer.from('the secret of a test that nobody else knows')) }
    const from = { ip: '127.0.0.1', userAgent: 'test', language: 'ru' as const, tools }
    await acceptDocuments(tx, { ...from, personId, versionIds, method: 'registration', at: now })
    const start = { userAgent: 'test', secure: false, now, secondFactor: isStaff }
    return { teamId, personId, cookie: (await openSession(tx, personId, start)).split(';')[0] ?? '' }
  })
  const context = await browser.newContext({ locale: 'ru', viewport: { width: 1280, height: 900 } })
  const [name = '', value = ''] = made.cookie.split('=')
  await context.addCookies([{ name, value, url: server.origin }])
  return { page: await context.newPage(), teamId: made.teamId, personId: made.personId }
}

it('a new version is published, asked for, accepted; a consent is withdrawn', async () => {
  const operator = (await enter('operator@example.kz', true)).page
  const { page: member, teamId, personId } = await enter('member@example.kz', false)

  await operator.goto(`${server.origin}/desk/legal`)
  const terms = operator.getByRole('region', { name: 'Условия использования' })
  await terms.getByRole('button', { name: 'Новый черновик' }).click()
  for (const [language, summary] of [
    ['Қазақша', 'Мерзім қысқарды'],
    ['English', 'A shorter term'],
    ['Русский', 'Срок стал короче'],
  ] as const) {
    await operator.getByText(language, { exact: true }).click()
    await operator.getByLabel('Что изменилось, простыми словами').fill(summary)
    await operator.getByRole('button', { name: 'Сохранить' }).click()
    await operator.getByText('Сохранено', { exact: true }).waitFor()
  }
  expect(await complaintsOf(operator)).toEqual([])
  await operator.getByRole('button', { name: 'Опубликовать' }).click()
  await operator.getByRole('heading', { name: 'Условия использования, Версия 2' }).waitFor()

  await member.goto(`${server.origin}/studio/${teamId}/tours`)
  const dialog = member.getByRole('dialog', { name: 'Прежде чем продолжить' })
  await dialog.getByText('Срок стал короче').waitFor()
  expect(await complaintsOf(member)).toEqual([])
  await dialog.getByRole('button', { name: 'Пока только читать' }).click()
  await member.getByText('Документы не приняты').waitFor()
  await member.getByRole('button', { name: 'Открыть документы' }).click()
  await dialog.getByText('Прочесть полный текст здесь').click()
  await dialog.getByRole('heading', { name: '1. О чём эти Условия' }).waitFor()
  await dialog.getByLabel('Прочтено, принимаю').check()
  await dialog.getByRole('button', { name: 'Принять' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(await missingAcceptances(db, personId, new Date())).toEqual([])

  await member.goto(`${server.origin}/account/consents`)
  await member.getByText('Принята версия 2').waitFor()
  await member.getByLabel('Последствия понятны').check()
  await member.getByRole('button', { name: 'Отозвать согласие' }).click()
  await member.getByRole('heading', { name: /Согласие отозвано/ }).waitFor()
  expect(await complaintsOf(member)).toEqual([])
  expect(await missingAcceptances(db, personId, new Date())).toMatchObject([{ kind: 'consent', because: 'withdrawn' }])
}, 60_000)
