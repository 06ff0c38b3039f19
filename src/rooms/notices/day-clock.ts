// When it is a given hour where somebody is: days and hours by the clock of a time zone, also when that clock is put back or forward.
// Pure.
import type { Digest } from './contract.ts'

interface LocalTime {
  day: string
  hour: number
}

export function localTime(at: Date, timeZone: string): LocalTime {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' },
  }).formatToParts(at)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) }
}

const hourMs = 3_600_000

/**
 * The next time at which it is that hour there, on a day after `lastDay`. An hour that a clock skips is the one after it; one that comes
 * twice counts the first time.
 */
export function nextDigestAt({ hour, timeZone }: Digest, lastDay: string, now: Date): Date {
  const wholeHour = (at: Date) => new Date(Math.floor(at.getTime() / (hourMs / 4)) * (hourMs / 4))
  let at = wholeHour(now)
  // Quarters of an hour: some clocks differ from the world's by thirty or forty-five minutes.
  for (let tries = 0; tries < 4 * 24 * 3; tries++) {
    at = new Date(at.getTime() + hourMs / 4)
    const local = localTime(at, timeZone)
    const before = localTime(new Date(at.getTime() - hourMs / 4), timeZone)
    const strikes = before.day === local.day ? before.hour < hour && local.hour >= hour : local.hour >= hour
    if (strikes && local.day > lastDay) return at
  }
  return new Date(now.getTime() + 24 * hourMs)
}
