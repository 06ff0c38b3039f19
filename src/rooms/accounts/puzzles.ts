// Instead of pictures to be typed off: before a stranger may make us send a mail, their browser does a sum that costs it half a second
// and a script that wants thousands of mails the same for each. We keep nothing until a puzzle is used; none counts twice.
import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Tools } from '#platform/tools.ts'
import type { Puzzle, SolvedPuzzle } from './contract.ts'

/** 16 sums of 2^13 tries each: many small ones take a time that varies little. */
const usualEffort = { rounds: 16, bits: 13 }
const purpose = 'puzzle'
const lifetimeMilliseconds = 15 * 60_000

export function newPuzzle({ secret }: Pick<Tools, 'secret'>, now: Date, { rounds, bits } = usualEffort): Puzzle {
  const expires = (now.getTime() + lifetimeMilliseconds).toString(36)
  const challenge = `${expires}.${randomBytes(12).toString('base64url')}.${rounds}.${bits}`
  return { challenge, rounds, bits, signature: secret.sign(purpose, challenge) }
}

/**
 * Uses a solved puzzle up, or refuses. In a statement of its own, before the work: two requests with one solution at once are one too
 * many.
 */
export async function spendPuzzle(
  db: Db,
  { secret }: Pick<Tools, 'secret'>,
  { challenge, signature, answers }: SolvedPuzzle,
  now: Date,
): Promise<void> {
  const [expires = '', , rounds = '', bits = ''] = challenge.split('.')
  const expiresAt = new Date(Number.parseInt(expires, 36))
  const isOurs = secret.isSigned(purpose, challenge, signature)
  if (!isOurs || expiresAt <= now || !isSolved(challenge, Number(rounds), Number(bits), answers)) throw again()
  const spent = await db
    .insertInto('spent_work')
    .values({ challenge, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (spent.numInsertedOrUpdatedRows !== 1n) throw again()
}

/** Not a reproach: the page fetches a new puzzle and tries once more by itself. */
const again = () => new Refusal('conflict', 'accounts.puzzle_again')

function isSolved(challenge: string, rounds: number, bits: number, answers: number[]): boolean {
  if (answers.length !== rounds) return false
  return answers.every((answer, round) => {
    const digest = createHash('sha256').update(`${challenge}:${round}:${answer}`).digest()
    return digest.readUInt32BE(0) >>> (32 - bits) === 0
  })
}

/** Expired puzzles are refused by their date; their rows are of no use. */
export async function sweepPuzzles(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('spent_work').where('expires_at', '<', now).execute()
}
