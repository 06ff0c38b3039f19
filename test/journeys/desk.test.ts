// The operator restricts a team from the desk: finds it by keyboard, reads beforehand what its people will read, and lifts the hold
// again; the team's owner sees why above their work, and nothing is lost. Real server, real database, real browser.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaintsOf } from '#test/support/axe.ts'
import { enterAs, openHouse, type RunningHouse } from '#test/support/running-house.ts'

let house: RunningHouse

beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

it('a team is found, restricted, told why, and released', async () => {
  const staff = { email: 'operator@example.kz', name: 'Сәуле', teamName: 'Оператор', isStaff: true }
  const { page: operator } = await enterAs(house, staff)
  const { page: owner, teamId } = await enterAs(house, { email: 'owner@example.kz', name: 'Айгерім' })

  await operator.goto(`${house.origin}/desk/accounts`)
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
  await preview.getByText('Предупреждение об ограничении').waitFor()
  await preview.getByText('Ваши действия нарушают условия').first().waitFor()
  expect(await complaintsOf(operator)).toEqual([])
  await operator.getByRole('button', { name: 'Ограничить', exact: true }).last().click()
  await operator.getByRole('button', { name: 'Снять' }).waitFor()

  await owner.goto(`${house.origin}/studio/${teamId}/tours`)
  await owner.getByText('Почему и что делать').click()
  await owner.getByText('Ваши действия нарушают условия').waitFor()
  expect(await complaintsOf(owner)).toEqual([])

  await operator.getByRole('button', { name: 'Снять' }).click()
  await operator.getByLabel('Почему снимается').fill('Исправлено')
  await operator.getByRole('dialog').getByRole('button', { name: 'Снять' }).click()
  // What was typed into the dialog is no answer yet.
  await operator.getByRole('dialog').waitFor({ state: 'detached' })
  await operator.getByText('Исправлено').waitFor()
  await owner.reload()
  await owner.getByRole('heading', { name: 'Туры' }).waitFor()
  expect(await owner.getByText('Почему и что делать').count()).toBe(0)

  await owner.getByRole('button', { name: /Айгерім/ }).click()
  await owner.getByRole('dialog', { name: 'Аккаунт' }).waitFor()
  expect(await complaintsOf(owner)).toEqual([])
  const more = [`/studio/${teamId}/team/support`, '/account/profile'].map((path) => [owner, path] as const)
  for (const [page, path] of [...more, [operator, '/desk/support'] as const, [operator, '/desk/mail'] as const]) {
    await page.goto(`${house.origin}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await complaintsOf(page), path).toEqual([])
  }
}, 60_000)
