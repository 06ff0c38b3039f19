// The sheet that passes the tour on: link with or without the present view, QR code, code for other pages. Fetched when opened.
import { encode } from 'uqr'
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { make } from '../ui/dom.ts'
import type { SheetContent } from '../ui/sheet.ts'
import type { Words } from '../words.ts'
import { elementCode, frameCode, linkOf } from './share-links.ts'
import style from './sheets.css?inline'

const saidForMs = 2500

export function shareSheet(stage: TourStage): SheetContent {
  const { words, root, settings, tour, place: here } = stage
  adoptStyle(root, style)
  const { site } = settings
  const body = make('div', { class: 'pv-sheet' })
  if (!site) return { title: words.say('viewer.share'), body }
  const title = words.read(tour.title)
  const withView = make('input', { type: 'checkbox', checked: true })
  const link = output('viewer.link', words)
  const frame = output('viewer.code_frame', words, true)
  const element = output('viewer.code_element', words, true)
  const code = make('div', { class: 'pv-qr', role: 'img', 'aria-label': words.say('viewer.qr') })

  function write(): void {
    if (!site) return
    const shared = { site, title, language: words.language, place: withView.checked ? here : undefined }
    link.field.value = linkOf(shared)
    frame.field.value = frameCode(shared)
    element.field.value = elementCode(shared)
    code.replaceChildren(qrPicture(linkOf(shared)))
  }
  withView.addEventListener('change', write)
  write()
  body.append(
    make('label', { class: 'pv-option' }, withView, make('span', {}, words.say('viewer.share_view'))),
    link.element,
    ...nativeShare(words, title, () => link.field.value),
    code,
    make(
      'details',
      {},
      make('summary', {}, words.say('viewer.embed')),
      frame.element,
      element.element,
      make('p', { class: 'pv-form-note' }, words.say('viewer.embed_size')),
    ),
  )
  return { title: words.say('viewer.share'), body }
}

/** Something to be copied, with the button that copies it. */
function output(label: string, words: Words, isLong = false) {
  const id = `pv-out-${label.split('.')[1]}`
  const field = isLong ? make('textarea', { id, readonly: true, rows: '3' }) : make('input', { id, readonly: true })
  const said = make('span', { class: 'pv-spoken', role: 'status' })
  const button = make('button', { type: 'button', class: 'pv-secondary' }, words.say('viewer.copy'))
  field.addEventListener('focus', () => field.select())
  button.addEventListener('click', async () => {
    const text = words.say((await copy(field)) ? 'viewer.copied' : 'viewer.copy_by_hand')
    button.textContent = text
    said.textContent = text
    setTimeout(() => {
      button.textContent = words.say('viewer.copy')
    }, saidForMs)
  })
  const row = make('span', { class: 'pv-copy' }, field, button)
  return { field, element: make('p', { class: 'pv-out' }, make('label', { for: id }, words.say(label)), row, said) }
}

/** Frames of other sites may not reach the clipboard by the new way; then what is selected is copied by the old one. */
async function copy(field: HTMLInputElement | HTMLTextAreaElement): Promise<boolean> {
  field.select()
  try {
    await navigator.clipboard.writeText(field.value)
    return true
  } catch {
    return document.execCommand('copy')
  }
}

function nativeShare(words: Words, title: string, url: () => string): HTMLElement[] {
  if (!('share' in navigator)) return []
  const button = make('button', { type: 'button', class: 'pv-primary' }, words.say('viewer.share_with'))
  // Whoever closes the choice of the system has not failed at anything.
  button.addEventListener('click', () => void navigator.share({ title, url: url() }).catch(() => {}))
  return [button]
}

function qrPicture(text: string): SVGSVGElement {
  const { data, size } = encode(text, { border: 2 })
  const namespace = 'http://www.w3.org/2000/svg'
  const picture = document.createElementNS(namespace, 'svg')
  picture.setAttribute('viewBox', `0 0 ${size} ${size}`)
  const dark = document.createElementNS(namespace, 'path')
  dark.setAttribute(
    'd',
    data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join(''),
  )
  picture.append(dark)
  return picture
}
