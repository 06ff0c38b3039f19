// Counting days as the law of Kazakhstan does: business days by the operator's list of days off, in the time of Astana. Pure.

export interface Calendar {
  /** Days that differ from the week: `2026-12-16` → is it worked? */
  get(day: string): boolean | undefined
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** One zone in the whole country since 2024, without summer time. */
const offsetMs = 5 * hourMs

export const localDay = (at: Date): string => new Date(at.getTime() + offsetMs).toISOString().slice(0, 10)

export function isBusinessDay(day: string, calendar: Calendar): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return calendar.get(day) ?? (weekday !== 0 && weekday !== 6)
}

/** The same time of day so many business days later: what is found on Friday at 17:00 is due on Monday at 17:00. */
export function addBusinessDays(from: Date, days: number, calendar: Calendar): Date {
  let at = from
  for (let left = days; left > 0; ) {
    at = new Date(at.getTime() + dayMs)
    if (isBusinessDay(localDay(at), calendar)) left--
  }
  return at
}

export const addDays = (from: Date, days: number): Date => new Date(from.getTime() + days * dayMs)
