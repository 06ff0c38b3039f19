// C1: who may do what, over the real table of routes. What must come out is read from what each route declared; what is put into the
// addresses is in test/support/matrix-fixtures.ts, which also says what a new route needs.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeclaredRoute } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { placeHold } from '#rooms/holds/holds.ts'
import { type Ability, allAbilities, can, type Role, roles, ruleOf } from '#rooms/teams/abilities/contract.ts'
import { keyScopes } from '#rooms/teams/keys/scopes/contract.ts'
import { countQueries } from '#test/support/counted-queries.ts'
import {
  address,
  ask,
  codeOf,
  cookieOf,
  garbage,
  isObject,
  isPassed,
  isWall,
  keyOf,
  openStage,
  parametersIn,
  rowFor,
  type Stage,
} from '#test/support/matrix-asking.ts'
import {
  answerWhileHeld,
  bodies,
  deleted,
  hijacked,
  knowDeleted,
  mayBeAbsent,
  newScene,
  type Scene,
  tokens,
} from '#test/support/matrix-fixtures.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

const counted = countQueries()
let world: World
let stage: Stage
let other: Scene
beforeAll(async () => {
  world = await openWorld({ plugin: counted.plugin })
  stage = await openStage(world)
  other = await newScene(world)
})
afterAll(() => world.close())

const ofTeams = () => world.declared.filter(({ url }) => url.startsWith('/api/teams/:teamId'))
const ability = (route: DeclaredRoute) => allAbilities.find((each) => each === route.ability)

/** Agents are let through to tours that are theirs; the stage.scene's are its owner's. */
const isAnothersTour = (route: DeclaredRoute, role: Role, rule: Ability | undefined) =>
  role === 'agent' && rule !== undefined && ruleOf(rule).own === true && route.url.includes(':tourId')

describe('the table of routes', () => {
  it('names a policy for everything that is answered', () => {
    const declared = new Set(world.declared.map(keyOf))
    const undeclared = world.registered
      .map(({ method, url }) => `${method} ${url}`)
      .filter((key) => !declared.has(key) && !(key.startsWith('HEAD ') && declared.has(key.replace('HEAD', 'GET'))))
    expect(undeclared).toEqual([])
    for (const route of world.declared)
      expect(['anyone', 'person', 'member', 'staff'], keyOf(route)).toContain(route.who)
  })

  it('asks a member on every address of a team, and an ability that the table of roles knows', () => {
    for (const route of ofTeams()) expect(route.who, keyOf(route)).toBe('member')
    for (const route of world.declared)
      if (route.ability !== undefined) expect(allAbilities, keyOf(route)).toContain(route.ability)
  })

  it('has something to put into every address of a team, and a body where there must be one', () => {
    const missing = world.declared.flatMap((route) => {
      if (route.who === 'anyone') return []
      const objects = parametersIn(route.url).filter((parameter) => isObject(route.url, parameter))
      return [
        ...parametersIn(route.url).filter(
          (parameter) => rowFor(route.url, parameter) === undefined && !parameter.endsWith('Id'),
        ),
        ...(route.takesBody && objects.length > 0 && !(keyOf(route) in bodies) ? [`a body for ${keyOf(route)}`] : []),
      ]
    })
    expect(missing, 'see the head of test/support/matrix-fixtures.ts').toEqual([])
  })
})

