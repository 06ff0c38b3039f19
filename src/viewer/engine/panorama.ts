// The engine: shows one panorama on a canvas, loads what the view needs, moves between views and between panoramas. No DOM
// beside the canvas, nothing global: the public viewer and the studio put their own interface over it.
import { type Angles, clampView } from '#tour/angles.ts'
import { type Camera, type Point, project, unproject } from '#tour/projection.ts'
import type { PanoramaSource } from '#tour/published.ts'
import type { View, ViewLimits } from '#tour/view.ts'
import { affordableTiles, backdropOf, coverOf, type Tile, type VisibleTile } from './cover.ts'
import { isSlowLink, textureBudgetOf, watchPixelRatio } from './device.ts'
import { Events } from './events.ts'
import { Gpu } from './gpu.ts'
import type { LoadFailure } from './loader.ts'
import { between, settle } from './motion.ts'
import { type GoToOptions, isSame, type PendingChange, SceneChange } from './scene-change.ts'
import { TileStore } from './tile-store.ts'
import { cacheRequestsFor, requestsFor } from './wanted.ts'

export { NoWebGl2 } from './gpu.ts'
export type { GoToOptions } from './scene-change.ts'

export interface PanoramaOptions {
  /** No turning, no zooming along: a short fade at most. */
  reducedMotion?: boolean
  textureBudgetBytes?: number
  maxPixelRatio?: number
  concurrency?: number
}

export interface PanoramaEvents {
  /** The view changed, by whatever hand. */
  view: View
  /** A frame was drawn: time to move what floats over the picture. */
  frame: View
  /** Everything the view needs is sharp on screen and nothing moves. Comes again after every change. */
  settled: { sourceId: string }
  /** What was settled is so no longer. */
  stirred: undefined
  /** How many of the tiles that the view needs are on screen. */
  progress: { loaded: number; needed: number }
  tileError: LoadFailure
  contextLost: undefined
  contextRestored: undefined
}

/** Called before each frame while something moves by itself; false ends it. */
export type Motion = (elapsedMs: number) => boolean

/** Without any tile for so long the link counts as slow, and the next scene begins with a coarse picture. */
const slowAfterMs = 700
/** The complete picture counts as shown once this many frames of it were drawn: the first may not be on the screen yet. */
const settledFrames = 3
const startView: View = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }

/** Throws NoWebGl2 where the browser can't draw it. The canvas is sized by CSS; `destroy` when done. */
export const createPanorama = (canvas: HTMLCanvasElement, options: PanoramaOptions = {}) =>
  new Panorama(canvas, options)

export class Panorama {
  readonly canvas: HTMLCanvasElement
  /** Set at the visitor's first own movement: from then on the coarse level of the whole sphere is kept. */
  lookAround = false
  readonly #options: PanoramaOptions
  readonly #events = new Events<PanoramaEvents>()
  readonly #window: Window & typeof globalThis
  readonly #tiles: TileStore
  readonly #change: SceneChange
  readonly #observer: ResizeObserver
  readonly #endings: (() => void)[] = []
  #gpu: Gpu
  #source: PanoramaSource | undefined
  #view = startView
  #home = startView
  #limits: ViewLimits | undefined
  #nextScenes: { source: PanoramaSource; view: View }[] = []
  #motion: Motion | undefined
  #frameRequest = 0
  #lastFrameAt: number | undefined
  #slowTimer: ReturnType<typeof setTimeout> | undefined
  /** What is known about the link now, and what was known when the scene was entered: its loading keeps to one plan. */
  #slow = false
  #coarseFirst = false
  /** Frames drawn since everything was there. */
  #calmFrames = 0
  /** From the loss of the graphics context until its restoration was announced and everything was made anew. */
  #isLost = false
  #progress = ''
  #css = { widthPx: 0, heightPx: 0 }

