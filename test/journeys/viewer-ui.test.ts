// What stands around the picture, under a visitor's hands: the dock and its menu, floor plan, guided tour, contact, report, sharing,
// help; on a phone and on a desk, in every language, by keyboard and for assistive technology.
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { complaintsOf } from '#test/support/axe.ts'
import { serveFurnishedTour } from '#test/support/furnished-tour.ts'
import { buildBrowserEntry } from '#test/support/viewer-server.ts'
import type { ServedTour } from '#test/support/viewer-tour.ts'
import { launchWebGlBrowser } from '#test/support/webgl-browser.ts'
import { ViewerPart } from '#tour/look.ts'

const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }
const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const patient = { timeout: 20_000 }
const leads = '/api/public/tours/tour/leads'

let browser: Browser
let served: ServedTour

beforeAll(async () => {
  served = await serveFurnishedTour()
  const { files } = served.server
  const page = files.get('/')
  if (!page) throw new Error('the tour has no page')
  const bare = JSON.stringify({ hidden: ViewerPart.options })
  files.set('/bare', { ...page, body: String(page.body).replace(/"look":\{[^}]*\}/, `"look":${bare}`) })
  for (const language of ['kk', 'ru'])
    files.set(`/${language}`, {
      ...page,
      body: String(page.body).replaceAll('"language":"en"', `"language":"${language}"`),
    })
  const looks = { turning: { turnsDegreesPerSecond: 12 }, planet: { opening: 'little-planet' } }
  for (const [name, look] of Object.entries(looks)) {
    const body = String(page.body).replace(/"look":\{[^}]*\}/, `"look":${JSON.stringify(look)}`)
    files.set(`/${name}`, { ...page, body })
  }
  browser = await launchWebGlBrowser()
})

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
})

afterAll(async () => {
  await browser?.close()
  await served?.server.close()
})

it('keeps all that a visitor of panoramas loads within 35 KB', async () => {
  const { script, style } = await buildBrowserEntry('src/viewer/main.ts')
  const [scriptBytes, styleBytes] = [script, style].map((text) => gzipSync(text, { level: 9 }).length) as [
    number,
    number,
  ]
  console.log(`viewer: script ${scriptBytes} B, style ${styleBytes} B, together ${scriptBytes + styleBytes} B gzip`)
  expect(scriptBytes + styleBytes).toBeLessThanOrEqual(35 * 1024)
})

it('keeps few buttons in the bar of a phone and names the others in a menu', async () => {
  const page = await open(phone)
  const bar = page.locator('.pv-bar > .pv-button:visible')
  expect(await bar.count()).toBeLessThanOrEqual(6)
  const box = await page.locator('.pv-bar').boundingBox()
  expect((box?.x ?? -1) + (box?.width ?? 999)).toBeLessThanOrEqual(390)
  await page.getByRole('button', { name: 'More' }).tap()
  await page.getByRole('button', { name: 'How to look around' }).tap()
  expect(await page.locator('.pv-menu').isVisible()).toBe(false)
  await page.getByRole('dialog', { name: 'How to look around' }).getByText('Swipe with one finger').waitFor()
  await page.keyboard.press('Escape')
  expect(await nameOfFocus(page)).toBe('More')
})

it('P-6, P-12: asks no other host and keeps nothing in the browser of somebody who looks around', async () => {
  const page = await open(desk)
  const hosts = new Set<string>()
  page.on('request', (request) => hosts.add(new URL(request.url()).host))
  await page.reload()
  await page.locator('.pv-first').waitFor()
  await page.mouse.move(600, 400)
  await page.mouse.down()
  await page.mouse.move(300, 420, { steps: 5 })
  await page.mouse.up()
  await page.locator('.pv-first').waitFor({ state: 'detached' })
  const kept = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])
  expect(kept).toEqual([])
  expect(await page.context().cookies()).toEqual([])
  expect([...hosts]).toEqual([new URL(page.url()).host])
})

it('shows nothing that the tour has switched off', async () => {
  const page = await open(desk, '/bare')
  expect(await page.locator('.pv-pill:visible, .pv-bar .pv-button:visible').count()).toBe(0)
  expect(await page.locator('h1').innerText()).toContain('Flat on the embankment')
})

