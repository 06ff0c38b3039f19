// What choosing a hotspot does in VR: goes somewhere, tells something, sounds. Kinds that a headset can't show well are left out or
// say that they open outside.
import { factsInWords } from '#tour/facts-in-words.ts'
import type { Hotspot } from '#tour/hotspots.ts'
import type { PublishedAttachment } from '#tour/published.ts'
import type { TourStage } from '../stage.ts'

export interface Page {
  text: string
  picture?: PublishedAttachment
}

export type Deed =
  | { does: 'enter'; sceneId: string }
  | { does: 'read'; title: string; pages: Page[] }
  | { does: 'sound' }

/** Undefined where the hotspot is not shown. */
export function deedOf(hotspot: Hotspot, stage: TourStage): Deed | undefined {
  const { words } = stage
  const read = (title: string, ...pages: Page[]): Deed => ({ does: 'read', title, pages })
  switch (hotspot.kind) {
    case 'link':
      return enter(hotspot.targetSceneId, stage)
    case 'region':
      return hotspot.targetSceneId
        ? enter(hotspot.targetSceneId, stage)
        : read(words.read(hotspot.title), { text: words.read(hotspot.body) })
    case 'info':
      return read(words.read(hotspot.title), { text: words.read(hotspot.body) })
    case 'gallery':
      return read(
        words.read(hotspot.title),
        ...hotspot.pictures.flatMap(({ attachment, caption }) => {
          const picture = pictureOf(attachment, stage)
          return picture ? [{ text: words.read(caption), picture }] : []
        }),
      )
    case 'property':
      return read(words.read(hotspot.title) || words.say('viewer.spot_property'), {
        text: factsInWords(hotspot.facts, words.language, (key, values) => words.say(key, values))
          .map(({ name, value }) => `${name}: ${value}`)
          .join('\n'),
        picture: pictureOf(hotspot.picture, stage),
      })
    case 'video':
      return read(words.read(hotspot.title), { text: words.say('viewer.vr_outside') })
    case 'web':
      return read(words.read(hotspot.label), { text: words.say('viewer.vr_outside') })
    case 'sound':
      return { does: 'sound' }
    default:
      return undefined
  }
}

function enter(sceneId: string, stage: TourStage): Deed | undefined {
  const scene = stage.sceneById(sceneId)
  return scene && 'panorama' in scene ? { does: 'enter', sceneId } : undefined
}

function pictureOf(id: string | undefined, stage: TourStage): PublishedAttachment | undefined {
  const attachment = stage.attachment(id)
  return attachment?.kind === 'picture' ? attachment : undefined
}
