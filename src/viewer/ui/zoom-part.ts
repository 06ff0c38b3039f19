// Two buttons that come closer and go back.
import { zoomBy } from '../engine/input.ts'
import type { MakePart } from '../stage.ts'
import { icons } from './dom.ts'

export const zoomPart: MakePart = (stage) => {
  const { dock, panorama } = stage
  if (!stage.shows('zoom')) return undefined
  dock.add({
    part: 'zoom',
    icon: icons.zoomOut,
    order: 20,
    repeats: true,
    name: (words) => words.say('viewer.zoom_out'),
    onPress: () => zoomBy(panorama, 1.3),
  })
  dock.add({
    part: 'zoom',
    icon: icons.zoomIn,
    order: 21,
    repeats: true,
    name: (words) => words.say('viewer.zoom_in'),
    onPress: () => zoomBy(panorama, 1 / 1.3),
  })
  return {}
}