it('opens the floor plan where there is room, turns its cone with the view, and goes where a dot is pressed', async () => {
  const page = await open(desk)
  const plan = page.getByRole('region', { name: 'Floor plan' })
  await plan.waitFor()
  const turn = async () =>
    Number(/rotate\((.+)\)/.exec((await plan.locator('.pv-plan-cone path').getAttribute('transform')) ?? '')?.[1])
  // The scene's heading, less the direction in which the drawing looks.
  expect(await turn()).toBeCloseTo(30, 0)
  await page.locator('canvas').focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(turn, patient).toBeGreaterThan(32)
  await plan.getByRole('button', { name: 'Room kitchen' }).click()
  await settled(page, 'kitchen')
  expect(await plan.getByRole('button', { name: 'Room kitchen' }).getAttribute('aria-current')).toBe('true')
  await plan.getByRole('button', { name: 'Upper floor' }).click()
  expect(await plan.locator('.pv-plan-rooms polygon').count()).toBe(2)
  await plan.getByRole('button', { name: 'Room study' }).click()
  await settled(page, 'study')
  await plan.getByRole('button', { name: 'Close' }).click()
  expect(await plan.isVisible()).toBe(false)
  expect(await nameOfFocus(page)).toBe('Floor plan')
})

it('enlarges the plan on a phone, zooms it with the wheel, and makes room for the picture once a place is chosen', async () => {
  const page = await open(phone)
  await page.getByRole('button', { name: 'Floor plan' }).tap()
  const plan = page.getByRole('region', { name: 'Floor plan' })
  await plan.getByRole('button', { name: 'Make the plan larger' }).tap()
  expect((await plan.boundingBox())?.width).toBeGreaterThan(350)
  await plan.locator('.pv-plan-field').dispatchEvent('wheel', { deltaY: -300 })
  const zoom = () =>
    plan.locator('.pv-plan-sheet').evaluate((sheet) => Number(sheet.style.getPropertyValue('--pv-zoom')))
  expect(await zoom()).toBeGreaterThan(1.5)
  await plan.getByRole('button', { name: 'Room living' }).press('Enter')
  expect(await zoom()).toBe(1)
  expect((await plan.boundingBox())?.width).toBeLessThan(250)
})

it('leads through a guided tour, stops at the first touch and goes on when asked', async () => {
  const page = await open(desk)
  await page.getByRole('button', { name: 'Guided tour' }).click()
  const player = page.getByRole('region', { name: 'A short tour' })
  await player.getByText('The living room').waitFor()
  await player.getByRole('button', { name: 'Mute the narration' }).click()
  await page.waitForFunction(() => document.getElementById('viewer')?.dataset.scene === 'kitchen')
  await player.getByText('The kitchen').waitFor()
  expect(await player.innerText()).toContain('2 / 2')
  await page.mouse.click(300, 400)
  await player.getByRole('button', { name: 'Resume' }).waitFor()
  await page.locator('canvas').focus()
  await page.keyboard.press(' ')
  await player.getByRole('button', { name: 'Pause' }).click()
  await player.getByRole('button', { name: 'Previous step' }).click()
  await settled(page, 'living')
  await player.getByRole('button', { name: 'Leave the guided tour' }).click()
  await expect.poll(() => player.count()).toBe(0)
  expect(await nameOfFocus(page)).toBe('Guided tour')
})

it('says what is missing in a message, keeps it while the connection is gone, and sends it with its place', async () => {
  const page = await open(phone)
  await page.getByRole('button', { name: 'Contact' }).tap()
  const sheet = page.getByRole('dialog', { name: 'Contact' })
  expect(await sheet.getByRole('link', { name: 'WhatsApp' }).getAttribute('href')).toBe('https://wa.me/77012345678')
  await sheet.getByRole('button', { name: 'Send' }).tap()
  expect(await nameOfFocus(page)).toBe('Your name')
  expect(await sheet.getByLabel('Your name').getAttribute('aria-invalid')).toBe('true')
  await sheet.getByLabel('Your name').fill('Dana')
  await sheet.getByLabel('Phone', { exact: true }).fill('call me')
  await sheet.getByRole('button', { name: 'Send' }).tap()
  await sheet.getByText("This isn't a number yet").waitFor()
  await sheet.getByLabel('Phone', { exact: true }).fill('+7 701 000 11 22')
  await sheet.getByLabel('Message').fill('Is it still for sale?')
  await page.context().setOffline(true)
  await sheet.getByRole('button', { name: 'Send' }).tap()
  await sheet.getByRole('alert').getByText('Not sent').waitFor()
  await page.context().setOffline(false)
  await page.reload()
  await settled(page)
  await page.getByRole('button', { name: 'Contact' }).tap()
  expect(await sheet.getByLabel('Message').inputValue()).toBe('Is it still for sale?')
  const asked = page.waitForRequest((request) => request.url().endsWith(leads))
  await sheet.getByRole('button', { name: 'Send' }).tap()
  expect((await asked).postDataJSON()).toEqual({
    name: 'Dana',
    phone: '+7 701 000 11 22',
    email: '',
    message: 'Is it still for sale?',
    sceneId: 'living',
    language: 'en',
    seenOn: '',
  })
  await sheet.getByRole('status').getByText('Sent. Example will answer you.').waitFor()
})

