// An info: tells something about a place in a small card. Plain text, never HTML.
import type { InfoHotspot } from '#tour/hotspots.ts'
import { icons } from '../ui/dom.ts'
import type { HotspotView } from './kinds.ts'

export const infoHotspot: HotspotView<InfoHotspot> = {
  icon: icons.info,
  label: (info, tour) => tour.words.read(info.title),
  activate: (info, tour, button) => tour.openCard(tour.words.read(info.title), tour.words.read(info.body), button),
}
