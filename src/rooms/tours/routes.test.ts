import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '#rooms/teams/contract.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { Scene, type Tour } from '#tour/tour.ts'
import { placePanorama } from './tours.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const toursOf = (member: TestMember) => `/api/teams/${member.teamId}/tours`
const newTour = async (member: TestMember, title = 'Есіл жағасы') =>
  (await member.post(toursOf(member), { title, language: 'kk' })).body

describe('a team’s tours', () => {
  it('are all listed when one of them can’t be read: it says so, and takes no other with it', async () => {
    const member = await world.newMember()
    const broken = await newTour(member, 'Зақымдалған')
    await newTour(member, 'Сау')
    const document = JSON.stringify({ ...broken.document, scenes: 'not a list' })
    await world.db.updateTable('tour').set({ document }).where('id', '=', broken.id).execute()
    const listed = (await member.get(toursOf(member))).body
    expect(listed.map((tour: { title: object; isDamaged: boolean }) => [tour.title, tour.isDamaged])).toEqual([
      [{ kk: 'Сау' }, false],
      [{ kk: 'Зақымдалған' }, true],
    ])
    expect((await member.get(`${toursOf(member)}/${broken.id}`)).body).toMatchObject({
      status: 409,
      code: 'tours.damaged',
    })
  })

  it('are made, found by any part of their title, changed and listed last changed first', async () => {
    const member = await world.newMember()
    const first = await newTour(member, 'Есіл жағасындағы ПӘТЕР')
    await newTour(member, 'Дом в горах')
    const titles = async (search: string) =>
      (await member.get(`${toursOf(member)}?search=${encodeURIComponent(search)}`)).body.map(
        (tour: { title: object }) => Object.values(tour.title)[0],
      )
    expect(await titles('')).toEqual(['Дом в горах', 'Есіл жағасындағы ПӘТЕР'])
    expect(await titles('пәтер есіл')).toEqual(['Есіл жағасындағы ПӘТЕР'])
    expect(await titles('100%_')).toEqual([])

    const saved = await member.put(`${toursOf(member)}/${first.id}`, {
      revision: first.revision,
      document: { ...first.document, title: { kk: 'Жаңа атау' } },
    })
    expect(saved.body).toMatchObject({ revision: 2 })
    expect(await titles('')).toEqual(['Жаңа атау', 'Дом в горах'])
    expect(await world.history(member.teamId)).toEqual(['team.founded', 'tour.created', 'tour.created', 'tour.saved'])
  })

  it('are never overwritten: of two saves from one revision, the second hears of the first', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    const save = () => member.put(`${toursOf(member)}/${tour.id}`, { revision: 1, document: tour.document })
    const answers = await Promise.all([save(), save()])
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
    const refused = answers.find((answer) => answer.status === 409)
    expect(refused?.body).toMatchObject({ code: 'tours.changed_elsewhere', details: { revision: 2 } })
  })

  it('keep drafts with loose ends, but nothing broken and no foreign panorama', async () => {
    const [member, stranger] = [await world.newMember(), await world.newMember()]
    const tour = await newTour(member)
    const own = await world.newPanorama(member.teamId)
    const foreign = await world.newPanorama(stranger.teamId)
    const scene = (id: string, panorama: string) => Scene.parse({ id, name: { kk: id }, panorama })
    const save = (scenes: Tour['scenes']) =>
      member.put(`${toursOf(member)}/${tour.id}`, { revision: 1, document: { ...tour.document, scenes } })
    expect((await save([scene('a', own.id), scene('a', own.id)])).body.code).toBe('tours.broken')
    expect((await save([scene('a', foreign.id)])).body.code).toBe('tours.unknown_panorama')
    const loose = scene('a', own.id)
    loose.hotspots = [{ id: 'x', kind: 'link', yawDegrees: 0, pitchDegrees: 0, targetSceneId: 'gone' }]
    expect((await save([loose])).status).toBe(200)
  })

  it('can be deleted and brought back', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    expect((await member.put(`${toursOf(member)}/${tour.id}/deletion`)).status).toBe(204)
    expect((await member.get(`${toursOf(member)}/${tour.id}`)).status).toBe(404)
    expect((await member.get(`${toursOf(member)}?deleted=yes`)).body).toHaveLength(1)
    expect((await member.delete(`${toursOf(member)}/${tour.id}/deletion`)).status).toBe(204)
    expect((await member.get(`${toursOf(member)}/${tour.id}`)).body.document).toEqual(tour.document)
  })

  it('do not exist for another team', async () => {
    const [member, stranger] = [await world.newMember(), await world.newMember()]
    const tour = await newTour(member)
    const own = `${toursOf(member)}/${tour.id}`
    const crossed = `${toursOf(stranger)}/${tour.id}`
    for (const url of [own, crossed]) {
      expect((await stranger.get(url)).status, url).toBe(404)
      expect((await stranger.put(url, { revision: 1, document: tour.document })).status, url).toBe(404)
      expect((await stranger.put(`${url}/deletion`)).status, url).toBe(404)
    }
    expect((await world.visitor.get(own)).status).toBe(401)
  })

  it.each(['accountant', 'viewer'] as Role[])('are read-only for the role %s', async (role) => {
    const owner = await world.newMember()
    const reader = await world.newMember({ role, teamId: owner.teamId })
    const tour = await newTour(owner)
    const seen = await reader.get(`${toursOf(owner)}/${tour.id}`)
    expect(seen.body.abilities).toEqual({ edit: false, publish: false, delete: false, assign: false })
    expect((await reader.put(`${toursOf(owner)}/${tour.id}`, { revision: 1, document: tour.document })).status).toBe(
      403,
    )
    expect((await reader.post(toursOf(owner), { title: 'x', language: 'kk' })).status).toBe(403)
  })
})

