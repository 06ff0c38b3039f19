// The kinds of hotspots that a visitor meets. To add one: write its view in a file beside this one and name it in the table below;
// the compiler asks for every kind of src/tour/hotspots.ts.
import type { Hotspot, HotspotKind } from '#tour/hotspots.ts'
import { kindKeys } from '#tour/hotspots-in-words.ts'
import type { TourStage } from '../stage.ts'
import { flatHotspot, propertyHotspot, webHotspot } from './cards.ts'
import { infoHotspot } from './info.ts'
import { linkHotspot } from './link.ts'
import { galleryHotspot, soundHotspot, videoHotspot } from './media.ts'
import { measurementHotspot, regionHotspot } from './outlined.ts'

/** A line or an area instead of a dot. */
export type Shape = 'region' | 'flat' | 'measurement'

export interface HotspotView<Kind extends Hotspot> {
  /** Path of the sign on its dot; kinds without a dot have a shape. */
  sign?(hotspot: Kind, stage: TourStage): string
  shape?: Shape
  /** Shown beside it on hover and focus; the name of its kind where this is empty. */
  label(hotspot: Kind, stage: TourStage): string
  /** What a screen reader says, where that is not its kind and its label. */
  spokenName?(hotspot: Kind, stage: TourStage): string | undefined
  /** `giveFocusBack` is for what it opens: to be called when that closes. Without it there is nothing to press. */
  activate?(hotspot: Kind, stage: TourStage, giveFocusBack: () => void): void
  /** Pointer or focus has come to it. */
  approach?(hotspot: Kind, stage: TourStage): void
  /** A picture of what it leads to. */
  preview?(hotspot: Kind, stage: TourStage): HTMLElement | undefined
}

type KindTable = { [Kind in HotspotKind]: HotspotView<Extract<Hotspot, { kind: Kind }>> }

const kinds: KindTable = {
  link: linkHotspot,
  info: infoHotspot,
  gallery: galleryHotspot,
  video: videoHotspot,
  sound: soundHotspot,
  web: webHotspot,
  region: regionHotspot,
  flat: flatHotspot,
  property: propertyHotspot,
  measurement: measurementHotspot,
}

/** The hotspot with the behaviour of its kind, ready to be shown. */
export interface BoundHotspot {
  hotspot: Hotspot
  shape: Shape | undefined
  sign: string
  label(): string
  spokenName(): string
  /** Undefined where there is nothing to press. */
  activate: ((giveFocusBack: () => void) => void) | undefined
  approach(): void
  preview(): HTMLElement | undefined
}

export function bindHotspot(hotspot: Hotspot, stage: TourStage): BoundHotspot | undefined {
  // One line per kind would only please the compiler: the table above already pairs each kind with its own view.
  const view = kinds[hotspot.kind] as HotspotView<Hotspot> | undefined
  // A tour published by a newer version may hold kinds that this viewer doesn't know.
  if (!view) return undefined
  const kind = () => (hotspot.kind === 'link' ? '' : stage.words.say(kindKeys[hotspot.kind]))
  const own = () => view.label(hotspot, stage)
  const { activate } = view
  return {
    hotspot,
    shape: view.shape,
    sign: view.sign?.(hotspot, stage) ?? '',
    label: () => own() || kind(),
    spokenName: () => view.spokenName?.(hotspot, stage) ?? [kind(), own()].filter(Boolean).join(': '),
    activate:
      activate &&
      ((giveFocusBack) => {
        stage.emit('hotspot', hotspot)
        activate(hotspot, stage, giveFocusBack)
      }),
    approach: () => view.approach?.(hotspot, stage),
    preview: () => view.preview?.(hotspot, stage),
  }
}