  constructor(canvas: HTMLCanvasElement, options: PanoramaOptions) {
    const host = canvas.ownerDocument.defaultView
    if (!host) throw new Error('the canvas must be in a window')
    this.canvas = canvas
    this.#options = options
    this.#window = host
    this.#change = new SceneChange(this.reducedMotion)
    this.#gpu = new Gpu(canvas)
    this.#tiles = new TileStore(this.#gpu, {
      budgetBytes: options.textureBudgetBytes ?? textureBudgetOf(host),
      concurrency: options.concurrency ?? 6,
      onChange: () => this.requestFrame(),
      onFailure: (failure) => {
        // Never wait for a coarse tile that does not come.
        this.#coarseFirst = false
        this.#events.emit('tileError', failure)
      },
    })
    this.#slow = isSlowLink(host.navigator)
    this.#observer = new host.ResizeObserver(() => this.resize())
    this.#observer.observe(canvas)
    this.#listen()
    this.resize()
  }

  /** Returns the function that ends the listening. */
  on<Name extends keyof PanoramaEvents>(name: Name, listener: (payload: PanoramaEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  get view(): View {
    return this.#view
  }

  set view(view: View) {
    const next = this.#permitted(view)
    if (isSame(next, this.#view)) return
    this.#view = next
    this.#stir()
    this.#events.emit('view', next)
    this.requestFrame()
  }

  get limits(): ViewLimits | undefined {
    return this.#limits
  }

  set limits(limits: ViewLimits | undefined) {
    this.#limits = limits
    this.view = this.#view
  }

  /** The view that the panorama was opened with. */
  get home(): View {
    return this.#home
  }

  get source(): PanoramaSource | undefined {
    return this.#source
  }

  get reducedMotion(): boolean {
    return this.#options.reducedMotion ?? false
  }

  /** The picture on screen, in CSS pixels. */
  get camera(): Camera {
    return { view: this.#view, ...this.#css }
  }

  /** Bytes: texture memory held, tiles received. */
  get usage(): { textureBytes: number; receivedBytes: number } {
    return { textureBytes: this.#tiles.textureBytes, receivedBytes: this.#tiles.receivedBytes }
  }

  /** Shows a panorama at once, without transition. */
  show(source: PanoramaSource, view: View = startView, limits?: ViewLimits): void {
    this.#change.end()
    this.#enter(source, view, limits)
    this.requestFrame()
  }

  /** Changes to another panorama; resolves when it alone is on screen, or when another change took over. */
  goTo(source: PanoramaSource, options: GoToOptions): Promise<void> {
    const { view, limits, transition = 'fade' } = options
    if (!this.#source || transition === 'cut') {
      this.show(source, typeof view === 'function' ? view(this.#view) : view, limits)
      return Promise.resolve()
    }
    this.#stir()
    this.requestFrame()
    return this.#change.ask(source, options, this.#window.performance.now())
  }

  /** Turns to a view; resolves when it is reached or something else took over. */
  turnTo(view: Partial<View>, durationMs = 450): Promise<void> {
    const from = this.#view
    const to = this.#permitted({ ...from, ...view })
    if (this.reducedMotion || durationMs <= 0) {
      this.stop()
      this.view = to
      return Promise.resolve()
    }
    return new Promise((done) => {
      let elapsed = 0
      this.move((elapsedMs) => {
        elapsed = Math.min(durationMs, elapsed + elapsedMs)
        this.view = between(from, to, settle(elapsed / durationMs))
        if (elapsed >= durationMs) done()
        return elapsed < durationMs
      })
      this.#onStop = done
    })
  }

  /** Lets something move the view before each frame; what moved it until now stops. */
  move(motion: Motion): void {
    this.stop()
    this.#stir()
    this.#motion = motion
    this.#lastFrameAt = undefined
    this.requestFrame()
  }

  /** Stops what moves by itself. */
  stop(): void {
    this.#motion = undefined
    this.#onStop?.()
    this.#onStop = undefined
  }
  #onStop: (() => void) | undefined

  /** Scenes that may come next: what they show first is fetched into the HTTP cache when nothing else is left to load. */
  prefetch(scenes: { source: PanoramaSource; view: View }[]): void {
    this.#nextScenes = scenes
    this.requestFrame()
  }

  /** Where a direction is drawn, in CSS pixels of the canvas; undefined behind the camera. */
  project(yawDegrees: number, pitchDegrees: number): Point | undefined {
    return project(this.camera, { yawDegrees, pitchDegrees })
  }

  /** The direction under a point of the canvas, in CSS pixels. */
  unproject(x: number, y: number): Angles {
    return unproject(this.camera, { x, y })
  }

  /** Tries failed tiles again at once. */
  retry(): void {
    this.#tiles.retry()
  }

  /** Follows the size that CSS gives the canvas; called by itself when that or the pixel ratio changes. */
  resize(): void {
    const { canvas } = this
    const ratio = Math.min(this.#window.devicePixelRatio || 1, this.#options.maxPixelRatio ?? 2)
    this.#css = { widthPx: canvas.clientWidth, heightPx: canvas.clientHeight }
    const width = Math.round(canvas.clientWidth * ratio)
    const height = Math.round(canvas.clientHeight * ratio)
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
    }
    this.view = this.#view
    // Drawing at once instead of at the next frame: a resized canvas is empty, and would flash.
    if (this.#source && width > 0 && height > 0) this.#drawNow(this.#window.performance.now())
  }

  requestFrame(): void {
    if (this.#frameRequest) return
    this.#frameRequest = this.#window.requestAnimationFrame((now) => {
      this.#frameRequest = 0
      this.#drawNow(now)
    })
  }

  destroy(): void {
    this.stop()
    this.#change.end()
    this.#window.cancelAnimationFrame(this.#frameRequest)
    clearTimeout(this.#slowTimer)
    this.#observer.disconnect()
    for (const end of this.#endings) end()
    this.#tiles.stop()
    this.#source = undefined
  }

  #drawNow(now: number): void {
    const { width, height } = this.canvas
    if (!this.#source || width === 0 || height === 0 || this.#isLost || this.#gpu.isLost) return
    this.#advance(now)
    this.#tiles.beginFrame(this.#motion || this.#change.isFading ? 2 : 4)
    this.#gpu.clear(width, height)
    const drawn = this.#draw(this.#source, now)
    this.#load(this.#source, drawn)
    this.#report(this.#source, drawn)
    this.#events.emit('frame', this.#view)
    if (this.#motion || this.#isChanging || this.#tiles.isBusy) this.requestFrame()
  }

  #advance(now: number): void {
    const elapsedMs = Math.min(100, now - (this.#lastFrameAt ?? now - 16))
    this.#lastFrameAt = now
    if (this.#motion && !this.#motion(elapsedMs)) this.stop()
    const { pending } = this.#change
    if (pending && this.#isReady(pending, now)) this.#beginChange(pending, now)
    if (this.#change.isOver(now)) this.#change.end()
  }

  /** Returns what the view needs of the scene. */
  #draw(source: PanoramaSource, now: number): VisibleTile[] {
    const fade = this.#change.picture(this.#view, now)
    if (fade) this.#drawScene(fade.old, fade.leaving)
    return this.#drawScene(source, fade?.arriving ?? this.#view, fade?.opacity)
  }

  #drawScene(source: PanoramaSource, view: View, opacity = 1): VisibleTile[] {
    const camera = this.#deviceCamera(view)
    const tiles = this.#tilesFor(source, view)
    const isResident = (tile: Tile) => this.#tiles.has(source, tile)
    const patches = coverOf(tiles, isResident)
    // Through a half transparent picture a backdrop would show twice; what is below hides the hairlines there.
    if (opacity === 1) this.#gpu.draw(camera, this.#tiles.painted(source, backdropOf(patches, isResident)))
    this.#gpu.draw(camera, this.#tiles.painted(source, patches), opacity)
    this.#tiles.needPreview(source)
    return tiles
  }

  #load(source: PanoramaSource, tiles: VisibleTile[]): void {
    const { pending } = this.#change
    const [first, second] = pending
      ? [pending.source, this.#tilesFor(pending.source, this.#arrivalView(pending))]
      : [source, tiles]
    const requests = requestsFor(
      { source: first, tiles: second, coarseFirst: this.#coarseFirst, wholeSphere: this.lookAround && !pending },
      (key) => this.#tiles.hasKey(key),
    )
    // Other scenes wait until this one is complete.
    if (requests.length === 0) {
      for (const next of this.#nextScenes) {
        requests.push(...cacheRequestsFor(next.source, this.#tilesFor(next.source, next.view)))
      }
    }
    this.#tiles.want(requests)
  }

  #report(source: PanoramaSource, tiles: VisibleTile[]): void {
    const loaded = tiles.filter((tile) => this.#tiles.has(source, tile)).length
    const progress = `${loaded}/${tiles.length}`
    if (progress !== this.#progress) this.#events.emit('progress', { loaded, needed: tiles.length })
    this.#progress = progress
    const calm = loaded === tiles.length && !this.#motion && !this.#isChanging
    if (calm) this.#calmFrames++
    else this.#stir()
    if (this.#calmFrames === settledFrames) this.#events.emit('settled', { sourceId: source.id })
    else if (calm && this.#calmFrames < settledFrames) this.requestFrame()
  }

  #stir(): void {
    const wasSettled = this.#calmFrames >= settledFrames
    this.#calmFrames = 0
    if (wasSettled) this.#events.emit('stirred', undefined)
  }

  #enter(source: PanoramaSource, view: View, limits: ViewLimits | undefined): void {
    this.stop()
    this.#source = source
    this.#limits = limits
    this.#stir()
    this.#home = this.#permitted(view)
    this.#view = this.#home
    this.#events.emit('view', this.#view)
    this.#coarseFirst = this.#slow
    this.#tiles.needPreview(source)
    this.#watchSpeed()
  }

  #isReady({ source, options }: PendingChange, now: number): boolean {
    this.#tiles.needPreview(source)
    if (!this.#tiles.hasPreview(source)) return false
    if (this.#change.isOverdue(now)) return true
    return this.#tilesFor(source, this.#arrivalView({ options })).every((tile) => this.#tiles.has(source, tile))
  }

  #beginChange(change: PendingChange, now: number): void {
    if (!this.#source) throw new Error('a change needs a scene to leave')
    const arrival = this.#arrivalView(change)
    this.#change.begin(this.#source, this.#view, arrival, now)
    this.#enter(change.source, arrival, change.options.limits)
  }

  get #isChanging(): boolean {
    return this.#change.isFading || this.#change.pending !== undefined
  }

  #arrivalView({ options }: Pick<PendingChange, 'options'>): View {
    const view = typeof options.view === 'function' ? options.view(this.#view) : options.view
    return clampView(view, this.#aspect, options.limits)
  }

  /** A link that brings nothing in the first moments of a scene counts as slow for the next one. */
  #watchSpeed(): void {
    const before = this.#tiles.receivedBytes
    clearTimeout(this.#slowTimer)
    this.#slowTimer = setTimeout(() => {
      const nothingCame = this.#calmFrames === 0 && this.#tiles.receivedBytes === before
      this.#slow = nothingCame || isSlowLink(this.#window.navigator)
    }, slowAfterMs)
  }

  #tilesFor(source: PanoramaSource, view: View): VisibleTile[] {
    const capacity = this.#tiles.capacity(source)
    return affordableTiles(source.pyramid, this.#deviceCamera(view), this.#change.isFading ? capacity / 2 : capacity)
  }

  #deviceCamera(view: View): Camera {
    return { view, widthPx: this.canvas.width, heightPx: this.canvas.height }
  }

  get #aspect(): number {
    return this.#css.heightPx > 0 ? this.#css.widthPx / this.#css.heightPx : 1
  }

  #permitted(view: View): View {
    return clampView(view, this.#aspect, this.#limits)
  }

  #listen(): void {
    const { canvas } = this
    const host = this.#window
    const lost = (event: Event) => {
      event.preventDefault()
      this.#isLost = true
      this.#stir()
      this.#events.emit('contextLost', undefined)
    }
    const restored = () => {
      this.#gpu = new Gpu(canvas)
      this.#tiles.renew(this.#gpu)
      this.#isLost = false
      this.#events.emit('contextRestored', undefined)
      this.requestFrame()
    }
    const online = () => this.retry()
    canvas.addEventListener('webglcontextlost', lost)
    canvas.addEventListener('webglcontextrestored', restored)
    host.addEventListener('online', online)
    this.#endings.push(
      () => canvas.removeEventListener('webglcontextlost', lost),
      () => canvas.removeEventListener('webglcontextrestored', restored),
      () => host.removeEventListener('online', online),
      watchPixelRatio(host, () => this.resize()),
    )
  }
}
