// A team whose every text begins with one word that stands nowhere else: whoever is shown that word was shown this team.
import { expect } from 'vitest'
import { newId } from '#platform/ids.ts'
import { newScene, type Scene } from './matrix-fixtures.ts'
import type { World } from './world.ts'

export const canary = 'канарейка'
const canaries = 200

export async function seedCanaries(world: World): Promise<Scene> {
  const words = Array.from({ length: canaries }, (_, index) => `${canary}${index}x${newId().slice(-6)}`)
  let used = 0
  const next = () => words[used++ % words.length] ?? ''
  const foreign = await newScene(world)
  const { owner } = foreign
  const team = `/api/teams/${owner.teamId}`
  await world.db.updateTable('team').set({ name: next() }).where('id', '=', owner.teamId).execute()
  await world.db.updateTable('person').set({ name: next() }).where('id', '=', owner.personId).execute()
  const tourId = await foreign.get('tourId')
  for (let tours = 0; tours < 40; tours++) await owner.post(`${team}/tours`, { title: next(), language: 'ru' })
  await foreign.get('threadId') // while one may still write: so many comments are as many as a person writes in ten minutes
  for (let threads = 0; threads < 59; threads++) await owner.post(`${team}/tours/${tourId}/threads`, { text: next() })
  for (let links = 0; links < 20; links++)
    await owner.post(`${team}/invitation-links`, {
      ...{ role: 'viewer', label: next(), expiresInDays: 1, maxUses: 1, needsApproval: false },
    })
  for (let keys = 0; keys < 10; keys++)
    await owner.post(`${team}/keys`, { name: next(), scopes: ['tours.view'], days: 30 })
  for (const table of ['panorama', 'attachment'] as const)
    for (let files = 0; files < 10; files++) {
      const id =
        table === 'panorama' ? (await world.newPanorama(owner.teamId)).id : await world.newAttachment(owner.teamId)
      await world.db.updateTable(table).set({ file_name: next() }).where('id', '=', id).execute()
    }
  const slug = await foreign.get('slug')
  for (let leads = 0; leads < 46; leads++)
    await world.inject({
      method: 'POST',
      url: `/api/public/tours/${slug}/leads`,
      remoteAddress: `198.18.0.${leads}`,
      payload: { name: next(), phone: '+7 701 234 56 78', message: 'Қашан?', language: 'kk' },
    })
  expect(used).toBeGreaterThanOrEqual(195)
  // The team itself is shown its canaries, so that their absence elsewhere says something.
  expect((await owner.get(`${team}/tours`)).text).toContain(canary)
  expect((await owner.get(`${team}/leads`)).text).toContain(canary)
  return foreign
}
