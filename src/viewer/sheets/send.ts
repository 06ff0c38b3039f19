// Sends what a visitor wrote to the house that shows the tour. Never loses it: the answer says whether it arrived.
import type { Site } from '../settings.ts'

export type Outcome =
  | { kind: 'sent'; answer: unknown }
  /** The house said no, with a code. */
  | { kind: 'refused'; code: string }
  /** It did not get there. */
  | { kind: 'away' }

export async function send(site: Site, what: 'leads' | 'reports', message: object): Promise<Outcome> {
  try {
    const response = await fetch(new URL(`/api/public/tours/${encodeURIComponent(site.slug)}/${what}`, site.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
    })
    const answer: unknown = await response.json().catch(() => undefined)
    if (response.ok) return { kind: 'sent', answer }
    return response.status < 500 ? { kind: 'refused', code: codeOf(answer) } : { kind: 'away' }
  } catch {
    return { kind: 'away' }
  }
}

/** The page of the house that shows the tour which says how it treats personal data. */
export const policyUrl = (site: Site, language: string): string => new URL(`/${language}/privacy-policy`, site.url).href

const codeOf = (answer: unknown) =>
  typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : ''

/** Host of the page around the tour, where it is embedded. */
export function seenOn(site: Site): string {
  if (location.host !== new URL(site.url).host) return location.host
  return window.parent !== window && URL.canParse(document.referrer) ? new URL(document.referrer).host : ''
}
