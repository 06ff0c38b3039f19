// A team's history as its members read it: every action has a sentence in three languages, what repeats is told once, pages don't
// lose or repeat anything, and nothing of another team is in it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { word, wordsOf } from '#platform/words.ts'
import { record } from '#rooms/audit/audit.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { languages } from '#tour/text.ts'
import type { Activity } from './contract.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const feed = async (by: TestMember, query = ''): Promise<{ entries: Activity[]; next: string | null }> =>
  (await by.get(`/api/teams/${by.teamId}/activity${query}`)).body

const newTour = async (by: TestMember, title = 'Пәтер'): Promise<string> =>
  (await by.post(`/api/teams/${by.teamId}/tours`, { title, language: 'kk' })).body.id

const write = (by: TestMember, action: string, more: { targetId?: string; at?: Date; personId?: string } = {}) =>
  world.write((tx) => record(tx, { teamId: by.teamId, personId: by.personId, action, at: new Date(), ...more }))

/** Every action that a room writes into the history: named in full, or handed to a room's own helper. */
function actionsOfTheRooms(): string[] {
  const folder = join(import.meta.dirname, '..')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  )
  const actions = files.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    const named = [...text.matchAll(/action: '([a-z_]+\.[a-z_]+)'/g)]
    const handed = [...text.matchAll(/\btell\([^;]*?'([a-z_]+\.[a-z_]+)'/g)]
    const chosen = [...text.matchAll(/action: [^,\n]*\? '([a-z_]+\.[a-z_]+)' : '([a-z_]+\.[a-z_]+)'/g)]
    return [...named, ...handed, ...chosen].flatMap(([, ...found]) => found)
  })
  return [...new Set(actions)].sort()
}

it('every action has a sentence in kk, ru and en', () => {
  const actions = actionsOfTheRooms()
  expect(actions.length).toBeGreaterThan(35)
  expect(actions).toContain('comment.written')
  for (const language of languages) {
    const missing = actions.filter((action) => !wordsOf(language)[`activity.${action}`])
    expect(missing, language).toEqual([])
  }
})

it('sentences read well with all placeholders filled', () => {
  const values = { person: 'Айгерім', target: 'Пәтер', member: 'Данияр', name: 'Сайт', version: 2, number: 7, count: 3 }
  expect(word('kk', 'activity.tour.published', values)).toBe('Айгерім «Пәтер» турын жариялады (2-нұсқа)')
  expect(word('ru', 'activity.tour.assigned', values)).toBe('Айгерім: тур «Пәтер» поручен – Данияр')
  expect(word('en', 'activity.comment.resolved', values)).toBe('Айгерім resolved a comment on the tour “Пәтер” (no. 7)')
})

it('names people and things as they are called now, with the way there', async () => {
  const owner = await world.newMember()
  const tourId = await newTour(owner, 'Бұрынғы аты')
  const { document } = (await owner.get(`/api/teams/${owner.teamId}/tours/${tourId}`)).body
  const renamed = { ...document, title: { kk: 'Жаңа аты' } }
  await owner.put(`/api/teams/${owner.teamId}/tours/${tourId}`, { revision: 1, document: renamed })
  const { body: thread } = await owner.post(`/api/teams/${owner.teamId}/tours/${tourId}/threads`, { text: 'пікір' })
  const { entries } = await feed(owner)
  expect(entries.map(({ action }) => action)).toEqual(['comment.written', 'tour.saved', 'tour.created', 'team.founded'])
  expect(entries[0]).toMatchObject({
    person: { name: 'Айгерім Сейітқызы' },
    target: { kk: 'Жаңа аты' },
    path: `/studio/${owner.teamId}/tours/${tourId}?comment=${thread.id}`,
    values: { number: 1 },
  })
  await owner.put(`/api/teams/${owner.teamId}/tours/${tourId}/deletion`)
  expect((await feed(owner)).entries[0]).toMatchObject({
    action: 'tour.deleted',
    target: { kk: 'Жаңа аты' },
    path: null,
  })
})

