// When to build what floats over the picture: that takes longer than a frame, and the picture comes first.
import type { Panorama } from './engine/panorama.ts'

/** A picture that is still blurred doesn't keep the visitor waiting for the buttons. */
const longestBlurMs = 300
/** Nor does one that doesn't come. */
const longestWaitMs = 1000

/** Calls `build` once: after the first sharp picture, or when that takes too long. Returns the function that calls it off. */
export function afterPicture(panorama: Panorama, build: () => void): () => void {
  let timer = setTimeout(end, longestWaitMs, build)
  let isSharp = false
  const buildIn = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(end, ms, build)
  }
  const endProgress = panorama.on('progress', ({ loaded, needed }) => {
    isSharp = loaded === needed
  })
  let isPictured = false
  const endFrames = panorama.on('frame', () => {
    // After the frame: its picture is on its way to the screen meanwhile.
    if (isSharp) buildIn(0)
    else if (!isPictured) buildIn(longestBlurMs)
    isPictured = true
  })
  function end(then?: () => void) {
    clearTimeout(timer)
    endProgress()
    endFrames()
    then?.()
  }
  return end
}
