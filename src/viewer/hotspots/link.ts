// A link: leads to another scene of the tour. Shows where before one goes: the name, a picture, and whether stairs are on the way.
import type { LinkHotspot } from '#tour/hotspots.ts'
import type { PublishedScene } from '#tour/published.ts'
import type { TourStage } from '../stage.ts'
import { icons, make } from '../ui/dom.ts'
import type { HotspotView } from './kinds.ts'
import { signs } from './signs.ts'

export const linkHotspot: HotspotView<LinkHotspot> = {
  sign: (link, stage) => {
    const climb = climbTo(stage.sceneById(link.targetSceneId), stage)
    if (climb === 0) return icons.walk
    return climb > 0 ? signs.upstairs : signs.downstairs
  },
  label: nameOfTarget,
  spokenName: (link, stage) => stage.words.say('viewer.go_to', { name: nameOfTarget(link, stage) }),
  activate: (link, stage) =>
    void stage.enterScene(link.targetSceneId, { view: link.arrival, from: link, isStep: true }),
  approach: (link, stage) => stage.expectScene(link.targetSceneId, link.arrival),
  preview: (link, stage) => {
    const url = stage.sceneById(link.targetSceneId)?.thumbnailUrl
    return url ? make('img', { src: url, alt: '', width: '192', height: '128' }) : undefined
  },
}

export function nameOfTarget(link: Pick<LinkHotspot, 'label' | 'targetSceneId'>, stage: TourStage): string {
  const target = stage.sceneById(link.targetSceneId)
  return stage.words.read(link.label) || (target ? stage.nameOf(target) : '')
}

/** Metres from this level up to that of the target; 0 where either is unknown. */
function climbTo(target: PublishedScene | undefined, { tour, scene }: TourStage): number {
  const elevation = (id: string | undefined) => tour.levels?.find((level) => level.id === id)?.elevationMetres
  const [from, to] = [elevation(scene.levelId), elevation(target?.levelId)]
  return from === undefined || to === undefined ? 0 : to - from
}