describe('C1 own objects', () => {
  it('are closed to whoever is not signed in', async () => {
    for (const route of world.declared.filter(({ who }) => who !== 'anyone')) {
      const answer = await ask(world, route, await address(route.url, stage.scene), {}, route.takesBody && garbage)
      expect(answer.status, keyOf(route)).toBe(401)
    }
  })

  it.each(roles)('are open to a role as far as the table says: %s', async (role) => {
    for (const route of ofTeams()) {
      const rule = ability(route)
      const allowed = rule === undefined || can(role, rule)
      if (allowed && (hijacked(route.url) || mayBeAbsent.has(keyOf(route)))) continue
      const answer = await stage.askOwn(route, cookieOf(stage.scene.members[role]))
      const said = `${role} ${keyOf(route)}: ${answer.status} ${answer.text.slice(0, 200)}`
      if (!allowed)
        expect([answer.status, codeOf(answer) || 'teams.role_cannot'], said).toEqual([403, 'teams.role_cannot'])
      else expect(isPassed(answer) || (answer.status === 403 && isAnothersTour(route, role, rule)), said).toBe(true)
      if (isAnothersTour(route, role, rule) && !route.takesBody) expect(answer.status, said).toBe(403)
    }
  })

  it('are open to a program’s key as far as its scopes say', async () => {
    for (const route of world.declared.filter(({ who }) => who !== 'anyone')) {
      const scope = keyScopes.find((each) => each === route.ability)
      if (scope && hijacked(route.url)) continue
      const token = tokens.get(await stage.scene.get('keyId')) ?? ''
      const answer = await stage.askOwn(route, { authorization: `Bearer ${token}` })
      const said = `${keyOf(route)}: ${answer.status} ${answer.text.slice(0, 200)}`
      if (scope) expect(isPassed(answer), said).toBe(true)
      else expect([401, 403], said).toContain(answer.status)
    }
  })

  it('are not there for the owner of another team, nor for the operator’s staff', async () => {
    const nobodys = { teamId: newId() }
    const strangers = [other.owner, await newStaff('owner'), await newStaff('support')]
    for (const route of ofTeams())
      for (const stranger of strangers) {
        const headers = cookieOf(stranger)
        const payload = (route.takesBody && (await bodies[keyOf(route)]?.(stage.scene))) || (route.takesBody && garbage)
        const answer = await ask(world, route, await address(route.url, stage.scene), headers, payload)
        const never = await ask(world, route, await address(route.url, stage.scene, nobodys), headers, payload)
        expect(answer.status, keyOf(route)).toBe(404)
        expect(answer.text, keyOf(route)).toBe(never.text)
      }
  })

  it('are closed to whom the operator blocked, except what says why', async () => {
    const blocked = await newScene(world)
    const subject = { kind: 'team', id: blocked.owner.teamId } as const
    const hold = { kind: 'terms', level: 'blocked', reason: 'spam', statement: {}, placedBy: null } as const
    await world.write((tx) => placeHold(tx, { subject, ...hold, at: new Date() }))
    for (const route of ofTeams()) {
      const rule = ability(route)
      if (answerWhileHeld.has(keyOf(route)) || (rule && ruleOf(rule).held)) continue
      const url = await address(route.url, stage.scene, { teamId: blocked.owner.teamId })
      const answer = await ask(world, route, url, cookieOf(blocked.owner), route.takesBody && garbage)
      expect([answer.status, codeOf(answer) || 'holds.blocked'], keyOf(route)).toEqual([403, 'holds.blocked'])
    }
  })

  it('ask for a late proof where the route says so', async () => {
    const stale = await newScene(world)
    const hourAgo = new Date(Date.now() - 3_600_000)
    await world.db
      .updateTable('session')
      .set({ proved_at: hourAgo })
      .where('person_id', '=', stale.owner.personId)
      .execute()
    const dangerous = world.declared.filter(({ provenLately, who }) => provenLately && who !== 'staff')
    expect(dangerous.length).toBeGreaterThan(5)
    for (const route of dangerous) {
      const url = await address(route.url, stage.scene, { teamId: stale.owner.teamId })
      const answer = await ask(world, route, url, cookieOf(stale.owner), route.takesBody && garbage)
      expect(codeOf(answer), keyOf(route)).toBe('accounts.prove_again')
    }
  })
})

