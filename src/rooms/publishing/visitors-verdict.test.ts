// A separate agreement may keep public tours on while only money is missing: at once when it is signed, until it ends.
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type AgreementRow,
  draftAgreement,
  endAgreement,
  keepsPublicTours,
  signAgreement,
} from '#rooms/agreements/agreements.ts'
import { insertFile } from '#rooms/agreements/store.ts'
import { liftHold, type NewHold, placeHold } from '#rooms/holds/holds.ts'
import { dayOf, startOfDay } from '#rooms/legal/legal.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { Scene } from '#tour/tour.ts'
import { visitorsVerdict } from './visitors-verdict.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const dayMs = 86_400_000
const day = (days: number) => dayOf(new Date(Date.now() + days * dayMs))

async function sign(
  { teamId, personId: by }: TestMember,
  more: Partial<Pick<AgreementRow, 'startsOn' | 'endsOn'>> = {},
) {
  const agreement = { number: '7', dated: day(-9), parties: 'а – б', startsOn: day(-9), endsOn: null, ...more }
  const overrides = { publicToursOnSuspend: 'keep' } as const
  return world.write(async (tx) => {
    const at = new Date()
    const id = await draftAgreement(tx, teamId, { ...agreement, overrides }, by, at)
    const file = { fileName: 'a.pdf', sizeBytes: 1, storageKey: 'a', sha256: 'a'.repeat(64) }
    await insertFile(tx, { ...file, teamId, agreementId: id, by, at })
    await signAgreement(tx, id, by, at)
    return id
  })
}

const place = ({ teamId: id }: TestMember, more: Partial<NewHold> = {}) =>
  world.write((tx) =>
    placeHold(tx, {
      ...{ subject: { kind: 'team', id }, kind: 'billing', level: 'read_only', reason: 'payment_unmet', statement: {} },
      ...{ placedBy: null, at: new Date(), ...more },
    }),
  )
const lift = (holdId: string) => world.write((tx) => liftHold(tx, { holdId, liftedBy: null, note: '', at: new Date() }))

async function publish(member: TestMember, slug: string) {
  const made = (await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })).body
  const hall = await world.newPanorama(member.teamId)
  const scene = Scene.parse({ id: 'hall', name: { kk: 'Дәліз' }, panorama: hall.id })
  const url = `/api/teams/${member.teamId}/tours/${made.id}`
  await member.put(url, { revision: 1, document: { ...made.document, scenes: [scene] } })
  expect((await member.put(`${url}/publication`, { slug })).status).toBe(200)
  const tile = `/tiles/${made.id}/${hall.archive}/1/f0_0.jpg`
  return async () => [(await world.visitor.get(`/t/${slug}`)).status, (await world.visitor.get(tile)).status]
}

it('keeps them on from its signature to its end, for missing money alone and not for a block', async () => {
  const member = await world.newMember()
  const look = await publish(member, 'kept-on')
  await place(member)
  await expect.poll(look).toEqual([404, 404])
  const id = await sign(member)
  await expect.poll(look).toEqual([200, 200])
  const blocked = await place(member, { level: 'blocked' })
  await expect.poll(look).toEqual([404, 404])
  await lift(blocked)
  await expect.poll(look).toEqual([200, 200])
  const terms = await place(member, { kind: 'terms' })
  await expect.poll(look).toEqual([410, 410])
  await lift(terms)
  await expect.poll(look).toEqual([200, 200])
  await world.write((tx) => endAgreement(tx, id, 'келісім', member.personId, new Date()))
  await expect.poll(look).toEqual([404, 404])
})

it('begins and ends by its days, and says when the answer changes', async () => {
  const member = await world.newMember()
  await place(member)
  await sign(member, { startsOn: day(2), endsOn: day(3) })
  const subjects = [{ kind: 'team', id: member.teamId }] as const
  const verdict = (at: Date) => visitorsVerdict(world.db, member.teamId, [...subjects], at)
  const [first, after] = [startOfDay(day(2)), startOfDay(day(4))]
  expect(await verdict(new Date())).toEqual({ why: 'resting', changesAt: first })
  expect(await verdict(first)).toEqual({ why: undefined, changesAt: after })
  expect((await verdict(new Date(after.getTime() - 1))).why).toBeUndefined()
  expect(await verdict(after)).toEqual({ why: 'resting', changesAt: undefined })
  expect((await keepsPublicTours(world.db, (await world.newMember()).teamId, first)).keeps).toBe(false)
})
