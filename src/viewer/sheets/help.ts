// The sheet that tells how to look around, first for the device at hand. Fetched when it is opened.
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { make } from '../ui/dom.ts'
import type { SheetContent } from '../ui/sheet.ts'
import type { Words } from '../words.ts'
import style from './sheets.css?inline'

const ways = {
  touch: ['turn', 'zoom', 'go', 'names'],
  mouse: ['turn', 'zoom', 'go'],
  keys: ['turn', 'zoom', 'home', 'spots', 'close', 'help'],
} as const
const keyNames: Partial<Record<string, readonly string[]>> = {
  turn: ['←', '↑', '→', '↓'],
  zoom: ['+', '−'],
  home: ['Home'],
  spots: ['Tab', 'Enter'],
  close: ['Esc'],
  help: ['?'],
}

export function helpSheet({ words, root, settings }: TourStage): SheetContent {
  adoptStyle(root, style)
  const meaning = (what: string) => words.say(`viewer.does_${what}`)
  const isTouch = window.matchMedia('(pointer: coarse)').matches
  const shown = isTouch ? (['touch', 'keys'] as const) : (['mouse', 'keys'] as const)
  // Who touches the screen rarely has keys; they come folded.
  const sections = shown.map((way) => {
    const rows = ways[way].map((what) =>
      make('div', {}, make('dt', {}, ...signs(way, what, words)), make('dd', {}, meaning(what))),
    )
    const list = make('dl', { class: 'pv-help' }, ...rows)
    const title = words.say(`viewer.with_${way}`)
    if (isTouch && way === 'keys') return make('details', {}, make('summary', {}, title), list)
    return make('section', {}, make('h3', {}, title), list)
  })
  const body = make('div', { class: 'pv-sheet' }, ...sections)
  const isRefused = window.parent !== window && !document.fullscreenEnabled
  if (isRefused) body.append(make('p', { class: 'pv-muted' }, words.say('viewer.frame_no_fullscreen')))
  if (isRefused && settings.site) {
    const attributes = { href: settings.site.url, target: '_blank', rel: 'noopener' }
    body.append(make('a', attributes, words.say('viewer.open_alone')))
  }
  return { title: words.say('viewer.help_title'), body }
}

function signs(way: keyof typeof ways, what: string, words: Words): (Node | string)[] {
  if (way !== 'keys') return [words.say(`viewer.${way}_${what}`)]
  return (keyNames[what] ?? []).flatMap((key) => [make('kbd', {}, key), ' '])
}