describe('C1 foreign and deleted objects', () => {
  it('answer like those that never existed, whichever part of the address is another team’s', async () => {
    let asked = 0
    for (const route of ofTeams().filter(({ url }) => !hijacked(url))) {
      const objects = parametersIn(route.url).filter((parameter) => isObject(route.url, parameter))
      for (const parameter of objects) {
        const row = rowFor(route.url, parameter) ?? ''
        const headers = cookieOf(stage.scene.owner)
        const payload = route.takesBody ? await bodies[keyOf(route)]?.(stage.scene) : undefined
        const never = newId()
        const missing = await ask(
          world,
          route,
          await address(route.url, stage.scene, { [parameter]: never }),
          headers,
          payload,
        )
        const candidates = [await other.get(row)]
        if (parameter in deleted && !knowDeleted.has(keyOf(route)))
          candidates.push((await deleted[parameter]?.(stage.scene)) ?? '')
        for (const id of candidates) {
          const answer = await ask(
            world,
            route,
            await address(route.url, stage.scene, { [parameter]: id }),
            headers,
            payload,
          )
          const said = `${keyOf(route)} ${parameter}: ${answer.status} ${answer.text.slice(0, 200)}`
          expect(answer.status, said).toBe(missing.status)
          expect(answer.text.replaceAll(id, never), said).toBe(missing.text)
          // Taking away what isn't there is done already; nothing else succeeds.
          if (answer.status < 300) expect(route.method, said).toBe('DELETE')
          else expect(answer.status, said).toBe(404)
          asked++
        }
      }
    }
    expect(asked).toBeGreaterThan(50)
  })

  it('of another team cost the database what those cost that never existed, so that no clock tells them apart', async () => {
    let asked = 0
    // When a session was seen last is written down now and then, which is none of this.
    const seen = { last_seen_at: new Date(Date.now() + 3_600_000) }
    const { personId } = stage.scene.owner
    await world.db.updateTable('session').set(seen).where('person_id', '=', personId).execute()
    for (const route of ofTeams().filter(({ url }) => !hijacked(url)))
      for (const parameter of parametersIn(route.url).filter((each) => isObject(route.url, each))) {
        const headers = cookieOf(stage.scene.owner)
        const payload = route.takesBody ? await bodies[keyOf(route)]?.(stage.scene) : undefined
        const foreign = await other.get(rowFor(route.url, parameter) ?? '')
        const urls: string[] = []
        for (const id of [newId(), foreign]) urls.push(await address(route.url, stage.scene, { [parameter]: id }))
        const work: string[][] = []
        for (const url of urls)
          work.push((await counted.during(() => ask(world, route, url, headers, payload))).statements)
        expect(work[1], `${keyOf(route)} ${parameter}`).toEqual(work[0])
        expect(work[0]?.length, keyOf(route)).toBeGreaterThan(1)
        asked++
      }
    expect(asked).toBeGreaterThan(50)
  })

  it('of another team are untouched after all of that', async () => {
    const { owner } = other
    expect((await owner.get(`/api/teams/${owner.teamId}/members`)).body.members).toHaveLength(roles.length)
    expect((await owner.get(`/api/teams/${owner.teamId}/tours/${await other.get('tourId')}`)).status).toBe(200)
  })
})

type StaffRole = 'owner' | 'billing' | 'moderation' | 'support' | 'auditor'
const staffRoles: StaffRole[] = ['owner', 'billing', 'moderation', 'support', 'auditor']

async function newStaff(role: StaffRole, secondFactor = true): Promise<TestMember> {
  const member = await world.newMember()
  await world.db.insertInto('operator').values({ person_id: member.personId, role, since: new Date() }).execute()
  if (secondFactor)
    await world.db
      .updateTable('session')
      .set({ second_factor_at: new Date() })
      .where('person_id', '=', member.personId)
      .execute()
  return member
}

describe('C1 the desk', () => {
  const desk = () => world.declared.filter(({ who }) => who === 'staff')

  it('is not there for members', async () => {
    for (const route of desk()) {
      const answer = await ask(
        world,
        route,
        await address(route.url, stage.scene),
        cookieOf(stage.scene.owner),
        route.takesBody && garbage,
      )
      expect([answer.status, codeOf(answer)], keyOf(route)).toEqual([404, 'http.not_found'])
    }
  })

  it.each(staffRoles)('is open to staff as far as the route says: %s', async (role) => {
    const member = await newStaff(role)
    for (const route of desk()) {
      const allowed = route.roles?.includes(role) ?? true
      const answer = await ask(
        world,
        route,
        await address(route.url, stage.scene),
        cookieOf(member),
        route.takesBody && garbage,
      )
      const said = `${keyOf(route)}: ${answer.status} ${answer.text.slice(0, 200)}`
      if (allowed) expect(isWall(answer) || answer.status >= 500, said).toBe(false)
      else expect([answer.status, codeOf(answer)], said).toEqual([403, 'accounts.not_your_desk'])
    }
  })

  it('asks staff for a second factor everywhere', async () => {
    const member = await newStaff('owner', false)
    for (const route of desk()) {
      const answer = await ask(
        world,
        route,
        await address(route.url, stage.scene),
        cookieOf(member),
        route.takesBody && garbage,
      )
      expect(codeOf(answer), keyOf(route)).toBe('accounts.second_factor_first')
    }
  })
})
