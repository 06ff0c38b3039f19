// Guessing, theft, foreign pages and broken input at the doors of the house: A1, A7, B1, B2, B6, W1, W2. Walks the real route table.
import { Writable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '#platform/ids.ts'
import { openLog } from '#platform/log.ts'
import { hashPassword } from '#rooms/accounts/accounts.ts'
import { openSession } from '#rooms/accounts/sessions.ts'
import { placeHold } from '#rooms/holds/holds.ts'
import { openSecondHouse } from '#test/support/second-house.ts'
import { newStaff } from '#test/support/staff.ts'
import { openWorld, type TestMember, type World } from '#test/support/world.ts'

const password = 'тау бөктеріндегі үй'
let world: World
const logged: string[] = []
beforeAll(async () => {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  world = await openWorld({ log: openLog('trace', stream) })
})
afterAll(() => world.close())

let port: Promise<string> | undefined
/** One port for the tests that need a real connection. */
const listening = (): Promise<string> => {
  port ??= world.listen()
  return port
}

async function withPassword(member: TestMember): Promise<TestMember> {
  const password_hash = await hashPassword(password)
  await world.db.updateTable('person').set({ password_hash }).where('id', '=', member.personId).execute()
  return member
}
const newPerson = async () => withPassword(await world.newMember())

/** Every row of every table as text: what whoever stole the database would have. */
async function dump(): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select quote_ident(table_name) as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(world.db)
  const tables = new Map<string, string>()
  for (const { name } of rows) {
    const all = await sql<{ text: string }>`select t::text as text from ${sql.raw(name)} t order by 1`.execute(world.db)
    tables.set(name, all.rows.map(({ text }) => text).join('\n'))
  }
  return tables
}

const anyId = '00000000-0000-7000-8000-000000000000'
const addressOf = (url: string, teamId = anyId) =>
  url
    .replace(':teamId', teamId)
    .replace(/:(\w+)/g, anyId)
    .replace('*', 'x')
const isUnsafe = ({ method }: { method: string }) => !['GET', 'HEAD', 'OPTIONS'].includes(method)
const tusHeaders = { 'tus-resumable': '1.0.0' }

describe('A1: guessing', () => {
  // Guesses are counted by quarter hours: these tests begin with one.
  const back = (Date.now() % 900_000) - 1000
  beforeAll(() => {
    world.tools.now = () => new Date(Date.now() - back)
  })
  afterAll(() => {
    world.tools.now = () => new Date()
  })

  const guess = (email: string, from: object) =>
    world.inject({
      method: 'POST',
      url: '/api/sessions',
      payload: { email, password: 'guess guess' },
      headers: { origin: 'http://localhost' },
      ...from,
    })

  /** How many of a thousand guesses reached the hash: only those are told that the password is wrong. */
  async function reached(email: string, from: (index: number) => object): Promise<number> {
    let wrong = 0
    for (let first = 0; first < 1000; first += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => guess(email, from(first + index))))
      for (const { status } of answers) {
        expect([401, 429]).toContain(status)
        if (status === 401) wrong++
      }
    }
    return wrong
  }

  it('from a thousand made-up addresses of forwarders', async () => {
    const { email } = await newPerson()
    const from = (index: number) => ({
      headers: { origin: 'http://localhost', 'x-forwarded-for': `203.0.${index >> 8}.${index & 255}` },
      remoteAddress: '192.0.2.1',
    })
    expect(await reached(email, from)).toBeLessThanOrEqual(20)
  })

  it('from a thousand addresses of one home, and of a thousand homes', async () => {
    const [one, other] = [await newPerson(), await newPerson()]
    const home = (index: number) => ({ remoteAddress: `2001:db8:7:9::${index.toString(16)}` })
    expect(await reached(one.email, home)).toBeLessThanOrEqual(20)
    const homes = (index: number) => ({ remoteAddress: `2001:db8:${index.toString(16)}::1` })
    expect(await reached(other.email, homes)).toBeLessThanOrEqual(20)
  })

  it('does not lock its victim out on a device that is known', async () => {
    const person = await newPerson()
    const signIn = (cookie: string) =>
      world.inject({
        method: 'POST',
        url: '/api/sessions',
        payload: { email: person.email, password },
        headers: { origin: 'http://localhost', cookie },
      })
    const cookies = [(await signIn('')).headers['set-cookie']].flat().map((line) => String(line).split(';')[0])
    const device = cookies.find((cookie) => cookie?.startsWith('panoqor-device=')) ?? ''
    const race = await Promise.all(Array.from({ length: 50 }, () => guess(person.email, {})))
    expect(race.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(20)
    expect((await signIn('')).status).toBe(429)
    expect((await signIn(device)).status).toBe(200)
  })
})

