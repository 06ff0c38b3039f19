// Tours on other sites: a real server, a page of another origin, and a stranger's frame that tries to interfere.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { registerMember } from '#test/support/newcomer.ts'
import { panoramaJpeg } from '#test/support/photos.ts'
import { openHouse, type RunningHouse } from '#test/support/running-house.ts'
import { uploadFile } from '#test/support/tus.ts'

const patient = { timeout: 30_000 }
const slug = 'embedded-flat'

let house: RunningHouse
let host: Server
let stranger: Server
/** Pages of the site that shows the tour, by path. */
const pages = new Map<string, string>()

beforeAll(async () => {
  house = await openHouse({ mails: true, operator: true })
  await publishTour()
  host = await serve((path) => pages.get(path))
  stranger = await serve(() => '<!doctype html><script>addEventListener("message", () => {})</script>')
})
afterAll(async () => {
  for (const each of [host, stranger]) each?.close()
  await house?.close()
})

async function serve(page: (path: string) => string | undefined): Promise<Server> {
  const made = createServer((request, response) => {
    const body = page(request.url ?? '/')
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(body)
  })
  await new Promise<void>((listening) => made.listen(0, '127.0.0.1', listening))
  return made
}

const originOf = (each: Server) => `http://127.0.0.1:${(each.address() as AddressInfo).port}`

