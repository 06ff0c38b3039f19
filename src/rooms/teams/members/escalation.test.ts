// C2: ten thousand random attempts of people who don't own the team to raise themselves or each other. The verbs are asked directly,
// below the routes' policies, so that a policy forgotten somewhere above them would not help either.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Tx } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { openWorld, type World } from '#test/support/world.ts'
import { rankOf } from '../abilities/contract.ts'
import type { Role } from '../contract.ts'
import { decideApplicant, inviteByLetter, inviteByLink } from '../invitations/invitations.ts'
import { joinTeam } from '../store.ts'
import {
  type Actor,
  answerOffer,
  changeRole,
  leaveTeam,
  offerOwnership,
  removeMember,
  withdrawOffer,
} from './members.ts'
import { findOpenOffer, holdRoles } from './store.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const operations = 10_000
const perTransaction = 250
const others: Role[] = ['admin', 'editor', 'agent', 'accountant', 'viewer']
const wanted: Role[] = ['owner', ...others]

/** Mulberry32: the same attempts in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

it('C2 raises nobody’s rank and leaves an owner, in 10,000 random attempts by people who own nothing', async () => {
  const roll = dice(20_261)
  const pick = <Item>(items: readonly Item[]): Item => items[roll(items.length)] as Item
  const owner = await world.newMember()
  const { teamId } = owner
  const people: string[] = []
  for (const role of [...others, ...others, ...others]) people.push((await world.newMember({ teamId, role })).personId)
  let allowed = 0

  const attempt = async (tx: Tx, by: Actor): Promise<void> => {
    const { tools } = world
    const at = new Date()
    const target = pick([owner.personId, ...people])
    const offer = await findOpenOffer(tx, teamId, at)
    const email = `${roll(1e9)}@example.kz`
    const attempts: (() => Promise<unknown>)[] = [
      ...Array.from({ length: 6 }, () => () => changeRole(tx, tools, by, target, pick(wanted), at)),
      () => changeRole(tx, tools, by, by.personId, pick(wanted), at),
      () => removeMember(tx, tools, by, target, at),
      () => leaveTeam(tx, by, at),
      () => offerOwnership(tx, tools, by, { to: pick(people), giverBecomes: 'admin' }, at),
      () => answerOffer(tx, by, offer?.id ?? target, true, at),
      () => withdrawOffer(tx, by, offer?.id ?? target, at),
      () => inviteByLetter(tx, tools, by, { email, role: pick(others) as 'admin', language: 'kk' }, at),
      () =>
        inviteByLink(
          tx,
          tools,
          by,
          { role: pick(others) as 'viewer', label: '', expiresInDays: 1, maxUses: 1, needsApproval: false },
          at,
        ),
      () => decideApplicant(tx, tools, by, { invitationId: target, personId: by.personId, outcome: 'joined', at }),
    ]
    await pick(attempts)()
  }

  for (let done = 0; done < operations; done += perTransaction)
    await world.write(async (tx) => {
      let before = await holdRoles(tx, teamId)
      for (let each = 0; each < perTransaction; each++) {
        const by = { teamId, personId: pick(people) }
        const own = before.get(by.personId)
        const refused = await attempt(tx, by).then(
          () => false,
          (error: unknown) => {
            if (error instanceof Refusal) return true
            throw error
          },
        )
        if (refused) continue
        allowed++
        const after = await holdRoles(tx, teamId)
        expect([...after.values()].filter((role) => role === 'owner').length).toBeGreaterThanOrEqual(1)
        for (const [personId, role] of after) {
          const former = before.get(personId)
          if (former === role) continue
          expect(own && rankOf(role) <= rankOf(own), `${own} made ${former} ${role}`).toBe(true)
          if (personId === by.personId) expect(rankOf(role)).toBeLessThanOrEqual(rankOf(own ?? 'viewer'))
        }
        for (const personId of people)
          if (!after.has(personId)) await joinTeam(tx, teamId, personId, pick(others), new Date())
        before = await holdRoles(tx, teamId)
      }
    })
  // The world was not simply shut: some attempts were an administrator's right.
  expect(allowed).toBeGreaterThan(operations / 50)
}, 300_000)
