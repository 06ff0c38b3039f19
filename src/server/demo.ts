// The demo of an installation that nobody configured: one agency, three people with passwords that are new at every start, and a
// furnished flat as a published tour. Seeded once, through the same verbs that members use.
import { randomInt } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inTransaction } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { addPerson, findPersonId, hashPassword, preparePerson, setPassword } from '#rooms/accounts/accounts.ts'
import { emailAddress } from '#rooms/accounts/email-address.ts'
import { addLocalFile } from '#rooms/media/media.ts'
import { publishTour, wasPublished } from '#rooms/publishing/publishing.ts'
import type { Role } from '#rooms/teams/contract.ts'
import type { DemoAccount } from '#rooms/teams/entrance-routes.ts'
import { actAs, addMember, foundTeam, type Member } from '#rooms/teams/teams.ts'
import { createTour, holdTour, type StoredTour, saveTour, selectTours } from '#rooms/tours/tours.ts'
import type { Tour } from '#tour/tour.ts'
import { readTour } from '#tour/upgrades.ts'

const folder = join(import.meta.dirname, '../../demo/flat')
export const demoSlug = 'demo'

const people: { email: string; name: string; role: Role }[] = [
  { email: 'aigerim@panoqor.example', name: 'Айгерім Сейітова', role: 'owner' },
  { email: 'daniyar@panoqor.example', name: 'Данияр Омаров', role: 'editor' },
  { email: 'elena@panoqor.example', name: 'Елена Ким', role: 'viewer' },
]
const agency = 'Нұрлы үй'

export interface Demo {
  accounts: DemoAccount[]
  /** What the terminal says once the server is ready. */
  welcome(address: string): string[]
  /** Publishes the flat as soon as its panoramas are ready; ends early when `signal` aborts. */
  publishWhenReady(signal: AbortSignal): Promise<void>
}

export async function openDemo(tools: Tools): Promise<Demo> {
  const passwords = people.map(() => newPassword())
  const owner = (await findOwner(tools)) ?? (await seedAgency(tools, passwords))
  if (!(await findFlat(tools, owner))) await seedFlat(tools, owner)
  await setPasswords(tools, passwords)
  const flat = await findFlat(tools, owner)
  const isShown = flat !== undefined && (await wasPublished(tools.db, flat))
  return {
    accounts: people,
    welcome: (address) => [
      `The demo tour:     ${address}/t/${demoSlug}${isShown ? '' : '  (its pictures are being made: some seconds)'}`,
      'Sign in with one click on the page, or with',
      ...people.map(({ email, role }, index) => `  ${email}  ${passwords[index]}  (${role})`),
    ],
    publishWhenReady: (signal) => publishWhenReady(tools, owner, signal),
  }
}

async function findOwner(tools: Tools): Promise<Member | undefined> {
  const personId = await findPersonId(tools.db, people[0]?.email ?? '').catch(() => undefined)
  return personId === undefined ? undefined : actAs(tools.db, personId)
}

/** The agency's oldest tour, also when somebody deleted it: what was deleted is not seeded again. */
async function findFlat({ db }: Tools, { teamId }: Member): Promise<StoredTour | undefined> {
  const tours = [
    ...(await selectTours(db, teamId, { deleted: false })),
    ...(await selectTours(db, teamId, { deleted: true })),
  ]
  return tours.sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime())[0]
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
    return { personId: ids[0] ?? '', sessionId: '', teamId, role: 'owner' as const }
  })
}

/** The flat's document names its panoramas by ids of its own; here they become those of the files just added. */
async function seedFlat(tools: Tools, owner: Member): Promise<void> {
  const document = readTour(JSON.parse(readFileSync(join(folder, 'tour.json'), 'utf8')))
  const files: Record<string, string> = JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8'))
  const ids = new Map<string, string>()
  for (const [fileName, id] of Object.entries(files)) {
    const file = { ...owner, tourId: null, path: join(folder, fileName), fileName }
    ids.set(id, await addLocalFile(tools, file, async () => {}))
  }
  const scenes = document.scenes.map((scene) =>
    scene.kind === 'panorama' ? { ...scene, panorama: ids.get(scene.panorama) ?? scene.panorama } : scene,
  )
  await inTransaction(tools.db, async (tx) => {
    const now = tools.now()
    const tourId = await createTour(tx, owner, titleOf(document), document.defaultLanguage, now)
    const tour = await holdTour(tx, owner.teamId, tourId)
    await saveTour(tx, owner, tour, tour.revision, { ...document, scenes }, now)
  })
}

const titleOf = (document: Tour) => document.title[document.defaultLanguage] ?? 'Demo'

async function setPasswords(tools: Tools, passwords: string[]): Promise<void> {
  for (const [index, { email }] of people.entries()) {
    const passwordHash = await hashPassword(passwords[index] ?? '')
    const personId = await findPersonId(tools.db, emailAddress(email).canonical)
    await inTransaction(tools.db, (tx) => setPassword(tx, personId, passwordHash, tools.now()))
  }
}

const pollMilliseconds = 500

async function publishWhenReady(tools: Tools, owner: Member, signal: AbortSignal): Promise<void> {
  const flat = await findFlat(tools, owner)
  if (!flat || (await wasPublished(tools.db, flat))) return
  while (!signal.aborted) {
    const published = await inTransaction(tools.db, async (tx) => {
      const tour = await holdTour(tx, owner.teamId, flat.id)
      await publishTour(tx, owner, tour, demoSlug, tools.now())
    }).then(
      () => true,
      (error: unknown) => waitsForTiles(error),
    )
    if (published) return
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds))
  }
}

function waitsForTiles(error: unknown): false {
  if (error instanceof Error && error.message === 'publishing.still_tiling') return false
  throw error
}

/** Easy to read and to type: no letters that look alike. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const part = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return `${part()}-${part()}-${part()}`
}
