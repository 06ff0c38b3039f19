// What a part of the viewer may know and do: the one interface between the tour on screen and everything beside the picture.
// Parts never reach around it, so that each can be written, hidden and tested by itself.
import type { Hotspot, Sight } from '#tour/hotspots.ts'
import type { ViewerPart } from '#tour/look.ts'
import type { Point } from '#tour/projection.ts'
import type { PublishedAttachment, PublishedScene, PublishedTour } from '#tour/published.ts'
import type { Point3 } from '#tour/space.ts'
import type { Language } from '#tour/text.ts'
import type { View } from '#tour/view.ts'
import type { ModelCamera, Place } from './deep-link.ts'
import type { Panorama } from './engine/panorama.ts'
import type { SavesData } from './saves-data.ts'
import type { ViewerSettings } from './settings.ts'
import type { Dock } from './ui/dock.ts'
import type { Sheet, SheetContent } from './ui/sheet.ts'
import type { Words } from './words.ts'

/** How a scene is entered. */
export interface Way {
  /** The view to arrive at; without one the world heading is kept. */
  view?: View
  /** Where to stand, in scenes that are models. */
  camera?: ModelCamera
  /** The hotspot that was pressed: the picture grows towards it. */
  from?: Hotspot
  /** A step of the history that the back button undoes. */
  isStep?: boolean
  /** At once: something else has led the eye there. */
  isCut?: boolean
}

export interface StageEvents {
  /** Another scene was asked for; its name is said, its picture is on the way. */
  scene: PublishedScene
  /** That scene alone is on screen. */
  arrived: PublishedScene
  /** The view changed, by whatever hand. Not while a model is shown. */
  view: View
  /** A frame was drawn, of a panorama or of a model: what floats over the picture moves now. */
  frame: undefined
  /** Everything that the view needs is sharp. */
  settled: PublishedScene
  language: Language
  /** A sheet was opened: what shares its place makes room. */
  sheet: undefined
  /** A hotspot was activated. */
  hotspot: Hotspot
  /** Somebody asks that a guided tour play (the first one where no id is given) or pause. */
  guide: { plays: boolean; id?: string }
}

/** What shows a scene that is no panorama: over the panorama's canvas, as long as the scene is shown. */
export interface Picture {
  /** What takes the focus, the wheel and drags. */
  readonly canvas: HTMLCanvasElement
  /** Where one stands, for addresses. */
  readonly camera: ModelCamera | undefined
  /** Where a point is drawn, in CSS pixels of the stage; undefined out of the picture's reach. */
  locate(positionMetres: Point3): Point | undefined
  /** Turns so that the point is seen in the middle. */
  face(positionMetres: Point3): void
  look(camera: ModelCamera): void
  zoomBy(factor: number): void
  rename(): void
}

export interface TourStage {
  /** Holds the canvas and everything over it; `.pv-stage`. */
  readonly element: HTMLElement
  /** Where the focus is looked up: the document, or the shadow root of the custom element. */
  readonly root: Document | ShadowRoot
  readonly tour: PublishedTour
  readonly settings: ViewerSettings
  readonly words: Words
  readonly panorama: Panorama
  /** Shows the scene where that is no panorama. */
  readonly picture: Picture | undefined
  /** Of whatever shows the scene: takes the focus, the wheel and drags. */
  readonly canvas: HTMLCanvasElement
  /** Where the visitor is, as addresses name it. */
  readonly place: Place
  readonly dock: Dock
  /** Opened by `openSheet`. */
  readonly sheet: Pick<Sheet, 'close' | 'isOpen'>
  /** Whether nothing is to be fetched ahead. */
  readonly savesData: SavesData
  /** Where the visitor is, or is going to. */
  readonly scene: PublishedScene
  on<Name extends keyof StageEvents>(name: Name, listener: (payload: StageEvents[Name]) => void): () => void
  emit<Name extends keyof StageEvents>(name: Name, payload: StageEvents[Name]): void
  /** Is this part neither switched off by the tour nor by the page around? */
  shows(part: ViewerPart): boolean
  sceneById(id: string): PublishedScene | undefined
  /** The scene's name, or its number where it has none. */
  nameOf(scene: PublishedScene): string
  attachment(id: string | undefined): PublishedAttachment | undefined
  /** Resolves when the scene alone is on screen, or when another change took over. */
  enterScene(id: string, way?: Way): Promise<void>
  /** The visitor seems to be about to go there. */
  expectScene(id: string, arrival?: View): void
  /** Where a hotspot is drawn, in CSS pixels of the stage; undefined where it is out of the picture's reach. */
  locate(spot: Sight & { positionMetres?: readonly [number, number, number] }): Point | undefined
  setLanguage(language: Language): Promise<void>
  /** Opens the one sheet over the picture. */
  openSheet(content: SheetContent): void
  /** Fetches the previews that the page did not carry: for those who show several scenes at once. Never fails. */
  completePreviews(): Promise<void>
  /** Said by screen readers. */
  announce(text: string): void
}

/** What one part gives back to the viewer. */
export interface Part {
  /** Writes its texts again, after a change of language; also called once at the start. */
  rename?(): void
  destroy?(): void
}

/** Makes a part, or nothing where the tour has no use for it. */
export type MakePart = (stage: TourStage) => Part | undefined
