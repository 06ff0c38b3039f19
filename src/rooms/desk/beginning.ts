// When a restriction begins: after the notice that the Terms promise, unless it may begin at once or somebody says why it must. Pure.
import { Refusal } from '#platform/refusal.ts'
import {
  type HoldKind,
  type HoldLevel,
  type HoldReason,
  mayBeginAtOnce,
  noticeDays,
  noticeEnds,
} from '#rooms/holds/contract.ts'

interface Timed {
  kind: HoldKind
  level: HoldLevel
  reason: HoldReason
  beginsAt?: Date | undefined
  atOnceBecause: string
}

/** A reason for beginning at once that isn't needed, because it is announced after all, is left out. */
export function beginningOf(hold: Timed, at: Date): { beginsAt: Date; atOnceBecause: string } {
  const isFree = mayBeginAtOnce(hold) || hold.atOnceBecause !== ''
  const wanted = hold.beginsAt ?? (isFree ? at : noticeEnds(at))
  if (!isFree && wanted < noticeEnds(at)) throw new Refusal('unacceptable', 'desk.announce_first', { days: noticeDays })
  const beginsAt = wanted > at ? wanted : at
  return { beginsAt, atOnceBecause: beginsAt > at ? '' : hold.atOnceBecause }
}
