// The upper corner: the publisher's logo, the name of the tour and of the scene. Hidden, it still heads the page for screen readers.
import { isSafeAddress } from '#tour/rules.ts'
import type { MakePart } from '../stage.ts'
import { make } from './dom.ts'

export const titlePart: MakePart = (stage) => {
  const { tour, element, words } = stage
  const names = make('h1', { class: 'pv-names' })
  const isShown = stage.shows('title')
  element.append(
    make('header', { class: isShown ? 'pv-title pv-pill' : 'pv-spoken' }, ...(isShown ? logoOf(stage) : []), names),
  )
  const write = () =>
    names.replaceChildren(
      make('span', { class: 'pv-tour-name' }, words.read(tour.title)),
      make('span', {}, stage.nameOf(stage.scene)),
    )
  stage.on('scene', write)
  return { rename: write }
}

function logoOf(stage: Parameters<MakePart>[0]): HTMLElement[] {
  const { tour } = stage
  const { logo, logoUrl } = tour.look ?? {}
  const picture = stage.attachment(logo)
  if (!picture) return []
  const image = make('img', { class: 'pv-logo', src: (picture.small ?? picture.file).url, alt: tour.publisher })
  if (!logoUrl || !isSafeAddress(logoUrl)) return [image]
  return [make('a', { class: 'pv-logo-link', href: logoUrl, target: '_blank', rel: 'noopener' }, image)]
}
