// C1: those who are not all the way in, over the real table of routes. Somebody whose address is not proven has no session at all, so the
// column of the unverified is: a registration that waits, an address that waits, documents that were not accepted.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeclaredRoute, writes } from '#platform/http.ts'
import { setUpOperator } from '#test/support/legal.ts'
import { address, ask, codeOf, cookieOf, garbage, isPassed, keyOf, openStage } from '#test/support/matrix-asking.ts'
import { hijacked, mayBeAbsent, newScene, type Scene } from '#test/support/matrix-fixtures.ts'
import { askToRegister, lastMailTo, newcomer } from '#test/support/registering.ts'
import { openWorld, type World } from '#test/support/world.ts'

let world: World
let scene: Scene
beforeAll(async () => {
  world = await openWorld()
  scene = await newScene(world)
})
afterAll(() => world.close())

const forSomebody = () => world.declared.filter(({ who }) => who !== 'anyone')
const ofTeams = () => world.declared.filter(({ url }) => url.startsWith('/api/teams/:teamId'))

/** Every route that asks for somebody, with a token that was sent by mail where a session's or a key's would stand. */
async function expectClosed(token: string) {
  for (const route of forSomebody())
    for (const [name, value] of Object.entries({ cookie: `panoqor=${token}`, authorization: `Bearer ${token}` })) {
      const url = await address(route.url, scene)
      const answer = await ask(world, route, url, { [name]: value }, route.takesBody && garbage)
      expect([401, 403], `${keyOf(route)}: ${answer.status}`).toContain(answer.status)
      if (name === 'cookie') expect(answer.status, keyOf(route)).toBe(401)
    }
}

describe('C1 whoever is not all the way in', () => {
  it('with a registration that waits for its proof has no session, and the token of the mail is none', async () => {
    const who = newcomer()
    const asked = await askToRegister(world, who)
    expect(asked.headers['set-cookie']).toBeUndefined()
    const { token } = await lastMailTo(world, who.email)
    await expectClosed(token)
    const person = world.db.selectFrom('person').select('id').where('email_canonical', '=', who.email)
    expect(await person.execute()).toEqual([])
    expect((await world.visitor.post('/api/registrations/step', { token })).status).toBe(200)
  })

  it('with a change of address that waits is who they were: the new address opens nothing, the old one all', async () => {
    const { owner } = scene
    const { email } = newcomer()
    expect((await owner.put('/api/me/email-change', { email })).status).toBe(200)
    const { token } = await lastMailTo(world, email)
    await expectClosed(token)
    const stage = await openStage(world)
    await stage.scene.owner.put('/api/me/email-change', { email: newcomer().email })
    for (const route of ofTeams()) {
      if (hijacked(route.url) || mayBeAbsent.has(keyOf(route))) continue
      const answer = await stage.askOwn(route, cookieOf(stage.scene.owner))
      expect(isPassed(answer), `${keyOf(route)}: ${answer.status} ${answer.text.slice(0, 200)}`).toBe(true)
    }
    expect((await owner.get('/api/me')).body.email).toBe(owner.email)
  })

  it('with an address that was never proven publishes nothing, invites nobody in and makes no team', async () => {
    const { owner } = await newScene(world)
    const unproven = { email_verified_at: null }
    await world.db.updateTable('person').set(unproven).where('id', '=', owner.personId).execute()
    const { document, id } = (await owner.post(`/api/teams/${owner.teamId}/tours`, { title: 'Пәтер', language: 'kk' }))
      .body
    expect(document).toBeDefined()
    const tries = [
      await owner.put(`/api/teams/${owner.teamId}/tours/${id}/publication`, { slug: 'never-shown' }),
      await owner.post('/api/teams', { name: 'Екінші' }),
      await owner.post('/api/invitation-acceptances', { token: 'x'.repeat(43) }),
    ]
    for (const answer of tries) expect(codeOf(answer)).toMatch(/^(accounts|teams)\.verify_first$/)
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403])
  })
})

describe('C1 whoever has not accepted the documents in force', () => {
  let late: World
  let before: Awaited<ReturnType<typeof openStage>>
  beforeAll(async () => {
    late = await openWorld()
    before = await openStage(late)
    for (const route of late.declared) await address(route.url, before.scene)
    await setUpOperator(late)
  })
  afterAll(() => late.close())

  const askAs = async (route: DeclaredRoute) => {
    const { scene } = before
    const url = await address(route.url, scene)
    return ask(late, route, url, cookieOf(scene.owner), route.takesBody && garbage)
  }
  const isOpen = ({ beforeTerms }: DeclaredRoute) => beforeTerms === true
  const writing = () => late.declared.filter((route) => ['person', 'member'].includes(route.who) && writes(route))

  it('reads what is theirs, and is asked to accept before anything is written', async () => {
    for (const route of late.declared.filter(({ who }) => ['person', 'member'].includes(who))) {
      if (hijacked(route.url) || (writes(route) && isOpen(route)) || mayBeAbsent.has(keyOf(route))) continue
      const answer = await askAs(route)
      const said = `${keyOf(route)}: ${answer.status} ${answer.text.slice(0, 200)}`
      if (writes(route)) expect([answer.status, codeOf(answer)], said).toEqual([403, 'legal.accept_first'])
      else expect(codeOf(answer), said).not.toBe('legal.accept_first')
    }
  })

  it('may say yes or no, keep their account safe, leave, take their data along and read notices: nothing else', async () => {
    const mayDo =
      /^\w+ \/api\/(sessions?|me\/(documents|acceptances|proofs|one-time-codes|recovery-codes|passkeys|sessions|consent)|notice|account|teams\/:teamId\/(deletion|export))/
    const open = writing().filter(isOpen)
    expect(open.length).toBeGreaterThan(5)
    expect(open.map(keyOf).filter((key) => !mayDo.test(key))).toEqual([])
    for (const route of open.filter(({ takesBody }) => takesBody))
      expect(codeOf(await askAs(route)), keyOf(route)).not.toBe('legal.accept_first')
  })
})
