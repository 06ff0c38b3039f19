// The demo of an installation that nobody configured: one agency, its three people and an operator, with passwords that are new at every
// start, and a furnished flat as a published tour. Seeded once, through the same verbs that members use.
import { randomInt } from 'node:crypto'
import { inTransaction } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { addPerson, findPersonId, hashPassword, preparePerson, setPassword } from '#rooms/accounts/accounts.ts'
import { emailAddress } from '#rooms/accounts/email-address.ts'
import type { Role } from '#rooms/teams/contract.ts'
import type { DemoAccount } from '#rooms/teams/entrance-routes.ts'
import { actAs, addMember, foundTeam, type Member } from '#rooms/teams/teams.ts'
import { seedApplication } from './demo-applications.ts'
import { demoSlug, isFlatShown, publishFlatWhenReady, seedFlat } from './demo-flat.ts'
import { seedLegal } from './demo-legal.ts'
import { demoOperator, seedOperator } from './demo-operator.ts'
import { seedTalks } from './demo-talks.ts'

const people: { email: string; name: string; role: Role }[] = [
  { email: 'aigerim@panoqor.example', name: 'Айгерім Сейітова', role: 'owner' },
  { email: 'daniyar@panoqor.example', name: 'Данияр Омаров', role: 'editor' },
  { email: 'elena@panoqor.example', name: 'Елена Ким', role: 'viewer' },
]
const agency = 'Нұрлы үй'
/** Those with one-click sign-in: the agency's people, and whoever runs the installation. */
const everybody: DemoAccount[] = [...people, demoOperator]

export interface Demo {
  accounts: DemoAccount[]
  /** What the terminal says once the server is ready. */
  welcome(address: string): string[]
  /** Publishes the flat as soon as everything in it is ready; ends early when `signal` aborts. */
  publishWhenReady(signal: AbortSignal): Promise<void>
}

export async function openDemo(tools: Tools): Promise<Demo> {
  const passwords = everybody.map(() => newPassword())
  const owner = (await findOwner(tools)) ?? (await seedAgency(tools, passwords))
  await seedOperator(tools, passwords.at(-1) ?? '')
  await seedLegal(tools, await personIds(tools))
  await seedApplication(tools)
  await seedFlat(tools, owner)
  const editor = await actAs(tools.db, await findPersonId(tools.db, people[1]?.email ?? ''))
  if (editor) await seedTalks(tools, owner, editor)
  await setPasswords(tools, passwords)
  const isShown = await isFlatShown(tools, owner)
  return {
    accounts: everybody,
    welcome: (address) => [
      `The demo tour:     ${address}/t/${demoSlug}${isShown ? '' : '  (its pictures are being made: some seconds)'}`,
      'Sign in with one click on the page, or with',
      ...everybody.map(({ email, role }, index) => `  ${email}  ${passwords[index]}  (${role})`),
    ],
    publishWhenReady: (signal) => publishFlatWhenReady(tools, owner, signal),
  }
}

const personIds = ({ db }: Tools) => Promise.all(everybody.map(({ email }) => findPersonId(db, email)))

async function findOwner(tools: Tools): Promise<Member | undefined> {
  const personId = await findPersonId(tools.db, people[0]?.email ?? '').catch(() => undefined)
  return personId === undefined ? undefined : actAs(tools.db, personId)
}

async function seedAgency(tools: Tools, passwords: string[]): Promise<Member> {
  const prepared = await Promise.all(
    people.map(({ email, name }, index) =>
      preparePerson({ email, name, password: passwords[index] ?? '', language: 'ru' }),
    ),
  )
  return inTransaction(tools.db, async (tx) => {
    const now = tools.now()
    const ids: string[] = []
    for (const person of prepared) ids.push(await addPerson(tx, person, now))
    const teamId = await foundTeam(tx, agency, ids[0] ?? '', now)
    for (const [index, { role }] of people.entries())
      if (index > 0) await addMember(tx, teamId, ids[index] ?? '', role, now)
    const noSession = { sessionId: '', provedAt: now, hasSecondFactor: false, isVerified: true }
    return { ...noSession, personId: ids[0] ?? '', teamId, role: 'owner' as const }
  })
}

async function setPasswords(tools: Tools, passwords: string[]): Promise<void> {
  for (const [index, { email }] of everybody.entries()) {
    const passwordHash = await hashPassword(passwords[index] ?? '')
    const personId = await findPersonId(tools.db, emailAddress(email).canonical)
    await inTransaction(tools.db, (tx) => setPassword(tx, personId, passwordHash, tools.now()))
  }
}

/** Easy to read and to type: no letters that look alike. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const part = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `${part()}-${part()}-${part()}`
}
