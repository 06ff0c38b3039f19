// A team's public page: open and closed, what stands on it, and that a hold takes it off.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { placeHold } from '#rooms/holds/holds.ts'
import { newScene } from '#test/support/matrix-fixtures.ts'
import { openWorld, type World } from '#test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

let pages = 0
async function openPage() {
  const scene = await newScene(world)
  const { owner } = scene
  const slug = `agency-${Date.now()}-${++pages}`
  const tourSlug = await scene.get('slug')
  const logo = await world.newAttachment(owner.teamId)
  const saved = await owner.put(`/api/teams/${owner.teamId}/profile`, {
    ...{ name: 'Нұрлы үй', names: { ru: 'Светлый <дом>' }, about: { ru: 'Квартиры в Алматы' } },
    ...{
      address: { ru: 'Алматы, Абая 1' },
      logo,
      phone: '+7 700 000 00 00',
      email: '',
      website: 'https://example.kz/',
    },
  })
  expect(saved.status).toBe(200)
  const opened = await owner.put(`/api/teams/${owner.teamId}/page`, { slug })
  expect(opened.body.page).toEqual({ slug, url: `/agency/${slug}` })
  return { scene, owner, slug, tourSlug, url: `/agency/${slug}` }
}

it('shows name, contacts, logo and published tours, in each language', async () => {
  const { url, tourSlug, owner } = await openPage()
  const page = await world.visitor.get(`${url}?lang=ru`)
  expect(page.status).toBe(200)
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(page.text).toContain('<h1>Светлый &lt;дом&gt;</h1>')
  expect(page.text).toContain('href="tel:+77000000000"')
  expect(page.text).toContain(`href="/t/${tourSlug}?lang=ru"`)
  for (const language of ['kk', 'ru', 'en']) expect(page.text).toContain(`hreflang="${language}"`)
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page.text)?.[1] ?? '')
  expect(data).toMatchObject({ '@type': 'RealEstateAgent', name: 'Светлый <дом>', telephone: '+7 700 000 00 00' })
  const logo = /src="(\/agency\/[^"]+)"/.exec(page.text)?.[1] ?? ''
  expect((await world.visitor.get(logo)).bytes.toString()).toBe('a picture')
  const picture = /<li><a [^>]*>\s*<img src="([^"]+)"/.exec(page.text)?.[1] ?? ''
  expect((await world.visitor.get(picture)).status).toBe(200)
  const history = await world.history(owner.teamId)
  expect(history).toContain('team.page_opened')
})

it('is linked from the pages of its tours, as long as it is open', async () => {
  const { owner, slug, tourSlug } = await openPage()
  const linked = async () =>
    (await world.visitor.get(`/t/${tourSlug}?lang=ru`)).text.includes(`href="/agency/${slug}?lang=ru"`)
  await expect.poll(linked).toBe(true)
  await owner.delete(`/api/teams/${owner.teamId}/page`)
  await expect.poll(linked).toBe(false)
})

it('is not there before it was opened, nor after it was closed', async () => {
  const { owner, url } = await openPage()
  expect((await owner.delete(`/api/teams/${owner.teamId}/page`)).status).toBe(204)
  expect((await owner.delete(`/api/teams/${owner.teamId}/page`)).status).toBe(204)
  const closed = await world.visitor.get(url)
  const never = await world.visitor.get('/agency/never-opened')
  expect([closed.status, never.status]).toEqual([404, 404])
  expect(closed.text).toBe(never.text)
  const words = { kk: 'Бұл бет жабық', ru: 'Эта страница закрыта', en: 'This page is closed' }
  for (const [language, said] of Object.entries(words))
    expect((await world.visitor.get(`${url}?lang=${language}`)).text).toContain(`<h1>${said}</h1>`)
  expect((await world.visitor.get(`${url}/logo/picture-0123456789abcdef0123.webp`)).status).toBe(404)
})

it('is taken off by a hold on the team, and leaves out a tour that is held', async () => {
  const { scene, owner, url, tourSlug } = await openPage()
  const hold = { kind: 'terms', level: 'read_only', reason: 'spam', statement: {}, placedBy: null } as const
  const tour = { kind: 'tour', id: await scene.get('tourId') } as const
  await world.write((tx) => placeHold(tx, { subject: tour, ...hold, at: new Date() }))
  expect((await world.visitor.get(url)).text).not.toContain(tourSlug)
  const team = { kind: 'team', id: owner.teamId } as const
  await world.write((tx) => placeHold(tx, { subject: team, ...hold, at: new Date() }))
  const held = await world.visitor.get(url)
  expect(held.status).toBeGreaterThanOrEqual(400)
  expect(held.text).not.toContain('Светлый')
})

it('has an address that nobody else has', async () => {
  const { slug } = await openPage()
  const other = await world.newMember()
  const taken = await other.put(`/api/teams/${other.teamId}/page`, { slug })
  expect([taken.status, taken.body.code]).toEqual([409, 'publishing.slug_taken'])
  expect((await other.get(`/api/teams/${other.teamId}/page`)).body).toEqual({
    page: null,
    suggestion: expect.stringMatching(/^nurly-u/),
  })
})