it('says so where a sheet can not be fetched, and fetches it when asked again', async () => {
  const page = await open(desk)
  await page.route('**/contact-*.js', (route) => route.abort())
  await page.getByRole('button', { name: 'Contact' }).click()
  await page.getByText("It didn't load.").waitFor()
  await page.unroute('**/contact-*.js')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Contact' }).click()
  await page.getByRole('dialog').getByLabel('Your name').waitFor()
})

it('puts what the house says about a field beside that field', async () => {
  const { files } = served.server
  const accepted = files.get(leads)
  if (!accepted) throw new Error('no leads are taken')
  files.set(leads, { body: '{"code":"leads.phone_invalid"}', type: 'application/json', status: 400 })
  const page = await open(desk)
  await page.getByRole('button', { name: 'Contact' }).click()
  const sheet = page.getByRole('dialog', { name: 'Contact' })
  await sheet.getByLabel('Your name').fill('Dana')
  await sheet.getByLabel('Phone', { exact: true }).fill('12345')
  await sheet.getByRole('button', { name: 'Send' }).click()
  await sheet.getByText("This isn't a number yet").waitFor()
  expect(await nameOfFocus(page)).toBe('Phone')
  files.set(leads, accepted)
})

it('takes a report and gives its number', async () => {
  const page = await open(phone)
  await page.getByRole('button', { name: 'More' }).tap()
  await page.getByRole('button', { name: 'Report this tour' }).tap()
  const sheet = page.getByRole('dialog', { name: 'Report this tour' })
  await sheet.getByLabel('Personal data can be seen').check()
  await sheet.getByLabel('What exactly is wrong').fill('A face')
  const asked = page.waitForRequest((request) => request.url().endsWith('/reports'))
  await sheet.getByRole('button', { name: 'Send' }).tap()
  expect((await asked).postDataJSON()).toMatchObject({ reason: 'personal_data', message: 'A face', sceneId: 'living' })
  await sheet.getByRole('status').getByText('1042').waitFor()
})

it('shares the present view or the whole tour as link, QR code and code for other pages', async () => {
  const page = await open(desk, '/#scene=kitchen&yaw=20&pitch=-3&fov=80')
  await page.getByRole('button', { name: 'Share' }).click()
  const sheet = page.getByRole('dialog', { name: 'Share' })
  const link = () => sheet.getByRole('textbox', { name: 'Link' }).inputValue()
  expect(await link()).toBe(`${served.server.url}/t/tour?lang=en#scene=kitchen&yaw=20&pitch=-3&fov=80`)
  const code = () => sheet.locator('.pv-qr path').getAttribute('d')
  const before = await code()
  await sheet.getByLabel('Start from this view').uncheck()
  expect(await link()).toBe(`${served.server.url}/t/tour?lang=en`)
  await expect.poll(code).not.toBe(before)
  await sheet.getByText('Put it on your site').click()
  expect(await sheet.getByLabel('As a frame').inputValue()).toContain(
    `<iframe src="${served.server.url}/embed/tour?lang=en"`,
  )
})

it('tells about the tour, the place and the property', async () => {
  const page = await open(desk)
  await page.getByRole('button', { name: 'About the tour' }).click()
  const told = (await page.getByRole('dialog').innerText()).replace(/\s+/g, ' ')
  for (const each of ['84.7 m²', 'Two bedrooms.', 'Ground floor · Room living', 'A bright room.', 'Example'])
    expect(told).toContain(each)
})

