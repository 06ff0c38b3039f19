// How the desk and the entrance bear a large installation: search over many accounts and teams, sign-ins per second, and what visitors'
// tiles feel of them, asked for by a thread of their own. The server, its database and these clients share the machine's cores.
// Usage: npm run bench -- people [--accounts 100000] [--teams 20000] [--seconds 8] [--searches 300]
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { calibrateHashing, hashPassword } from '#rooms/accounts/passwords.ts'
import type { PublishedTour } from '#tour/published.ts'
import { tileName } from '#tour/pyramid.ts'
import { seedPeople } from './people/seed.ts'
import { percentile, startProbe } from './support/probing.ts'
import { firstPanoramaOf, startServer } from './support/server.ts'

const number = { type: 'string' } as const
const { values: given } = parseArgs({ options: { accounts: number, teams: number, seconds: number, searches: number } })
const accounts = Number(given.accounts ?? 100_000)
const teams = Number(given.teams ?? 20_000)
const seconds = Number(given.seconds ?? 8)
const searches = Number(given.searches ?? 300)

const password = 'шаңырақ астындағы жеті қазына'
const signInsAtOnce = 4
const tilesPerSecond = 100
/** What the entrance must bear while visitors feel nothing. */
const wantedSignInsPerSecond = 40

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

interface Asked {
  status: number
  milliseconds: number
  body: string
  cookie: string
}

