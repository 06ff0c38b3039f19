// The history can't be changed, and whoever changes it all the same, past the triggers, is named row by row (O4).
import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { setOrigin } from '#platform/origin.ts'
import { wordsOf } from '#platform/words.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'
import { languages } from '#tour/text.ts'
import { anchorHistory, readAnchorLines } from './anchor.ts'
import { record, recordSecurity } from './audit.ts'
import { verifyHistory } from './verify.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const faultsOf = async () => (await verifyHistory(world.db)).faults

/** What an attacker with the database's own power would do. */
const tamper = (statements: string[]) =>
  world.write(async (tx) => {
    await sql`set local session_replication_role = 'replica'`.execute(tx)
    for (const statement of statements) await sql.raw(statement).execute(tx)
  })

async function write(teamId: string | null, count: number): Promise<void> {
  for (let index = 0; index < count; index++)
    await world.write((tx) =>
      record(tx, {
        teamId,
        personId: newId(),
        action: 'tour.saved',
        targetId: newId(),
        details: { revision: index },
        at: new Date(),
      }),
    )
}

const newestIds = async (teamId: string, count: number): Promise<number[]> => {
  const rows = await world.db
    .selectFrom('audit_entry')
    .select('id')
    .where('team_id', '=', teamId)
    .orderBy('id', 'desc')
    .limit(count)
    .execute()
  return rows.map((row) => Number(row.id)).sort((one, other) => one - other)
}

describe('the history', () => {
  it.each([
    "update audit_entry set action = 'x'",
    "update audit_entry set details = '{}'",
    'delete from audit_entry',
    'truncate audit_entry',
    'truncate audit_entry cascade',
    'update audit_seal set position = position + 1000',
    'delete from audit_seal',
    'truncate audit_seal',
  ])('refuses %s', async (statement) => {
    await world.newMember()
    await expect(sql.raw(statement).execute(world.db)).rejects.toThrow('never changed')
  })

  it('fits together after everything that members do, many at once', async () => {
    const members = await Promise.all(Array.from({ length: 6 }, () => world.newMember()))
    await Promise.all(
      members.flatMap((member) =>
        Array.from({ length: 5 }, () =>
          member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' }),
        ),
      ),
    )
    const { faults, entries, chains } = await verifyHistory(world.db)
    expect(faults).toEqual([])
    expect(entries).toBeGreaterThan(40)
    expect(chains).toBeGreaterThan(6)
  })

  it('locks the chains of a transaction in one order, so that two that write to the same teams never wait for each other', async () => {
    const [one, other] = [newId(), newId()]
    const entry = (teamId: string) => ({ teamId, personId: null, action: 'tour.saved', at: new Date() })
    const both = (first: string, second: string) =>
      world.write(async (tx) => {
        await record(tx, entry(first))
        await record(tx, entry(second))
      })
    await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 ? both(one, other) : both(other, one))))
    expect(await newestIds(one, 100)).toHaveLength(40)
    expect(await faultsOf()).toEqual([])
  })

  it('keeps nothing of a transaction that was rolled back', async () => {
    const teamId = newId()
    const failing = world.write(async (tx) => {
      await record(tx, { teamId, personId: null, action: 'tour.saved', at: new Date() })
      throw new Error('after all not')
    })
    await expect(failing).rejects.toThrow('after all not')
    await write(teamId, 1)
    expect(await newestIds(teamId, 10)).toHaveLength(1)
    expect(await faultsOf()).toEqual([])
  })
})

