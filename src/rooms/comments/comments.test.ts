// Comments on tours: who writes, who is told, what stays, and that no visitor ever gets any of it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { Scene } from '#tour/tour.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function newTeam() {
  const owner = await world.newMember()
  const editor = await world.newMember({ teamId: owner.teamId, role: 'editor' })
  const tour = (await owner.post(`/api/teams/${owner.teamId}/tours`, { title: 'Пәтер', language: 'kk' })).body
  const url = `/api/teams/${owner.teamId}/tours/${tour.id}/threads`
  return { owner, editor, url, tourId: tour.id as string }
}

const told = async ({ personId }: TestMember) =>
  (await world.db.selectFrom('notice').select('kind').where('person_id', '=', personId).execute()).map(
    ({ kind }) => kind,
  )

const view = { kind: 'view', sceneId: 'kitchen', yawDegrees: 12.5, pitchDegrees: -3, fovDegrees: 80 }

it('a talk is pinned, numbered, answered, resolved and opened again', async () => {
  const { owner, editor, url } = await newTeam()
  const first = await owner.post(url, { text: 'Терезе қисық көрінеді', pin: view })
  expect(first).toMatchObject({ status: 201, body: { number: 1, pin: view, resolvedAt: null } })
  const answered = await editor.post(`${url}/${first.body.id}/comments`, { text: '  Түзеттім\r\nқара  ' })
  expect(answered.body.comments.map(({ text }: { text: string }) => text)).toEqual([
    'Терезе қисық көрінеді',
    'Түзеттім\nқара',
  ])
  for (let times = 0; times < 2; times++)
    expect((await editor.put(`${url}/${first.body.id}/resolution`)).status).toBe(204)
  expect((await owner.get(url)).body[0].resolvedBy).toBe('Айгерім Сейітқызы')
  await owner.delete(`${url}/${first.body.id}/resolution`)
  expect((await owner.get(url)).body[0].resolvedAt).toBeNull()
  const actions = (await world.history(owner.teamId)).filter((action) => action.startsWith('comment.'))
  expect(actions).toEqual(['comment.written', 'comment.written', 'comment.resolved', 'comment.reopened'])
})

it('talks that begin at the same time have numbers of their own', async () => {
  const { owner, url } = await newTeam()
  const begun = await Promise.all(Array.from({ length: 12 }, (_, index) => owner.post(url, { text: `пікір ${index}` })))
  expect(begun.map(({ body }) => body.number).sort((one, other) => one - other)).toEqual(
    Array.from({ length: 12 }, (_, index) => index + 1),
  )
})

it('only its author changes or deletes a comment; what it said stays to be read until it is deleted', async () => {
  const { owner, editor, url } = await newTeam()
  const { body: thread } = await owner.post(url, { text: 'бірінші нұсқа' })
  const comment = `${url}/${thread.id}/comments/${thread.comments[0].id}`
  expect((await editor.put(comment, { text: 'басқаша' })).body.code).toBe('comments.not_yours')
  expect((await editor.delete(comment)).status).toBe(403)
  expect((await owner.put(comment, { text: 'екінші нұсқа' })).body.comments[0]).toMatchObject({
    text: 'екінші нұсқа',
    editedAt: expect.any(String),
  })
  expect((await editor.get(`${comment}/edits`)).body).toMatchObject([{ textBefore: 'бірінші нұсқа' }])

  await editor.post(`${url}/${thread.id}/comments`, { text: 'жауап' })
  expect((await owner.delete(comment)).status).toBe(204)
  expect((await owner.get(url)).body[0].comments[0]).toMatchObject({ text: '', deletedAt: expect.any(String) })
  expect(await world.db.selectFrom('comment_edit').select('text_before').execute()).toEqual([])
  expect((await owner.delete(comment)).status).toBe(404)
})

it('a talk in which everything was taken back is gone', async () => {
  const { owner, url } = await newTeam()
  const { body: thread } = await owner.post(url, { text: 'қате жаздым' })
  await owner.delete(`${url}/${thread.id}/comments/${thread.comments[0].id}`)
  expect((await owner.get(url)).body).toEqual([])
})

