// An info: tells something about a place in the sheet. Plain text, never HTML.
import type { InfoHotspot } from '#tour/hotspots.ts'
import { kindKeys } from '#tour/hotspots-in-words.ts'
import { icons } from '../ui/dom.ts'
import type { HotspotView } from './kinds.ts'

export const infoHotspot: HotspotView<InfoHotspot> = {
  sign: () => icons.info,
  label: (info, { words }) => words.read(info.title),
  activate: (info, stage, giveFocusBack) =>
    stage.openSheet({
      title: stage.words.read(info.title) || stage.words.say(kindKeys.info),
      body: stage.words.read(info.body),
      onClose: giveFocusBack,
    }),
}
