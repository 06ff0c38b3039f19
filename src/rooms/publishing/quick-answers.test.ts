// The short way must give exactly what the long way gives, and nothing to those who may not have it. Over real connections.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { Scene } from '#tour/tour.ts'

let world: World
let origin: string
beforeAll(async () => {
  world = await openWorld()
  origin = await world.listen()
})
afterAll(() => world.close())

async function publishedTour(member: TestMember, slug: string) {
  const made = (await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })).body
  const panorama = await world.newPanorama(member.teamId)
  const scenes = [Scene.parse({ id: 'hall', name: { kk: 'Дәліз' }, panorama: panorama.id })]
  const url = `/api/teams/${member.teamId}/tours/${made.id}`
  await member.put(url, { revision: 1, document: { ...made.document, scenes } })
  await member.put(`${url}/publication`, { slug })
  return { url, tile: `/tiles/${made.id}/${panorama.archive}/1/f0_0.jpg` }
}

/** Everything of an answer but what may differ between two answers to one question. */
async function ask(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(origin + path, { headers })
  const { date, 'keep-alive': _, connection, ...rest } = Object.fromEntries(answer.headers)
  expect(Math.abs(Date.now() - Date.parse(date ?? ''))).toBeLessThan(10_000)
  return { status: answer.status, headers: rest, body: Buffer.from(await answer.arrayBuffer()).toString('base64') }
}

it('gives the same answer the first time and ever after', async () => {
  const member = await world.newMember()
  const { tile } = await publishedTour(member, 'quick-same')
  const question = { 'accept-language': 'ru', 'accept-encoding': 'br' }
  for (const path of [tile, '/t/quick-same', '/embed/quick-same?lang=kk', '/api/public/tours/quick-same']) {
    const first = await ask(path, question)
    expect(first.status, path).toBe(200)
    for (const _ of [2, 3]) expect(await ask(path, question), path).toEqual(first)
  }
})

it('keeps languages and encodings apart', async () => {
  const member = await world.newMember()
  await publishedTour(member, 'quick-apart')
  for (const _ of ['fill', 'use']) {
    for (const language of ['kk', 'ru', 'en']) {
      const page = await fetch(`${origin}/t/quick-apart`, { headers: { 'accept-language': language } })
      expect(await page.text()).toContain(`<html lang="${language}">`)
    }
    const plain = await fetch(`${origin}/t/quick-apart`, { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(await plain.text()).toContain('<!doctype html>')
  }
})

it('forgets with the long way: nothing comes out once the tour is taken off', async () => {
  const slug = 'quick-off'
  const member = await world.newMember()
  const { url, tile } = await publishedTour(member, slug)
  const paths = [tile, `/t/${slug}`, `/api/public/tours/${slug}`]
  for (const path of [...paths, ...paths]) expect((await fetch(origin + path)).status).toBe(200)
  await member.delete(`${url}/publication`)
  const statuses = () => Promise.all(paths.map(async (path) => (await fetch(origin + path)).status))
  await expect.poll(statuses, { timeout: 1000, interval: 10 }).toEqual([404, 404, 404])
})

it('gives no archive under a tour that does not show it', async () => {
  const member = await world.newMember()
  const one = await publishedTour(member, 'quick-one')
  const other = await publishedTour(member, 'quick-other')
  for (const path of [one.tile, other.tile]) expect((await fetch(origin + path)).status).toBe(200)
  const crossed = one.tile
    .split('/')
    .with(2, other.tile.split('/')[2] ?? '')
    .join('/')
  expect((await fetch(origin + crossed)).status).toBe(404)
})

it('mixes no bytes up where answers live in lent memory: hundreds at once', async () => {
  const lean = await openWorld({ env: { TILE_MEMORY_MB: '0' } })
  try {
    const at = await lean.listen()
    const member = await lean.newMember()
    const made = (await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })).body
    const panoramas = await Promise.all(Array.from({ length: 6 }, () => lean.newPanorama(member.teamId)))
    const scenes = panoramas.map(({ id }, index) =>
      Scene.parse({ id: `s${index}`, name: { kk: 'Бөлме' }, panorama: id }),
    )
    const url = `/api/teams/${member.teamId}/tours/${made.id}`
    await member.put(url, { revision: 1, document: { ...made.document, scenes } })
    await member.put(`${url}/publication`, { slug: 'lean-tour' })
    const tiles = panoramas.map(({ archive }) => `${at}/tiles/${made.id}/${archive}/1/f0_0.jpg`)
    const bytesOf = async (tile: string) => Buffer.from(await (await fetch(tile)).arrayBuffer()).toString('base64')
    const expected = await Promise.all(tiles.map(bytesOf))
    expect(new Set(expected).size).toBe(6)
    for (let round = 0; round < 5; round++) {
      const asked = Array.from({ length: 120 }, (_, index) => index % tiles.length)
      const answers = await Promise.all(asked.map((index) => bytesOf(tiles[index] ?? '')))
      expect(answers).toEqual(asked.map((index) => expected[index]))
    }
  } finally {
    await lean.close()
  }
})
