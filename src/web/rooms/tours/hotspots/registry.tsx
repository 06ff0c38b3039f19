// The kinds of hotspots that the editor knows: one file per kind, one line per kind here. To add a kind: src/tour/hotspots.ts first,
// then a file beside this one with its sign, its words, how it begins and its form.
import type { ReactNode } from 'react'
import type { Hotspot } from '#tour/hotspots.ts'
import type { Text } from '#tour/text.ts'
import type { Tour } from '#tour/tour.ts'
import type { WordKey } from '../../../lib/words.tsx'
import { infoKind } from './info.tsx'
import { linkKind } from './link.tsx'

export type HotspotKind = Hotspot['kind']
export type HotspotOf<Kind extends HotspotKind> = Extract<Hotspot, { kind: Kind }>

/** A text in the reader's language. */
export type TextOf = (text: Text | undefined) => string

export interface Placement {
  id: string
  yawDegrees: number
  pitchDegrees: number
}

export interface FormProps<Kind extends HotspotKind> {
  sceneId: string
  hotspot: HotspotOf<Kind>
  change: (change: (hotspot: HotspotOf<Kind>) => HotspotOf<Kind>, group?: string) => void
}

export interface KindDefinition<Kind extends HotspotKind> {
  kind: Kind
  /** The name of the kind, of its tool, and what to do with the tool. */
  words: { name: WordKey; tool: WordKey; hint: WordKey }
  shortcut: string
  sign: (size: number) => ReactNode
  /** A new hotspot at a place; undefined for kinds that must ask something first (see `Ask`). */
  create?: (placement: Placement, tour: Tour) => HotspotOf<Kind>
  /** Asks what a new hotspot needs before it can exist. */
  Ask?: (props: { placement: Placement; onDone: () => void }) => ReactNode
  /** What a hotspot is called in the editor. */
  labelOf: (hotspot: HotspotOf<Kind>, tour: Tour, text: TextOf) => string
  Form: (props: FormProps<Kind>) => ReactNode
}

type Registry = { [Kind in HotspotKind]: KindDefinition<Kind> }

const registry: Registry = { link: linkKind, info: infoKind }

export const hotspotKinds: readonly HotspotKind[] = ['link', 'info']
export const definitionOf = <Kind extends HotspotKind>(kind: Kind): Registry[Kind] => registry[kind]

export function labelOfHotspot(hotspot: Hotspot, tour: Tour, text: TextOf): string {
  return hotspot.kind === 'link'
    ? registry.link.labelOf(hotspot, tour, text)
    : registry.info.labelOf(hotspot, tour, text)
}
