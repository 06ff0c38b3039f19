// A person takes their data along, asks the operator, announces the deletion of account and team, and takes it back; the operator answers
// the request and verifies the history. Real server, real database, real browser.
import { stat } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaintsOf } from '#test/support/axe.ts'
import { enterAs, openHouse, type RunningHouse } from '#test/support/running-house.ts'

let house: RunningHouse

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

it('a person takes their data along, asks the operator, and changes their mind about leaving', async () => {
  const aigerim = { email: 'aigerim@example.kz', name: 'Айгерім', teamName: 'Команда Айгерім' }
  const { page } = await enterAs(house, aigerim)
  await page.goto(`${house.origin}/account/data`)
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
  await last.click()
  await leave.getByText('Отметьте каждый пункт: без этого аккаунт не удалить.').waitFor()
  await leave.getByLabel('Удалить команду «Команда Айгерім» вместе с турами').check()
  await leave.getByLabel('Понимаю').check()
  expect(await complaintsOf(page)).toEqual([])
  await last.click()
  const pending = page.getByRole('region', { name: /Ваш аккаунт будет удалён/ })
  await pending.waitFor()
  await page.getByRole('region', { name: /Команда «Команда Айгерім» будет удалена/ }).waitFor()
  expect(await complaintsOf(page)).toEqual([])
  await pending.getByRole('button', { name: 'Оставить' }).click()
  await leave.waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'Оставить' }).count()).toBe(0)
})

it('the operator answers in time and proves the history', async () => {
  const saule = { email: 'operator@example.kz', name: 'Сәуле', isStaff: true }
  const { page } = await enterAs(house, saule)
  await page.goto(`${house.origin}/desk/requests`)
  const request = page.getByRole('listitem').filter({ hasText: 'На снимке видно моё лицо.' })
  await request.getByText(/остал(ся|ось) \d/).waitFor()
  await request.getByRole('button', { name: 'Ответить' }).click()
  await request.getByLabel('Что ответили человеку').fill('Сцена скрыта.')
  await request.getByLabel('Подтверждение').fill('версия 7')
  expect(await complaintsOf(page)).toEqual([])
  await request.getByRole('button', { name: 'Ответить' }).click()
  await request.getByText('Сцена скрыта.').waitFor()

  await page.goto(`${house.origin}/desk/audit`)
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
