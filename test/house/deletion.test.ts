// S1, S2: after a deletion nothing of a person or a team is left anywhere, but what the certificate lists; and nothing goes before its
// fourteen days are over. Canaries are put wherever people put data, and looked for in every table and every file.
import { randomBytes } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openLog } from '#platform/log.ts'
import { recordSecurity, verifyHistory } from '#rooms/audit/audit.ts'
import { personalData, tableNames } from '#rooms/privacy/personal-data.ts'
import { purge } from '#rooms/privacy/purge.ts'
import { ownRows } from '#rooms/privacy/rows.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

const dayMs = 86_400_000
let world: World
const logged: string[] = []

beforeAll(async () => {
  const sink = { write: (line: string) => void logged.push(line) }
  world = await openWorld({ log: openLog('trace', sink as unknown as NodeJS.WritableStream) })
})
afterAll(() => world.close())

/** Everything that the installation has: all tables of all schemas, all files, all log lines. */
async function dump(): Promise<string> {
  const { rows } = await sql<{ name: string }>`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name
    from pg_tables where schemaname in ('public', 'graphile_worker')`.execute(world.db)
  const parts: string[] = [...logged]
  for (const { name } of rows) {
    const table = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} as t`.execute(world.db)
    parts.push(...table.rows.map(({ row }) => row))
  }
  for (const path of await filesBelow(world.tools.config.dataFolder)) parts.push(path, await readFile(path, 'latin1'))
  return parts.join('\n')
}

async function filesBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  const files: string[] = []
  for (const name of names) if ((await stat(join(folder, name))).isFile()) files.push(join(folder, name))
  return files
}

const dueErasure = async (subjectId: string): Promise<string> => {
  const row = await world.db
    .selectFrom('erasure')
    .select('id')
    .where('subject_id', '=', subjectId)
    .where('cancelled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return row.id
}

async function later<Result>(days: number, work: () => Promise<Result>): Promise<Result> {
  const { now } = world.tools
  world.tools.now = () => new Date(Date.now() + days * dayMs)
  try {
    return await work()
  } finally {
    world.tools.now = now
  }
}

interface Canaries {
  texts: string[]
  bytes: Buffer
  word: (name: string) => string
}

function makeCanaries(): Canaries {
  const texts: string[] = []
  const word = (name: string) => {
    const text = `canary${name}${randomBytes(8).toString('hex')}`
    texts.push(text)
    return text
  }
  return { texts, word, bytes: randomBytes(64) }
}

/** Puts a canary wherever a person or a team can leave something. */
async function plant(member: TestMember, { word, bytes, texts }: Canaries): Promise<string> {
  const { teamId, personId } = member
  const now = new Date()
  const email = `${word('mail')}@example.kz`
  texts.push(email)
  await world.db
    .updateTable('person')
    .set({ name: word('name'), email, email_canonical: email })
    .where('id', '=', personId)
    .execute()
  await world.db
    .updateTable('session')
    .set({ user_agent: word('agent') })
    .where('person_id', '=', personId)
    .execute()
  await world.db
    .updateTable('team')
    .set({ name: word('team') })
    .where('id', '=', teamId)
    .execute()
  await world.db
    .insertInto('attempt')
    .values({ bucket: `sign-in:${email}`, window_start: now, count: 3 })
    .execute()
  const details = { email, note: word('event') }
  await recordSecurity(
    world.db,
    { personId, kind: 'sign_in.failed', details, ip: '203.0.113.9', userAgent: word('browser'), at: now },
    world.tools,
  )
  const tour = await member.post(`/api/teams/${teamId}/tours`, { title: word('title'), language: 'kk' })
  const { id: panoramaId, archive } = await world.newPanorama(teamId, { tourId: tour.body.id })
  const gps = word('gps')
  const privateMetadata = JSON.stringify({ latitude: 51.128, place: gps })
  await world.db
    .updateTable('panorama')
    .set({ file_name: `${word('file')}.jpg`, private_metadata: privateMetadata, created_by: personId })
    .where('id', '=', panoramaId)
    .execute()
  await world.tools.storage.putBytes(`archives/${teamId}/${archive}/poster.jpg`, bytes)
  await world.newAttachment(teamId)
  const key = `originals/${teamId}/${'ab'.repeat(32)}`
  await world.tools.storage.putBytes(key, Buffer.concat([bytes, Buffer.from(word('blob'))]))
  await world.db
    .insertInto('original')
    .values({ team_id: teamId, sha256: 'ab'.repeat(32), size_bytes: 64, storage_key: key, created_at: now })
    .execute()
  const lead = { scene_id: 's', name: word('visitor'), phone: word('phone'), email: `${word('lead')}@example.kz` }
  await world.db
    .insertInto('lead')
    .values({
      ...{ team_id: teamId, id: newId(), tour_id: tour.body.id, message: word('message'), language: 'kk' },
      ...{ seen_on: word('host'), created_at: now, ...lead },
    })
    .execute()
  const slug = word('slug')
  texts.splice(texts.indexOf(slug), 1) // addresses stay reserved for a while: S2
  await publish(teamId, tour.body.id, personId, slug, word('manifest'))
  await world.db
    .insertInto('notice')
    .values({
      ...{ id: newId(), person_id: personId, team_id: teamId, kind: 'comment', path: null, key: null },
      ...{ details: JSON.stringify({ text: word('notice') }), created_at: now, read_at: null },
    })
    .execute()
  const thread = newId()
  await world.db
    .insertInto('comment_thread')
    .values({
      team_id: teamId,
      id: thread,
      subject_kind: 'tour',
      subject_id: tour.body.id,
      number: 1,
      pin: null,
      created_at: now,
    })
    .execute()
  await world.db
    .insertInto('comment')
    .values({
      team_id: teamId,
      id: newId(),
      thread_id: thread,
      author_id: personId,
      text: word('comment'),
      created_at: now,
    })
    .execute()
  await world.db
    .insertInto('invitation')
    .values({
      ...{
        team_id: teamId,
        id: newId(),
        kind: 'letter',
        email: `${word('guest')}@example.kz`,
        email_canonical: 'x@y.kz',
      },
      ...{ role: 'editor', language: 'kk', label: word('label'), token_sha256: randomBytes(32), invited_by: personId },
      ...{ created_at: now, sent_at: now, expires_at: now, max_uses: 1, needs_approval: false },
    })
    .execute()
  await world.write((tx) =>
    world.tools.jobs.enqueue(
      tx,
      'nobody_does_this',
      { teamId, note: word('queued') },
      { runAt: new Date(Date.now() + dayMs) },
    ),
  )
  await member.post('/api/account/data/requests', { kind: 'correction', message: word('request') })
  await world.tools.storage.putBytes(`exports/team/${teamId}/${newId()}.zip`, Buffer.from(word('export')))
  await world.tools.storage.putBytes(`exports/person/${personId}/${newId()}.zip`, Buffer.from(word('own')))
  return slug
}

async function publish(teamId: string, tourId: string, by: string, slug: string, text: string): Promise<void> {
  const at = new Date()
  await world.db
    .insertInto('tour_version')
    .values({
      ...{ team_id: teamId, tour_id: tourId, number: 1, revision: 1, manifest_text: JSON.stringify({ title: text }) },
      ...{ sha256: 'x', previous_sha256: null, published_by: by, published_at: at },
    })
    .execute()
  await world.db
    .insertInto('tour_publication')
    .values({ team_id: teamId, tour_id: tourId, slug, version: 1, published_by: by, published_at: at })
    .execute()
}

describe('S1: the deletion of an account with its team', () => {
  it('leaves none of 25 canaries in any table, file, log line or queue, and says what it keeps', async () => {
    const colleague = await world.newMember()
    const member = await world.newMember()
    const canaries = makeCanaries()
    await plant(member, canaries)
    expect(canaries.texts.length).toBeGreaterThanOrEqual(24)
    const full = await dump()
    for (const text of canaries.texts) expect(full, text).toContain(text)
    expect(full).toContain(canaries.bytes.toString('latin1'))

    const scheduled = await member.post('/api/account/deletion', { teamIds: [member.teamId] })
    expect(scheduled.status, scheduled.text).toBe(202)
    await later(15, async () => {
      await purge(world.tools, await dueErasure(member.teamId))
      await purge(world.tools, await dueErasure(member.personId))
    })

    const left = await dump()
    expect(canaries.texts.filter((text) => left.includes(text))).toEqual([])
    expect(left.includes(canaries.bytes.toString('latin1'))).toBe(false)
    expect((await member.get('/api/me')).status).toBe(401)
    expect((await verifyHistory(world.db)).faults).toEqual([])
    expect((await colleague.get('/api/me')).status).toBe(200)

    const rows = await world.db
      .selectFrom('erasure')
      .selectAll()
      .where('subject_id', 'in', [member.teamId, member.personId])
      .execute()
    expect(rows).toHaveLength(2)
    for (const { certificate, certificate_sha256 } of rows) {
      expect(certificate_sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(certificate).toMatchObject({ finishedAt: expect.any(String), rows: expect.any(Object) })
    }
    const staff = await world.newMember()
    await world.db
      .insertInto('operator')
      .values({ person_id: staff.personId, role: 'auditor', since: new Date() })
      .execute()
    await world.db
      .updateTable('session')
      .set({ second_factor_at: new Date() })
      .where('person_id', '=', staff.personId)
      .execute()
    const listed: { subjectId: string; state: string; name: string | null; deletedRows: number }[] = (
      await staff.get('/api/desk/deletions')
    ).body.items
    for (const id of [member.teamId, member.personId]) {
      const found = listed.find(({ subjectId }) => subjectId === id)
      expect(found).toMatchObject({ state: 'done', name: null })
      expect(found?.deletedRows).toBeGreaterThan(1)
    }
    const kept = rows.flatMap(({ certificate }) => (certificate?.kept ?? []) as { table: string }[])
    for (const { table } of kept)
      expect(['audit_entry', 'security_event', 'legal_acceptance', 'erasure'], table).toContain(table)
  })

  it('finds rows of the subject only in the tables that its certificate names', async () => {
    const member = await world.newMember()
    await plant(member, makeCanaries())
    await member.post('/api/account/deletion', { teamIds: [member.teamId] })
    await later(15, async () => {
      for (const id of [member.teamId, member.personId]) await purge(world.tools, await dueErasure(id))
    })
    for (const subject of [
      { kind: 'team', id: member.teamId } as const,
      { kind: 'person', id: member.personId } as const,
    ])
      for (const name of tableNames) {
        const where = ownRows(name, subject)
        const found = where
          ? (await sql`select 1 from ${sql.table(name)} as t where ${where} limit 1`.execute(world.db)).rows.length
          : 0
        if (found > 0) expect(personalData[name].kept, name).toBeDefined()
      }
  })

  it('can be cut off anywhere and carried out again', async () => {
    const member = await world.newMember()
    const canaries = makeCanaries()
    await plant(member, canaries)
    await member.post(`/api/teams/${member.teamId}/deletion`)
    const id = await dueErasure(member.teamId)
    const { storage } = world.tools
    const failing = {
      ...storage,
      list: () => {
        throw new Error('the power went')
      },
    }
    await later(15, async () => {
      world.tools.storage = failing
      await expect(purge(world.tools, id)).rejects.toThrow('the power went')
      world.tools.storage = storage
      await purge(world.tools, id)
      await purge(world.tools, id)
    })
    const row = await world.db.selectFrom('erasure').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row.finished_at).not.toBeNull()
    expect(row.certificate).toMatchObject({ rows: { tour: 1, lead: 1 } })
    const left = await dump()
    expect(left.includes(canaries.bytes.toString('latin1'))).toBe(false)
  })
})

describe('a deletion that is announced', () => {
  it('does nothing before its day, hides the team at once, and is taken back whole', async () => {
    const member = await world.newMember()
    const tour = await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })
    const archived = await world.newPanorama(member.teamId, { tourId: tour.body.id })
    expect(archived.id).toBeTruthy()
    await member.post('/api/account/deletion', { teamIds: [member.teamId] })
    await later(13, async () => {
      await purge(world.tools, await dueErasure(member.teamId))
      await purge(world.tools, await dueErasure(member.personId))
    })
    const refused = await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Екінші', language: 'kk' })
    expect(refused.body.code).toBe('holds.read_only')
    const { erasures } = (await member.get('/api/account/data')).body
    expect(erasures).toHaveLength(2)
    const own = erasures.find((each: { kind: string }) => each.kind === 'person')
    expect((await member.delete(`/api/account/erasures/${own.id}`)).status).toBe(204)
    expect((await member.get('/api/account/data')).body.erasures).toEqual([])
    expect((await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Екінші', language: 'kk' })).status).toBe(
      201,
    )
    expect((await member.get(`/api/teams/${member.teamId}/tours`)).body).toHaveLength(2)
  })

  it('is taken back by the link of the mail, once', async () => {
    const member = await world.newMember()
    await member.post(`/api/teams/${member.teamId}/deletion`)
    const token = await tokenOfMail(member.personId, 'team_deletion')
    expect((await world.visitor.post('/api/erasures/undo', { token })).status).toBe(204)
    expect((await world.visitor.post('/api/erasures/undo', { token })).body.code).toBe('my_data.undo_over')
    expect((await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })).status).toBe(
      201,
    )
  })

  it('leaves no team without an owner unseen: they are named, and given away or deleted along', async () => {
    const member = await world.newMember()
    const answer = await member.post('/api/account/deletion', { teamIds: [] })
    expect(answer.body).toMatchObject({ status: 409, code: 'my_data.only_owner', details: { teams: 'Нұрлы үй' } })
  })

  it('is for the owner of the team alone, and asks for a proof of identity', async () => {
    const owner = await world.newMember()
    for (const role of ['admin', 'editor', 'viewer'] as const) {
      const member = await world.newMember({ role, teamId: owner.teamId })
      expect((await member.post(`/api/teams/${owner.teamId}/deletion`)).status).toBe(403)
    }
    const lateProof = new Date(Date.now() - 3_600_000)
    await world.db
      .updateTable('session')
      .set({ proved_at: lateProof })
      .where('person_id', '=', owner.personId)
      .execute()
    const answers = [
      await owner.post(`/api/teams/${owner.teamId}/deletion`),
      await owner.post('/api/account/deletion', { teamIds: [owner.teamId] }),
      await owner.post('/api/account/exports'),
      await owner.post(`/api/teams/${owner.teamId}/exports`),
    ]
    for (const answer of answers) expect(answer.body.code).toBe('accounts.prove_again')
  })

  it('waits for what the law holds', async () => {
    const member = await world.newMember()
    await member.post(`/api/teams/${member.teamId}/deletion`)
    const id = await dueErasure(member.teamId)
    const at = new Date()
    await world.db
      .insertInto('access_hold')
      .values({
        ...{ id: newId(), subject_kind: 'team', subject_id: member.teamId, kind: 'law', level: 'read_only' },
        ...{ reason: 'law_requirement', statement: '{}', source: '', placed_by: null, placed_at: at, begins_at: at },
        ...{ until: null, notified_at: null, lifted_by: null, lifted_at: null, lift_note: null },
      })
      .execute()
    await later(15, () => purge(world.tools, id))
    const row = await world.db.selectFrom('erasure').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ held_up: 'law', finished_at: null })
    expect((await member.get(`/api/teams/${member.teamId}/tours`)).status).toBe(200)
  })
})

describe('S2: an old public link', () => {
  it('never shows another team’s tour for ninety days', async () => {
    const member = await world.newMember()
    const slug = await plant(member, makeCanaries())
    await member.post(`/api/teams/${member.teamId}/deletion`)
    await later(15, async () => purge(world.tools, await dueErasure(member.teamId)))
    expect((await world.visitor.get(`/t/${slug}`)).status).toBe(404)
    const row = await world.db.selectFrom('retired_slug').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow()
    expect(Math.round((row.free_at.getTime() - row.retired_at.getTime()) / dayMs)).toBe(90)
    const { pointTo, slugIsFree } = await import('#rooms/publishing/store.ts')
    const stranger = await world.newMember()
    expect(await slugIsFree(world.db, slug, { teamId: stranger.teamId, id: newId() })).toBe(false)
    const wanted = { teamId: stranger.teamId, tourId: newId(), slug, version: 1, by: stranger.personId, at: new Date() }
    await expect(world.write((tx) => pointTo(tx, wanted))).rejects.toThrow('publishing.slug_taken')
  })
})

/** The token behind # in the button of a person's newest mail of this kind. */
async function tokenOfMail(personId: string, template: string): Promise<string> {
  const mail = await world.db
    .selectFrom('mail')
    .select('sealed')
    .where('person_id', '=', personId)
    .where('template', '=', template)
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow()
  const { path } = JSON.parse(world.tools.secret.open(mail.sealed ?? ''))
  return String(path).split('#')[1] ?? ''
}
