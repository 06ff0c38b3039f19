// What the parts of the tour page share: the open document, what is selected, which tool is in hand.
import { createContext, useContext } from 'react'
import type { Point } from '#tour/projection.ts'
import type { Language, Text } from '#tour/text.ts'
import type { Scene, Tour } from '#tour/tour.ts'
import type { Panorama as Engine } from '#viewer/engine/panorama.ts'
import type { ModelView } from '#viewer/model/model-view.ts'
import type { Panorama, TourDetail } from '../../../lib/api.ts'
import type { HotspotKind } from '../hotspots/registry.tsx'
import type { TourEditor } from './autosave.ts'
import type { EditorState } from './editor-state.ts'

export type Tool = 'select' | HotspotKind
/** Panels with a matter of their own; their code comes when they are opened, see sub-panels.tsx. */
export type SubPanel = 'space' | 'levels' | 'guided' | 'look' | 'contact' | 'facts' | 'comments' | 'history' | 'people'
export type Panel = 'scene' | 'tour' | 'hotspot' | SubPanel | undefined

export interface Workplace {
  teamId: string
  detail: TourDetail
  editor: TourEditor
  state: EditorState
  tour: Tour
  panoramas: ReadonlyMap<string, Panorama>
  scene: Scene | undefined
  openScene: (sceneId: string) => void
  hotspotId: string | undefined
  /** Selects a hotspot and opens its form; undefined lets go. */
  selectHotspot: (hotspotId: string | undefined) => void
  tool: Tool
  setTool: (tool: Tool) => void
  panel: Panel
  setPanel: (panel: Panel) => void
  /** The language in which texts are being written. */
  writing: Language
  setWriting: (language: Language) => void
  /** The engine of the canvas, once it exists. */
  engine: Engine | undefined
  setEngine: (engine: Engine | undefined) => void
  /** The model on screen, in scenes that show one, once it can be seen. */
  model: ModelView | undefined
  setModel: (model: ModelView | undefined) => void
  /** An element over the canvas into which an open panel may draw, once it exists. */
  stageLayer: HTMLElement | null
  setStageLayer: (layer: HTMLElement | null) => void
  /** An open panel may take what is pressed on the canvas; undefined gives it back. */
  takeTaps: (taken: ((point: Point) => void) | undefined) => void
  tapTaken: (point: Point) => boolean
  nameOf: (scene: Scene) => string
  textOf: (text: Text | undefined) => string
  undo: () => void
  redo: () => void
  deleteScene: (sceneId: string) => void
  deleteHotspot: (hotspotId: string) => void
}

const WorkplaceContext = createContext<Workplace | undefined>(undefined)
export const WorkplaceProvider = WorkplaceContext

export function useWorkplace(): Workplace {
  const workplace = useContext(WorkplaceContext)
  if (!workplace) throw new Error('useWorkplace outside the tour page')
  return workplace
}
