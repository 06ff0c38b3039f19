// What is fetched at a moment: what the view needs, then where the motion leads, then the sphere around it, then scenes that may come
// next. Keeps what it asked for in memory as long as it is wanted.
import type { PanoramaSource } from '#tour/published.ts'
import type { View } from '#tour/view.ts'
import { parentsOf, type VisibleTile } from './cover.ts'
import { Foresight } from './foresight.ts'
import { LinkSpeed } from './link-speed.ts'
import type { TileStore } from './tile-store.ts'
import { cacheRequestsFor, requestsFor, type Wishes, wholeSphereTiles } from './wanted.ts'

export interface LoadingOptions {
  tiles: TileStore
  navigator: Navigator
  tilesFor(source: PanoramaSource, view: View): VisibleTile[]
}

/** What is on screen and what goes on. */
export interface Situation {
  view: View
  /** Where the view is being turned to, if that is known. */
  destination?: View
  /** Two scenes share the memory. */
  isChanging: boolean
  /** The visitor looks around. */
  looksAround: boolean
  savesData: boolean
}

export class Loading {
  readonly #options: LoadingOptions
  readonly #link: LinkSpeed
  readonly #foresight = new Foresight()
  #nextScenes: { source: PanoramaSource; view: View }[] = []

  constructor(options: LoadingOptions) {
    this.#options = options
    this.#link = new LinkSpeed(options.navigator, () => options.tiles.receivedBytes)
  }

  /** A scene begins. */
  enter(isComplete: () => boolean): void {
    this.#foresight.forget()
    this.#link.watch(isComplete)
  }

  /** Before each frame. */
  note(view: View, now: number): void {
    this.#foresight.note(view, now)
  }

  /** The view turns, by whatever hand. */
  get isTurning(): boolean {
    return this.#foresight.isTurning
  }

  /** It turns so fast that a coarser level is asked for; somebody has to look again when it has slowed down. */
  get isFast(): boolean {
    return this.#foresight.isFast
  }

  /** Scenes that may come next, the likeliest first. */
  expect(scenes: { source: PanoramaSource; view: View }[]): void {
    this.#nextScenes = scenes
  }

  /** A tile did not come. */
  failed(): void {
    this.#link.giveUpCoarse()
  }

  stop(): void {
    this.#link.stop()
  }

  /** For the scene on screen. */
  load(source: PanoramaSource, tiles: VisibleTile[], situation: Situation): void {
    // Fine tiles would be gone from the picture before they are drawn, and push each other out of the memory.
    const seen = this.isFast ? parentsOf(tiles) : tiles
    if (this.isFast) this.#options.tiles.keep(source, seen)
    const requests = this.#requests({ source, tiles: seen, ...this.#around(source, seen, situation) })
    // Other scenes wait until this one is complete.
    if (requests.length === 0 && !situation.savesData) {
      for (const [order, next] of this.#nextScenes.entries()) {
        requests.push(...cacheRequestsFor(next.source, this.#options.tilesFor(next.source, next.view), order))
      }
    }
    this.#options.tiles.want(requests)
  }

  /** For a scene that a change waits for, or for several that are drawn at once: the first is the most urgent. */
  loadOnly(wishes: Pick<Wishes, 'source' | 'tiles'>[]): void {
    const requests = wishes.flatMap((wish, index) =>
      this.#requests(wish).map((request) => ({ ...request, priority: request.priority + index / wishes.length })),
    )
    this.#options.tiles.want(requests)
  }

  #requests(wishes: Pick<Wishes, 'source' | 'tiles' | 'soon' | 'wholeSphere'>) {
    const { tiles } = this.#options
    const { coarseFirst } = this.#link
    const isBare = !tiles.hasPreview(wishes.source) && !tiles.awaitsPreview(wishes.source)
    return requestsFor({ ...wishes, coarseFirst, isBare }, (key) => tiles.hasKey(key))
  }

  /** What may be loaded beside the view, as far as there is memory; once there, it stays. */
  #around(source: PanoramaSource, tiles: VisibleTile[], { view, destination, isChanging, looksAround }: Situation) {
    if (isChanging) return {}
    const store = this.#options.tiles
    const room = store.easyCapacity(source) - tiles.length - wholeSphereTiles.length
    const wholeSphere = looksAround && room >= 0
    if (wholeSphere) store.keep(source, wholeSphereTiles)
    const ahead = destination ?? this.#foresight.ahead(view)
    const there = ahead && room > 0 ? this.#options.tilesFor(source, ahead) : []
    const soon = (this.isFast ? parentsOf(there) : there).slice(0, room)
    store.keep(source, soon)
    return { soon, wholeSphere }
  }
}
