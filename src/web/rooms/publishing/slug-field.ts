// The address field while it is typed: what can be repaired is repaired, what can't is named. The server has the last word.
export type SlugProblem = 'short' | 'characters' | 'hyphens'

export const tidySlug = (typed: string) =>
  typed
    .trimStart()
    .toLowerCase()
    .replace(/[\s_.]+/g, '-')

export function slugProblem(slug: string): SlugProblem | undefined {
  if (!/^[a-z0-9-]*$/.test(slug)) return 'characters'
  if (slug.length < 3) return 'short'
  return /^-|--|-$/.test(slug) ? 'hyphens' : undefined
}

/** Only an address that the server just called free, or that is this tour's own, may be shown as fine. */
export const isKnownFree = (slug: string, { own, suggested }: { own?: string; suggested?: string }) =>
  slugProblem(slug) === undefined && (slug === own || slug === suggested)
