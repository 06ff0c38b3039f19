// Password hashing with a bounded queue: at most two hashes run, at most fifty wait, so that guessing can't exhaust the machine.
import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '#platform/refusal.ts'

export interface HashCost {
  memoryCost: number
  timeCost: number
  parallelism: number
}

/** OWASP's argon2id row: 19 MiB, two passes, one lane. The library's default algorithm is argon2id; a test reads it off. */
export const leastCost: HashCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const mostPasses = 6
const wantedMilliseconds = 24

/** What this machine can afford: more passes where the least cost takes little time, never fewer. */
export const costFor = (leastCostMilliseconds: number): HashCost => {
  const passes = Math.floor((wantedMilliseconds / leastCostMilliseconds) * leastCost.timeCost)
  return { ...leastCost, timeCost: Math.min(mostPasses, Math.max(leastCost.timeCost, passes)) }
}

let cost = leastCost

/** Once, at the start: how long the least cost takes here, at the best of three. */
export async function calibrateHashing(): Promise<HashCost> {
  const times: number[] = []
  for (let tries = 0; tries < 3; tries++) {
    const started = performance.now()
    await hash('how long does this take here?', leastCost)
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

const runningAtOnce = 2
const waitingAtMost = 50

let running = 0
const waiting: (() => void)[] = []

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(normal(password), cost))

/** Compares in the same time whether the account exists or not: an absent hash is compared with a decoy. */
export async function passwordMatches(password: string, stored: string | null | undefined): Promise<boolean> {
  const matches = await inTurn(async () => verify(stored ?? (await decoy()), normal(password)))
  return matches && typeof stored === 'string'
}

const normal = (password: string) => password.normalize('NFKC')

let decoyHash: Promise<string> | undefined
function decoy(): Promise<string> {
  decoyHash ??= hash('no account has this password', cost)
  return decoyHash
}

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= runningAtOnce) {
    if (waiting.length >= waitingAtMost) throw new Refusal('too_many', 'accounts.busy', { retryAfterSeconds: 5 })
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}
