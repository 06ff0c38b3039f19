// Coming in, as a browser and a mailbox do it together, but without either: puzzles are solved here, and mails are read in the outbox.
import { createHash } from 'node:crypto'
import { newId } from '#platform/ids.ts'
import { newPuzzle } from '#rooms/accounts/accounts.ts'
import type { Answer, World } from './world.ts'

interface Puzzle {
  challenge: string
  signature: string
  rounds: number
  bits: number
}

/** By trying, as the browser does. */
export function solve({ challenge, signature, rounds, bits }: Puzzle) {
  const answers = Array.from({ length: rounds }, (_, round) => {
    for (let answer = 0; ; answer++) {
      const digest = createHash('sha256').update(`${challenge}:${round}:${answer}`).digest()
      if (digest.readUInt32BE(0) >>> (32 - bits) === 0) return answer
    }
  })
  return { challenge, signature, answers }
}

/** The server signs how much work it asks for, so that a test's world may ask for next to none. */
export const easyPuzzle = ({ tools }: Pick<World, 'tools'>) =>
  solve(newPuzzle(tools, tools.now(), { rounds: 1, bits: 1 }))

export interface WaitingMail {
  template: string
  recipient: string
  path?: string
  language: Newcomer['language']
  values: Record<string, string | number>
  /** What stands after # in its path. */
  token: string
}

/** What waits in the outbox for an address, the oldest first. */
export async function mailsTo({ db, tools }: Pick<World, 'db' | 'tools'>, email: string): Promise<WaitingMail[]> {
  const rows = await db
    .selectFrom('mail')
    .select(['template', 'recipient', 'language', 'sealed'])
    .where('recipient', '=', email.toLowerCase())
    .orderBy('number')
    .execute()
  return rows.map(({ template, recipient, language, sealed }) => {
    const { path, values } = JSON.parse(tools.secret.open(sealed ?? ''))
    return { template, recipient, language, path, values, token: String(path ?? '').split('#')[1] ?? '' }
  })
}

export async function lastMailTo(world: Pick<World, 'db' | 'tools'>, email: string): Promise<WaitingMail> {
  const mail = (await mailsTo(world, email)).at(-1)
  if (!mail) throw new Error(`There is no mail to ${email}`)
  return mail
}

export const newcomer = (more: Partial<Newcomer> = {}): Newcomer => ({
  email: `${newId()}@example.kz`,
  name: 'Дана',
  password: 'тау бөктеріндегі үй',
  teamKind: 'organisation',
  teamName: 'Дана үйлері',
  language: 'kk',
  ...more,
})

export interface Newcomer {
  email: string
  name: string
  password: string
  teamKind: 'organisation' | 'personal'
  teamName: string
  language: 'kk' | 'ru' | 'en'
}

let neighbours = 0
/** Another home each time: nobody's limit is in the way. */
export const anotherNetwork = () => {
  neighbours++
  return `10.${(neighbours >> 16) & 255}.${(neighbours >> 8) & 255}.${neighbours & 255}`
}

export const askToRegister = (
  world: World,
  who: Pick<Newcomer, 'email' | 'language'>,
  remoteAddress = anotherNetwork(),
) =>
  world.inject({
    method: 'POST',
    url: '/api/registrations',
    headers: { origin: 'http://localhost' },
    remoteAddress,
    payload: { email: who.email, language: who.language, puzzle: easyPuzzle(world) },
  })

/** Both steps; answers what the second said. */
export async function register(world: World, who: Newcomer): Promise<Answer> {
  await askToRegister(world, who)
  const { email, ...rest } = who
  const { token } = await lastMailTo(world, email)
  return world.visitor.post('/api/registrations/completion', { ...rest, token, versionIds: [] })
}
