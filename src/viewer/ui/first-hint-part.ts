// What a first visitor should try, said once over the picture. Fetched after the first sharp picture, and only by who needs it.
import type { MakePart } from '../stage.ts'

const key = 'panoqor.hinted'
const signs = ['pointerdown', 'wheel', 'keydown'] as const

export const firstHintPart: MakePart = (stage) => {
  if (!stage.shows('help') || wasHinted()) return undefined
  const touched = new AbortController()
  const { signal } = touched
  const stop = () => touched.abort()
  for (const sign of signs) stage.element.addEventListener(sign, stop, { signal, passive: true })
  const stopWaiting = stage.on('settled', async () => {
    stopWaiting()
    const hint = await import('./first-hint.ts').catch(() => undefined)
    if (!hint || signal.aborted) return
    hint.showFirstHint(stage, signal)
    localStorage.setItem(key, '')
  })
  return { destroy: stop }
}

function wasHinted(): boolean {
  try {
    return localStorage.getItem(key) !== null
  } catch {
    // Where nothing can be remembered, the hint would come every time.
    return true
  }
}
