// A tour that a page around it may drive: the commands and news that the custom element and the frame's messages share. Only what is
// public anyway goes out: ids, names, directions.
import type { HotspotKind } from '#tour/hotspots.ts'
import type { Language } from '#tour/text.ts'
import type { View } from '#tour/view.ts'
import type { TourViewer } from '../tour-viewer.ts'
import { CallError } from './call-error.ts'

export interface TourState {
  sceneId: string
  view: View
  language: Language
  /** Sharp and still. */
  isSettled: boolean
}

export interface SceneSummary {
  id: string
  name: string
}

export interface HotspotSummary {
  id: string
  kind: HotspotKind
  yawDegrees: number
  pitchDegrees: number
  label: string
}

export interface TourNews {
  scene: SceneSummary
  view: View
  settled: { sceneId: string }
  hotspot: HotspotSummary
  language: { language: Language }
}

export class Remote {
  readonly #viewer: TourViewer

  constructor(viewer: TourViewer) {
    this.#viewer = viewer
  }

  state(): TourState {
    const { scene, panorama, words, element } = this.#viewer
    return {
      sceneId: scene.id,
      view: panorama.view,
      language: words.language,
      isSettled: element.dataset.settled === 'true',
    }
  }

  scenes(): SceneSummary[] {
    return this.#viewer.tour.scenes.map((scene) => ({ id: scene.id, name: this.#viewer.nameOf(scene) }))
  }

  /** Of the scene where the visitor is. */
  hotspots(): HotspotSummary[] {
    return this.#viewer.scene.hotspots.map((hotspot) => this.#summary(hotspot))
  }

  async goTo(sceneId: string, view?: View): Promise<void> {
    if (!this.#viewer.sceneById(sceneId)) throw new CallError('no_such_scene')
    await this.#viewer.enterScene(sceneId, { view, isStep: true })
  }

  async turnTo(view: Partial<View>, durationMs?: number): Promise<void> {
    await this.#viewer.panorama.turnTo(view, durationMs)
  }

  async setLanguage(language: Language): Promise<void> {
    if (!this.#viewer.tour.languages.includes(language)) throw new CallError('no_such_language')
    await this.#viewer.setLanguage(language)
  }

  /** As if the visitor had pressed it. */
  pressHotspot(id: string): void {
    this.#viewer.furnish()
    const target = this.#viewer.element.querySelector(`[data-hotspot="${CSS.escape(id)}"]`)
    if (!target) throw new CallError('no_such_hotspot')
    target.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
  }

  /** Plays a guided tour, the first one where no id is given. */
  play(guidedId?: string): void {
    const guided = this.#viewer.tour.guided ?? []
    if (guided.length === 0 || (guidedId && !guided.some(({ id }) => id === guidedId)))
      throw new CallError('no_such_guided_tour')
    this.#viewer.furnish()
    this.#viewer.emit('guide', { plays: true, id: guidedId })
  }

  pause(): void {
    this.#viewer.emit('guide', { plays: false })
  }

  /**
   * Returns the function that ends the news. The view comes at most ten times a second, its last value always; a scene comes where the
   * visitor goes on, so that nobody hears of the first one sometimes before and sometimes after they know it from `state`.
   */
  listen(hear: <Name extends keyof TourNews>(name: Name, news: TourNews[Name]) => void): () => void {
    const viewer = this.#viewer
    let sceneId = viewer.scene.id
    let timer: ReturnType<typeof setTimeout> | undefined
    const tellView = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        hear('view', viewer.panorama.view)
      }, viewEveryMs)
    }
    const endings = [
      viewer.on('scene', (scene) => {
        if (scene.id === sceneId) return
        sceneId = scene.id
        hear('scene', { id: scene.id, name: viewer.nameOf(scene) })
      }),
      viewer.on('view', tellView),
      viewer.on('settled', ({ id }) => hear('settled', { sceneId: id })),
      viewer.on('hotspot', (hotspot) => hear('hotspot', this.#summary(hotspot))),
      viewer.on('language', (language) => hear('language', { language })),
    ]
    return () => {
      clearTimeout(timer)
      for (const end of endings) end()
    }
  }

  #summary(hotspot: TourViewer['scene']['hotspots'][number]): HotspotSummary {
    const { id, kind, yawDegrees, pitchDegrees } = hotspot
    const element = this.#viewer.element.querySelector(`[data-hotspot="${CSS.escape(id)}"]`)
    return { id, kind, yawDegrees, pitchDegrees, label: element?.getAttribute('aria-label') ?? '' }
  }
}

const viewEveryMs = 100