describe('O4: whoever changes rows past the triggers', () => {
  it('is named 100 times of 100, and nobody else is', async () => {
    const fresh = await openWorld()
    const teamId = newId()
    const outer = world
    world = fresh
    try {
      await write(teamId, 260)
      await write(null, 20)
      const ids = shuffled(await newestIds(teamId, 259)).slice(0, 100)
      const edits = [
        (id: number) => `update audit_entry set action = 'tour.deleted' where id = ${id}`,
        (id: number) => `update audit_entry set person_id = '${newId()}' where id = ${id}`,
        (id: number) => `update audit_entry set at = at - interval '1 microsecond' where id = ${id}`,
        (id: number) => `update audit_entry set details = '{"revision": 7000}' where id = ${id}`,
        (id: number) => `update audit_entry set details_digest = sha256('x') where id = ${id}`,
        (id: number) => `update audit_entry set network = 'another' where id = ${id}`,
        (id: number) => `update audit_entry set staff_id = '${newId()}' where id = ${id}`,
        (id: number) => `delete from audit_entry where id = ${id}`,
        (id: number) => `update audit_entry set target_id = null where id = ${id}`,
        (id: number) => `update audit_seal set sha256 = sha256('forged') where entry_id = ${id}`,
      ]
      await tamper(ids.map((id, index) => edits[index % edits.length]?.(id) ?? ''))
      const named = new Set((await faultsOf()).map((fault) => Number(fault.entryId)))
      expect(ids.filter((id) => named.has(id))).toHaveLength(100)
      expect([...named].filter((id) => !ids.includes(id))).toEqual([])
    } finally {
      world = outer
      await fresh.close()
    }
  })

  it('is named by what they did: inserted, deleted with its seal, exchanged, cut off at the end', async () => {
    const fresh = await openWorld()
    const outer = world
    world = fresh
    try {
      const teamId = newId()
      await write(teamId, 30)
      const ids = await newestIds(teamId, 30)
      await tamper([
        `insert into audit_entry (team_id, action, at, details_digest, origin_digest) values ('${teamId}', 'tour.published', now(), '', '')`,
        `delete from audit_seal where entry_id = ${ids[4]}`,
        `delete from audit_entry where id = ${ids[4]}`,
        `update audit_seal set position = case position when 11 then -12 else -11 end where chain = '${teamId}' and position in (11, 12)`,
        `update audit_seal set position = -position where position < 0`,
        `delete from audit_entry where id = ${ids[29]}`,
        `delete from audit_seal where entry_id = ${ids[29]}`,
      ])
      const faults = (await faultsOf()).map(({ kind, position }) => ({ kind, position }))
      expect(faults).toContainEqual({ kind: 'inserted', position: null })
      expect(faults).toContainEqual({ kind: 'deleted', position: 5 })
      expect(faults).toContainEqual({ kind: 'reordered', position: 11 })
      expect(faults).toContainEqual({ kind: 'reordered', position: 12 })
      expect(faults).toContainEqual({ kind: 'deleted', position: 30 })
    } finally {
      world = outer
      await fresh.close()
    }
  })

  it('is found by the anchor outside the database, even after computing every hash anew', async () => {
    const fresh = await openWorld()
    const outer = world
    world = fresh
    try {
      const teamId = newId()
      await write(teamId, 10)
      await anchorHistory(fresh.tools)
      await anchorHistory(fresh.tools)
      const lines = await readAnchorLines(fresh.tools.config.dataFolder)
      expect(lines).toHaveLength(1)
      expect(await readFile(join(fresh.tools.config.dataFolder, 'audit-anchors.jsonl'), 'utf8')).toContain(lines[0])
      expect((await verifyHistory(fresh.db, lines)).faults).toEqual([])
      await tamper([rewriteFromTheBeginning(teamId)])
      const byChain = (await verifyHistory(fresh.db, lines)).faults
      expect(byChain).toEqual([expect.objectContaining({ kind: 'anchor_differs', chain: teamId, position: 10 })])
      await tamper([
        `update audit_anchor set sha256 = (select sha256 from audit_seal where chain = '${teamId}' and position = 10)`,
      ])
      expect((await verifyHistory(fresh.db, lines)).faults).toEqual([
        expect.objectContaining({ kind: 'anchor_differs', day: expect.stringMatching(/^\d{4}-/) }),
      ])
    } finally {
      world = outer
      await fresh.close()
    }
  })
})

