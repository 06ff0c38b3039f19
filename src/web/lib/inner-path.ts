// Where a sign-in may lead back to: an address of this studio and nothing else. Pure.

/** Pages that one can come back to. */
const pages = /^\/(studio|account|desk|invitation)(\/|$)/
const nowhere = 'https://nowhere.invalid'

/** The path, cleaned as a browser would, or undefined where it leads anywhere else. */
export function innerPath(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 500 || !/^\/[\w]/.test(value)) return undefined
  if (/[\\\p{C}\s]/u.test(value) || !URL.canParse(value, nowhere)) return undefined
  const url = new URL(value, nowhere)
  if (url.origin !== nowhere || url.username || !pages.test(url.pathname)) return undefined
  if (/%(2f|5c|0[0-9a-f]|1[0-9a-f])/i.test(url.pathname) || url.pathname.includes('//')) return undefined
  return url.pathname + url.search + url.hash
}
