// What axe finds wrong with a page for people who use assistive technology.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * One line per rule that is broken; empty where nothing is. Judges a page that has come to rest: what is still fading in or out has
 * colours that nobody chose.
 */
export async function complaintsOf(page: Page): Promise<string[]> {
  await page.evaluate(source)
  await atRest(page)
  return page.evaluate(async () => {
    interface Violation {
      id: string
      help: string
      nodes: { html: string }[]
    }
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }
    const { violations } = await axe.run()
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')})`,
    )
  })
}

/** Until nothing moves that will ever end. Whoever waits for a moving thing without end waits for nothing. */
export async function atRest(page: Page): Promise<void> {
  const moving = await page.evaluate(async () => {
    const ending = () =>
      document.getAnimations().filter((each) => {
        const end = each.effect?.getComputedTiming().endTime
        return (
          each.playState === 'running' && each.playbackRate !== 0 && typeof end === 'number' && Number.isFinite(end)
        )
      })
    const deadline = performance.now() + 15_000
    // What appears is drawn once before it begins to move: only several still frames are rest.
    for (let stillFrames = 0; stillFrames < 4; ) {
      if (performance.now() > deadline)
        return ending().map(({ effect }) => (effect instanceof KeyframeEffect ? (effect.target?.outerHTML ?? '') : ''))
      await new Promise((next) => requestAnimationFrame(next))
      stillFrames = ending().length === 0 ? stillFrames + 1 : 0
    }
    return []
  })
  if (moving.length > 0)
    throw new Error(`Does not come to rest: ${moving.map((each) => each.slice(0, 120)).join(' | ')}`)
}
