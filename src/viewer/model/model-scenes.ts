// The scenes of a tour that are models: each takes the place of the picture before it, and gives way to the panorama below. Fetched
// when the first of them is entered.
import type { PublishedModelScene, PublishedPanoramaScene, PublishedScene } from '#tour/published.ts'
import { arrivalView } from '../arrival.ts'
import type { ModelCamera } from '../deep-link.ts'
import type { TourStage, Way } from '../stage.ts'
import { type PictureWish, ScenePicture } from './scene-picture.ts'

/** A model stays in front of the panorama after it for so long, while that is not sharp. */
const longestCoverMs = 3000

export class ModelScenes {
  /** On screen, unless a panorama is. */
  current: ScenePicture | undefined
  readonly #stage: TourStage
  readonly #wish: Omit<PictureWish, 'camera'>

  constructor(stage: TourStage, wish: Omit<PictureWish, 'camera'>) {
    this.#stage = stage
    this.#wish = wish
  }

  /** In place of the picture before it, which stays until there is something to see, or to read. */
  async show(scene: PublishedModelScene, camera: ModelCamera | undefined): Promise<void> {
    const stage = this.#stage
    const { onTurned, onRest, pageScrolls } = this.#wish
    const before = this.current
    const hadFocus = stage.canvas === stage.root.activeElement
    const isHere = () => stage.scene === scene
    before?.freeze()
    const picture = new ScenePicture(stage, scene, {
      camera,
      pageScrolls,
      onTurned: () => isHere() && onTurned(),
      onRest: (rests) => isHere() && onRest(rests),
    })
    this.current = picture
    if (hadFocus) picture.canvas.focus({ preventScroll: true })
    await picture.opened
    before?.destroy()
  }

  /** From a model into a panorama: that gets sharp below it first. */
  async uncover(before: PublishedScene, scene: PublishedPanoramaScene, way: Way): Promise<void> {
    const stage = this.#stage
    const { panorama } = stage
    this.#wish.onRest(false)
    const settled = new Promise<boolean>((done) => {
      const stop = panorama.on('settled', () => {
        stop()
        done(true)
      })
      setTimeout(() => done(false), longestCoverMs)
    })
    panorama.show(scene.panorama, way.view ?? arrivalView(before, scene, scene.view), scene.limits)
    const isSharp = await settled
    if (stage.scene !== scene) return
    const picture = this.current
    this.current = undefined
    await picture?.leave()
    if (isSharp && stage.scene === scene) this.#wish.onRest(true)
  }

  destroy(): void {
    this.current?.destroy()
  }
}
