// P-11: four hundred days later the daily round leaves exactly what may still be kept. Z1: no name, address or secret is in the log.
// P-6, P-12: nothing is asked of other hosts, and a visitor's browser keeps nothing.
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openLog } from '#platform/log.ts'
import { record, recordSecurity, verifyHistory } from '#rooms/audit/audit.ts'
import { applyRetention, dailyRound, retentionRules } from '#rooms/privacy/retention.ts'
import { emptyTrash } from '#rooms/privacy/trash.ts'
import { openWorld, type World } from '#test/support/world.ts'

const dayMs = 86_400_000
let world: World
const logged: string[] = []

beforeAll(async () => {
  const sink = { write: (line: string) => void logged.push(line) }
  world = await openWorld({ log: openLog('trace', sink as unknown as NodeJS.WritableStream) })
})
afterAll(() => world.close())

const ago = (days: number) => new Date(Date.now() - days * dayMs)

describe('P-11: retention', () => {
  it('keeps what is young and deletes what is old, table by table, however often it runs', async () => {
    const member = await world.newMember()
    const { personId, teamId } = member
    const bytes = () => randomBytes(32)
    for (const days of [10, 400]) {
      const at = ago(days)
      const own = { person_id: personId, created_at: at }
      await world.db
        .insertInto('known_device')
        .values({ id: newId(), token_sha256: bytes(), ...own })
        .execute()
      await world.db
        .insertInto('notice')
        .values({
          id: newId(),
          team_id: teamId,
          kind: 'comment',
          details: '{}',
          path: null,
          key: null,
          read_at: null,
          ...own,
        })
        .execute()
      await recordSecurity(
        world.db,
        { personId, kind: 'sign_in.succeeded', ip: '203.0.113.1', userAgent: 'x', at },
        world.tools,
      )
      await world.write((tx) => record(tx, { teamId, personId, action: 'tour.saved', at }))
      await world.db
        .insertInto('lead')
        .values({
          ...{ team_id: teamId, id: newId(), tour_id: newId(), scene_id: '', name: 'a', phone: '', email: '' },
          ...{ message: '', language: 'kk', seen_on: '', created_at: at },
        })
        .execute()
      await world.db
        .insertInto('attempt')
        .values({ bucket: `b${days}`, window_start: at, count: 1 })
        .execute()
      await world.db
        .insertInto('retired_slug')
        .values({ slug: `old-${days}`, retired_at: at, free_at: new Date(at.getTime() + 90 * dayMs) })
        .execute()
    }
    const counts = async () => ({
      devices: (await world.db.selectFrom('known_device').select('id').execute()).length,
      notices: (await world.db.selectFrom('notice').select('id').execute()).length,
      security: (await world.db.selectFrom('security_event').select('id').execute()).length,
      history: (await world.db.selectFrom('audit_entry').select('id').where('action', '=', 'tour.saved').execute())
        .length,
      leads: (await world.db.selectFrom('lead').select('id').execute()).length,
      attempts: (await world.db.selectFrom('attempt').select('bucket').where('bucket', 'like', 'b%').execute()).length,
      slugs: (await world.db.selectFrom('retired_slug').select('slug').execute()).length,
      sessions: (await world.db.selectFrom('session').select('id').execute()).length,
    })
    expect(await counts()).toEqual({
      ...{ devices: 2, notices: 2, security: 2, history: 2, leads: 2, attempts: 2, slugs: 2, sessions: 1 },
    })
    const first = await applyRetention(world.db, new Date())
    expect(await counts()).toEqual({
      ...{ devices: 1, notices: 1, security: 1, history: 2, leads: 1, attempts: 0, slugs: 1, sessions: 1 },
    })
    expect(first).toMatchObject({ known_device: 1, notice: 1, security_event: 1, lead: 1 })
    const again = await applyRetention(world.db, new Date())
    expect(Object.values(again).reduce((sum, count) => sum + count, 0)).toBe(0)

    // Four hundred days later.
    const { now } = world.tools
    world.tools.now = () => new Date(Date.now() + 400 * dayMs)
    try {
      await dailyRound(world.tools)
      await dailyRound(world.tools)
    } finally {
      world.tools.now = now
    }
    expect(await counts()).toEqual({
      ...{ devices: 0, notices: 0, security: 0, history: 2, leads: 0, attempts: 0, slugs: 0, sessions: 0 },
    })
    const origins = await world.db.selectFrom('audit_entry').select('id').where('network', 'is not', null).execute()
    expect(origins).toEqual([])
    expect((await verifyHistory(world.db)).faults).toEqual([])
    expect((await world.db.selectFrom('person').select('id').where('id', '=', personId).execute()).length).toBe(1)
    expect((await world.db.selectFrom('team').select('id').where('id', '=', teamId).execute()).length).toBe(1)
  })

  it('cuts the history of a team that was deleted a year ago, and the rest still proves itself', async () => {
    const [gone, living] = [newId(), newId()]
    for (const teamId of [gone, living, gone])
      await world.write((tx) => record(tx, { teamId, personId: null, action: 'tour.saved', at: new Date() }))
    await world.db
      .insertInto('erasure')
      .values({
        ...{ id: newId(), subject_kind: 'team', subject_id: gone, requested_by: newId(), requested_at: ago(420) },
        ...{
          due_at: ago(406),
          undo_sha256: null,
          hold_id: null,
          cancelled_by: null,
          cancelled_at: null,
          held_up: null,
        },
        ...{ finished_at: ago(400), certificate: '{}', certificate_sha256: 'x' },
      })
      .execute()
    await applyRetention(world.db, new Date())
    const left = await world.db
      .selectFrom('audit_entry')
      .select('team_id')
      .where('team_id', 'in', [gone, living])
      .execute()
    expect(left).toEqual([{ team_id: living }])
    expect((await verifyHistory(world.db)).faults).toEqual([])
    await world.write((tx) => record(tx, { teamId: gone, personId: null, action: 'team.deleted', at: new Date() }))
    expect((await verifyHistory(world.db)).faults).toEqual([])
  })

  it('empties the trash after thirty days: rows, archives, address; what another tour shows stays', async () => {
    const member = await world.newMember()
    const { teamId } = member
    const tours = `/api/teams/${teamId}/tours`
    const [old, other] = [
      (await member.post(tours, { title: 'Ескі', language: 'kk' })).body,
      (await member.post(tours, { title: 'Басқа', language: 'kk' })).body,
    ]
    const [own, shared] = [
      await world.newPanorama(teamId, { tourId: old.id }),
      await world.newPanorama(teamId, { tourId: old.id }),
    ]
    const document = JSON.stringify({ ...other.document, note: shared.id })
    await world.db.updateTable('tour').set({ document }).where('id', '=', other.id).execute()
    const originals = async () =>
      (await world.db.selectFrom('panorama').select('id').where('team_id', '=', teamId).execute()).map(({ id }) => id)
    await member.put(`${tours}/${old.id}/deletion`)
    await emptyTrash(world.tools)
    expect(await originals()).toHaveLength(2)
    const { now } = world.tools
    world.tools.now = () => new Date(Date.now() + 31 * dayMs)
    try {
      expect(await emptyTrash(world.tools)).toBe(1)
      expect(await emptyTrash(world.tools)).toBe(0)
    } finally {
      world.tools.now = now
    }
    expect(await originals()).toEqual([shared.id])
    const isThere = (archive: string) => world.tools.storage.size(`archives/${teamId}/${archive}.zip`)
    expect(await isThere(shared.archive)).toBeGreaterThan(0)
    expect(await isThere(own.archive)).toBe(own.archive === shared.archive ? await isThere(shared.archive) : undefined)
    expect(await world.db.selectFrom('tour').select('id').where('team_id', '=', teamId).execute()).toEqual([
      { id: other.id },
    ])
    expect(await world.history(teamId)).toContain('tour.removed')
  })

  it('names every rule’s table and no table twice', () => {
    const tables = retentionRules.map(({ table }) => table)
    expect(new Set(tables).size).toBe(tables.length)
    expect(retentionRules.find(({ table }) => table === 'session')?.days).toBe(90)
    expect(retentionRules.find(({ table }) => table === 'security_event')?.days).toBe(365)
  })
})

