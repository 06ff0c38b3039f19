// The kinds of hotspots that a visitor meets. To add one: write its file beside this one and name it in the table below; the
// compiler asks for every kind of src/tour/hotspots.ts.
import type { Hotspot, HotspotKind } from '#tour/hotspots.ts'
import type { TourStage } from '../stage.ts'
import { infoHotspot } from './info.ts'
import { linkHotspot } from './link.ts'

export interface HotspotView<Kind extends Hotspot> {
  /** Path of its icon. */
  icon: string
  /** Shown beside it on hover and focus. */
  label(hotspot: Kind, stage: TourStage): string
  /** What a screen reader says, where that is more than the label. */
  spokenName?(hotspot: Kind, stage: TourStage): string
  /** `giveFocusBack` is for what it opens: to be called when that closes. */
  activate(hotspot: Kind, stage: TourStage, giveFocusBack: () => void): void
  /** Pointer or focus has come to it. */
  approach?(hotspot: Kind, stage: TourStage): void
}

type KindTable = { [Kind in HotspotKind]: HotspotView<Extract<Hotspot, { kind: Kind }>> }

const kinds: KindTable = {
  link: linkHotspot,
  info: infoHotspot,
}

/** The hotspot with the behaviour of its kind, ready to be shown. */
export interface BoundHotspot {
  hotspot: Hotspot
  icon: string
  label(): string
  spokenName(): string
  activate(giveFocusBack: () => void): void
  approach(): void
}

export function bindHotspot(hotspot: Hotspot, stage: TourStage): BoundHotspot | undefined {
  // One line per kind would only please the compiler: the table above already pairs each kind with its own view.
  const view = kinds[hotspot.kind] as HotspotView<Hotspot> | undefined
  // A tour published by a newer version may hold kinds that this viewer doesn't know.
  if (!view) return undefined
  const label = () => view.label(hotspot, stage)
  return {
    hotspot,
    icon: view.icon,
    label,
    spokenName: () => view.spokenName?.(hotspot, stage) ?? label(),
    activate: (giveFocusBack) => view.activate(hotspot, stage, giveFocusBack),
    approach: () => view.approach?.(hotspot, stage),
  }
}
