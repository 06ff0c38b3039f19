// T1 and I8: what the operator withholds is off everywhere within a second, in every process, and comes back as it was.
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endAgreement } from '#rooms/agreements/agreements.ts'
import { liftHold, type NewHold, placeHold } from '#rooms/holds/holds.ts'
import { newAgreement } from '#test/support/agreements.ts'
import { openSecondHouse, type SecondHouse } from '#test/support/second-house.ts'
import { attachmentFileName, openWorld, type TestMember, type World } from '#test/support/world.ts'
import { Scene } from '#tour/tour.ts'

let world: World
let second: SecondHouse
let origins: string[]
beforeAll(async () => {
  world = await openWorld()
  second = await openSecondHouse(world)
  origins = [await world.listen(), second.origin]
})
afterAll(async () => {
  await second.close()
  await world.close()
})

let addresses = 0

/** A published tour with a tile, and a picture that the tour shows. */
async function newPublishedTour(member: TestMember) {
  const slug = `held-${++addresses}`
  const made = (await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })).body
  const hall = await world.newPanorama(member.teamId)
  const picture = await world.newAttachment(member.teamId)
  const gallery = { id: 'g', kind: 'gallery', yawDegrees: 0, pitchDegrees: 0, pictures: [{ attachment: picture }] }
  const scene = Scene.parse({ id: 'hall', name: { kk: 'Дәліз' }, panorama: hall.id, hotspots: [gallery] })
  const url = `/api/teams/${member.teamId}/tours/${made.id}`
  await member.put(url, { revision: 1, document: { ...made.document, scenes: [scene] } })
  expect((await member.put(`${url}/publication`, { slug })).status).toBe(200)
  const tile = `/tiles/${made.id}/${hall.archive}/1/f0_0.jpg`
  const file = `/attachments/${made.id}/${picture}/${attachmentFileName}`
  const pages = [`/t/${slug}?lang=kk`, `/embed/${slug}?lang=ru`, `/api/public/tours/${slug}`]
  return { id: made.id as string, slug, url, tile, all: [...pages, tile, file] }
}

const usual = { kind: 'terms', level: 'read_only', reason: 'spam', statement: {}, placedBy: null } as const
const place = (hold: Partial<NewHold> & Pick<NewHold, 'subject'>) =>
  world.write((tx) => placeHold(tx, { ...usual, at: new Date(), ...hold }))
const lift = (holdId: string) => world.write((tx) => liftHold(tx, { holdId, liftedBy: null, note: '', at: new Date() }))

async function look(urls: string[]): Promise<string[]> {
  const seen: string[] = []
  for (const origin of origins)
    for (const url of urls) {
      const answer = await fetch(`${origin}${url}`, { headers: { 'accept-encoding': 'identity' } })
      const bytes = Buffer.from(await answer.arrayBuffer())
      seen.push(`${answer.status} ${answer.headers.get('etag')} ${bytes.length}`)
    }
  return seen
}
const statuses = async (urls: string[]) => new Set((await look(urls)).map((line) => line.slice(0, 3)))
const ask = async (url: string) => (await fetch(`${second.origin}${url}`)).status

it('T1, I8: takes a team off under load within a second in both processes, and brings it back unchanged', async () => {
  const member = await world.newMember()
  const tour = await newPublishedTour(member)
  const oEmbed = `/api/oembed?url=${encodeURIComponent(`${second.origin}/t/${tour.slug}`)}`
  await look(tour.all)
  const before = await look(tour.all)
  expect(new Set(before.map((line) => line.slice(0, 3)))).toEqual(new Set(['200']))
  expect(await ask(oEmbed)).toBe(200)

  const answers: { askedAt: number; status: number }[] = []
  let loading = true
  const load = origins.flatMap((origin) =>
    [0, 1, 2].map(async () => {
      while (loading) {
        const askedAt = Date.now()
        const answer = await fetch(`${origin}${tour.tile}`)
        await answer.arrayBuffer()
        answers.push({ askedAt, status: answer.status })
      }
    }),
  )
  await expect.poll(() => answers.length).toBeGreaterThan(50)
  const holdId = await place({ subject: { kind: 'team', id: member.teamId } })
  const withinASecond = Date.now() + 1000
  await pause(1300)
  loading = false
  await Promise.all(load)
  const late = answers.filter(({ askedAt }) => askedAt > withinASecond)
  expect(late.length).toBeGreaterThan(20)
  expect(new Set(late.map(({ status }) => status))).toEqual(new Set([410]))
  expect(await statuses(tour.all)).toEqual(new Set(['410']))
  expect(await ask(oEmbed)).toBe(410)

  await lift(holdId)
  await expect.poll(() => look(tour.all)).toEqual(before)
  expect(await ask(oEmbed)).toBe(200)
})

