// The operator publishes a new version of the terms at the desk; a member is asked for it at their next visit, may go on reading, accepts,
// publishes with the warranty, and later withdraws their consent. Real server, real database, real browser.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSecret } from '#platform/secret.ts'
import { acceptDocuments, documentsToAccept, missingAcceptances } from '#rooms/legal/legal.ts'
import { complaintsOf } from '#test/support/axe.ts'
import { setUpOperator } from '#test/support/legal.ts'
import { type Entered, enterAs, openHouse, type RunningHouse } from '#test/support/running-house.ts'

let house: RunningHouse

beforeAll(async () => {
  house = await openHouse()
  await setUpOperator(house)
})
afterAll(() => house?.close())

/** Somebody who has accepted what was in force when they came. */
async function enter(email: string, isStaff: boolean): Promise<Entered> {
  const entered = await enterAs(house, { email, name: 'Айгерім', isStaff })
  await house.write(async (tx) => {
    const now = new Date()
    const versionIds = (await documentsToAccept(tx, now)).map(({ versionId }) => versionId)
    const tools = { secret: createSecret(Buffer.from('the secret of a test that nobody else knows')) }
    const from = { ip: '127.0.0.1', userAgent: 'test', language: 'ru' as const, tools }
    await acceptDocuments(tx, { ...from, personId: entered.personId, versionIds, method: 'registration', at: now })
  })
  return entered
}

it('a new version is published, asked for, accepted; a consent is withdrawn', async () => {
  const operator = (await enter('operator@example.kz', true)).page
  const { page: member, teamId, personId } = await enter('member@example.kz', false)

  await operator.goto(`${house.origin}/desk/legal`)
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
  const last = operator.getByRole('dialog', { name: 'Спросить всех заново?' })
  await last.waitFor()
  expect(await complaintsOf(operator)).toEqual([])
  await last.getByRole('button', { name: 'Опубликовать' }).click()
  await operator.getByRole('heading', { name: 'Условия использования, Версия 2' }).waitFor()

  await member.goto(`${house.origin}/studio/${teamId}/tours`)
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
  expect(await missingAcceptances(house.db, personId, new Date())).toEqual([])

  await member.goto(`${house.origin}/account/consents`)
  await member.getByText('Принята версия 2').waitFor()
  await member.getByLabel('Последствия понятны').check()
  await member.getByRole('button', { name: 'Отозвать согласие' }).click()
  await member.getByRole('heading', { name: /Согласие отозвано/ }).waitFor()
  expect(await complaintsOf(member)).toEqual([])
  expect(await missingAcceptances(house.db, personId, new Date())).toMatchObject([
    { kind: 'consent', because: 'withdrawn' },
  ])
}, 60_000)