describe('an uploaded panorama', () => {
  it('becomes a scene once, with the heading of the photo', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    const { id } = await world.newPanorama(member.teamId, { tourId: tour.id })
    const shown = {
      id,
      teamId: member.teamId,
      tourId: tour.id,
      batch: '',
      fileName: '01_Ас_үй.jpg',
      createdBy: member.personId,
      headingDegrees: 215,
    }
    for (const _ of [1, 2]) await world.write((tx) => placePanorama(tx, shown, new Date()))
    const { document, revision } = (await member.get(`${toursOf(member)}/${tour.id}`)).body
    expect(document.scenes).toEqual([
      expect.objectContaining({ name: { kk: 'Ас үй' }, panorama: id, pose: { headingDegrees: 215 } }),
    ])
    expect(revision).toBe(2)
  })

  it('stands in the order of the file names of what was dropped together, behind what was there before', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    for (const [batch, fileName] of [
      ['one', 'z.jpg'],
      ['two', 'room 10.jpg'],
      ['two', 'room 2.jpg'],
      ['two', 'balcony.jpg'],
    ] as const) {
      const { id } = await world.newPanorama(member.teamId, { tourId: tour.id })
      await world.db.updateTable('panorama').set({ batch, file_name: fileName }).where('id', '=', id).execute()
      const shown = { id, teamId: member.teamId, tourId: tour.id, batch, fileName, createdBy: null }
      await world.write((tx) => placePanorama(tx, shown, new Date()))
    }
    const { document } = (await member.get(`${toursOf(member)}/${tour.id}`)).body
    expect(document.scenes.map((scene: Scene) => scene.name.kk)).toEqual(['z', 'balcony', 'room 2', 'room 10'])
  })

  it('is kept out of a tour that was deleted meanwhile', async () => {
    const member = await world.newMember()
    const tour = await newTour(member)
    await member.put(`${toursOf(member)}/${tour.id}/deletion`)
    const { id } = await world.newPanorama(member.teamId, { tourId: tour.id })
    await world.write((tx) =>
      placePanorama(
        tx,
        { id, teamId: member.teamId, tourId: tour.id, batch: '', fileName: 'a.jpg', createdBy: null },
        new Date(),
      ),
    )
    await member.delete(`${toursOf(member)}/${tour.id}/deletion`)
    expect((await member.get(`${toursOf(member)}/${tour.id}`)).body.document.scenes).toEqual([])
  })
})
