// Whether there is a way into VR: through WebXR where the browser knows a headset, else through a phone's own motion, for glasses that
// hold it. Asks for neither, and loads nothing, before the first picture is complete.
import type { MakePart, Part } from '../stage.ts'
import './webxr.ts'

export const vrPart: MakePart = (stage) => {
  if (!stage.shows('vr')) return undefined
  let part: Part | undefined
  let isOver = false

  async function offer(): Promise<void> {
    stopWaiting()
    const hasHeadset = (await navigator.xr?.isSessionSupported('immersive-vr').catch(() => false)) ?? false
    const isHeld = window.matchMedia('(pointer: coarse)').matches && 'DeviceOrientationEvent' in window
    if (!hasHeadset && !isHeld) return
    const { vrButton } = await import('./vr-button.ts')
    if (!isOver) part = vrButton(stage, hasHeadset)
  }

  // Nobody has asked for it yet: where it does not come, its button is missing.
  const stopWaiting = stage.on('settled', () => void offer().catch(() => {}))
  return {
    destroy: () => {
      isOver = true
      stopWaiting()
      part?.destroy?.()
    },
  }
}
