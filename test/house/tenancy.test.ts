// C5: whoever forgets a `team_id = …` shows nobody anything. The same house twice, its queries without any such condition: as it is, and
// on a database that shows everybody all rows, which proves that what was forgotten is what matters.
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { type DeclaredRoute, writes } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { canary, seedCanaries } from '#test/support/canaries.ts'
import { forgetfulQueries } from '#test/support/forgetful-queries.ts'
import { bodies, freely, hijacked, newScene, parameters, type Scene } from '#test/support/matrix-fixtures.ts'
import { openWorld, type World } from '#test/support/world.ts'

/** The path of a route with things of `from`, in the team of `team`. */
async function address(url: string, team: Scene, from: Scene): Promise<string> {
  let path = url
  for (const [whole, name = '*'] of url.matchAll(/:(\w+)|\*/g)) {
    const row = [`${url} ${name}`, name].find((key) => key in parameters || key in freely) ?? ''
    const value = name === 'teamId' ? team.owner.teamId : row in parameters ? await from.get(row) : freely[row]
    path = path.replace(whole, value ?? newId())
  }
  return path
}

/** Everything that any table keeps of a team, as text. */
async function rowsOf(world: World, teamId: string): Promise<Map<string, string>> {
  const rows = new Map<string, string>()
  for (const table of [...(await tablesOfTeams(world)), 'team']) {
    const { rows: found } = await sql<{ all: string | null }>`
      select string_agg(each::text, E'\n' order by each::text) as all from ${sql.table(table)} as each
      where ${sql.ref(table === 'team' ? 'each.id' : 'each.team_id')} in (select ${teamId}::uuid)`.execute(world.db)
    rows.set(table, found[0]?.all ?? '')
  }
  return rows
}

const tablesOfTeams = async ({ db }: World): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
       and a.attname = 'team_id' and not a.attisdropped order by 1`.execute(db)
  return rows.map(({ name }) => name)
}

const aProfile = { name: 'Біздің үй', names: {}, about: {}, address: {}, logo: null, phone: '', email: '', website: '' }

interface Seen {
  asked: number
  answered: number
  forgotten: number
  shown: string[]
  changed: string[]
}

/** Walks every route as the owner of one team, after all its queries forgot the team, and looks for what is another's. */
async function walkForgetfully(world: World, forgetful: ReturnType<typeof forgetfulQueries>): Promise<Seen> {
  const foreign = await seedCanaries(world)
  const own = await newScene(world)
  const routes = world.declared.filter(({ url }) => url.startsWith('/api/teams/:teamId') && !hijacked(url))
  const endsMembership = ({ url }: DeclaredRoute) => /\/member/.test(url)
  const inOrder = [
    ...routes.filter((route) => !writes(route)),
    ...routes.filter((route) => writes(route) && !endsMembership(route)),
    ...routes.filter((route) => writes(route) && endsMembership(route)),
  ]
  const wanted = inOrder.flatMap((route) => [foreign, own].map((from) => ({ route, from })))
  const asked: { key: string; url: string; method: string; payload: unknown }[] = []
  for (const { route, from } of wanted) {
    const key = `${route.method} ${route.url}`
    const body = key.endsWith('/profile') ? aProfile : ((await bodies[key]?.(from)) ?? {})
    const payload = route.takesBody ? body : undefined
    asked.push({ key, url: await address(route.url, own, from), method: route.method, payload })
    if (from === foreign && !writes(route))
      asked.push({ key, url: await address(route.url, foreign, foreign), method: route.method, payload })
  }
  const before = await rowsOf(world, foreign.owner.teamId)
  const seen: Seen = { asked: asked.length, answered: 0, forgotten: 0, shown: [], changed: [] }

  forgetful.beginToForget()
  for (const { key, url, method, payload } of asked) {
    const headers = { origin: 'http://localhost', cookie: own.owner.cookie }
    const withBody = payload === undefined ? {} : { payload: payload as object }
    const answer = await world.inject({ method: method as 'GET', url, headers, ...withBody })
    if (answer.status < 300) seen.answered++
    if (answer.text.includes(canary)) seen.shown.push(key)
  }
  const after = await rowsOf(world, foreign.owner.teamId)
  seen.changed = [...after].filter(([table, rows]) => rows !== before.get(table)).map(([table]) => table)
  seen.forgotten = forgetful.forgotten
  return seen
}

it('C5: a forgotten condition on the team shows no row of another team and changes none', async () => {
  const forgetful = forgetfulQueries()
  const world = await openWorld({ plugin: forgetful })
  const seen = await walkForgetfully(world, forgetful)
  await world.close()
  expect(seen.asked).toBeGreaterThan(120)
  expect(seen.answered).toBeGreaterThan(40)
  expect(seen.forgotten).toBeGreaterThan(400)
  expect(seen.shown).toEqual([])
  expect(seen.changed).toEqual([])
})

it('C5: without the second wall the same queries do show and change them', async () => {
  const forgetful = forgetfulQueries()
  const world = await openWorld({ plugin: forgetful, withoutTenancy: true })
  const seen = await walkForgetfully(world, forgetful)
  await world.close()
  expect(seen.shown.length).toBeGreaterThan(20)
  expect(seen.changed).toEqual(expect.arrayContaining(['attachment', 'membership', 'tour', 'tour_publication', 'team']))
})

it('C5: every table that belongs to teams is fenced', async () => {
  const world = await openWorld()
  const tables = [...(await tablesOfTeams(world)), 'team']
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
     where c.relnamespace = current_schema()::regnamespace and c.relrowsecurity
       and exists (select from pg_policy p where p.polrelid = c.oid
         and pg_get_expr(p.polqual, p.polrelid) like '%team_at_hand()%')`.execute(world.db)
  const fenced = rows.map(({ name }) => name)
  await world.close()
  expect(tables.length).toBeGreaterThan(30)
  expect(tables.filter((table) => !fenced.includes(table))).toEqual([])
})

