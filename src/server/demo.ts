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
  const passwords = new Map(everybody.map(({ email }) => [email, newPassword()]))
  // Whoever changed their address or is gone stays so.
  if ((await stillHere(tools)).length === 0) await seedAgency(tools, passwords)
  await seedOperator(tools, passwords.get(demoOperator.email) ?? '')
  const here = await stillHere(tools)
  await seedLegal(
    tools,
    here.map(({ id }) => id),
  )
  await seedApplication(tools)
  const owner = await seedWork(tools, here)
  await setPasswords(tools, here, passwords)
  const isShown = owner === undefined || (await isFlatShown(tools, owner))
  return {
    accounts: here.map(({ email, name, role }) => ({ email, name, role })),
    welcome: (address) => [
      `The demo tour:     ${address}/t/${demoSlug}${isShown ? '' : '  (its pictures are being made: some seconds)'}`,
      'Sign in with one click on the page, or with',
      ...here.map(({ email, role }) => `  ${email}  ${passwords.get(email)}  (${role})`),
    ],
    publishWhenReady: async (signal) => {
      if (owner) await publishFlatWhenReady(tools, owner, signal)
    },
  }
}

type Here = DemoAccount & { id: string }

async function stillHere({ db }: Tools): Promise<Here[]> {
  const found = everybody.map(async (account) => {
    const id = await findPersonId(db, emailAddress(account.email).canonical).catch(() => undefined)
    return id === undefined ? [] : [{ ...account, id }]
  })
  return (await Promise.all(found)).flat()
}

/** The flat and the talks about it. Undefined where the agency is no longer as it was founded: it is its people's then. */
async function seedWork(tools: Tools, here: readonly Here[]): Promise<Member | undefined> {
  const memberAt = async (index: number) => {
    const person = here.find(({ email }) => email === people[index]?.email)
    return person && actAs(tools.db, person.id)
  }
  const [owner, editor] = [await memberAt(0), await memberAt(1)]
  if (owner?.role !== 'owner' || owner.teamId !== editor?.teamId) return undefined
  await seedFlat(tools, owner)
  await seedTalks(tools, owner, editor)
  return owner
}

async function seedAgency(tools: Tools, passwords: ReadonlyMap<string, string>): Promise<void> {
  const prepared = await Promise.all(
    people.map(({ email, name }) =>
      preparePerson({ email, name, password: passwords.get(email) ?? '', language: 'ru' }),
    ),
  )
  await inTransaction(tools.db, async (tx) => {
    const now = tools.now()
    const ids: string[] = []
    for (const person of prepared) ids.push(await addPerson(tx, person, now))
    const teamId = await foundTeam(tx, agency, ids[0] ?? '', now)
    for (const [index, { role }] of people.entries())
      if (index > 0) await addMember(tx, teamId, ids[index] ?? '', role, now)
  })
}

async function setPasswords(
  tools: Tools,
  here: readonly Here[],
  passwords: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { id, email } of here) {
    const passwordHash = await hashPassword(passwords.get(email) ?? '')
    await inTransaction(tools.db, (tx) => setPassword(tx, id, passwordHash, tools.now()))
  }
}

/** Easy to read and to type: no letters that look alike. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const part = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `${part()}-${part()}-${part()}`
}