/** The best forger: edits an entry and seals the whole chain again with the database's own functions. */
const rewriteFromTheBeginning = (teamId: string) => `do $$
  declare each record; entry audit_entry; before bytea := decode(repeat('00', 32), 'hex'); fresh bytea;
  begin
    update audit_entry set action = 'tour.deleted' where id = (select min(id) from audit_entry where team_id = '${teamId}');
    for each in select * from audit_seal where chain = '${teamId}' order by position loop
      select * into entry from audit_entry where id = each.entry_id;
      fresh := audit_hash(before, each.chain, each.position, entry);
      update audit_seal set previous_sha256 = before, sha256 = fresh where entry_id = each.entry_id;
      before := fresh;
    end loop;
    update audit_chain set head_sha256 = before where chain = '${teamId}';
  end $$`

describe('personal data in the history', () => {
  it('can be erased without breaking the chain', async () => {
    const teamId = newId()
    await write(teamId, 3)
    await sql`update audit_entry set details = '{}', details_salt = null, network = null, shortened_address = null,
      origin_salt = null where team_id = ${teamId}`.execute(world.db)
    const { faults, erased } = await verifyHistory(world.db)
    expect(faults).toEqual([])
    expect(erased).toBeGreaterThanOrEqual(3)
  })
})

describe('where a change came from', () => {
  let member: TestMember
  beforeAll(async () => {
    member = await world.newMember()
  })

  it('stands in the history shortened and under a keyed name, never as the address itself', async () => {
    await world.inject({
      method: 'POST',
      url: `/api/teams/${member.teamId}/tours`,
      headers: { cookie: member.cookie, origin: 'http://localhost' },
      payload: { title: 'Пәтер', language: 'kk' },
      remoteAddress: '203.0.113.77',
    })
    const entry = await world.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('team_id', '=', member.teamId)
      .where('action', '=', 'tour.created')
      .executeTakeFirstOrThrow()
    expect(entry.shortened_address).toBe('203.0.113.0/24')
    expect(entry.network).toBe(world.tools.secret.networkName('203.0.113.77'))
    expect(JSON.stringify(entry)).not.toContain('203.0.113.77')
  })

  it('names the staff who act for somebody, in that transaction only', async () => {
    const [teamId, staffId] = [newId(), newId()]
    const entry = { teamId, personId: member.personId, action: 'tour.saved', at: new Date() }
    await world.write(async (tx) => {
      await setOrigin(tx, world.tools.secret, { ip: '203.0.113.7', staffId })
      await record(tx, entry)
    })
    await world.write((tx) => record(tx, entry))
    const rows = await world.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('team_id', '=', teamId)
      .orderBy('id')
      .execute()
    expect(rows.map((row) => row.staff_id)).toEqual([staffId, null])
    expect(rows.map((row) => row.shortened_address)).toEqual(['203.0.113.0/24', null])
  })

  it('security events stay when the transaction around them fails', async () => {
    const personId = newId()
    const event = { personId, kind: 'sign_in.failed', ip: '203.0.113.9', userAgent: 'x'.repeat(1000), at: new Date() }
    const failing = world.write(async () => {
      await recordSecurity(world.db, event, world.tools)
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    const rows = await world.db.selectFrom('security_event').selectAll().where('person_id', '=', personId).execute()
    expect(rows).toEqual([expect.objectContaining({ kind: 'sign_in.failed', shortened_address: '203.0.113.0/24' })])
    expect(rows[0]?.user_agent).toHaveLength(300)
  })
})

function shuffled(values: number[]): number[] {
  let seed = 20_261_123
  const next = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648
  }
  return values
    .map((value) => ({ value, order: next() }))
    .sort((one, other) => one.order - other.order)
    .map(({ value }) => value)
}

it('every kind of security event that a room records has a name in kk, ru and en', () => {
  const folder = join(import.meta.dirname, '..')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  )
  const kinds = files.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    if (!text.includes('recordSecurity(')) return []
    return [...text.matchAll(/(?:kind: |remember\([^')]*)'([a-z_]+\.[a-z_]+)'/g)].map(([, kind = '']) => kind)
  })
  expect(kinds).toEqual(expect.arrayContaining(['sign_in.failed', 'password.reset']))
  for (const language of languages)
    expect(
      kinds.filter((kind) => !wordsOf(language)[`audit.event.${kind}`]),
      language,
    ).toEqual([])
})