it('turns by itself until it is stopped by its button or by a touch, and never where motion is not wanted', async () => {
  const page = await open(desk, '/turning', false)
  const pause = page.getByRole('button', { name: 'Stop turning' })
  await pause.waitFor()
  const yaw = () => page.locator('.pv-plan-cone path').getAttribute('transform')
  const first = await yaw()
  await expect.poll(yaw, patient).not.toBe(first)
  await pause.click()
  await settled(page)
  await page.getByRole('button', { name: 'Turn slowly' }).click()
  await pause.waitFor()
  await page.mouse.click(300, 500)
  await page.getByRole('button', { name: 'Turn slowly' }).waitFor()
  const still = await open({ ...desk, reducedMotion: 'reduce' }, '/turning')
  expect(await still.getByRole('button', { name: /turn/i }).count()).toBe(0)
})

it('opens as a little planet where the tour asks for it, and lands in its first view', async () => {
  const page = await open(desk, '/planet')
  expect(await page.locator('#viewer').getAttribute('data-scene')).toBe('living')
  await expect.poll(() => page.evaluate(() => location.hash), patient).toContain('yaw=0&pitch=0&fov=90')
})

it("shows the tour's colour with the contrast that it owes", async () => {
  const page = await open(desk)
  const accent = () => page.locator('#viewer').evaluate((stage) => stage.style.getPropertyValue('--pv-accent'))
  await expect.poll(accent, patient).toMatch(/^#[0-9a-f]{6}$/)
  expect(await accent()).not.toBe('#0b2e72')
})

it('remembers for the session that data is to be saved', async () => {
  const page = await open(phone)
  const toggle = page.getByRole('button', { name: 'Save data' })
  await page.getByRole('button', { name: 'More' }).tap()
  await toggle.tap()
  await page.reload()
  await settled(page)
  await page.getByRole('button', { name: 'More' }).tap()
  expect(await toggle.getAttribute('aria-pressed')).toBe('true')
})

it('is walked through by the tab key, every stop visible and named', async () => {
  const page = await open(desk)
  await page.getByRole('region', { name: 'Floor plan' }).waitFor()
  await page.locator('canvas').focus()
  const names: string[] = []
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab')
    // After the last one the tab key leaves the page.
    if (await page.evaluate(() => document.activeElement === document.body)) break
    const name = await nameOfFocus(page)
    names.push(name)
    const outline = await page.evaluate(() => {
      const { activeElement: focused } = document
      const shown = focused?.matches('.pv-spot') ? focused.querySelector('.pv-spot-dot') : focused
      return shown ? getComputedStyle(shown).outlineStyle : ''
    })
    expect(outline, name).toBe('solid')
  }
  for (const each of [
    'Go to: Room kitchen',
    'Scenes',
    'Floor plan',
    'Room kitchen',
    'Contact',
    'Share',
    'Zoom in',
    'Қаз',
    'More',
  ])
    expect(names).toContain(each)
  expect(names).not.toContain('')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'How to look around' }).waitFor()
})

it.each(['en', 'ru', 'kk'])('leaves nothing for axe to complain about with any sheet open (%s)', async (language) => {
  const page = await open(phone, language === 'en' ? '/' : `/${language}`)
  expect(await complaintsOf(page)).toEqual([])
  for (const part of ['scenes', 'plan', 'guided', 'facts', 'contact', 'share', 'help', 'report']) {
    const button = page.locator(`[data-part=${part}]`)
    if (!(await button.isVisible())) await page.locator('[aria-controls=pv-menu]').tap()
    await button.tap()
    await page.locator('.pv-card:visible, .pv-scenes:visible, .pv-plan:visible, .pv-guide:visible').first().waitFor()
    expect(await complaintsOf(page), part).toEqual([])
    await page.keyboard.press('Escape')
    if (part === 'plan' || part === 'guided') await button.tap()
  }
})

async function open(options: BrowserContextOptions, path = '/', waits = true): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(served.server.url + path)
  if (waits) await settled(page)
  return page
}

const settled = (page: Page, scene?: string) =>
  page.waitForSelector(`[data-settled=true]${scene ? `[data-scene=${scene}]` : ''}`)

const nameOfFocus = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement
    const label = focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : undefined
    return focused?.getAttribute('aria-label') ?? label ?? focused?.textContent ?? ''
  })
