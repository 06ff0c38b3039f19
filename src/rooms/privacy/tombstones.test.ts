// S1, S2: what was deleted stays deleted when the database comes back from a backup; and a deleted account's address is nobody's.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyHistory } from '#rooms/audit/audit.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { tableNames } from './personal-data.ts'
import { eraseAgain, purge } from './purge.ts'
import { forgetTombstones } from './tombstones.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const dayMs = 86_400_000
async function later<Result>(days: number, work: () => Promise<Result>): Promise<Result> {
  const { now } = world.tools
  world.tools.now = () => new Date(Date.now() + days * dayMs)
  try {
    return await work()
  } finally {
    world.tools.now = now
  }
}

type Backup = Map<string, string>

/** Every row of every table, as a dump has them. */
async function backUp(): Promise<Backup> {
  const backup: Backup = new Map()
  for (const name of [...tableNames, 'audit_chain', 'audit_seal']) {
    const { rows } = await sql<{ rows: string }>`
      select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows from ${sql.table(name)} as t`.execute(world.db)
    backup.set(name, rows[0]?.rows ?? '[]')
  }
  return backup
}

/** As a dump is restored: everything that was written since is gone, and no trigger runs. */
async function restore(backup: Backup): Promise<void> {
  await world.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    for (const name of backup.keys()) await sql`delete from ${sql.table(name)}`.execute(tx)
    for (const [name, rows] of backup)
      await sql`insert into ${sql.table(name)} overriding system value
        select * from jsonb_populate_recordset(null::${sql.table(name)}, ${rows}::jsonb)`.execute(tx)
  })
}

async function eraseAccountWithTeam(member: TestMember): Promise<void> {
  expect((await member.post('/api/account/deletion', { teamIds: [member.teamId] })).status).toBeLessThan(300)
  await later(14.1, async () => {
    for (const subject of [member.teamId, member.personId]) {
      const { id } = await world.db
        .selectFrom('erasure')
        .select('id')
        .where('subject_id', '=', subject)
        .executeTakeFirstOrThrow()
      await purge(world.tools, id)
    }
  })
}

const isThere = async ({ personId, teamId }: TestMember) => [
  (await world.db.selectFrom('person').select('id').where('id', '=', personId).execute()).length,
  (await world.db.selectFrom('team').select('id').where('id', '=', teamId).execute()).length,
]
const certificates = ({ personId, teamId }: TestMember) =>
  world.db
    .selectFrom('erasure')
    .select(['subject_kind', 'certificate_sha256'])
    .where('subject_id', 'in', [personId, teamId])
    .where('finished_at', 'is not', null)
    .execute()

async function withCanary(member: TestMember): Promise<string> {
  const canary = `canary${randomBytes(8).toString('hex')}`
  await member.patch('/api/me', { name: canary })
  await member.post(`/api/teams/${member.teamId}/tours`, { title: canary, language: 'kk' })
  return canary
}

async function everything(): Promise<string> {
  const texts = [...(await backUp()).values()]
  return texts.join('\n')
}

it('S1: deletes again what a restored database brings back, and leaves everybody else', async () => {
  const [member, other] = [await world.newMember(), await world.newMember()]
  const canary = await withCanary(member)
  const backup = await backUp()
  await eraseAccountWithTeam(member)
  expect(await isThere(member)).toEqual([0, 0])
  await restore(backup)
  expect(await isThere(member)).toEqual([1, 1])
  expect((await member.get('/api/me')).body.name).toBe(canary)

  await later(20, () => eraseAgain(world.tools))
  expect(await isThere(member)).toEqual([0, 0])
  expect(await isThere(other)).toEqual([1, 1])
  expect(await everything()).not.toContain(canary)
  const written = await certificates(member)
  expect(written.map(({ subject_kind }) => subject_kind).toSorted()).toEqual(['person', 'team'])
  for (const { certificate_sha256 } of written) expect(certificate_sha256).toMatch(/^[0-9a-f]{64}$/)
  const again = await world.db
    .selectFrom('audit_entry')
    .select('action')
    .where('target_id', 'in', [member.personId, member.teamId])
    .where('action', 'like', '%.deleted_again')
    .execute()
  expect(again.map(({ action }) => action).toSorted()).toEqual(['person.deleted_again', 'team.deleted_again'])
  expect((await verifyHistory(world.db, [])).faults).toEqual([])
})

it('S1: a backup made while the deletion was announced does not give it fourteen more days', async () => {
  const member = await world.newMember()
  await member.post('/api/account/deletion', { teamIds: [member.teamId] })
  const backup = await backUp()
  await later(14.1, async () => {
    for (const subject of [member.teamId, member.personId]) {
      const row = await world.db
        .selectFrom('erasure')
        .select('id')
        .where('subject_id', '=', subject)
        .executeTakeFirstOrThrow()
      await purge(world.tools, row.id)
    }
  })
  await restore(backup)
  await eraseAgain(world.tools)
  expect(await isThere(member)).toEqual([0, 0])
  expect(await certificates(member)).toHaveLength(2)
})

it('does nothing at a start without a restored backup, and nothing twice', async () => {
  const member = await world.newMember()
  await eraseAccountWithTeam(member)
  const before = await everything()
  await eraseAgain(world.tools)
  expect(await everything()).toBe(before)
})

it('a tombstone says ids and a day, nothing of a person, and goes after five years', async () => {
  const member = await world.newMember()
  const canary = await withCanary(member)
  await eraseAccountWithTeam(member)
  const own = async () => {
    const found: string[] = []
    for await (const { key } of world.tools.storage.list('tombstones/'))
      if (key.includes(member.personId) || key.includes(member.teamId)) found.push(key)
    return found
  }
  const keys = await own()
  expect(keys).toHaveLength(2)
  for (const key of keys) {
    expect(key).not.toContain(canary)
    expect((await world.tools.storage.read(key)).toString()).toBe('deleted\n')
  }
  await later(5 * 365, () => forgetTombstones(world.tools))
  expect(await own()).toHaveLength(2)
  await later(5 * 366 + 14, () => forgetTombstones(world.tools))
  expect(await own()).toEqual([])
})

it('S2: keeps a deleted account’s address in no form, and whoever takes it next inherits nothing', async () => {
  const [member, host] = [await world.newMember(), await world.newMember()]
  const { email } = member
  await host.post(`/api/teams/${host.teamId}/invitations`, { email, role: 'viewer', language: 'kk' })
  await eraseAccountWithTeam(member)
  expect((await everything()).toLowerCase()).not.toContain(email.toLowerCase())
  const next = await world.newMember()
  await world.db
    .updateTable('person')
    .set({ email, email_canonical: email.toLowerCase() })
    .where('id', '=', next.personId)
    .execute()
  const me = (await next.get('/api/me')).body
  expect(me.teams.map(({ id }: { id: string }) => id)).toEqual([next.teamId])
  expect((await next.get('/api/notices')).body.notices).toEqual([])
  expect((await next.get('/api/account/data')).body).toMatchObject({ exports: [], erasures: [], requests: [] })
})
