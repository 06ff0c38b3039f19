// What a team's scope shows and lets through, over connections that are shared by everybody.
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase, type TestDatabase } from '#test/support/database.ts'
import { type Db, inTransaction, openDb, openPool } from './db.ts'
import { newId } from './ids.ts'
import { openJobQueue } from './jobs.ts'
import { openLog } from './log.ts'
import { ensureTenantRole, grantToTenants } from './postgres/tenant-role.ts'
import { acrossTeams, ScopedPool, teamAtHand, tenantRole, withinTeam } from './tenancy.ts'
import type { JobQueue } from './tools.ts'

let database: TestDatabase
/** Of one connection, so that whatever the one before left on it would show. */
let pool: pg.Pool
let db: Db
let jobs: JobQueue
const [ours, theirs] = [newId(), newId()]

beforeAll(async () => {
  database = await freshDatabase()
  pool = openPool({ ...database.connection, max: 1 }, () => {})
  db = openDb(pool)
  jobs = await openJobQueue(pool, openLog('silent'))
  for (const id of [ours, theirs]) {
    await db.insertInto('team').values({ id, name: id, created_at: new Date() }).execute()
    await db.insertInto('storage_use').values({ team_id: id }).execute()
  }
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const teamsSeen = async () => (await db.selectFrom('team').select('id').execute()).map(({ id }) => id)
const quotaSeen = async (of: { query: pg.Pool['query'] } = pool) =>
  (await of.query<{ team_id: string }>('select team_id from storage_use')).rows.map((row) => row.team_id)

it('shows a team its own rows, and whoever is in no scope all of them', async () => {
  expect(await withinTeam(ours, teamsSeen)).toEqual([ours])
  expect((await teamsSeen()).sort()).toEqual([ours, theirs].sort())
  expect(await withinTeam(theirs, teamsSeen)).toEqual([theirs])
  expect(await withinTeam(newId(), teamsSeen)).toEqual([])
})

it('holds for raw SQL and for the pool itself', async () => {
  expect(await withinTeam(ours, () => quotaSeen())).toEqual([ours])
  const byCallback = withinTeam(
    ours,
    () =>
      new Promise<string[]>((resolve, reject) =>
        pool.connect((error, client, done) => {
          if (!client) return reject(error)
          quotaSeen(client).then(resolve, reject).finally(done)
        }),
      ),
  )
  expect(await byCallback).toEqual([ours])
  expect(await quotaSeen()).toHaveLength(2)
})

it('neither changes nor deletes nor makes what is another team’s', async () => {
  await withinTeam(ours, () => db.updateTable('team').set({ name: 'Ours' }).execute())
  await withinTeam(ours, () => db.deleteFrom('storage_use').where('team_id', '=', theirs).execute())
  const intrusion = withinTeam(ours, () =>
    db.insertInto('team_page').values({ team_id: theirs, slug: 'theirs', opened_at: new Date() }).execute(),
  )
  await expect(intrusion).rejects.toThrow('row-level security')
  expect(await db.selectFrom('team').select('name').orderBy('name').execute()).toEqual(
    expect.arrayContaining([{ name: 'Ours' }, { name: theirs }]),
  )
  expect(await quotaSeen()).toHaveLength(2)
})

it('keeps a transaction in the scope in which it began', async () => {
  await inTransaction(db, (tx) =>
    withinTeam(ours, async () => {
      expect(await tx.selectFrom('team').select('id').execute()).toHaveLength(2)
    }),
  )
  await withinTeam(ours, () =>
    inTransaction(db, async (tx) => {
      expect(await acrossTeams('a test', () => tx.selectFrom('team').select('id').execute())).toHaveLength(1)
    }),
  )
})

it('leaves nothing on a connection whose transaction failed', async () => {
  const failing = withinTeam(ours, () =>
    inTransaction(db, async (tx) => {
      await tx.selectFrom('team').select('id').execute()
      throw new Error('on purpose')
    }),
  )
  await expect(failing).rejects.toThrow('on purpose')
  expect(await teamsSeen()).toHaveLength(2)
})

it('goes with what was begun in the scope and goes on later', async () => {
  let later: Promise<string[]> = Promise.resolve([])
  withinTeam(ours, () => {
    later = new Promise((resolve) => setImmediate(resolve)).then(teamsSeen)
  })
  expect(teamAtHand()).toBeUndefined()
  expect(await later).toEqual([ours])
})

it('orders jobs, and shows neither them nor the seals of the history', async () => {
  await withinTeam(ours, () =>
    inTransaction(db, async (tx) => {
      await jobs.enqueue(tx, 'a_task', { teamId: ours }, { queue: ours })
      await tx
        .insertInto('audit_entry')
        .values({ team_id: ours, person_id: null, action: 'team.tested', details: '{}', at: new Date() })
        .execute()
    }),
  )
  const { rows } = await pool.query('select from graphile_worker._private_jobs')
  expect(rows).toHaveLength(1)
  expect(await db.selectFrom('audit_seal').select('position').execute()).toHaveLength(1)
  for (const table of ['graphile_worker._private_jobs', 'audit_seal'])
    await expect(withinTeam(ours, () => pool.query(`select from ${table}`))).rejects.toThrow('permission denied')
})

it('takes nothing for a team that is no id', () => {
  expect(() => withinTeam(`' or true --`, teamAtHand)).toThrow('id of a team')
})

it('gives back a connection that could not be bound as broken', async () => {
  const onConnect = async (client: pg.ClientBase) => void (await client.query('begin; select 1/0').catch(() => {}))
  const broken = new ScopedPool({ ...database.connection, max: 1, onConnect })
  await expect(withinTeam(ours, () => broken.query('select 1'))).rejects.toThrow('aborted')
  expect(broken.totalCount).toBe(0)
  await broken.end()
})

it('says what an administrator must do where the database user may make no roles, and goes on afterwards', async () => {
  const admin = await pool.connect()
  // Roles are the server's, which other tests use just now: neither is the real one.
  const [user, role] = [`limited_${newId().slice(-8)}`, `apart_${newId().slice(-8)}`]
  try {
    await admin.query(`create role ${user}; set session authorization ${user}`)
    const sentence = `CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO "${user}";`
    await expect(ensureTenantRole(admin, role)).rejects.toThrow(sentence)
    await admin.query('reset session authorization')
    await admin.query(sentence)
    await admin.query(`set session authorization ${user}`)
    await ensureTenantRole(admin, role)
  } finally {
    await admin.query('reset session authorization')
    await admin.query(`drop role if exists ${role}; drop role ${user}`)
    admin.release()
  }
})

it('makes the role by itself where the database user may', async () => {
  const admin = await pool.connect()
  const [user, role] = [`maker_${newId().slice(-8)}`, `apart_${newId().slice(-8)}`]
  try {
    await admin.query(`create role ${user} createrole; set session authorization ${user}`)
    await ensureTenantRole(admin, role)
    await admin.query(`set role ${role}; reset role`)
  } finally {
    await admin.query('reset session authorization')
    await admin.query(`drop role ${role}; drop role ${user}`)
    admin.release()
  }
})

it('finds its way at the next start into a database that was restored without its grants, or with too many', async () => {
  const owner = await pool.connect()
  try {
    await owner.query(
      `revoke all on all tables in schema public from ${tenantRole}; grant select on staff_note to ${tenantRole}`,
    )
    await expect(owner.query(`begin; set local role ${tenantRole}; select from tour`)).rejects.toThrow('permission')
    await owner.query('rollback')
    await grantToTenants(owner)
  } finally {
    owner.release()
  }
  expect(await withinTeam(ours, teamsSeen)).toEqual([ours])
  const change = withinTeam(ours, () => pool.query('update audit_entry set action = action'))
  await expect(change).rejects.toThrow('permission denied')
  await expect(withinTeam(ours, () => pool.query('select from staff_note'))).rejects.toThrow('permission denied')
})