describe('Z1: the log', () => {
  it('has none of forty canaries after people did everything they do, well and badly', async () => {
    logged.length = 0
    const canaries = Array.from({ length: 40 }, (_, index) => `canary${index}x${randomBytes(6).toString('hex')}`)
    const word = (index: number) => canaries[index] ?? ''
    const member = await world.newMember()
    const tours = `/api/teams/${member.teamId}/tours`
    await world.visitor.post('/api/sessions', { email: `${word(0)}@example.kz`, password: word(1) })
    await world.visitor.post('/api/registrations', { email: `${word(2)}@example.kz`, name: word(3), password: word(4) })
    await world.visitor.post('/api/erasures/undo', { token: `${word(5)}${word(6)}` })
    await member.patch('/api/me', { name: word(7) })
    const tour = await member.post(tours, { title: word(8), language: 'kk' })
    await member.put(`${tours}/${tour.body.id}`, { revision: 1, document: { title: word(9), broken: word(10) } })
    await member.get(`${tours}?search=${word(11)}`)
    await member.get(`/api/teams/${newId()}/tours?search=${word(12)}`)
    await member.post('/api/account/data/requests', { kind: 'correction', message: word(13) })
    await member.post('/api/account/exports/by-link', { token: `${word(14)}${word(15)}` })
    await member.get(`/api/account/exports/${newId()}/file?grant=${word(16)}`)
    await world.visitor.get(`/t/${word(17)}?secret=${word(18)}`)
    for (let index = 19; index < 40; index++) {
      const headers = {
        cookie: `session=${word(index)}`,
        authorization: `Bearer ${word(index)}`,
        'user-agent': word(index),
      }
      await world.inject({ method: 'GET', url: `/api/me?token=${word(index)}`, headers })
      await world.inject({ method: 'POST', url: '/api/sessions', headers, payload: `{"email": "${word(index)}` })
    }
    world.tools.log.warn({ requestId: 'x' }, 'the log is heard')
    const log = logged.join('')
    expect(log).toContain('the log is heard')
    expect(canaries.filter((canary) => log.includes(canary))).toEqual([])
  })
})

