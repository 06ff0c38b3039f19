// Fades what floats over the picture once the visitor has begun to look around and then holds still; any sign of life brings it
// back. Never before the first deed of the visitor: who just arrived must find the buttons.

const stillMs = 4000
const signs = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'wheel'] as const
/** A mouse that crosses the picture on its way and a focus set by the page are not deeds. */
const deeds: ReadonlySet<string> = new Set(['pointerdown', 'keydown', 'wheel'])

/** Sets `data-quiet` on the element; `mayHide` is asked each time the stillness has lasted. Returns the function that ends it. */
export function quietAfterStillness(element: HTMLElement, mayHide: () => boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let begun = false

  function wake({ type }: Event) {
    begun ||= deeds.has(type)
    delete element.dataset.quiet
    wait()
  }

  function wait() {
    clearTimeout(timer)
    if (begun) timer = setTimeout(hide, stillMs)
  }

  function hide() {
    if (mayHide()) element.dataset.quiet = ''
    else wait()
  }

  for (const sign of signs) element.addEventListener(sign, wake, { passive: true })
  return () => {
    clearTimeout(timer)
    for (const sign of signs) element.removeEventListener(sign, wake)
  }
}
