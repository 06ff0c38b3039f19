// What a password costs a guesser: a cost that fits this machine, comparing in the same time whether the account exists or not, and hashes
// made anew where they became too weak. The work itself is done by the hashing process (hashing/hashing.ts).
import { randomBytes } from 'node:crypto'
import { openHashing } from './hashing/hashing.ts'
import type { HashCost } from './hashing/messages.ts'

/** OWASP's argon2id row: 19 MiB, two passes, one lane. The library's default algorithm is argon2id; a test reads it off. */
export const leastCost: HashCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const mostPasses = 6
/** One password at a time: fifty a second, so that forty leave some air. */
const wantedMilliseconds = 20

/** What this machine can afford: more passes where the least cost takes little time, never fewer. */
export const costFor = (leastCostMilliseconds: number): HashCost => {
  const passes = Math.floor((wantedMilliseconds / leastCostMilliseconds) * leastCost.timeCost)
  return { ...leastCost, timeCost: Math.min(mostPasses, Math.max(leastCost.timeCost, passes)) }
}

let cost = leastCost
let sayCrash: (message: string) => void = () => {}
const hashing = openHashing({ onCrash: (message) => sayCrash(message) })

/** Once, at the start: how long the least cost takes here, at the best of three. `onCrash` hears from now on when the process ended. */
export async function calibrateHashing(onCrash = sayCrash): Promise<HashCost> {
  sayCrash = onCrash
  const times: number[] = []
  for (let tries = 0; tries < 3; tries++) {
    const started = performance.now()
    await hashing.hash('how long does this take here?', leastCost)
    times.push(performance.now() - started)
  }
  cost = costFor(Math.min(...times))
  return cost
}

/** Whether a stored hash cost less work than `wanted`. One from a faster machine is never made again. */
export function isWeakerThan(wanted: HashCost, stored: string): boolean {
  const [, memory = '0', passes = '0'] = /\$m=(\d+),t=(\d+),p=\d+\$/.exec(stored) ?? []
  return Number(memory) * Number(passes) < wanted.memoryCost * wanted.timeCost
}

/** A new hash of a password that was just right, where the stored one costs a guesser less than today's. */
export const strongerHash = async (password: string, stored: string): Promise<string | undefined> =>
  isWeakerThan(cost, stored) ? hashPassword(password) : undefined

export const hashPassword = (password: string): Promise<string> => hashing.hash(normal(password), cost)

/** Compares in the same time whether the account exists or not: an absent hash is compared with a decoy. */
export async function passwordMatches(password: string, stored: string | null | undefined): Promise<boolean> {
  const matches = await hashing.compare(normal(password), stored ?? decoy(cost))
  return matches && typeof stored === 'string'
}

const normal = (password: string) => password.normalize('NFKC')

/** As costly to compare as a real one; no password has it. */
function decoy({ memoryCost, timeCost, parallelism }: HashCost): string {
  const [salt, digest] = [16, 32].map((bytes) => randomBytes(bytes).toString('base64').replaceAll('=', ''))
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${salt}$${digest}`
}
