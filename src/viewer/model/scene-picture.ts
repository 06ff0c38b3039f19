// A scene that is a model, in the viewer: binds the model on screen to the tour around it. Fetched when such a scene is entered.
import type { PublishedModelScene } from '#tour/published.ts'
import type { ModelCamera } from '../deep-link.ts'
import type { Picture, TourStage } from '../stage.ts'
import { ModelView } from './model-view.ts'

export interface PictureWish {
  camera?: ModelCamera
  pageScrolls?: { onWheelPassed(): void }
  onTurned(): unknown
  /** Nothing moves any more, or something does again. */
  onRest(rests: boolean): unknown
}

const fadeMs = 260

export class ScenePicture implements Picture {
  /** The visitor sees it, or reads why not. */
  readonly opened: Promise<void>
  readonly #stage: TourStage
  readonly #scene: PublishedModelScene
  readonly #view: ModelView

  constructor(stage: TourStage, scene: PublishedModelScene, wish: PictureWish) {
    const { panorama, words, savesData } = stage
    const attachment = stage.attachment(scene.attachment)
    if (!attachment) throw new Error(`The tour lacks the file of the scene ${scene.id}`)
    this.#stage = stage
    this.#scene = scene
    const source = { kind: scene.kind, file: attachment.file, small: attachment.small, camera: scene.camera }
    this.#view = new ModelView(stage.root, source, {
      words,
      reducedMotion: panorama.reducedMotion,
      savesData: savesData.isOn,
      camera: wish.camera,
      pageScrolls: wish.pageScrolls,
    })
    const view = this.#view
    view.on('frame', () => stage.emit('frame', undefined))
    view.on('turned', wish.onTurned)
    view.on('frame', () => wish.onRest(false))
    view.on('settled', () => wish.onRest(true))
    this.opened = new Promise((opened) => {
      view.on('shown', opened)
      view.on('stuck', opened)
    })
    this.rename()
    panorama.canvas.after(view.element)
    panorama.canvas.inert = true
    // The canvas below is black as long as it has shown nothing.
    view.element.toggleAttribute('data-alone', panorama.source === undefined)
    void view.open()
  }

  get canvas(): HTMLCanvasElement {
    return this.#view.canvas
  }

  get camera(): ModelCamera | undefined {
    return this.#view.camera
  }

  readonly locate: Picture['locate'] = (point) => this.#view.locate(point)
  readonly face: Picture['face'] = (point) => this.#view.face(point)
  readonly look: Picture['look'] = (camera) => this.#view.look(camera)
  readonly zoomBy: Picture['zoomBy'] = (factor) => this.#view.zoomBy(factor)

  rename(): void {
    const { words } = this.#stage
    const { canvas, panel } = this.#view
    canvas.setAttribute('aria-label', this.#stage.nameOf(this.#scene))
    canvas.setAttribute('aria-roledescription', words.say(`viewer.${this.#scene.kind}`))
    canvas.setAttribute('aria-describedby', 'pv-help')
    panel.rename()
  }

  /** Stays as a still picture until something else covers it. */
  freeze(): void {
    this.#view.freeze()
  }

  /** Uncovers what is below, softly. */
  async leave(): Promise<void> {
    const { canvas } = this.#stage.panorama
    const { element } = this.#view
    canvas.inert = false
    if (element.matches(':focus-within')) canvas.focus({ preventScroll: true })
    element.toggleAttribute('data-leaving', true)
    element.removeAttribute('data-shown')
    if (!this.#view.reducedMotion) await new Promise((faded) => setTimeout(faded, fadeMs))
    this.destroy()
  }

  destroy(): void {
    this.#view.destroy()
  }
}
