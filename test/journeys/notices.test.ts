// Somebody's role is changed while their page is open: the bell rings, the demo's inbox holds the mail, and its link stops such mails.
// A whole demo as `npm start` begins it, in a real browser, in Kazakh.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { complaintsOf } from '#test/support/axe.ts'
import { launchChromium } from '#test/support/chromium.ts'
import { type RunningServer, startServer } from '../../bench/support/server.ts'

let folder: string
let server: RunningServer
let browser: Browser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panoqor-notices-'))
  server = await startServer(folder, (origin) => ({ LOG_LEVEL: 'error', PORT: new URL(origin).port }))
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  if (folder) await rm(folder, { recursive: true, force: true })
})

const desktop = { width: 1280, height: 800 }

async function enter(email: string, viewport = desktop): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'kk-KZ' })
  const page = await context.newPage()
  await page.goto(`${server.origin.replace('127.0.0.1', 'localhost')}/sign-in`)
  await page.evaluate(async (email) => {
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ email, language: 'kk' })
    await fetch('/api/demo-sessions', { method: 'POST', headers, body })
  }, email)
  return page
}

/** As the owner would in the list of members. */
const changeRole = (owner: Page, name: string, role: string) =>
  owner.evaluate(
    async ({ name, role }) => {
      const json = async (url: string) => (await fetch(url)).json()
      const { teams } = await json('/api/me')
      const { members } = await json(`/api/teams/${teams[0].id}/members`)
      const { personId } = members.find((each: { name: string }) => each.name.startsWith(name))
      const answer = await fetch(`/api/teams/${teams[0].id}/members/${personId}/role`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ role }),
      })
      return answer.status
    },
    { name, role },
  )

it('a notice rings on the open page, lies in the inbox as a mail, and is stopped from there', async () => {
  const [owner, editor] = [await enter('aigerim@panoqor.example'), await enter('daniyar@panoqor.example')]
  await editor.goto(new URL('/', editor.url()).href)
  const bell = editor.getByRole('button', { name: /^Хабар/ })
  await bell.waitFor()
  const before: number = await editor.evaluate(async () => (await (await fetch('/api/notices/count')).json()).unread)

  expect(await changeRole(owner, 'Данияр', 'agent')).toBeLessThan(300)
  await expect.poll(() => bell.textContent(), { timeout: 10_000 }).toContain(`${before + 1} оқылмаған`)
  await bell.click()
  const sheet = editor.getByRole('dialog')
  await sheet.getByText('«Нұрлы үй» командасындағы рөліңіз енді: агент').waitFor()
  expect(await complaintsOf(editor)).toEqual([])
  await sheet.getByRole('button', { name: 'Бәрі оқылды' }).click()
  await expect.poll(() => bell.textContent()).not.toContain('оқылмаған')

  const reader = await enter('daniyar@panoqor.example', { width: 390, height: 844 })
  await reader.goto(new URL('/inbox', reader.url()).href)
  await reader.getByRole('link', { name: /рөліңіз енді: агент/ }).click()
  const mail = reader.frameLocator('iframe')
  expect(await mail.getByRole('link', { name: 'Panoqor-да ашу' }).getAttribute('href')).toMatch(/^http:\/\/localhost/)
  expect(await complaintsOf(reader)).toEqual([])
  const opening = reader.context().waitForEvent('page')
  await mail.getByRole('link', { name: 'Мұндай хаттарды тоқтату' }).click()
  const page = await opening
  await page.getByRole('button', { name: 'Тоқтату' }).click()
  await page.getByRole('status').waitFor()
  expect(await complaintsOf(page)).toEqual([])

  await page.getByRole('link', { name: 'Хабарламалар баптауы' }).click()
  const choice = page.getByRole('combobox', { name: 'Командадағы рөлімнің өзгеруі: Хатпен' })
  await choice.waitFor()
  expect(await choice.inputValue()).toBe('off')
  expect(await complaintsOf(page)).toEqual([])
  await choice.selectOption('daily')
  await page.reload()
  await expect.poll(() => choice.inputValue()).toBe('daily')
})