async function publishTour(): Promise<void> {
  const dana = { email: 'dana@example.kz', name: 'Дана', teamName: 'Dana Homes', language: 'kk' } as const
  const { cookie } = await registerMember(house.origin, house.mailbox, dana)
  const headers = { cookie, 'content-type': 'application/json' }
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(house.origin + path, { method, headers, body: body && JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? undefined : answer.json()
  }
  const { teams } = await call('GET', '/api/me')
  const team = `/api/teams/${teams[0].id}`
  const made = await call('POST', `${team}/tours`, { title: 'Пәтер', language: 'kk' })
  const scenes: object[] = []
  for (const id of ['hall', 'kitchen']) {
    const place = { origin: house.origin, teamId: teams[0].id, cookie }
    const { panoramaId } = await uploadFile(place, await panoramaJpeg(1024))
    const isReady = async () => expect((await call('GET', `${team}/panoramas/${panoramaId}`)).state).toBe('ready')
    await vi.waitFor(isReady, patient)
    const other = id === 'hall' ? 'kitchen' : 'hall'
    const hotspots = [{ id: 'on', kind: 'link', yawDegrees: 0, pitchDegrees: 0, targetSceneId: other }]
    scenes.push({ id, name: { kk: id }, panorama: panoramaId, hotspots })
  }
  await call('PUT', `${team}/tours/${made.id}`, { revision: made.revision, document: { ...made.document, scenes } })
  await call('PUT', `${team}/tours/${made.id}/publication`, { slug, warranty: 1 })
}

async function openPage(path: string, body: string): Promise<Page> {
  pages.set(path, `<!doctype html><meta charset="utf-8"><title>A site</title>${body}`)
  const page = await house.browser.newPage({ viewport: { width: 900, height: 700 }, locale: 'kk-KZ' })
  await page.goto(originOf(host) + path)
  return page
}

const element = (attributes = '') =>
  `<panoqor-tour src="${house.origin}/t/${slug}" ${attributes}></panoqor-tour><script src="${house.origin}/embed.js" async></script>`

it('plays as an element on another site, and tells and does what that page asks', async () => {
  const page = await openPage('/element', element('hide="share,help" lang="kk"'))
  await page.evaluate(() => {
    const news: string[] = []
    Object.assign(window, { news })
    for (const name of ['scene', 'settled', 'language'])
      document.addEventListener(`panoqor-${name}`, () => news.push(name))
  })
  const state = () => page.evaluate(() => document.querySelector('panoqor-tour')?.state)
  await expect.poll(async () => (await state())?.isSettled, patient).toBe(true)
  expect(await state()).toMatchObject({ sceneId: 'hall', language: 'kk' })
  await page.evaluate(() => document.querySelector('panoqor-tour')?.goTo('kitchen'))
  await expect.poll(async () => (await state())?.sceneId, patient).toBe('kitchen')
  await page.evaluate(() => document.querySelector('panoqor-tour')?.setLanguage('en'))
  expect(await page.locator('panoqor-tour').getByRole('group', { name: 'Viewing' }).count()).toBe(1)
  const pressed = await page.evaluate(async () => {
    const tour = document.querySelector('panoqor-tour')
    tour?.pressHotspot('on')
    return tour?.goTo('nowhere').catch((error: { code: string }) => error.code)
  })
  expect(pressed).toBe('no_such_scene')
  await expect.poll(async () => (await state())?.sceneId, patient).toBe('hall')
  expect(await page.evaluate(() => ('news' in window ? window.news : []))).toContain('language')
  await page.close()
})

it('gives everything back when it leaves the page, however often', async () => {
  const page = await openPage('/many', element())
  const warnings: string[] = []
  page.on('console', (message) => warnings.push(message.text()))
  const settled = () => page.evaluate(() => document.querySelector('panoqor-tour')?.state?.isSettled ?? false)
  for (let i = 0; i < 20; i++) {
    await expect.poll(settled, patient).toBe(true)
    await page.evaluate(() => {
      const old = document.querySelector('panoqor-tour')
      const next = old?.cloneNode()
      if (next) old?.replaceWith(next)
    })
  }
  await expect.poll(settled, patient).toBe(true)
  expect(warnings.filter((text) => /WebGL|context/i.test(text))).toEqual([])
  await page.close()
})

it('says so when the tour is not there', async () => {
  const page = await openPage('/absent', element().replace(slug, 'no-such-tour'))
  await page.locator('panoqor-tour').getByRole('alert').waitFor(patient)
  await page.close()
})

const framed = `<iframe id="tour" allow="fullscreen" style="width:800px;height:500px"></iframe>
<script type="module">
  import { connect } from '{origin}/panoqor.mjs'
  const frame = document.querySelector('#tour')
  window.news = []
  frame.src = '{origin}/embed/${slug}?lang=kk&hide=share'
  window.tour = await connect(frame)
  window.tour.on('scene', ({ id }) => window.news.push(id))
</script>`

declare global {
  interface Window {
    tour?: import('../../src/viewer/embed/connect.ts').FramedTour
    news?: string[]
  }
}

it('answers the page around its frame', async () => {
  const page = await openPage('/frame', framed.replaceAll('{origin}', house.origin))
  await page.waitForFunction(() => window.tour !== undefined, undefined, patient)
  expect(await page.evaluate(() => window.tour?.scenes())).toMatchObject([{ id: 'hall' }, { id: 'kitchen' }])
  expect(await page.evaluate(() => window.tour?.hotspots())).toMatchObject([{ id: 'on', kind: 'link' }])
  await page.evaluate(() => window.tour?.goTo('kitchen'))
  expect(await page.evaluate(() => window.tour?.state())).toMatchObject({ sceneId: 'kitchen' })
  expect(await page.evaluate(() => window.news)).toEqual(['kitchen'])
  await page.evaluate(() => window.tour?.turnTo({ yawDegrees: 40 }, 0))
  expect((await page.evaluate(() => window.tour?.state()))?.view.yawDegrees).toBeCloseTo(40, 3)
  const refused = await page.evaluate(() => window.tour?.goTo('nowhere').catch((error: Error) => error.message))
  expect(refused).toBe('no_such_scene')
  await page.close()
})

it('hears nobody but the window around it', async () => {
  const body = `${framed.replaceAll('{origin}', house.origin)}<iframe id="stranger" src="${originOf(stranger)}/"></iframe>`
  const page = await openPage('/stranger', body)
  await page.waitForFunction(() => window.tour !== undefined, undefined, patient)
  const frame = page.frames().find((each) => each.url().startsWith(originOf(stranger)))
  const heard = frame?.evaluate(
    (origin) =>
      new Promise<unknown[]>((done) => {
        const messages: unknown[] = []
        addEventListener('message', ({ data }) => messages.push(data))
        const tour = parent.frames[0]
        tour?.postMessage({ panoqor: 1, id: 1, call: 'hello' }, origin)
        tour?.postMessage({ panoqor: 1, id: 2, call: 'goTo', sceneId: 'kitchen' }, origin)
        setTimeout(() => done(messages), 500)
      }),
    house.origin,
  )
  expect(await heard).toEqual([])
  expect(await page.evaluate(() => window.tour?.state())).toMatchObject({ sceneId: 'hall' })
  await page.close()
})

it('answers nonsense with an error and stays where it is', async () => {
  const page = await openPage('/nonsense', framed.replaceAll('{origin}', house.origin))
  await page.waitForFunction(() => window.tour !== undefined, undefined, patient)
  const answers = await page.evaluate(
    (origin) =>
      new Promise<unknown[]>((done) => {
        const messages: { id?: unknown; error?: string }[] = []
        addEventListener('message', ({ data }) => {
          if (data.id === 'x') messages.push(data)
          if (data.id === 'last') done(messages.map(({ error }) => error))
        })
        const send = (message: unknown) => frames[0]?.postMessage(message, origin)
        for (const message of ['hello', null, { panoqor: 2, id: 'x', call: 'state' }]) send(message)
        send({ panoqor: 1, id: 'x', call: 'eval', code: 'alert(1)' })
        send({ panoqor: 1, id: 'x', call: 'goTo', sceneId: { toString: 'hall' } })
        // Asked in order, answered in order: what would come has come before this.
        send({ panoqor: 1, id: 'last', call: 'state' })
      }),
    house.origin,
  )
  expect(answers).toEqual(['no_such_call', 'bad_arguments'])
  await page.close()
})
