// Where the canvas looks now; follows the engine without rendering more than once per frame.
import { useCallback, useSyncExternalStore } from 'react'
import type { Panorama } from '#viewer/engine/panorama.ts'

export function useViewYaw(engine: Panorama | undefined): number {
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = [engine?.on('view', listener), engine?.on('frame', listener)]
      return () => {
        for (const end of ends) end?.()
      }
    },
    [engine],
  )
  return useSyncExternalStore(subscribe, () => Math.round((engine?.view.yawDegrees ?? 0) * 10) / 10)
}