it('C5: every route of members lies where routes are kept to their team', async () => {
  const world = await openWorld()
  const elsewhere = world.declared.filter(({ who, url }) => who === 'member' && !url.startsWith('/api/teams/:teamId'))
  await world.close()
  expect(elsewhere).toEqual([])
})

it('C5: what concerns all teams is still asked of all: which addresses are taken, whose pages are gone', async () => {
  const world = await openWorld()
  const [first, second] = [await newScene(world), await newScene(world)]
  const suggestion = async ({ owner }: Scene) =>
    (await owner.get(`/api/teams/${owner.teamId}/page`)).body.suggestion as string
  const taken = await suggestion(first)
  expect(await suggestion(second)).toBe(taken)
  await first.owner.put(`/api/teams/${first.owner.teamId}/page`, { slug: taken })
  expect(await suggestion(second)).not.toBe(taken)

  const tours = await Promise.all(
    [first, second].map(async ({ owner }) => {
      const tour = await owner.post(`/api/teams/${owner.teamId}/tours`, { title: 'Бірдей атау', language: 'kk' })
      return `/api/teams/${owner.teamId}/tours/${tour.body.id}`
    }),
  )
  const slugOf = async ({ owner }: Scene, tour = '') => (await owner.get(`${tour}/slug-suggestion`)).body.slug as string
  const free = await slugOf(second, tours[1])
  await world.db
    .updateTable('tour_publication')
    .set({ slug: free })
    .where('slug', '=', await first.get('slug'))
    .execute()
  expect(await slugOf(second, tours[1])).not.toBe(free)

  const { owner } = first
  const gone = { team_id: owner.teamId, person_id: owner.personId, is_editing: false, page_id: newId() }
  await world.db
    .insertInto('tour_presence')
    .values({ ...gone, tour_id: newId(), seen_at: new Date(Date.now() - 120_000) })
    .execute()
  await second.owner.put(`${tours[1]}/pages/${newId()}`, { editing: false })
  const pages = await world.db.selectFrom('tour_presence').select('team_id').execute()
  expect(pages).toEqual([{ team_id: second.owner.teamId }])
  await world.close()
})

const source = join(import.meta.dirname, '../../src')

async function filesThat(say: RegExp): Promise<string[]> {
  const files: string[] = []
  for await (const file of glob('**/*.ts', { cwd: source }))
    if (!file.endsWith('.test.ts') && say.test(readFileSync(join(source, file), 'utf8'))) files.push(file)
  return files.sort()
}

it('C5: leaving a team’s scope is rare, and each place is known', async () => {
  expect(await filesThat(/\bacrossTeams\(/)).toEqual([
    // A key is found by its token, whichever team it is of; then it is compared.
    'rooms/teams/keys/holder.ts',
  ])
  expect(await filesThat(/\b(re)?set role\b|set_config\('role'/i)).toEqual([
    'platform/postgres/tenant-role.ts',
    'platform/tenancy.ts',
  ])
})
