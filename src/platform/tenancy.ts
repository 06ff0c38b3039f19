// The second wall between teams. What a team's request or job asks of the database runs as a role that PostgreSQL shows only that team's
// rows (migrations/0013), so that a query whose `team_id = …` was forgotten finds nothing instead of everything. Never replaces the
// condition itself: it is what makes queries fast and readable.
import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'

/** Owns nothing and can't sign in; connections take it on and lay it down again. */
export const tenantRole = 'panoqor_tenant'

/** Undefined: across teams, as the owner of the tables. */
const scope = new AsyncLocalStorage<string | undefined>()

const teamIdPattern = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
export const isTeamId = (value: unknown): value is string => typeof value === 'string' && teamIdPattern.test(value)

/** Everything that `work` asks of the database, also later and in the background, sees this team alone. */
export function withinTeam<Result>(teamId: string, work: () => Result): Result {
  if (!isTeamId(teamId)) throw new Error('A team’s scope needs the id of a team')
  return scope.run(teamId.toLowerCase(), work)
}

/**
 * The only way out of a team's scope; a test lists who takes it, and why. It concerns connections that are taken from now on: a
 * transaction keeps the scope in which it began, so don't call it inside one.
 */
export const acrossTeams = <Result>(_reason: string, work: () => Result): Result => scope.run(undefined, work)

/** The team in whose scope this runs. */
export const teamAtHand = (): string | undefined => scope.getStore()

type Done = (broken?: boolean | Error) => void
type Connected = (error: Error | undefined, client: pg.PoolClient | undefined, done: Done) => void

/** A pool whose connections are bound to the scope of whoever takes them, be it Kysely, raw SQL or the job queue. */
export class ScopedPool extends pg.Pool {
  /** What a connection was told last. None: nothing yet, as the pool's own user. */
  private readonly bound = new WeakMap<pg.PoolClient, string | undefined>()

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Connected): void
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    const taken = this.take(teamAtHand())
    if (!callback) return taken
    taken.then(
      (client) => callback(undefined, client, client.release),
      (error: Error) => callback(error, undefined, () => {}),
    )
    return undefined
  }

  private async take(teamId: string | undefined): Promise<pg.PoolClient> {
    const client = await super.connect()
    if (this.bound.get(client) === teamId) return client
    try {
      await client.query(bindingTo(teamId))
    } catch (error) {
      client.release(true) // in whose scope it is now, nobody knows
      throw error
    }
    this.bound.set(client, teamId)
    return client
  }
}

const bindingTo = (teamId: string | undefined) => ({
  name: 'bind to a scope',
  text: `select set_config('panoqor.team', $1, false), set_config('role', $2, false)`,
  values: [teamId ?? '', teamId === undefined ? 'none' : tenantRole],
})
