// What is fetched ahead: the scenes that a visitor may enter next, and the previews that the page did not carry. Nothing for who saves data
// or has not begun to look around: who just lands on the page may leave again.
import type { PublishedPanoramaScene, PublishedScene } from '#tour/published.ts'
import type { View } from '#tour/view.ts'
import { arrivalView, linkedScenes } from './arrival.ts'
import type { TourStage } from './stage.ts'
import { prepareWalk } from './walking.ts'

/** The visitor's own picture comes first. */
const restBeforePrefetchMs = 1500
const nearestNeighbours = 3

export class Neighbours {
  readonly #stage: TourStage
  /** Ids of the scenes where the visitor has been. */
  readonly #seen = new Set<string>()
  #hasAskedForPreviews = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(stage: TourStage) {
    this.#stage = stage
  }

  /** The visitor seems to be about to go there. */
  expect(scene: PublishedScene | undefined, arrival?: View): void {
    const { savesData, panorama } = this.#stage
    if (scene && 'panorama' in scene && !savesData.isOn) panorama.prefetch([this.#asNext(scene, arrival)])
  }

  arrived({ id }: PublishedScene): void {
    this.#seen.add(id)
  }

  /** The scene is being left: nothing more around it. */
  leave(): void {
    this.stop()
    this.#stage.panorama.prefetch([])
  }

  /** Everything that the view needs is here. */
  settled(): void {
    this.stop()
    this.#timer = setTimeout(() => this.#fetch(), restBeforePrefetchMs)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  async completePreviews(): Promise<void> {
    const { tour, settings } = this.#stage
    if (!settings.site || this.#hasAskedForPreviews) return
    this.#hasAskedForPreviews = true
    try {
      const { fetchMissingPreviews } = await import('./missing-previews.ts')
      await fetchMissingPreviews(tour, settings.site)
    } catch {
      // Without a connection now; the next occasion asks again.
      this.#hasAskedForPreviews = false
    }
  }

  #fetch(): void {
    const { panorama, savesData, scene, sceneById } = this.#stage
    if (!panorama.lookAround || savesData.isOn) return
    prepareWalk(scene)
    const likeliest = linkedScenes(scene, panorama.view, this.#seen).slice(0, nearestNeighbours)
    const next = likeliest.flatMap(({ sceneId, arrival }) => {
      const neighbour = sceneById(sceneId)
      return neighbour && 'panorama' in neighbour ? [this.#asNext(neighbour, arrival)] : []
    })
    panorama.prefetch(next)
    if (next.some(({ source }) => source.preview === '')) void this.completePreviews()
  }

  #asNext(scene: PublishedPanoramaScene, arrival: View | undefined) {
    const { scene: here, panorama } = this.#stage
    return { source: scene.panorama, view: arrivalView(here, scene, panorama.view, arrival) }
  }
}