describe('A7: pages of others', () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:4201', 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
  ]

  it('change nothing: every route that writes refuses them', async () => {
    const member = await newStaff(world)
    const routes = world.declared.filter((route) => isUnsafe(route) && !route.url.startsWith('/api/public/'))
    expect(routes.length).toBeGreaterThan(50)
    for (const { method, url } of routes)
      for (const headers of foreign) {
        const answer = await world.inject({
          method: method as 'POST',
          url: addressOf(url, member.teamId),
          headers: { cookie: member.cookie, ...tusHeaders, ...headers },
          payload: {},
        })
        const said = [answer.status, answer.body?.code]
        expect(said, `${method} ${url} ${JSON.stringify(headers)}`).toEqual([403, 'http.foreign_origin'])
      }
  })

  it('can’t pass a form off as a request of ours', async () => {
    const member = await newStaff(world)
    const before = await world.history(member.teamId)
    for (const { method, url } of world.declared.filter((route) => isUnsafe(route) && route.who !== 'anyone')) {
      const answer = await world.inject({
        method: method as 'POST',
        url: addressOf(url, member.teamId),
        headers: { cookie: member.cookie, ...tusHeaders, 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'name=x',
      })
      expect(answer.status, `${method} ${url}`).toBeGreaterThanOrEqual(400)
    }
    expect(await world.history(member.teamId)).toEqual(before)
  })

  it('reading changes no row of any table', async () => {
    const member = await newStaff(world)
    await member.post(`/api/teams/${member.teamId}/tours`, { title: 'Пәтер', language: 'kk' })
    const before = await dump()
    const reads = world.declared.filter(({ method, url }) => method === 'GET' && !url.endsWith('/events'))
    for (const { url } of reads) await member.get(addressOf(url, member.teamId))
    const after = await dump()
    for (const [table, rows] of before) expect(after.get(table), table).toBe(rows)
  })

  it('B6: open no live line', async () => {
    const member = await world.newMember()
    const url = `/api/teams/${member.teamId}/events`
    for (const origin of ['https://evil.example', 'null', 'http://localhost:4201'])
      expect((await member.get(url, { origin })).status).toBe(403)
  })
})