function ask(method: string, url: string, headers: Record<string, string>, body?: unknown): Promise<Asked> {
  const started = performance.now()
  const text = body === undefined ? '' : JSON.stringify(body)
  const typed = body === undefined ? headers : { ...headers, 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: typed }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({
          ...{ status: answer.statusCode ?? 0, milliseconds: performance.now() - started },
          body: Buffer.concat(chunks).toString(),
          cookie: (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; '),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(text)
  })
}

const rounded = (value: number) => Math.round(value * 100) / 100

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-bench-people-'))
  // Every sign-in comes from a network of its own: limits are per network, and here they are not what is measured.
  const server = await startServer(folder, { TRUST_PROXY: '1', LOG_LEVEL: 'error' })
  try {
    const tile = await aTile(server.origin)
    const client = await databaseOf(folder)
    await calibrateHashing()
    const began = performance.now()
    await seedPeople(client, { accounts, teams, passwordHash: await hashPassword(password) })
    console.log(`Seeded ${accounts} accounts and ${teams} teams in ${rounded((performance.now() - began) / 1000)} s`)
    const found = await measureSearch(server.origin, await questions(client))
    console.log(`Search: p50 ${found.p50} ms, p95 ${found.p95} ms, slowest ${found.slowest}`)
    const tiles = startProbe(tile, tilesPerSecond)
    await pause(1000)
    const idle = await tilesMeanwhile(tiles, pause(seconds * 1000))
    const addresses = await someAddresses(client)
    await client.end()
    const door = openDoor(server.origin, addresses)
    const most = await asManyAsPossible(door)
    const paced = atThePace(door, wantedSignInsPerSecond)
    const busy = await tilesMeanwhile(tiles, paced)
    const entered = await paced
    await tiles.stop()
    console.log(`Sign-ins: at most ${most.perSecond} a second`)
    console.log(`Tiles: p99 ${idle} ms while nobody signs in, ${busy} ms while ${entered.perSecond} people a second do`)
    console.log(
      JSON.stringify({
        ...{ accounts, teams, search_p50_ms: found.p50, search_p95_ms: found.p95 },
        ...{ sign_ins_per_second: most.perSecond, sign_in_errors: most.errors + entered.errors },
        ...{ paced_sign_ins_per_second: entered.perSecond },
        ...{ tile_p99_idle_ms: idle, tile_p99_busy_ms: busy, tile_p99_ratio: rounded(busy / idle) },
      }),
    )
  } finally {
    agent.destroy()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function aTile(origin: string): Promise<string> {
  const end = Date.now() + 180_000
  while (Date.now() < end) {
    const answer = await fetch(`${origin}/api/public/tours/demo`)
    if (answer.ok) {
      const panorama = firstPanoramaOf((await answer.json()) as PublishedTour)
      if (panorama) return `${origin}${panorama.tilesUrl}${tileName(panorama.pyramid.format, 1, 'f', 0, 0)}`
    }
    await pause(500)
  }
  throw new Error('The demo tour was not published within three minutes')
}

async function databaseOf(folder: string): Promise<pg.Client> {
  const host = readFileSync(join(folder, 'data/postgres/socket-folder'), 'utf8').trim()
  const client = new pg.Client({ host, user: 'panoqor', database: 'panoqor' })
  client.on('error', () => {}) // the server's end takes the database along
  await client.connect()
  return client
}

/** What staff type: parts of names that thousands have and few have, addresses, hosts, numbers, tours, ids, and what nobody has. */
async function questions(client: pg.Client): Promise<string[]> {
  const { rows: people } = await client.query('select id, name, email from person order by md5(id::text) limit 40')
  const { rows: owned } = await client.query(
    'select t.id, t.name, r.bin_iin, p.slug from team t join team_requisites r on r.team_id = t.id join tour_publication p on p.team_id = t.id order by md5(t.id::text) limit 40',
  )
  return [
    ...people.flatMap(({ id, name, email }) => [
      id,
      name,
      name.slice(0, 3),
      email,
      email.slice(0, 5),
      `@${email.split('@')[1]}`,
    ]),
    ...owned.flatMap(({ id, name, bin_iin, slug }) => [
      id,
      name,
      name.slice(0, 4),
      bin_iin,
      bin_iin.slice(0, 8),
      slug,
      `/t/${slug}`,
    ]),
    ...['nobody at all', 'zzzz', 'үй', 'ай', 'ки', '@gmail', 'студия'],
  ]
}

async function measureSearch(origin: string, asked: string[]) {
  const { cookie } = await ask('POST', `${origin}/api/demo-sessions`, { origin }, { email: 'operator@panoqor.example' })
  const times: { q: string; milliseconds: number }[] = []
  for (let count = 0; count < searches; count++) {
    const q = asked[(count * 7919) % asked.length] ?? ''
    const { status, milliseconds } = await ask('GET', `${origin}/api/desk/search?q=${encodeURIComponent(q)}`, {
      cookie,
    })
    if (status !== 200) throw new Error(`Search for ${q} answered ${status}`)
    times.push({ q, milliseconds })
  }
  const all = times.map(({ milliseconds }) => milliseconds)
  const worst = times.toSorted((one, other) => other.milliseconds - one.milliseconds).slice(0, 3)
  const slowest = worst.map(({ q, milliseconds }) => `“${q}” ${rounded(milliseconds)} ms`).join(', ')
  return { p50: rounded(percentile(all, 0.5)), p95: rounded(percentile(all, 0.95)), slowest }
}

const someAddresses = async (client: pg.Client): Promise<string[]> =>
  (
    await client.query(
      "select email from person where email like 'p%' and email not like '%.example' order by md5(id::text) limit 4000",
    )
  ).rows.map(({ email }) => email)

/** The 99th percentile of what a visitor's tile took meanwhile, in milliseconds. */
async function tilesMeanwhile(probe: ReturnType<typeof startProbe>, meanwhile: Promise<unknown>): Promise<number> {
  await probe.take()
  await meanwhile
  const { milliseconds, errors } = await probe.take()
  if (errors > 0) throw new Error(`${errors} tiles were not answered`)
  return rounded(percentile(milliseconds, 0.99))
}

/** Signs the next person in, from a network of their own; says whether they came in. */
type Door = () => Promise<boolean>

function openDoor(origin: string, addresses: string[]): Door {
  let next = 0
  return async () => {
    const turn = next++
    const from = `10.${(turn >> 8) & 255}.${turn & 255}.7`
    const claim = { email: addresses[turn % addresses.length], password }
    const { status } = await ask('POST', `${origin}/api/sessions`, { origin, 'x-forwarded-for': from }, claim)
    return status === 200
  }
}

/** One after the other at several doors. */
async function asManyAsPossible(door: Door) {
  const answers: boolean[] = []
  const began = performance.now()
  const one = async () => {
    while (performance.now() - began < seconds * 1000) answers.push(await door())
  }
  await Promise.all(Array.from({ length: signInsAtOnce }, one))
  return rateOf(answers, began)
}

/** So many a second, whether or not the answers keep up. */
async function atThePace(door: Door, perSecond: number) {
  const asked: Promise<boolean>[] = []
  const began = performance.now()
  while (performance.now() - began < seconds * 1000) {
    asked.push(door())
    const due = began + (asked.length * 1000) / perSecond
    await pause(Math.max(0, due - performance.now()))
  }
  return rateOf(await Promise.all(asked), began)
}

function rateOf(answers: boolean[], began: number) {
  const done = answers.filter(Boolean).length
  return { perSecond: rounded(done / ((performance.now() - began) / 1000)), errors: answers.length - done }
}

await main()
