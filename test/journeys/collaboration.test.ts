// Two people at one tour: they see each other, one pins a comment and names the other, who answers and resolves it; the owner makes a
// key for a program and takes it back; the team's activity tells it all. Real server, real database, real browsers.
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { openStorage } from '#platform/storage/open.ts'
import { archiveKey, pictureKey } from '#rooms/media/bytes.ts'
import { complaintsOf } from '#test/support/axe.ts'
import { type Entered, enterAs, openHouse, type RunningHouse } from '#test/support/running-house.ts'
import { smallArchive } from '#test/support/small-archive.ts'
import { Scene } from '#tour/tour.ts'

let house: RunningHouse
let teamId: string
let tourId: string
let owner: Entered
let editor: Entered

beforeAll(async () => {
  house = await openHouse()
  const context = { locale: 'en-US', bypassCSP: true }
  const boss = { email: 'owner@example.kz', name: 'Айгерім Сейітова', language: 'en', teamName: 'Нұрлы үй' } as const
  owner = await enterAs(house, boss, context)
  teamId = owner.teamId
  const joins = { teamId, role: 'editor' } as const
  const colleague = { email: 'editor@example.kz', name: 'Данияр Омаров', language: 'en', joins } as const
  editor = await enterAs(house, colleague, context)
  tourId = await makeTour()
})
afterAll(() => house?.close())

async function makeTour(): Promise<string> {
  const storage = await openStorage(readConfig({ PANOQOR_DATA: join(house.folder, 'data') }, ''))
  const { id: panorama, row, archive, bytes, thumbnail } = await smallArchive(teamId, undefined)
  await storage.putBytes(archiveKey(teamId, archive), bytes)
  await storage.putBytes(pictureKey(teamId, archive, 'thumbnail.webp'), thumbnail)
  await storage.close()
  await house.db.insertInto('panorama').values(row).execute()
  const request = owner.context.request
  const tours = `${house.origin}/api/teams/${teamId}/tours`
  const { id, document } = await (await request.post(tours, { data: { title: 'Пәтер', language: 'kk' } })).json()
  const scenes = [Scene.parse({ id: 'kitchen', name: { en: 'Kitchen' }, panorama })]
  const saved = await request.put(`${tours}/${id}`, { data: { revision: 1, document: { ...document, scenes } } })
  expect(saved.status()).toBe(200)
  return id
}

const expectNoComplaints = async (page: Page) => expect(await complaintsOf(page)).toEqual([])

it('two people talk about a place in the tour while both are at it', async () => {
  const url = `${house.origin}/studio/${teamId}/tours/${tourId}`
  await owner.page.goto(url)
  await editor.page.goto(url)
  await owner.page.getByRole('img', { name: 'Here now: Данияр Омаров' }).waitFor()

  await owner.page.getByRole('button', { name: 'Comments, 0 open' }).click()
  const field = owner.page.getByLabel('Comment, @ to name a colleague')
  await field.fill('The window looks crooked @дан')
  await owner.page.getByRole('option', { name: /Данияр/ }).waitFor()
  await field.press('Enter')
  await expect.poll(() => field.inputValue()).toBe('The window looks crooked @Данияр Омаров ')
  await field.press('Control+Enter')
  await owner.page.getByRole('button', { name: /^Comment 1:/ }).waitFor()
  await expectNoComplaints(owner.page)

  // The editor's page hears of it, and the notice leads straight to it.
  await editor.page.getByRole('button', { name: 'Comments, 1 open' }).waitFor()
  const { path } = await house.db
    .selectFrom('notice')
    .select('path')
    .where('kind', '=', 'mention')
    .executeTakeFirstOrThrow()
  await editor.page.goto(`${house.origin}${path}`)
  const thread = editor.page.getByRole('list', { name: 'Comments' }).getByRole('listitem').first()
  await thread.getByText('@Данияр Омаров').waitFor()
  await thread.getByRole('button', { name: 'Reply' }).click()
  await editor.page.getByLabel('Write a reply').fill('Fixed: https://example.kz/window <img src=x onerror=alert(1)>')
  await thread.getByRole('button', { name: 'Reply' }).click()
  const link = owner.page.getByRole('link', { name: 'https://example.kz/window' })
  await link.waitFor()
  expect(await link.getAttribute('rel')).toContain('noopener')
  await owner.page.getByText('<img src=x onerror=alert(1)>').waitFor()
  await thread.getByRole('button', { name: 'Resolve' }).click()
  await owner.page.getByText('No open comments are left.').waitFor()

  await editor.page.close()
  await expect.poll(() => owner.page.getByRole('img', { name: /^Here now/ }).count(), { timeout: 10_000 }).toBe(0)
})

it('the owner gives the tour to the editor', async () => {
  await owner.page.getByRole('button', { name: 'Give to somebody' }).click()
  await owner.page.getByRole('checkbox', { name: 'Данияр Омаров' }).click()
  await owner.page.keyboard.press('Escape')
  await owner.page.getByRole('img', { name: 'In charge: Данияр Омаров' }).waitFor()
})

it('a key is shown once, works, and stops when it is revoked', async () => {
  const { page } = owner
  await page.goto(`${house.origin}/studio/${teamId}/team/keys`)
  await page.getByRole('button', { name: 'New key' }).click()
  await page.getByLabel('Name').fill('Website')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const token = (await page.getByText(/^pq_[\w-]{43}$/).textContent()) ?? ''
  await expectNoComplaints(page)
  const ask = async () =>
    (await fetch(`${house.origin}/api/teams/${teamId}/tours`, { headers: { authorization: `Bearer ${token}` } })).status
  expect(await ask()).toBe(200)
  await page.getByRole('button', { name: 'I have saved it' }).click()
  await expect.poll(() => page.getByText(token).count()).toBe(0)
  await page.getByRole('button', { name: 'Revoke: Website' }).click()
  await page.getByRole('alert').getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('heading', { name: 'No longer work' }).waitFor()
  expect(await ask()).toBe(401)
  await expectNoComplaints(page)
})

it('the activity tells who did what, narrowed to one person', async () => {
  const { page } = owner
  await page.goto(`${house.origin}/studio/${teamId}/team/activity`)
  await page.getByText('revoked the key “Website”').waitFor()
  await expectNoComplaints(page)
  await page.getByLabel('Who').selectOption({ label: 'Данияр Омаров' })
  await page.getByText('Данияр Омаров resolved a comment on the tour “Пәтер” (no. 1)').waitFor()
  await expect.poll(() => page.getByText('revoked the key').count()).toBe(0)
  await page.getByRole('link', { name: 'Пәтер' }).first().click()
  await page.getByRole('list', { name: 'Comments' }).waitFor()
})