describe('B1: what a thief of the database gets', () => {
  it('is none of a thousand tokens, nor do they stand in the log', async () => {
    const cookies: string[] = []
    for (let people = 0; people < 50; people++) {
      const { personId } = await world.newMember()
      await world.write(async (tx) => {
        for (let sessions = 0; sessions < 19; sessions++)
          cookies.push(await openSession(tx, personId, { userAgent: 'test', secure: false, now: new Date() }))
      })
    }
    const owner = await world.newMember()
    const wanted = { name: 'CRM', scopes: ['tours.view'], days: 30 }
    const keys: string[] = []
    for (let made = 0; made < 5; made++) {
      const answer = await owner.post(`/api/teams/${owner.teamId}/keys`, wanted)
      expect(answer.status).toBeLessThan(300)
      keys.push(String(answer.body.token))
    }
    const tokens = [...cookies.map((cookie) => cookie.split(/[=;]/)[1] ?? ''), ...keys]
    for (const key of keys)
      await world.inject({ method: 'GET', url: '/api/me', headers: { authorization: `Bearer ${key}` } })
    await world.inject({ method: 'GET', url: '/api/me', headers: { cookie: cookies[0]?.split(';')[0] ?? '' } })
    const stolen = [...(await dump()).values()].join('\n') + logged.join('')
    expect(tokens).toHaveLength(955)
    for (const token of tokens) {
      expect(token.length).toBeGreaterThan(40)
      expect(stolen.includes(token)).toBe(false)
      expect(stolen.includes(Buffer.from(token).toString('hex'))).toBe(false)
    }
  }, 120_000)

  it('cookies are out of reach of scripts, other hosts and plain http', async () => {
    const person = await newPerson()
    const proxied = await openWorld({ env: { TRUST_PROXY: '1' } })
    try {
      const answer = await world.visitor.post('/api/sessions', { email: person.email, password })
      const lines = [answer.headers['set-cookie']].flat().map(String)
      expect(lines).toHaveLength(2)
      for (const line of lines) expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
      for (const line of lines) expect(line).not.toMatch(/domain/i)
      const { personId, email } = await proxied.newMember()
      const password_hash = await hashPassword(password)
      await proxied.db.updateTable('person').set({ password_hash }).where('id', '=', personId).execute()
      const secure = await proxied.inject({
        method: 'POST',
        url: '/api/sessions',
        headers: { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.1' },
        payload: { email, password },
      })
      const guarded = [secure.headers['set-cookie']].flat().map(String)
      expect(guarded[0]).toMatch(/^__Host-panoqor=/)
      for (const line of guarded) expect(line).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    } finally {
      await proxied.close()
    }
  })
})

it('B2: what ends a session ends it in both processes within a second, twenty of twenty', async () => {
  const second = await openSecondHouse(world)
  try {
    const origins = [await listening(), second.origin]
    const seen = async (url: string, cookie: string) =>
      Promise.all(origins.map(async (origin) => (await fetch(`${origin}${url}`, { headers: { cookie } })).status))
    const suspend = (personId: string) =>
      world.write((tx) =>
        placeHold(tx, {
          ...{ subject: { kind: 'person', id: personId }, kind: 'security', level: 'blocked', reason: 'security_risk' },
          ...{ statement: {}, placedBy: null, at: new Date() },
        }),
      )
    const acts: [name: string, status: number, act: (who: TestMember, owner: TestMember) => Promise<unknown>][] = [
      ['logout', 401, (who) => who.delete('/api/sessions/current')],
      [
        'another password',
        401,
        async (who) => {
          const again = await world.visitor.post('/api/sessions', { email: who.email, password })
          const cookie = String([again.headers['set-cookie']].flat()[0]).split(';')[0] ?? ''
          const changed = await world.inject({
            method: 'PUT',
            url: '/api/me/password',
            headers: { cookie, origin: 'http://localhost' },
            payload: { password: `жаңа құпия ${newId()}`, endOtherSessions: true },
          })
          expect(changed.status).toBe(204)
        },
      ],
      ['suspended', 403, (who) => suspend(who.personId)],
      [
        'removed from the team',
        404,
        (who, owner) => owner.delete(`/api/teams/${owner.teamId}/members/${who.personId}`),
      ],
      ['deleted', 401, (who) => world.db.deleteFrom('person').where('id', '=', who.personId).execute()],
    ]
    for (let round = 0; round < 4; round++)
      for (const [name, status, act] of acts) {
        const owner = await world.newMember()
        const who = await withPassword(await world.newMember({ role: 'editor', teamId: owner.teamId }))
        const url = `/api/teams/${owner.teamId}/tours`
        expect(await seen(url, who.cookie), name).toEqual([200, 200])
        await act(who, owner)
        await expect.poll(() => seen(url, who.cookie), { timeout: 1000, message: name }).toEqual([status, status])
      }
  } finally {
    await second.close()
  }
}, 120_000)

it('B6: the live line of who lost the right to it ends within a minute', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const member = await world.newMember()
    const line = await fetch(`${await listening()}/api/teams/${member.teamId}/events`, {
      headers: { cookie: member.cookie },
    })
    expect(line.status).toBe(200)
    await world.db.deleteFrom('session').where('person_id', '=', member.personId).execute()
    vi.advanceTimersByTime(60_000)
    // Ends, instead of staying open: else this waits until the test's own time is over.
    await line.text()
  } finally {
    vi.useRealTimers()
  }
})

