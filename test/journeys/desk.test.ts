// The operator restricts a team from the desk: finds it by keyboard, reads beforehand what its people will read, and lifts the hold
// again; the team's owner sees why above their work, and nothing is lost. Real server, real database, real browser.
import { mkdtemp, rm } from 'node:fs/promises'
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
  folder = await mkdtemp(join(tmpdir(), 'panoqor-desk-'))
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

/** Somebody with a browser of their own in which they are signed in. */
async function enter(name: string, { isStaff }: { isStaff: boolean }): Promise<{ page: Page; teamId: string }> {
  const made = await inTransaction(db, async (tx) => {
    const now = new Date()
    const email = isStaff ? 'operator@example.kz' : 'owner@example.kz'
    const person = { address: { shown: email, canonical: email }, name, language: 'ru' as const, passwordHash: null }
    const personId = await addPerson(tx, person, now)
    const teamId = await foundTeam(tx, isStaff ? 'Оператор' : 'Керемет үй', personId, now)
    if (isStaff)
      await tx
        .insertInto('operator')
        .values({ person_id: personId, role: 'owner', since: now, appointed_by: null })
        .execute()
    const start = { userAgent: 'test', secure: false, now, secondFactor: isStaff }
    return { teamId, cookie: (await openSession(tx, personId, start)).split(';')[0] ?? '' }
  })
  const context = await browser.newContext({ locale: 'ru', viewport: { width: 1280, height: 900 } })
  const [name_ = '', value = ''] = made.cookie.split('=')
  await context.addCookies([{ name: name_, value, url: server.origin }])
  return { page: await context.newPage(), teamId: made.teamId }
}

it('a team is found, restricted, told why, and released', async () => {
  const operator = (await enter('Сәуле', { isStaff: true })).page
  const { page: owner, teamId } = await enter('Айгерім', { isStaff: false })

  await operator.goto(`${server.origin}/desk/accounts`)
  await operator.getByRole('table').waitFor()
  expect(await complaintsOf(operator)).toEqual([])
  await operator.keyboard.press('Control+k')
  await operator.getByRole('combobox').fill('керем')
  await operator.getByRole('option', { name: 'Керемет үй' }).waitFor()
  await operator.keyboard.press('Enter')
  await operator.getByRole('heading', { name: 'Керемет үй' }).waitFor()

  await operator.getByRole('button', { name: 'Ограничить' }).click()
  await operator.getByRole('radio', { name: 'Только просмотр' }).check()
  await operator.getByRole('button', { name: 'Ограничить', exact: true }).last().click()
  await operator.getByText('Напишите объяснение').waitFor()
  await operator.getByRole('button', { name: 'Вставить шаблон' }).click()
  const preview = operator.getByRole('region', { name: 'Так это увидит человек' })
  await preview.getByText('Доступен только просмотр').waitFor()
  await preview.getByText('Ваши действия нарушают условия').first().waitFor()
  expect(await complaintsOf(operator)).toEqual([])
  await operator.getByRole('button', { name: 'Ограничить', exact: true }).last().click()
  await operator.getByRole('button', { name: 'Снять' }).waitFor()

  await owner.goto(`${server.origin}/studio/${teamId}/tours`)
  await owner.getByText('Почему и что делать').click()
  await owner.getByText('Ваши действия нарушают условия').waitFor()
  expect(await complaintsOf(owner)).toEqual([])

  await operator.getByRole('button', { name: 'Снять' }).click()
  await operator.getByLabel('Почему снимается').fill('Исправлено')
  await operator.getByRole('dialog').getByRole('button', { name: 'Снять' }).click()
  await operator.getByText('Исправлено').waitFor()
  await owner.reload()
  await owner.getByRole('heading', { name: 'Туры' }).waitFor()
  expect(await owner.getByText('Почему и что делать').count()).toBe(0)
}, 60_000)
