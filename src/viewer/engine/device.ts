// What the engine asks the browser about the device it runs on.
import { textureBudget } from './slots.ts'

/** What not every browser tells. */
type Device = Navigator & { deviceMemory?: number; connection?: { effectiveType?: string; saveData?: boolean } | null }

export function textureBudgetOf(host: Window): ReturnType<typeof textureBudget> {
  const { screen, devicePixelRatio } = host
  const navigator: Device = host.navigator
  return textureBudget({
    canvasPx: screen.width * screen.height * Math.min(2, devicePixelRatio) ** 2,
    touch: host.matchMedia('(pointer: coarse)').matches,
    memoryGigabytes: navigator.deviceMemory,
  })
}

export function isSlowLink(navigator: Device): boolean {
  const type = navigator.connection?.effectiveType
  return savesData(navigator) || (type !== undefined && type !== '4g')
}

/** The visitor asked the browser to spend little data. */
export const savesData = ({ connection }: Device): boolean => connection?.saveData === true

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
