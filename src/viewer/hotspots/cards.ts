// Hotspots that open a card: a property, a way out of the tour. And the flat, whose picture opens large.
import type { FlatHotspot, PropertyHotspot, WebHotspot } from '#tour/hotspots.ts'
import type { HotspotView } from './kinds.ts'
import { whenLoaded } from './lazily.ts'
import { smallPicture } from './preview.ts'
import { signs } from './signs.ts'

const cards = () => import('../media/cards.ts')
const lightbox = () => import('../media/lightbox.ts')

export const webHotspot: HotspotView<WebHotspot> = {
  sign: () => signs.web,
  label: (web, { words }) => words.read(web.label) || nameOfAddress(web.url),
  approach: () => void cards().catch(() => {}),
  activate: (web, stage, giveFocusBack) =>
    whenLoaded(stage, cards(), ({ openAddress }) => openAddress(web, stage, giveFocusBack)),
}

export const propertyHotspot: HotspotView<PropertyHotspot> = {
  sign: () => signs.property,
  label: (property, { words }) => words.read(property.title),
  approach: () => void cards().catch(() => {}),
  activate: (property, stage, giveFocusBack) =>
    whenLoaded(stage, cards(), ({ openProperty }) => openProperty(property, stage, giveFocusBack)),
  preview: (property, stage) => smallPicture(stage.attachment(property.picture)),
}

export const flatHotspot: HotspotView<FlatHotspot> = {
  shape: 'flat',
  label: (flat, { words }) => words.read(flat.alt),
  activate: (flat, stage, giveFocusBack) => {
    const attachment = stage.attachment(flat.attachment)
    if (attachment?.kind !== 'picture') return
    const alt = stage.words.read(flat.alt)
    const pictures = [{ attachment, caption: '', alt }]
    whenLoaded(stage, lightbox(), ({ openPictures }) => openPictures(alt, pictures, stage, giveFocusBack))
  },
}

/** Its host, the mail address or the number: what a link without a label is called. */
function nameOfAddress(url: string): string {
  if (!URL.canParse(url)) return ''
  const { host, pathname } = new URL(url)
  return host.replace(/^www\./, '') || pathname
}
