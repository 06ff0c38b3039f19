// What a first visitor should try, said once over the picture and gone at the first touch. For those who see: the help that screen
// readers read is always there.
import type { MakePart } from '../stage.ts'
import { icon, make } from './dom.ts'

const key = 'panoqor.hinted'
const waitMs = 900
const shownMs = 7000
const signs = ['pointerdown', 'wheel', 'keydown'] as const

export const firstHintPart: MakePart = (stage) => {
  const { element, words } = stage
  if (!stage.shows('help') || wasHinted()) return undefined
  const text = make('span')
  const hint = make(
    'p',
    { class: 'pv-first pv-pill', 'aria-hidden': 'true', hidden: true },
    icon('M4 12h16M8 8l-4 4 4 4M16 8l4 4-4 4'),
    text,
  )
  const isTouch = window.matchMedia('(pointer: coarse)').matches
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = () => {
    clearTimeout(timer)
    hint.remove()
    stopWaiting()
    for (const sign of signs) element.removeEventListener(sign, end)
  }
  const show = () => {
    hint.hidden = false
    remember()
    timer = setTimeout(end, shownMs)
  }
  const stopWaiting = stage.on('settled', () => {
    stopWaiting()
    timer = setTimeout(show, waitMs)
  })
  for (const sign of signs) element.addEventListener(sign, end, { passive: true })
  element.append(hint)
  return {
    rename: () => {
      text.textContent = words.say(isTouch ? 'viewer.first_touch' : 'viewer.first_mouse')
    },
    destroy: end,
  }
}

function wasHinted(): boolean {
  try {
    return localStorage.getItem(key) !== null
  } catch {
    // Where nothing can be remembered, the hint would come every time.
    return true
  }
}

function remember(): void {
  try {
    localStorage.setItem(key, '')
  } catch {
    // It was readable a moment ago: another tab closed the storage.
  }
}
