// The product as `npm start` runs it, for journeys: a process, a database, a mailbox and a browser of its own, all ended by close().
// Nothing here may stand in for a part of the product.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { type Db, inTransaction, openDb, openPool, type Tx } from '#platform/db.ts'
import { addPerson } from '#rooms/accounts/accounts.ts'
import { openSession } from '#rooms/accounts/sessions.ts'
import type { Role } from '#rooms/teams/contract.ts'
import { addMember, foundTeam } from '#rooms/teams/teams.ts'
import type { Language } from '#tour/text.ts'
import { makeOperator, type RunningServer, startServer } from '../../bench/support/server.ts'
import { launchChromium } from './chromium.ts'
import { freshDatabase } from './database.ts'
import { type Mailbox, openMailbox } from './mail.ts'

export interface RunningHouse {
  origin: string
  server: RunningServer
  /** For files of the test; the server's own lie in `data` below it. */
  folder: string
  db: Db
  mailbox: Mailbox
  browser: Browser
  write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

export interface Wanted {
  /** Mails go out, to `mailbox`; without it none are sent. */
  mails?: boolean
  /** The first run is over, by operator@example.kz, and strangers may register. */
  operator?: boolean
}

export async function openHouse({ mails = false, operator = false }: Wanted = {}): Promise<RunningHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-journey-'))
  const [database, mailbox] = await Promise.all([freshDatabase(), openMailbox()])
  const settings = {
    ...{ DATABASE_URL: database.url, LOG_LEVEL: 'error' },
    ...(mails && mailbox.env),
    // What was compiled for one start need not be compiled for the next.
    NODE_COMPILE_CACHE: join(import.meta.dirname, '../../.cache/compiled'),
  }
  // One starts while the other does.
  const [server, browser] = await Promise.all([startServer(folder, settings), launchChromium()])
  if (operator) await makeOperator(server)
  const pool = openPool(database.connection, () => {})
  const db = openDb(pool)
  return {
    ...{ origin: server.origin, server, folder, db, mailbox, browser },
    write: (work) => inTransaction(db, work),
    async close() {
      await browser.close()
      await server.stop()
      await mailbox.close()
      await pool.end()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface Person {
  email: string
  name: string
  language?: Language
  teamName?: string
  /** Joins this team instead of founding one. */
  joins?: { teamId: string; role: Role }
  isStaff?: boolean
}

export interface Entered {
  page: Page
  context: BrowserContext
  personId: string
  teamId: string
}

/** Somebody with a team and a browser of their own in which they are signed in, and proved it just now. */
export async function enterAs(
  { write, browser, origin }: RunningHouse,
  { email, name, language = 'ru', teamName = 'Керемет үй', joins, isStaff = false }: Person,
  options: BrowserContextOptions = {},
): Promise<Entered> {
  const made = await write(async (tx) => {
    const now = new Date()
    const address = { shown: email, canonical: email }
    const personId = await addPerson(tx, { address, name, language, passwordHash: null }, now)
    const teamId = joins?.teamId ?? (await foundTeam(tx, teamName, personId, now))
    if (joins) await addMember(tx, teamId, personId, joins.role, now)
    const operator = { person_id: personId, role: 'owner' as const, since: now, appointed_by: null }
    if (isStaff) await tx.insertInto('operator').values(operator).execute()
    const start = { userAgent: 'test', secure: false, now, secondFactor: isStaff }
    return { personId, teamId, cookie: await openSession(tx, personId, start) }
  })
  const context = await browser.newContext({ locale: language, viewport: { width: 1280, height: 900 }, ...options })
  await takeCookie(context, origin, made.cookie)
  return { page: await context.newPage(), context, personId: made.personId, teamId: made.teamId }
}

/** The browser has from now on what a `Set-Cookie` line says. */
export async function takeCookie(context: BrowserContext, origin: string, line: string): Promise<void> {
  const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
  await context.addCookies([{ name, value, url: origin }])
}
