// Takes away what ran out and tells nobody anything any more: counted attempts, spent puzzles, links, half sign-ins. Hourly.
import type { Db } from '#platform/db.ts'
import { sweepAttempts } from './attempts.ts'
import { sweepChallenges } from './credentials/passkeys.ts'
import { sweepPuzzles } from './puzzles.ts'
import { sweepRequests } from './registration/requests.ts'
import { sweepSteps } from './sign-in.ts'

export async function sweepAccounts(db: Db, now: Date): Promise<void> {
  await sweepAttempts(db, now)
  await sweepPuzzles(db, now)
  await sweepRequests(db, now)
  await sweepSteps(db, now)
  await sweepChallenges(db, now)
}
