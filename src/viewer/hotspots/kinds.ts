// The kinds of hotspots that a visitor meets. To add one: write its file beside this one and name it in the table below; the
// compiler asks for every kind of src/tour/hotspots.ts.
import type { Hotspot, HotspotKind } from '#tour/hotspots.ts'
import type { PublishedScene } from '#tour/published.ts'
import type { View } from '#tour/view.ts'
import type { Words } from '../words.ts'
import { infoHotspot } from './info.ts'
import { linkHotspot } from './link.ts'

/** What a hotspot may do with the tour around it. */
export interface TourAround {
  words: Words
  sceneById(id: string): PublishedScene | undefined
  /** The scene's name, or its number where it has none. */
  nameOf(scene: PublishedScene): string
  enterScene(id: string, way: { arrival?: View; from: Hotspot }): void
  /** The visitor seems to be about to go there. */
  expectScene(id: string, arrival?: View): void
  /** Opens the card with a title and plain text; focus returns to `opener` when it closes. */
  openCard(title: string, body: string, opener: HTMLElement): void
}

export interface HotspotView<Kind extends Hotspot> {
  /** Path of its icon. */
  icon: string
  /** Shown beside it on hover and focus. */
  label(hotspot: Kind, tour: TourAround): string
  /** What a screen reader says, where that is more than the label. */
  spokenName?(hotspot: Kind, tour: TourAround): string
  activate(hotspot: Kind, tour: TourAround, button: HTMLElement): void
  /** Pointer or focus has come to it. */
  approach?(hotspot: Kind, tour: TourAround): void
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
  activate(button: HTMLElement): void
  approach(): void
}

export function bindHotspot(hotspot: Hotspot, tour: TourAround): BoundHotspot | undefined {
  // One line per kind would only please the compiler: the table above already pairs each kind with its own view.
  const view = kinds[hotspot.kind] as HotspotView<Hotspot> | undefined
  // A tour published by a newer version may hold kinds that this viewer doesn't know.
  if (!view) return undefined
  const label = () => view.label(hotspot, tour)
  return {
    hotspot,
    icon: view.icon,
    label,
    spokenName: () => view.spokenName?.(hotspot, tour) ?? label(),
    activate: (button) => view.activate(hotspot, tour, button),
    approach: () => view.approach?.(hotspot, tour),
  }
}
