// The hint for first visitors. For those who see: the help that screen readers read is always there.
import type { TourStage } from '../stage.ts'
import { adoptStyle } from './adopt-style.ts'
import { icon, make } from './dom.ts'
import style from './first-hint.css?inline'

const waitMs = 900
const shownMs = 7000

/** Comes after a moment; goes by itself, or at once when the visitor touches anything. */
export function showFirstHint({ element, words, root }: TourStage, touched: AbortSignal): void {
  adoptStyle(root, style)
  const isTouch = window.matchMedia('(pointer: coarse)').matches
  const text = make('span', {}, words.say(isTouch ? 'viewer.first_touch' : 'viewer.first_mouse'))
  const hint = make(
    'p',
    { class: 'pv-first pv-pill', 'aria-hidden': 'true' },
    icon('M4 12h16M8 8l-4 4 4 4M16 8l4 4-4 4'),
    text,
  )
  const coming = setTimeout(() => element.append(hint), waitMs)
  const going = setTimeout(end, waitMs + shownMs)
  function end() {
    clearTimeout(coming)
    clearTimeout(going)
    hint.remove()
  }
  touched.addEventListener('abort', end)
}
