// Agents and their own tours: made by them or given to them. The others of the team see all.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { placePanorama } from './tours.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const tours = ({ teamId }: { teamId: string }) => `/api/teams/${teamId}/tours`
const newTour = async (by: TestMember) => (await by.post(tours(by), { title: 'Пәтер', language: 'kk' })).body

async function teamOfTwo() {
  const owner = await world.newMember()
  const agent = await world.newMember({ teamId: owner.teamId, role: 'agent' })
  return { owner, agent, tour: await newTour(owner) }
}

const assign = (by: TestMember, tourId: string, personId: string) =>
  by.put(`${tours(by)}/${tourId}/assignees/${personId}`)

it('an agent sees the others’ tours and changes none of them', async () => {
  const { agent, tour } = await teamOfTwo()
  const url = `${tours(agent)}/${tour.id}`
  const seen = await agent.get(url)
  expect(seen.body.abilities).toEqual({ edit: false, publish: false, delete: false, assign: false })
  const refused = { status: 403, body: { code: 'tours.not_assigned' } }
  expect(await agent.put(url, { revision: 1, document: seen.body.document })).toMatchObject(refused)
  expect(await agent.put(`${url}/publication`, { slug: 'a-flat' })).toMatchObject(refused)
  expect(await agent.delete(`${url}/publication`)).toMatchObject(refused)
  expect(await agent.put(`${url}/deletion`)).toMatchObject(refused)
  expect(await agent.delete(`${url}/deletion`)).toMatchObject(refused)
  expect((await agent.get(tours(agent))).body).toMatchObject([{ id: tour.id, mayDelete: false }])
})

it('what an agent made is theirs', async () => {
  const { agent } = await teamOfTwo()
  const tour = await newTour(agent)
  const url = `${tours(agent)}/${tour.id}`
  expect((await agent.put(url, { revision: 1, document: tour.document })).status).toBe(200)
  expect((await agent.put(`${url}/deletion`)).status).toBe(204)
  expect((await agent.delete(`${url}/deletion`)).status).toBe(204)
})

it('what is given to an agent is theirs until it is taken, and they are told', async () => {
  const { owner, agent, tour } = await teamOfTwo()
  const url = `${tours(agent)}/${tour.id}`
  for (let times = 0; times < 2; times++) expect((await assign(owner, tour.id, agent.personId)).status).toBe(204)
  const given = await agent.get(url)
  expect(given.body.assignees).toEqual([{ id: agent.personId, name: 'Айгерім Сейітқызы' }])
  expect((await agent.put(url, { revision: 1, document: given.body.document })).status).toBe(200)
  expect((await agent.get(tours(agent))).body).toMatchObject([{ mayDelete: true, assignees: [{ id: agent.personId }] }])
  const notices = await world.db.selectFrom('notice').select('kind').where('person_id', '=', agent.personId).execute()
  expect(notices).toEqual([{ kind: 'assigned' }])

  expect((await owner.delete(`${url}/assignees/${agent.personId}`)).status).toBe(204)
  expect((await agent.put(url, { revision: 2, document: given.body.document })).status).toBe(403)
  const actions = (await world.history(owner.teamId)).filter((action) => action.includes('assigned'))
  expect(actions).toEqual(['tour.assigned', 'tour.unassigned'])
})

it('nobody gives a tour to themselves who may not give it, nor to somebody outside the team', async () => {
  const { owner, agent, tour } = await teamOfTwo()
  const stranger = await world.newMember()
  expect((await assign(agent, tour.id, agent.personId)).status).toBe(403)
  expect((await assign(owner, tour.id, stranger.personId)).status).toBe(404)
  expect((await stranger.put(`${tours(stranger)}/${tour.id}/assignees/${stranger.personId}`)).status).toBe(404)
})

it('whoever leaves the team leaves what was given to them', async () => {
  const { owner, agent, tour } = await teamOfTwo()
  await assign(owner, tour.id, agent.personId)
  await world.db.deleteFrom('membership').where('person_id', '=', agent.personId).execute()
  expect((await owner.get(`${tours(owner)}/${tour.id}`)).body.assignees).toEqual([])
})

it('an agent’s photos become scenes of their own tours, not of others’', async () => {
  const { agent, tour } = await teamOfTwo()
  const own = await newTour(agent)
  const { teamId } = agent
  const scenesOf = async (tourId: string) => (await agent.get(`${tours(agent)}/${tourId}`)).body.document.scenes.length
  for (const tourId of [tour.id, own.id]) {
    const { id } = await world.newPanorama(teamId, { tourId })
    const shown = { id, teamId, tourId, batch: '', fileName: 'a.jpg', createdBy: agent.personId }
    await world.write((tx) => placePanorama(tx, shown, new Date()))
  }
  expect([await scenesOf(tour.id), await scenesOf(own.id)]).toEqual([0, 1])
})