it('hands what the sentence needs to the page, and nothing else of the details', async () => {
  const owner = await world.newMember()
  const details = { member: 'Данияр Омаров', role: 'admin', from: 'editor', email: 'daniyar@example.kz' }
  await world.write((tx) =>
    record(tx, {
      ...{ teamId: owner.teamId, personId: owner.personId, at: new Date() },
      ...{ action: 'member.role_changed', targetId: owner.personId, details },
    }),
  )
  const [entry] = (await feed(owner, '?kind=people')).entries
  expect(entry?.values).toEqual({ member: 'Данияр Омаров', role: 'admin' })
  const said = word('en', 'activity.member.role_changed', { ...entry?.values, person: 'Айгерім' })
  expect(said).toBe('Айгерім made Данияр Омаров administrator')
})

it('says that an account is gone, and keeps the sentence', async () => {
  const owner = await world.newMember()
  const gone = crypto.randomUUID()
  await write(owner, 'tour.saved', { personId: gone })
  expect((await feed(owner)).entries[0]?.person).toBe('gone')
  for (const language of languages) expect(wordsOf(language)['activity.gone']).toBeTruthy()
})

it('tells what repeats once, as long as it is one sitting', async () => {
  const owner = await world.newMember()
  const tourId = await newTour(owner)
  const minute = (ago: number) => new Date(Date.now() - ago * 60_000)
  for (const ago of [300, 50, 30, 10, 1]) await write(owner, 'tour.saved', { targetId: tourId, at: minute(ago) })
  const saves = (await feed(owner, '?kind=tours')).entries.filter(({ action }) => action === 'tour.saved')
  expect(saves.map(({ count }) => count)).toEqual([4, 1])
})

it('pages by a cursor without losing or repeating anything', async () => {
  const owner = await world.newMember()
  for (let index = 0; index < 95; index++) await write(owner, 'lead.answered', { targetId: `lead ${index}` })
  const seen: string[] = []
  let query = '?kind=leads'
  for (let pages = 0; pages < 5; pages++) {
    const { entries, next } = await feed(owner, query)
    seen.push(...entries.map(({ id }) => id))
    if (next === null) break
    await write(owner, 'lead.answered', { targetId: 'meanwhile' })
    query = `?kind=leads&before=${next}`
  }
  expect(seen).toHaveLength(95)
  expect(new Set(seen).size).toBe(95)
})

it('is narrowed by person, kind, tour and day', async () => {
  const owner = await world.newMember()
  const editor = await world.newMember({ teamId: owner.teamId, role: 'editor' })
  const [one, two] = [await newTour(owner, 'бір'), await newTour(editor, 'екі')]
  expect((await feed(owner, `?personId=${editor.personId}&kind=tours`)).entries).toMatchObject([
    { target: { kk: 'екі' } },
  ])
  expect((await feed(owner, `?tourId=${one}`)).entries).toMatchObject([{ target: { kk: 'бір' } }])
  const day = (plus: number) => new Date(Date.now() + plus * 86_400_000).toISOString().slice(0, 10)
  expect((await feed(owner, `?from=${day(1)}`)).entries).toEqual([])
  expect((await feed(owner, `?from=${day(0)}&to=${day(0)}&kind=tours`)).entries).toHaveLength(2)
  expect((await feed(owner, `?to=${day(-1)}`)).entries).toEqual([])
  const ofTour = await owner.get(`/api/teams/${owner.teamId}/tours/${two}/activity`)
  expect(ofTour.body.entries).toMatchObject([{ action: 'tour.created', target: { kk: 'екі' } }])
})

it('is for those who may see it; a tour’s own history is for whoever sees the tour', async () => {
  const owner = await world.newMember()
  const tourId = await newTour(owner)
  const viewer = await world.newMember({ teamId: owner.teamId, role: 'viewer' })
  expect((await viewer.get(`/api/teams/${owner.teamId}/activity`)).status).toBe(403)
  expect((await viewer.get(`/api/teams/${owner.teamId}/tours/${tourId}/activity`)).body.entries).toHaveLength(1)
  const stranger = await world.newMember()
  expect((await stranger.get(`/api/teams/${owner.teamId}/activity`)).status).toBe(404)
  expect((await stranger.get(`/api/teams/${stranger.teamId}/activity?tourId=${tourId}`)).body.entries).toEqual([])
})
