// Password hashing with a bounded queue: at most two hashes run, at most fifty wait, so that guessing can't exhaust the machine.
import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '#platform/refusal.ts'

/** OWASP's argon2id row: 19 MiB, two passes, one lane. The library's default algorithm is argon2id; a test reads it off. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
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
