// The demo's flat in a data folder: seeded once, renewed while nobody has touched it, and otherwise left alone.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { publicationsOf, publishTour } from '#rooms/publishing/publishing.ts'
import { createTour, deleteTour, holdTour, type StoredTour, saveTour, selectTours } from '#rooms/tours/tours.ts'
import { openWorld, type World } from '#test/support/world.ts'
import { attachmentsOf } from '#tour/attachments.ts'
import { Scene, type Tour } from '#tour/tour.ts'
import { publishFlatWhenReady, seedFlat } from './demo-flat.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function newOwner() {
  const { personId, teamId } = await world.newMember()
  const asked = { sessionId: '', provedAt: new Date(), hasSecondFactor: false, isVerified: true }
  return { ...asked, personId, teamId, role: 'owner' as const }
}
type Owner = Awaited<ReturnType<typeof newOwner>>

async function onlyTour({ teamId }: Owner): Promise<StoredTour> {
  const [tour, ...more] = await selectTours(world.db, teamId, { deleted: false })
  if (!tour || more.length > 0) throw new Error('there should be one tour')
  return tour
}

const save = (owner: Owner, change: (tour: Tour) => Tour) =>
  world.write(async (tx) => {
    const tour = await holdTour(tx, owner.teamId, (await onlyTour(owner)).id)
    await saveTour(tx, owner, tour, tour.revision, change(tour.document), new Date())
  })

/** As the first edition seeded it: one save, and nothing in the history but that. */
async function seedFirstEdition(owner: Owner): Promise<void> {
  const { id } = await world.newPanorama(owner.teamId)
  const scene = Scene.parse({ id: 'living', name: { ru: 'Гостиная' }, panorama: id })
  await world.write((tx) => createTour(tx, owner, 'Квартира', 'ru', new Date()))
  await save(owner, (tour) => ({ ...tour, scenes: [scene] }))
}

const seedings = async ({ teamId }: Owner) =>
  (await world.history(teamId)).filter((action) => action === 'demo.seeded').length

it('seeds the flat with everything that it names, once', async () => {
  const owner = await newOwner()
  await seedFlat(world.tools, owner)
  await seedFlat(world.tools, owner)
  const { document, revision } = await onlyTour(owner)
  expect(revision).toBe(2)
  expect(await seedings(owner)).toBe(1)
  const there = await world.db.selectFrom('attachment').select('id').where('team_id', '=', owner.teamId).execute()
  expect(attachmentsOf(document).sort()).toEqual(there.map(({ id }) => id).sort())
})

it('puts a newer flat in the place of one that nobody touched', async () => {
  const owner = await newOwner()
  await seedFirstEdition(owner)
  await seedFlat(world.tools, owner)
  expect((await onlyTour(owner)).document.guided).toHaveLength(1)
  expect(await seedings(owner)).toBe(1)
})

it('leaves a flat alone that somebody edited', async () => {
  const owner = await newOwner()
  await seedFirstEdition(owner)
  await save(owner, (tour) => ({ ...tour, title: { ru: 'Моя квартира' } }))
  await seedFlat(world.tools, owner)
  expect((await onlyTour(owner)).document).toMatchObject({ title: { ru: 'Моя квартира' }, guided: [] })
})

it('does not bring back what was deleted', async () => {
  const owner = await newOwner()
  await seedFlat(world.tools, owner)
  const tour = await onlyTour(owner)
  await world.write((tx) => deleteTour(tx, owner, tour, new Date()))
  await seedFlat(world.tools, owner)
  expect(await selectTours(world.db, owner.teamId, { deleted: false })).toEqual([])
})

it('shows visitors the newer flat at the address where they saw the earlier one', { timeout: 240_000 }, async () => {
  const owner = await newOwner()
  await seedFirstEdition(owner)
  const first = await onlyTour(owner)
  await world.write((tx) => publishTour(tx, owner, first, 'our-flat', new Date()))
  await seedFlat(world.tools, owner)
  await world.startWorker()
  await publishFlatWhenReady(world.tools, owner, new AbortController().signal)
  const tour = await onlyTour(owner)
  const shown = (await publicationsOf(world.db, owner.teamId, [tour])).get(tour.id)
  expect(shown).toMatchObject({ slug: 'our-flat', version: 2, revision: tour.revision })
})
