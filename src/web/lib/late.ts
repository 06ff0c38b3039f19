// Parts of the studio that are loaded later. A part that does not come is an error with a sentence, never a broken page.
import { ApiError } from './http.ts'

export const partOffline = 'web.error.part_offline'
/** Online and yet not there: most likely the server has a newer studio, whose files have other names. */
export const partMissing = 'web.error.part_missing'

export async function loadPart<Part>(load: () => Promise<Part>, isOnline = () => navigator.onLine): Promise<Part> {
  try {
    return await load()
  } catch {
    throw new ApiError(0, isOnline() ? partMissing : partOffline)
  }
}

export const isLatePart = (error: unknown) =>
  error instanceof ApiError && (error.code === partMissing || error.code === partOffline)

/** Runs when the browser has nothing better to do; answers how to call it off. */
export function whenIdle(work: () => void): () => void {
  // Safari has no idle callback.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(work, 2000)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(work, { timeout: 10_000 })
  return () => cancelIdleCallback(handle)
}
