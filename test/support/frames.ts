// Time as a page has it: a loaded machine draws fewer frames, and a test that counts them waits for as long as that takes.
import type { Page } from 'playwright-core'

/** Waits for so many frames of the window. */
export function framesOf(page: Page, count: number): Promise<void> {
  return page.evaluate(
    (count) =>
      new Promise<void>((done) => {
        const next = (left: number) => (left === 0 ? done() : requestAnimationFrame(() => next(left - 1)))
        next(count)
      }),
    count,
  )
}
