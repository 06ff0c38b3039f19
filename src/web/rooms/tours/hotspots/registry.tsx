// The kinds of hotspots that the editor knows: one file per kind, one line per kind here. To add a kind: src/tour/hotspots.ts first,
// then a file beside this one with its sign, its words, how it begins and its form.
import type { ReactNode } from 'react'
import type { Hotspot } from '#tour/hotspots.ts'
import type { Text } from '#tour/text.ts'
import type { Scene, Tour } from '#tour/tour.ts'
import type { View } from '#tour/view.ts'
import type { WordKey } from '../../../lib/words.tsx'
import { flatKind } from './flat.tsx'
import { galleryKind } from './gallery.tsx'
import { infoKind } from './info.tsx'
import { linkKind } from './link.tsx'
import { measurementKind } from './measurement.tsx'
import { propertyKind } from './property.tsx'
import { regionKind } from './region.tsx'
import { soundKind } from './sound.tsx'
import { videoKind } from './video.tsx'
import { webKind } from './web.tsx'

export type HotspotKind = Hotspot['kind']
export type HotspotOf<Kind extends HotspotKind> = Extract<Hotspot, { kind: Kind }>

/** A text in the reader's language. */
export type TextOf = (text: Text | undefined) => string

export interface Placement {
  id: string
  yawDegrees: number
  pitchDegrees: number
  /** On a model: the point itself, in its frame. */
  positionMetres?: [number, number, number]
}

/** What surrounds a new hotspot. */
export interface Surroundings {
  tour: Tour
  scene: Scene
  /** Where the person looks, and how closely. */
  view: View
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
  /** A letter; the key that carries it on a Latin keyboard. */
  shortcut: string
  sign: (size: number) => ReactNode
  /** A new hotspot at a place; undefined for kinds that must ask something first (see `Ask`). */
  create?: (placement: Placement, surroundings: Surroundings) => HotspotOf<Kind>
  /** Asks what a new hotspot needs before it can exist. */
  Ask?: (props: { placement: Placement; onDone: () => void }) => ReactNode
  /** What a hotspot is called in the editor. */
  labelOf: (hotspot: HotspotOf<Kind>, tour: Tour, text: TextOf) => string
  Form: (props: FormProps<Kind>) => ReactNode
}

/** A kind as the rest of the editor meets it: it may be handed any hotspot, and answers for its own. */
export interface AnyKind extends Omit<KindDefinition<HotspotKind>, 'labelOf' | 'Form'> {
  labelOf: (hotspot: Hotspot, tour: Tour, text: TextOf) => string
  Form: (props: AnyFormProps) => ReactNode
}

export interface AnyFormProps {
  sceneId: string
  hotspot: Hotspot
  change: (change: (hotspot: Hotspot) => Hotspot, group?: string) => void
}

/** The one place where the kinds are told apart, so that no form and no caller has to. */
function anyKind<Kind extends HotspotKind>(definition: KindDefinition<Kind>): AnyKind {
  const isOwn = (hotspot: Hotspot): hotspot is HotspotOf<Kind> => hotspot.kind === definition.kind
  const { Form } = definition
  return {
    ...definition,
    labelOf: (hotspot, tour, text) => (isOwn(hotspot) ? definition.labelOf(hotspot, tour, text) : ''),
    Form: ({ sceneId, hotspot, change }) =>
      isOwn(hotspot) ? (
        <Form
          sceneId={sceneId}
          hotspot={hotspot}
          change={(own, group) => change((now) => (isOwn(now) ? own(now) : now), group)}
        />
      ) : null,
  }
}

const registry: Record<HotspotKind, AnyKind> = {
  link: anyKind(linkKind),
  info: anyKind(infoKind),
  gallery: anyKind(galleryKind),
  video: anyKind(videoKind),
  sound: anyKind(soundKind),
  web: anyKind(webKind),
  region: anyKind(regionKind),
  flat: anyKind(flatKind),
  property: anyKind(propertyKind),
  measurement: anyKind(measurementKind),
}

/** In the order of the tools. */
export const hotspotKinds: readonly HotspotKind[] = [
  ...(['link', 'info', 'gallery', 'video', 'sound'] as const),
  ...(['web', 'region', 'flat', 'property', 'measurement'] as const),
]

/** Those that most tours need: always in sight. The others are in the menu beside them. */
export const commonKinds: readonly HotspotKind[] = ['link', 'info']

export const definitionOf = (kind: HotspotKind): AnyKind => registry[kind]

export const labelOfHotspot = (hotspot: Hotspot, tour: Tour, text: TextOf): string =>
  registry[hotspot.kind].labelOf(hotspot, tour, text)
