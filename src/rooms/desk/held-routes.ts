// Why something is restricted, for those whom it concerns: open to them whatever stands, because nobody should have to guess.
import type { z } from 'zod'
import type { Db } from '#platform/db.ts'
import type { Routes } from '#platform/http.ts'
import { personBeforeTerms } from '#rooms/accounts/accounts.ts'
import { isActive, worstOf } from '#rooms/holds/contract.ts'
import { type HoldSubject, holdNotice, standingHolds } from '#rooms/holds/holds.ts'
import { operatorIdentity } from '#rooms/legal/legal.ts'
import { TeamPath } from '#rooms/teams/contract.ts'
import { memberThoughHeld } from '#rooms/teams/teams.ts'
import { findTour } from '#rooms/tours/tours.ts'
import { HeldQuery, HeldView } from './contract.ts'
import { findTermination } from './terminations.ts'

export function heldRoutes(on: Routes): void {
  on.get('/api/teams/:teamId/holds', {
    who: memberThoughHeld,
    params: TeamPath,
    query: HeldQuery,
    reply: HeldView,
    answer: async ({ db, who, query, now }) => {
      const subjects: HoldSubject[] = [
        { kind: 'person', id: who.personId },
        { kind: 'team', id: who.teamId },
      ]
      if (query.tourId && (await findTour(db, who.teamId, query.tourId)))
        subjects.push({ kind: 'tour', id: query.tourId })
      const termination = await findTermination(db, who.teamId)
      return { ...(await heldView(db, subjects, now)), exportUntil: termination?.exportUntil.toISOString() ?? null }
    },
  })

  on.get('/api/me/holds', {
    who: personBeforeTerms,
    reply: HeldView,
    answer: async ({ db, who, now }) => heldView(db, [{ kind: 'person', id: who.personId }], now),
  })
}

async function heldView(db: Db, subjects: HoldSubject[], now: Date): Promise<z.input<typeof HeldView>> {
  const standing = await standingHolds(db, subjects, now)
  const holds = standing.filter((hold) => isActive(hold, now))
  // The end of an export window is told by its date, not as a restriction to come.
  const announced = standing.filter(
    (hold) => hold.beginsAt > now && !(hold.level === 'blocked' && hold.source.startsWith('termination:')),
  )
  const identity = holds.length + announced.length > 0 ? await operatorIdentity(db) : undefined
  return {
    level: worstOf(holds, now),
    holds: holds.map(holdNotice),
    announced: announced.map(holdNotice),
    exportUntil: null,
    contact: identity ? { names: identity.names, email: identity.email, phone: identity.phone } : null,
  }
}
