// How far back an account is in doubt that its person takes back, and what was made in their name meanwhile by rooms that this one does
// not know: they hand it in.
import type { Db, Tx } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'

/** An intruder sets up ways to come back before they are noticed. */
const doubtDays = 30

export const inDoubtSince = (at: Date): Date => new Date(at.getTime() - doubtDays * 86_400_000)

export interface MadeInTheirName {
  /** How many of them still work. */
  count(db: Db, personId: string, since: Date, now: Date): Promise<number>
  revoke(tx: Tx, tools: Tools, personId: string, since: Date, at: Date): Promise<void>
}
