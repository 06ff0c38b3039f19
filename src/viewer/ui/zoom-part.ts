// Two buttons that come closer and go back.
import { zoomBy } from '../engine/input.ts'
import type { MakePart } from '../stage.ts'
import { icons } from './dom.ts'

export const zoomPart: MakePart = (stage) => {
  const { dock, panorama } = stage
  if (!stage.shows('zoom')) return undefined
  const zoom = (factor: number) => (stage.picture ? stage.picture.zoomBy(factor) : zoomBy(panorama, factor))
  dock.add({
    part: 'zoom',
    icon: icons.zoomOut,
    order: 20,
    repeats: true,
    name: (words) => words.say('viewer.zoom_out'),
    onPress: () => zoom(1.3),
  })
  dock.add({
    part: 'zoom',
    icon: icons.zoomIn,
    order: 21,
    repeats: true,
    name: (words) => words.say('viewer.zoom_in'),
    onPress: () => zoom(1 / 1.3),
  })
  return {}
}
