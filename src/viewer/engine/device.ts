// What the engine asks the browser about the device it runs on.
import { textureBudget } from './slots.ts'

export function textureBudgetOf(host: Window): number {
  const { navigator, screen, devicePixelRatio } = host
  return textureBudget({
    canvasPx: screen.width * screen.height * Math.min(2, devicePixelRatio) ** 2,
    touch: host.matchMedia('(pointer: coarse)').matches,
    memoryGigabytes: 'deviceMemory' in navigator ? Number(navigator.deviceMemory) : undefined,
  })
}

/** What the browser says about the link, where it says anything. */
export function isSlowLink(navigator: Navigator): boolean {
  if (!('connection' in navigator) || typeof navigator.connection !== 'object' || !navigator.connection) return false
  const { connection } = navigator
  const saves = 'saveData' in connection && connection.saveData === true
  return saves || ('effectiveType' in connection && connection.effectiveType !== '4g')
}

/** Tells when the window moved to another screen or the page was zoomed. */
export function watchPixelRatio(host: Window, onChange: () => void): () => void {
  let query: MediaQueryList | undefined
  const changed = () => {
    watch()
    onChange()
  }
  function watch() {
    query?.removeEventListener('change', changed)
    query = host.matchMedia(`(resolution: ${host.devicePixelRatio}dppx)`)
    query.addEventListener('change', changed)
  }
  watch()
  return () => query?.removeEventListener('change', changed)
}
