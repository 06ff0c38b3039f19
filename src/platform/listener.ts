// One PostgreSQL connection per process that hears what other processes (and this one) announce by `notify`.
// Whoever caches on the strength of it must also handle `onGap`: while the connection was away, anything may have been missed.
import pg from 'pg'
import type { DatabaseSettings } from './db.ts'
import type { Log } from './log.ts'

export interface Listener {
  on(channel: string, hear: (payload: unknown) => void): Promise<void>
  /** Called after the connection was lost and is back: forget what you cached. */
  onGap(forget: () => void): void
  /** False while the connection is away. */
  readonly hears: boolean
  /** For what must end with this process, like advisory locks: runs on the listening connection, and fails while that is away. */
  query<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

const retryMilliseconds = 250

export async function openListener(settings: DatabaseSettings, log: Log): Promise<Listener> {
  const heard = new Map<string, ((payload: unknown) => void)[]>()
  const forgetters: (() => void)[] = []
  let client: pg.Client | undefined
  let closed = false
  let line: Promise<unknown> = Promise.resolve()

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ ...settings, keepAlive: true })
    fresh.on('notification', ({ channel, payload }) => {
      for (const hear of heard.get(channel) ?? []) hear(payload ? JSON.parse(payload) : undefined)
    })
    fresh.on('error', (error) => lose(fresh, error))
    fresh.on('end', () => lose(fresh))
    await fresh.connect()
    for (const channel of heard.keys()) await fresh.query(`listen ${quoted(channel)}`)
    client = fresh
  }

  function lose(lost: pg.Client, error?: Error): void {
    if (client !== lost || closed) return
    client = undefined
    log.warn({ error: error?.message }, 'the listening connection was lost')
    for (const forget of forgetters) forget()
    void reconnect()
  }

  async function reconnect(): Promise<void> {
    while (!closed && !client) {
      await new Promise((resolve) => setTimeout(resolve, retryMilliseconds))
      await connect().catch(() => {})
    }
    for (const forget of forgetters) forget()
  }

  /** A connection does one thing at a time. */
  function inLine<Result>(work: (open: pg.Client) => Promise<Result>): Promise<Result> {
    const turn = line.then(() => {
      if (!client) throw new Error('The listening connection is away')
      return work(client)
    })
    line = turn.catch(() => {})
    return turn
  }

  await connect()
  return {
    async on(channel, hear) {
      const first = !heard.has(channel)
      heard.set(channel, [...(heard.get(channel) ?? []), hear])
      if (first && client) await inLine((open) => open.query(`listen ${quoted(channel)}`))
    },
    onGap: (forget) => void forgetters.push(forget),
    get hears() {
      return client !== undefined
    },
    async query<Row extends pg.QueryResultRow>(text: string, values: unknown[]) {
      return (await inLine((open) => open.query<Row>(text, values))).rows
    },
    async close() {
      closed = true
      await client?.end()
    },
  }
}

const quoted = (channel: string) => `"${channel.replaceAll('"', '""')}"`