it('tells who is mentioned and who takes part, each once, never the author', async () => {
  const { owner, editor, url } = await newTeam()
  const viewer = await world.newMember({ teamId: owner.teamId, role: 'viewer' })
  const { body: thread } = await owner.post(url, {
    text: '@Айгерім Сейітқызы қарашы',
    mentions: [editor.personId, owner.personId, editor.personId],
  })
  expect(thread.comments[0].mentions).toHaveLength(2)
  expect(await told(editor)).toEqual(['mention'])
  await viewer.post(`${url}/${thread.id}/comments`, { text: 'мен де көрдім' })
  expect(await told(owner)).toEqual(['comment'])
  expect(await told(viewer)).toEqual([])
  const comment = `${url}/${thread.id}/comments/${thread.comments[0].id}`
  await owner.put(comment, { text: 'жаңа', mentions: [editor.personId, viewer.personId] })
  expect([await told(editor), await told(viewer)]).toEqual([['mention'], ['mention']])
})

it('nobody outside the team can be mentioned, and one cannot find out who exists', async () => {
  const { owner, url } = await newTeam()
  const stranger = await world.newMember()
  const foreign = await owner.post(url, { text: 'сәлем', mentions: [stranger.personId] })
  const absent = await owner.post(url, { text: 'сәлем', mentions: [newId()] })
  expect(foreign).toMatchObject({ status: 400, body: { code: 'comments.unknown_member' } })
  expect(absent.body).toEqual(foreign.body)
  expect(await told(stranger)).toEqual([])
})

it('another team neither reads nor writes, with foreign ids in their own team neither (C1, C4)', async () => {
  const { owner, url, tourId } = await newTeam()
  const { body: thread } = await owner.post(url, { text: 'канарейка' })
  const stranger = await world.newMember()
  const own = `/api/teams/${stranger.teamId}/tours/${tourId}/threads`
  const others = (await stranger.post(`/api/teams/${stranger.teamId}/tours`, { title: 'x', language: 'kk' })).body.id
  const crossed = `/api/teams/${stranger.teamId}/tours/${others}/threads/${thread.id}`
  for (const answer of [
    await stranger.get(url),
    await stranger.get(own),
    await stranger.post(`${crossed}/comments`, { text: 'x' }),
    await stranger.put(`${crossed}/resolution`),
    await stranger.get(`${crossed}/comments/${thread.comments[0].id}/edits`),
  ]) {
    expect(answer.status).toBe(404)
    expect(answer.text).not.toContain('канарейка')
  }
})

it('takes plain text of 1 to 4,000 letters and gives it back unchanged (H1)', async () => {
  const { owner, url } = await newTeam()
  for (const text of ['', '   ', 'ы'.repeat(4001)]) expect((await owner.post(url, { text })).status).toBe(400)
  for (const text of ['<img src=x onerror=alert(1)>', 'javascript:alert(1)', 'ы'.repeat(4000)])
    expect((await owner.post(url, { text })).body.comments[0].text).toBe(text)
  expect((await owner.post(url, { text: 'x', pin: { ...view, html: '<b>' } })).status).toBe(400)
})

it('a viewer comments, an accountant only reads', async () => {
  const { owner, url } = await newTeam()
  const accountant = await world.newMember({ teamId: owner.teamId, role: 'accountant' })
  const viewer = await world.newMember({ teamId: owner.teamId, role: 'viewer' })
  expect((await viewer.post(url, { text: 'жақсы' })).status).toBe(201)
  expect((await accountant.get(url)).status).toBe(200)
  expect((await accountant.post(url, { text: 'жақсы' })).status).toBe(403)
})

it('nothing of a comment reaches a visitor: not the page, not the manifest, not the embed', async () => {
  const owner = await world.newMember()
  const tours = `/api/teams/${owner.teamId}/tours`
  const { id: tourId, document } = (await owner.post(tours, { title: 'Пәтер', language: 'kk' })).body
  const panorama = (await world.newPanorama(owner.teamId)).id
  const scene = Scene.parse({ id: 'kitchen', name: { kk: 'Ас үй' }, panorama })
  const url = `${tours}/${tourId}`
  await owner.put(url, { revision: 1, document: { ...document, scenes: [scene] } })
  const canary = `канарейка-${newId()}`
  const { body: thread } = await owner.post(`${url}/threads`, { text: canary, pin: view })
  const slug = `pikir-${newId().slice(-8)}`
  expect((await owner.put(`${url}/publication`, { slug })).status).toBe(200)
  for (const address of [`/t/${slug}`, `/embed/${slug}`, `/api/public/tours/${slug}`]) {
    const { text } = await world.visitor.get(address)
    expect(text).not.toContain(canary)
    expect(text).not.toContain(thread.id)
  }
  const { manifest_text } = await world.db
    .selectFrom('tour_version')
    .select('manifest_text')
    .where('tour_id', '=', tourId)
    .executeTakeFirstOrThrow()
  expect(manifest_text).toContain('kitchen')
  expect(manifest_text).not.toContain(canary)
})
