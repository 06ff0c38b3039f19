// Cards that hotspots open in the sheet: a property with its facts, and the notice before one leaves the tour.
import type { PropertyHotspot, WebHotspot } from '#tour/hotspots.ts'
import { isSafeAddress } from '#tour/rules.ts'
import { factsList } from '../facts.ts'
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { make } from '../ui/dom.ts'
import style from './media.css?inline'

/** Letters and calls need no notice: the visitor's own program asks before it does anything. */
const direct = new Set(['mailto:', 'tel:'])

export function openAddress({ url, label }: WebHotspot, stage: TourStage, giveFocusBack: () => void): void {
  if (!isSafeAddress(url)) return
  adoptStyle(stage.root, style)
  const { words } = stage
  const { protocol, host } = new URL(url)
  if (direct.has(protocol)) {
    make('a', { href: url }).click()
    return
  }
  const go = outwards(url, words.say('viewer.continue'), 'pv-act')
  const stay = make('button', { type: 'button', class: 'pv-act pv-act-quiet' }, words.say('viewer.stay'))
  for (const button of [go, stay]) button.addEventListener('click', () => stage.sheet.close())
  stage.openSheet({
    title: words.read(label) || host,
    body: make(
      'div',
      { class: 'pv-leave' },
      make('p', {}, words.say('viewer.leaves_tour')),
      make('p', { class: 'pv-host' }, host),
      make('p', { class: 'pv-address' }, url),
      make('div', { class: 'pv-acts' }, go, stay),
    ),
    onClose: giveFocusBack,
  })
}

export function openProperty(property: PropertyHotspot, stage: TourStage, giveFocusBack: () => void): void {
  adoptStyle(stage.root, style)
  const { words } = stage
  const { title, facts, url } = property
  const picture = stage.attachment(property.picture)
  const file = picture?.kind === 'picture' ? (picture.small ?? picture.file) : undefined
  const list = factsList(facts, words)
  stage.openSheet({
    title: words.read(title) || words.say('viewer.spot_property'),
    body: make(
      'div',
      { class: 'pv-property' },
      ...(file ? [make('img', { src: file.url, alt: '', width: px(file.widthPx), height: px(file.heightPx) })] : []),
      ...(list ? [list] : []),
      ...(url && isSafeAddress(url) ? [outwards(url, moreAt(url, stage), 'pv-act')] : []),
    ),
    onClose: giveFocusBack,
  })
}

const moreAt = (url: string, { words }: TourStage) => {
  const { host, protocol, pathname } = new URL(url)
  return direct.has(protocol) ? pathname : words.say('viewer.more_at', { host })
}

const outwards = (url: string, text: string, className: string) =>
  make('a', { href: url, class: className, target: '_blank', rel: 'noopener noreferrer' }, text)

const px = (value: number | undefined) => value?.toString()
