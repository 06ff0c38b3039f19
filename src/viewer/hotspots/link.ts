// A link: leads to another scene of the tour.
import type { LinkHotspot } from '#tour/hotspots.ts'
import type { TourStage } from '../stage.ts'
import { icons } from '../ui/dom.ts'
import type { HotspotView } from './kinds.ts'

export const linkHotspot: HotspotView<LinkHotspot> = {
  icon: icons.walk,
  label: nameOfTarget,
  spokenName: (link, tour) => tour.words.say('viewer.go_to', { name: nameOfTarget(link, tour) }),
  activate: (link, tour) => void tour.enterScene(link.targetSceneId, { view: link.arrival, from: link, isStep: true }),
  approach: (link, tour) => tour.expectScene(link.targetSceneId, link.arrival),
}

function nameOfTarget(link: LinkHotspot, tour: TourStage): string {
  const target = tour.sceneById(link.targetSceneId)
  return tour.words.read(link.label) || (target ? tour.nameOf(target) : '')
}