describe('W1, W2: broken input and broken tables', () => {
  const broken: Record<string, string>[] = [
    ...['Bearer', 'Bearer ', 'Bearer  x', 'Basic !!!', 'bearer pq_', 'Bearer pq_%00', `Bearer ${'x'.repeat(4000)}`].map(
      (authorization) => ({ authorization }),
    ),
    ...[
      'panoqor=%E0%A4%A',
      'panoqor="',
      ';;;=;',
      'panoqor',
      `panoqor=${'x'.repeat(4000)}`,
      'panoqor=\u00ff; panoqor=a',
    ].map((cookie) => ({ cookie })),
  ]

  it('W1: malformed cookies and authorisations are refused, never a fault', async () => {
    const closed = world.declared.filter(({ who }) => who !== 'anyone')
    for (const { method, url } of closed)
      for (const headers of broken) {
        const { status } = await world.inject({
          method: method as 'GET',
          url: addressOf(url),
          headers: { origin: 'http://localhost', ...tusHeaders, ...headers },
          ...(isUnsafe({ method }) && { payload: {} }),
        })
        expect([400, 401, 403, 404], `${method} ${url} ${JSON.stringify(headers)}`).toContain(status)
      }
  })

  /** Whether a route's policy can't be decided without this table. */
  function asks({ who, method, ability }: (typeof world.declared)[number], table: string): boolean {
    if (table === 'membership') return who === 'member'
    if (table === 'operator') return who === 'staff'
    // Taking along what is one's own is possible whatever is restricted.
    if (table === 'access_hold') return who === 'member' && isUnsafe({ method }) && ability !== 'team.export'
    return who !== 'anyone'
  }

  it.each(['session', 'person', 'membership', 'operator', 'access_hold'])(
    'W2: nobody comes in while the table %s is not there',
    async (table) => {
      const hurt = await openWorld()
      try {
        const member = await hurt.newMember()
        const staff = await newStaff(hurt)
        await sql`alter table ${sql.raw(table)} rename to gone`.execute(hurt.db)
        const routes = hurt.declared.filter((route) => asks(route, table))
        expect(routes.length).toBeGreaterThan(5)
        for (const { method, url, who } of routes) {
          const { cookie, teamId } = who === 'staff' ? staff : member
          const { status } = await hurt.inject({
            method: method as 'GET',
            url: addressOf(url, teamId),
            headers: { cookie, origin: 'http://localhost', ...tusHeaders },
            ...(isUnsafe({ method }) && { payload: {} }),
          })
          expect(status, `${method} ${url}`).toBeGreaterThanOrEqual(400)
        }
      } finally {
        await hurt.close()
      }
    },
  )

  it('W2: nobody guesses while the counters are not there', async () => {
    const hurt = await openWorld()
    try {
      const { personId, email } = await hurt.newMember()
      const password_hash = await hashPassword(password)
      await hurt.db.updateTable('person').set({ password_hash }).where('id', '=', personId).execute()
      await sql`alter table attempt rename to gone`.execute(hurt.db)
      expect((await hurt.visitor.post('/api/sessions', { email, password })).status).toBeGreaterThanOrEqual(500)
    } finally {
      await hurt.close()
    }
  })
})
