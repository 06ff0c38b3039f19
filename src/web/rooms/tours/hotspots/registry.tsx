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

const registry: Record<HotspotKind, AnyKind> = { link: anyKind(linkKind), info: anyKind(infoKind) }

/** In the order of the tools. */
export const hotspotKinds: readonly HotspotKind[] = ['link', 'info']

export const definitionOf = (kind: HotspotKind): AnyKind => registry[kind]

export const labelOfHotspot = (hotspot: Hotspot, tour: Tour, text: TextOf): string =>
  registry[hotspot.kind].labelOf(hotspot, tour, text)
