// What the engine asks the browser about the device it runs on.
import { textureBudget } from './slots.ts'

export function textureBudgetOf(host: Window): ReturnType<typeof textureBudget> {
  const { navigator, screen, devicePixelRatio } = host
  return textureBudget({
    canvasPx: screen.width * screen.height * Math.min(2, devicePixelRatio) ** 2,
    touch: host.matchMedia('(pointer: coarse)').matches,
    memoryGigabytes: 'deviceMemory' in navigator ? Number(navigator.deviceMemory) : undefined,
  })
}

/** What the browser says about the link, where it says anything. */
export function isSlowLink(navigator: Navigator): boolean {
  const connection = connectionOf(navigator)
  return (
    savesData(navigator) ||
    (connection !== undefined && 'effectiveType' in connection && connection.effectiveType !== '4g')
  )
}

/** The visitor asked the browser to spend little data. */
export function savesData(navigator: Navigator): boolean {
  const connection = connectionOf(navigator)
  return connection !== undefined && 'saveData' in connection && connection.saveData === true
}

function connectionOf(navigator: Navigator): object | undefined {
  if (!('connection' in navigator) || typeof navigator.connection !== 'object') return undefined
  return navigator.connection ?? undefined
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
