// How much a team may keep: what its separate agreement says, or what the installation allows everybody.
import type { Db, Tx } from '#platform/db.ts'
import type { Tools } from '#platform/tools.ts'
import { limitOf } from '#rooms/agreements/agreements.ts'

export const storageLimit = (db: Db | Tx, teamId: string, { config, now }: Pick<Tools, 'config' | 'now'>) =>
  limitOf(db, teamId, 'storageLimitBytes', config.teamQuotaBytes, now())
