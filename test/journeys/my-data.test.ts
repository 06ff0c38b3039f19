// A person takes their data along, asks the operator, announces the deletion of account and team, and takes it back; the operator answers
// the request and verifies the history. Real server, real database, real browser.
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Db, inTransaction, openDb, openPool } from '#platform/db.ts'
import { addPerson } from '#rooms/accounts/accounts.ts'
import { openSession } from '#rooms/accounts/sessions.ts'
import { foundTeam } from '#rooms/teams/teams.ts'
import { complaintsOf } from '#test/support/axe.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { type RunningServer, startServer } from '../../bench/support/server.ts'

let folder: string
let database: TestDatabase
let pool: pg.Pool
let db: Db
let server: RunningServer
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panoqor-my-data-'))
  database = await freshDatabase()
  server = await startServer(folder, (origin) => ({
    DATABASE_URL: database.url,
    PUBLIC_URL: origin,
    LOG_LEVEL: 'error',
  }))
  pool = openPool(database.connection, () => {})
  db = openDb(pool)
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await pool?.end()
  await database?.drop()
  if (folder) await rm(folder, { recursive: true, force: true })
})

/** Somebody with a browser of their own in which they are signed in, and proved it just now. */
async function enter(name: string, email: string, isStaff: boolean): Promise<Page> {
  const cookie = await inTransaction(db, async (tx) => {
    const now = new Date()
    const person = { address: { shown: email, canonical: email }, name, language: 'ru' as const, passwordHash: null }
    const personId = await addPerson(tx, person, now)
    await foundTeam(tx, `Команда ${name}`, personId, now)
    if (isStaff)
      await tx
        .insertInto('operator')
        .values({ person_id: personId, role: 'owner', since: now, appointed_by: null })
        .execute()
    const start = { userAgent: 'test', secure: false, now, secondFactor: isStaff }
    return (await openSession(tx, personId, start)).split(';')[0] ?? ''
  })
  const context = await browser.newContext({
    locale: 'ru',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  })
  const [key = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name: key, value, url: server.origin }])
  return context.newPage()
}

it('a person takes their data along, asks the operator, and changes their mind about leaving', async () => {
  const page = await enter('Айгерім', 'aigerim@example.kz', false)
  await page.goto(`${server.origin}/account/data`)
  const own = page.getByRole('region', { name: 'Забрать свои данные' })
  await own.getByRole('button', { name: 'Заказать' }).click()
  const fetchIt = own.getByRole('button', { name: 'Скачать' })
  await fetchIt.waitFor()
  expect(await complaintsOf(page)).toEqual([])
  const [download] = await Promise.all([page.waitForEvent('download'), fetchIt.click()])
  expect(download.suggestedFilename()).toMatch(/^panoqor-\d{4}-\d\d-\d\d\.zip$/)
  expect((await stat(await download.path())).size).toBeGreaterThan(1000)

  const ask = page.getByRole('region', { name: 'Обращение к оператору' })
  await ask.getByRole('button', { name: 'Написать' }).click()
  await ask.getByRole('button', { name: 'Отправить' }).click()
  await ask.getByText('Напишите, что нужно.').waitFor()
  await ask.getByLabel('Что нужно').selectOption({ label: 'Мои данные в чьём-то туре' })
  await ask.getByLabel('Текст обращения').fill('На снимке видно моё лицо.')
  await ask.getByRole('button', { name: 'Отправить' }).click()
  await ask.getByText('№ 1 · Мои данные в чьём-то туре').waitFor()

  const leave = page.getByRole('region', { name: 'Удаление аккаунта' })
  await leave.getByRole('button', { name: 'Удалить аккаунт…' }).click()
  const last = leave.getByRole('button', { name: 'Удалить аккаунт', exact: true })
  expect(await last.isDisabled()).toBe(true)
  await leave.getByLabel('Удалить команду «Команда Айгерім» вместе с турами').check()
  await leave.getByLabel('Понимаю').check()
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)))
  expect(await complaintsOf(page)).toEqual([])
  await last.click()
  const pending = page.getByRole('region', { name: /Ваш аккаунт будет удалён/ })
  await pending.waitFor()
  await page.getByRole('region', { name: /Команда «Команда Айгерім» будет удалена/ }).waitFor()
  expect(await complaintsOf(page)).toEqual([])
  await pending.getByRole('button', { name: 'Оставить' }).click()
  await leave.waitFor()
  expect(await page.getByRole('button', { name: 'Оставить' }).count()).toBe(0)
})

it('the operator answers in time and proves the history', async () => {
  const page = await enter('Сәуле', 'operator@example.kz', true)
  await page.goto(`${server.origin}/desk/requests`)
  const request = page.getByRole('listitem').filter({ hasText: 'На снимке видно моё лицо.' })
  await request.getByText(/остал(ся|ось) \d/).waitFor()
  await request.getByRole('button', { name: 'Ответить' }).click()
  await request.getByLabel('Что ответили человеку').fill('Сцена скрыта.')
  await request.getByLabel('Подтверждение').fill('версия 7')
  expect(await complaintsOf(page)).toEqual([])
  await request.getByRole('button', { name: 'Ответить' }).click()
  await request.getByText('Сцена скрыта.').waitFor()

  await page.goto(`${server.origin}/desk/audit`)
  await page.getByText('Айгерім: назначено удаление аккаунта').waitFor()
  await page.getByRole('button', { name: 'Проверить' }).click()
  await page.getByText(/Всё на месте/).waitFor()
  expect(await complaintsOf(page)).toEqual([])
  await page.getByLabel('Действие').fill('request.')
  await page.getByRole('button', { name: 'Найти' }).click()
  await page.getByText('Сәуле: дан ответ на обращение о персональных данных').waitFor()
  await page.getByText('Айгерім: назначено удаление аккаунта').waitFor({ state: 'detached' })
  const [table] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()])
  expect(table.suggestedFilename()).toBe('history.csv')
})
