// Keeps the keyboard's place: when what had focus is taken off the page, focus goes to what is nearest instead of nowhere.
// Never takes focus from anything that has it: a page that moves focus itself is always right.

/** Whoever takes something away may put focus elsewhere first; dialogs do it a moment after they closed. */
const patienceMilliseconds = 120
/** As many as a menu, a dialog and a question in it leave behind. */
const remembered = 8

interface Place {
  element: HTMLElement
  /** From the nearest outwards, as they were: what is taken off the page has none any more. */
  around: HTMLElement[]
  dialog: Element | null
}

export function keepFocus(): void {
  let places: Place[] = []
  let byKeyboard = false
  let waiting = false
  addEventListener('keydown', () => (byKeyboard = true), true)
  addEventListener('pointerdown', () => (byKeyboard = false), true)
  addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || target === document.body) return
    places = [placeOf(target), ...places.filter(({ element }) => element !== target)].slice(0, remembered)
  })
  const look = () => {
    waiting = false
    const [last, ...before] = places
    if (!last || last.element.isConnected || hasFocus()) return
    const back = last.dialog && !last.dialog.isConnected ? openerOf(last.dialog, before) : undefined
    // Whoever points and touches has lost nothing but a dialog's end.
    const next = back ?? (byKeyboard ? headingNear(last) : undefined)
    places = before.filter(({ element }) => element.isConnected)
    next?.focus({ preventScroll: back === undefined })
  }
  new MutationObserver(() => {
    if (waiting || hasFocus() || !places[0] || places[0].element.isConnected) return
    waiting = true
    setTimeout(look, patienceMilliseconds)
  }).observe(document.body, { childList: true, subtree: true })
}

const hasFocus = () => document.activeElement !== null && document.activeElement !== document.body

function placeOf(element: HTMLElement): Place {
  const around: HTMLElement[] = []
  for (let each = element.parentElement; each; each = each.parentElement) around.push(each)
  return { element, around, dialog: element.closest('[role="dialog"]') }
}

/** What opened the dialog: the last thing outside it that is still there. */
const openerOf = (dialog: Element, before: readonly Place[]) =>
  before.find(({ element, dialog: own }) => own !== dialog && canTakeFocus(element))?.element

const canTakeFocus = (element: HTMLElement) =>
  element.isConnected && element.checkVisibility() && !element.closest('[inert], [aria-hidden="true"]')

/** The heading of the smallest part that is still there and has one. */
function headingNear({ around }: Place): HTMLElement | undefined {
  for (const part of around) {
    if (!part.isConnected) continue
    const heading = part.querySelector<HTMLElement>('h1, h2, h3')
    if (!heading || !canTakeFocus(heading)) continue
    if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1
    return heading
  }
  return undefined
}
