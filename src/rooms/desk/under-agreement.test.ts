// What the staff may not do to a team because its agreement prevails, and when its end comes.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { overrideKeys } from '#rooms/agreements/contract.ts'
import { overrideEffects } from '#rooms/agreements/effects/contract.ts'
import { newAgreement } from '#test/support/agreements.ts'
import { newStaff } from '#test/support/staff.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

let world: World
let staff: TestMember
beforeAll(async () => {
  world = await openWorld()
  staff = await newStaff(world, 'owner')
})
afterAll(() => world.close())

const restrict = ({ teamId }: TestMember, kind: string, level: string) =>
  staff.post('/api/desk/holds', {
    ...{ subjectKind: 'team', subjectId: teamId, kind, level, reason: 'payment_unmet', statement: { ru: 'Долг' } },
    atOnceBecause: 'тест',
  })

it('says of everything that an agreement may override who carries it out', () => {
  expect(Object.keys(overrideEffects).sort()).toEqual([...overrideKeys].sort())
})

it('a team that is not restricted for missing money can only be warned for it; other reasons stand', async () => {
  const usual = await world.newMember()
  expect((await restrict(usual, 'billing', 'read_only')).status).toBe(201)
  const member = await world.newMember()
  await newAgreement(world, member, { suspendPolicy: 'no_suspend' }, '5/26')
  for (const level of ['limited', 'read_only', 'blocked']) {
    const answer = await restrict(member, 'billing', level)
    expect([answer.status, answer.body.code, answer.body.details?.number]).toEqual([
      409,
      'agreements.no_suspend',
      '5/26',
    ])
  }
  expect((await restrict(member, 'billing', 'warn')).status).toBe(201)
  expect((await restrict(member, 'terms', 'read_only')).status).toBe(201)
})

it('its service ends after the agreed notice, and nothing is deleted before the agreed day', async () => {
  const dayMs = 86_400_000
  const member = await world.newMember()
  await newAgreement(world, member, { terminationNoticeDays: 20, retentionDays: 400 })
  const before = Date.now()
  const ending = { reason: 'tos_violation', statement: { ru: 'Нарушения' }, exportDays: 30 }
  expect((await staff.put(`/api/desk/teams/${member.teamId}/termination`, ending)).status).toBe(204)
  const holds = await world.db
    .selectFrom('access_hold')
    .select(['level', 'begins_at'])
    .where('subject_id', '=', member.teamId)
    .orderBy('begins_at')
    .execute()
  const days = (at: Date) => Math.round((at.getTime() - before) / dayMs)
  expect(holds.map(({ level, begins_at }) => [level, days(begins_at)])).toEqual([
    ['read_only', 20],
    ['blocked', 50],
  ])
  expect((await member.get(`/api/teams/${member.teamId}/holds`)).body.level).toBe('none')
  const tour = await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })
  expect(tour.status).toBe(201)
  const { rows } = await jobsOf(member.teamId)
  expect(rows.map(({ run_at }) => days(run_at))).toEqual([420])
})

const jobsOf = (teamId: string) =>
  sql<{ run_at: Date }>`select run_at from graphile_worker.jobs
    where task_identifier = 'export_window_ended' and key like ${`%${teamId}`}`.execute(world.db)