it('answers 451 for the law, 404 for what only rests, and says it on the page in the visitor’s language', async () => {
  const member = await world.newMember()
  const tour = await newPublishedTour(member)
  const subject = { kind: 'tour', id: tour.id } as const
  const page = (language: string) => world.visitor.get(`/t/${tour.slug}?lang=${language}`)
  const billing = await place({ subject, kind: 'billing' })
  await expect.poll(() => statuses(tour.all)).toEqual(new Set(['404']))
  expect((await page('kk')).text).toContain('Тур уақытша көрсетілмейді')
  const law = await place({ subject, kind: 'law' })
  await expect.poll(() => statuses(tour.all)).toEqual(new Set(['451']))
  expect((await page('ru')).text).toContain('ограничен по требованию закона')
  expect((await page('en')).headers).toMatchObject({
    'content-security-policy': expect.stringContaining('default-src'),
  })
  await lift(law)
  await expect.poll(() => statuses(tour.all)).toEqual(new Set(['404']))
  await lift(billing)
  await expect.poll(() => statuses(tour.all)).toEqual(new Set(['200']))
})

it('takes off one tour and leaves the team’s others, and takes nothing off for a warning or a limit', async () => {
  const member = await world.newMember()
  const [one, other] = [await newPublishedTour(member), await newPublishedTour(member)]
  await look([...one.all, ...other.all])
  await place({ subject: { kind: 'team', id: member.teamId }, level: 'limited' })
  await place({ subject: { kind: 'tour', id: one.id }, level: 'blocked' })
  await expect.poll(() => statuses(one.all)).toEqual(new Set(['410']))
  expect(await statuses(other.all)).toEqual(new Set(['200']))
})

it('begins and ends by the clock, also for a tour that is kept in memory', async () => {
  const member = await world.newMember()
  const tour = await newPublishedTour(member)
  const now = Date.now()
  const subject = { kind: 'team', id: member.teamId } as const
  await place({ subject, beginsAt: new Date(now + 1000), until: new Date(now + 4000) })
  await expect.poll(() => statuses(tour.all), { interval: 20 }).toEqual(new Set(['200']))
  await expect.poll(() => statuses(tour.all), { interval: 20 }).toEqual(new Set(['410']))
  await expect.poll(() => statuses(tour.all), { interval: 20 }).toEqual(new Set(['200']))
})

it('takes no leads and no reports about a tour that is withheld', async () => {
  const member = await world.newMember()
  const tour = await newPublishedTour(member)
  await place({ subject: { kind: 'tour', id: tour.id } })
  await expect.poll(() => statuses(tour.all)).toEqual(new Set(['410']))
  const report = { reason: 'other', message: '', email: '', sceneId: '', language: 'kk' }
  expect((await world.visitor.post(`/api/public/tours/${tour.slug}/reports`, report)).status).toBe(404)
})

it('I8: an agreement that keeps public tours on brings them back within a second in both processes, and off when it ends', async () => {
  const member = await world.newMember()
  const tour = await newPublishedTour(member)
  await place({ subject: { kind: 'team', id: member.teamId }, kind: 'billing' })
  const withinASecond = { timeout: 1000, interval: 25 }
  await expect.poll(() => statuses(tour.all), withinASecond).toEqual(new Set(['404']))
  const id = await newAgreement(world, member, { publicToursOnSuspend: 'keep' })
  await expect.poll(() => statuses(tour.all), withinASecond).toEqual(new Set(['200']))
  await world.write((tx) => endAgreement(tx, id, 'келісім', member.personId, new Date()))
  await expect.poll(() => statuses(tour.all), withinASecond).toEqual(new Set(['404']))
})
