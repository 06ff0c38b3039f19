// Hotspots that are drawn as lines and areas of the picture; shapes.ts draws them.
import type { MeasurementHotspot, RegionHotspot } from '#tour/hotspots.ts'
import { kindKeys } from '#tour/hotspots-in-words.ts'
import type { HotspotView } from './kinds.ts'
import { nameOfTarget } from './link.ts'

export const regionHotspot: HotspotView<RegionHotspot> = {
  shape: 'region',
  label: (region, stage) => stage.words.read(region.title) || nameOfTarget(asLink(region), stage),
  spokenName: (region, stage) =>
    region.targetSceneId ? stage.words.say('viewer.go_to', { name: nameOfTarget(asLink(region), stage) }) : undefined,
  activate: (region, stage, giveFocusBack) => {
    const { targetSceneId } = region
    if (targetSceneId) void stage.enterScene(targetSceneId, { from: region, isStep: true })
    else
      stage.openSheet({
        title: stage.words.read(region.title) || stage.words.say(kindKeys.region),
        body: stage.words.read(region.body),
        onClose: giveFocusBack,
      })
  },
  approach: ({ targetSceneId }, stage) => targetSceneId && stage.expectScene(targetSceneId),
}

/** Its words are in shapes.ts, with its line: nobody else needs them. */
export const measurementHotspot: HotspotView<MeasurementHotspot> = {
  shape: 'measurement',
  label: ({ label }, { words }) => words.read(label),
}

const asLink = ({ title, targetSceneId = '' }: RegionHotspot) => ({ label: title, targetSceneId })
