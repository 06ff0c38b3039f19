// Hides what floats over the picture after a while of stillness and brings it back at the first sign of life.

const stillMs = 4000
const signs = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'wheel'] as const

/** Sets `data-quiet` on the element; `mayHide` is asked each time the stillness has lasted. Returns the function that ends it. */
export function quietAfterStillness(element: HTMLElement, mayHide: () => boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined

  function wake() {
    delete element.dataset.quiet
    clearTimeout(timer)
    timer = setTimeout(hide, stillMs)
  }

  function hide() {
    if (mayHide()) element.dataset.quiet = ''
    else wake()
  }

  for (const sign of signs) element.addEventListener(sign, wake, { passive: true })
  wake()
  return () => {
    clearTimeout(timer)
    for (const sign of signs) element.removeEventListener(sign, wake)
  }
}
