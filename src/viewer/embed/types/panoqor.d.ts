// Types of panoqor.mjs, the viewer as a module. Angles are degrees: yaw grows to the right, pitch up; fov is across the longer side.

export type Language = 'kk' | 'ru' | 'en'

export interface View {
  yawDegrees: number
  pitchDegrees: number
  fovDegrees: number
}

export interface SceneSummary {
  id: string
  name: string
}

export interface HotspotSummary {
  id: string
  kind: 'link' | 'info' | 'gallery' | 'video' | 'sound' | 'web' | 'region' | 'flat' | 'property' | 'measurement'
  yawDegrees: number
  pitchDegrees: number
  label: string
}

export interface TourState {
  sceneId: string
  view: View
  language: Language
  /** Sharp and still. */
  isSettled: boolean
}

export interface TourNews {
  ready: TourState & { scenes: SceneSummary[] }
  scene: SceneSummary
  /** At most ten times a second. */
  view: View
  settled: { sceneId: string }
  hotspot: HotspotSummary
  language: { language: Language }
}

/**
 * `<panoqor-tour src="https://host/t/slug" lang="kk" hide="title,share" rotate="3" opening="little-planet" scroll="tour">`.
 * News come as events `panoqor-<name>` with the news as `detail`, and `panoqor-error` {message}.
 * Calls reject (or throw) with an Error whose `code` is one of: not_ready, no_such_scene, no_such_hotspot, no_such_language,
 * no_such_guided_tour.
 */
export class PanoqorTour extends HTMLElement {
  src: string
  readonly state: TourState | undefined
  readonly scenes: SceneSummary[]
  readonly hotspots: HotspotSummary[]
  goTo(sceneId: string, view?: View): Promise<void>
  turnTo(view: Partial<View>, durationMs?: number): Promise<void>
  setLanguage(language: Language): Promise<void>
  pressHotspot(hotspotId: string): void
  play(guidedId?: string): void
  pause(): void
}

/** A tour in an <iframe src="https://host/embed/slug">, driven by messages. */
export interface FramedTour {
  state(): Promise<TourState>
  scenes(): Promise<SceneSummary[]>
  hotspots(): Promise<HotspotSummary[]>
  goTo(sceneId: string, view?: View): Promise<void>
  turnTo(view: Partial<View>, durationMs?: number): Promise<void>
  setLanguage(language: Language): Promise<void>
  pressHotspot(hotspotId: string): Promise<void>
  play(guidedId?: string): Promise<void>
  pause(): Promise<void>
  load(slug: string): Promise<void>
  on<Name extends keyof TourNews>(name: Name, listener: (news: TourNews[Name]) => void): () => void
  disconnect(): void
}

/** Resolves when the tour in the frame has answered. */
export function connect(frame: HTMLIFrameElement): Promise<FramedTour>

declare global {
  interface HTMLElementTagNameMap {
    'panoqor-tour': PanoqorTour
  }
}
