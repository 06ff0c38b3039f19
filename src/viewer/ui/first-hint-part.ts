// What a visitor should try, said once over the picture. Fetched after the first sharp picture, and only by who needs it: whoever has
// touched the picture by then knows. Nothing about it is kept in the browser: looking at a tour leaves no trace there.
import type { MakePart } from '../stage.ts'

/** Set by hand on a screen that shows tours all day, it keeps the hint away. */
const silence = 'panoqor.hinted'
/** However many tours a page shows. */
let wasShown = false
const signs = ['pointerdown', 'wheel', 'keydown'] as const

export const firstHintPart: MakePart = (stage) => {
  if (!stage.shows('help') || wasShown || isSilenced()) return undefined
  const touched = new AbortController()
  const { signal } = touched
  const stop = () => touched.abort()
  for (const sign of signs) stage.element.addEventListener(sign, stop, { signal, passive: true })
  const stopWaiting = stage.on('settled', async () => {
    stopWaiting()
    const hint = await import('./first-hint.ts').catch(() => undefined)
    if (!hint || signal.aborted) return
    hint.showFirstHint(stage, signal)
    wasShown = true
  })
  return { destroy: stop }
}

function isSilenced(): boolean {
  try {
    return localStorage.getItem(silence) !== null
  } catch {
    return false
  }
}