describe('what a visitor’s browser gets', () => {
  it('P-12: no cookie on any page that needs no account', async () => {
    for (const { url } of world.declared.filter(({ method, who }) => method === 'GET' && who === 'anyone')) {
      const answer = await world.visitor.get(url.replace(/:(\w+)/g, 'x').replace('*', 'x'))
      expect(answer.headers['set-cookie'], url).toBeUndefined()
    }
  })

  it('P-6: no page lets the browser ask another host for scripts, styles, fonts, pictures or data', async () => {
    for (const url of ['/', '/sign-in', '/account/data', '/desk/audit', '/t/nothing']) {
      const policy = String((await world.visitor.get(url)).headers['content-security-policy'])
      for (const directive of policy.split(';').map((each) => each.trim().split(' '))) {
        const [name = '', ...sources] = directive
        if (!/^(default|script|style|font|img|connect|media|worker)-src$/.test(name)) continue
        expect(
          sources.filter((source) => /^https?:|^\*|^wss?:/.test(source)),
          `${url} ${name}`,
        ).toEqual([])
      }
    }
  })

  it('answers an address that can’t be read like one that does not exist, with our headers', async () => {
    for (const url of ['/t/%E0%A4%A', '/api/%', '/%c0%af', '/tiles/%zz/x']) {
      const answer = await world.visitor.get(url)
      expect(answer.status, url).toBe(404)
      expect(answer.headers['content-security-policy'], url).toBeTruthy()
      expect(answer.headers['x-content-type-options'], url).toBe('nosniff')
      expect(answer.body.code, url).toBe('http.not_found')
    }
  })
})
