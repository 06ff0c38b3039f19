// The engine's door: shows one panorama on a canvas, loads what the view needs, moves between views and between panoramas. No DOM
// beside the canvas, nothing global: the public viewer and the studio put their own interface over it.
import { type Angles, clampView } from '#tour/angles.ts'
import { type Camera, type Point, project, unproject } from '#tour/projection.ts'
import type { PanoramaSource } from '#tour/published.ts'
import type { View, ViewLimits } from '#tour/view.ts'
import { Completeness } from './completeness.ts'
import { savesData, textureBudgetOf } from './device.ts'
import { Events } from './events.ts'
import type { Eye } from './headset.ts'
import type { LoadFailure } from './loader.ts'
import { Loading } from './loading.ts'
import { between, isSame, settle } from './motion.ts'
import { type Motion, type MoveOptions, Mover } from './mover.ts'
import { Painter } from './painter.ts'
import type { Drawer, PanoramaEvents, PanoramaOptions } from './panorama-contract.ts'
import type { Quad } from './quads.ts'
import type { GoToOptions } from './scene-change.ts'
import { type Outlook, Scenes } from './scenes.ts'
import type { Shot } from './shot.ts'
import { Surface } from './surface.ts'
import { TileStore } from './tile-store.ts'

export { NoWebGl2 } from './gpu.ts'
export type { Eye } from './headset.ts'
export type { Motion } from './mover.ts'
export type { Drawer, PanoramaEvents, PanoramaOptions } from './panorama-contract.ts'
export type { Quad } from './quads.ts'
export type { GoToOptions } from './scene-change.ts'

const startView: View = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }
const megabyte = 1024 * 1024
/** Uploads per frame: a still picture may wait for a frame, a moving one must not. */
const uploadBytes = { still: 16 * megabyte, moving: 3 * megabyte }

/** Throws NoWebGl2 where the browser can't draw it. The canvas is sized by CSS; `destroy` when done. */
export const createPanorama = (canvas: HTMLCanvasElement, options: PanoramaOptions = {}) =>
  new Panorama(canvas, options)

export class Panorama {
  readonly canvas: HTMLCanvasElement
  readonly reducedMotion: boolean
  /** Set at the visitor's first own movement: from then on the coarse level of the whole sphere is kept. */
  lookAround = false
  /** Less detail than the screen could show, and nothing fetched ahead. */
  savesData: boolean
  readonly #events = new Events<PanoramaEvents>()
  readonly #surface: Surface
  readonly #tiles: TileStore
  readonly #painter: Painter
  readonly #scenes: Scenes
  readonly #loading: Loading
  readonly #mover = new Mover()
  readonly #completeness: Completeness
  readonly #online = () => this.retry()
  #view = startView
  #home = startView
  #planet = 0
  #limits: ViewLimits | undefined
  #drawer: Drawer | undefined
  /** Where a turn leads: its tiles are asked for on the way. */
  #destination: View | undefined
  /** Something is not as it was drawn. */
  #isStale = true
  #shotOfEye: ((eye: Eye) => Shot) | undefined

  constructor(canvas: HTMLCanvasElement, options: PanoramaOptions) {
    this.canvas = canvas
    this.reducedMotion = options.reducedMotion ?? false
    this.#surface = new Surface(canvas, {
      maxPixelRatio: options.maxPixelRatio,
      onFrame: (now) => this.#drawNow(now),
      onResize: () => this.resize(),
      onHidden: (isHidden) => this.#hide(isHidden),
      onLost: () => this.#lose(),
      onRestored: () => this.#restore(),
    })
    const host = this.#surface.window
    this.savesData = savesData(host.navigator)
    this.#tiles = new TileStore({
      budget: options.textureBudgetBytes ? { budgetBytes: options.textureBudgetBytes } : textureBudgetOf(host),
      concurrency: options.concurrency ?? 6,
      onChange: () => this.requestFrame(),
      onFailure: (failure) => this.#fail(failure),
    })
    this.#painter = new Painter(canvas, { tiles: this.#tiles, detail: () => (this.savesData ? 0.5 : 1) })
    this.#loading = new Loading({
      tiles: this.#tiles,
      navigator: host.navigator,
      tilesFor: (source, view) => this.#scenes.tilesFor(source, view),
    })
    this.#scenes = new Scenes({
      painter: this.#painter,
      tiles: this.#tiles,
      loading: this.#loading,
      reducedMotion: this.reducedMotion,
      outlook: () => this.#outlook,
      onEnter: (view, limits) => this.#enter(view, limits),
      onMovingWall: () => this.requestFrame(),
    })
    this.#completeness = new Completeness({
      progress: (loaded, needed) => this.#events.emit('progress', { loaded, needed }),
      settled: () => this.#settle(),
      stirred: () => this.#events.emit('stirred', undefined),
    })
    host.addEventListener('online', this.#online)
    try {
      if (options.first) this.show(options.first.source, options.first.view, options.first.limits)
      this.#painter.renew()
    } catch (error) {
      this.destroy()
      throw error
    }
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
    this.#completeness.stir()
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
    return this.#scenes.current
  }

  /** 0…1: how much of a little planet is shown. */
  get planet(): number {
    return this.#planet
  }

  set planet(planet: number) {
    if (planet === this.#planet) return
    this.#planet = planet
    this.#stir()
  }

  /** The picture on screen, in CSS pixels. */
  get camera(): Camera {
    const { widthCssPx, heightCssPx } = this.#surface
    return { view: this.#view, widthPx: widthCssPx, heightPx: heightCssPx, planet: this.#planet }
  }

  /** Bytes: texture memory held, tiles received. */
  get usage(): { textureBytes: number; receivedBytes: number } {
    const textureBytes = this.#tiles.textureBytes + this.#scenes.bytes
    return { textureBytes, receivedBytes: this.#tiles.receivedBytes }
  }

  /** For those who draw something of their own into the same context; the engine takes it up again by itself. */
  get glContext(): WebGL2RenderingContext {
    return this.#painter.gpu.gl
  }

  /** Shows a panorama at once, without transition. */
  show(source: PanoramaSource, view: View = startView, limits?: ViewLimits): void {
    this.#scenes.show(source)
    this.#enter(view, limits)
    // Its tiles are asked for now: a frame may have to wait.
    if (this.#surface.isReady) this.#scenes.load(source)
    this.requestFrame()
  }

  /** Changes to another panorama; resolves when it alone is on screen, or when another change took over. */
  goTo(source: PanoramaSource, options: GoToOptions): Promise<void> {
    const { view, limits, transition = 'fade' } = options
    if (!this.source || transition === 'cut') {
      this.show(source, typeof view === 'function' ? view(this.#view) : view, limits)
      return Promise.resolve()
    }
    this.#stir()
    return this.#scenes.goTo(source, options, this.#surface.now)
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
    let elapsed = 0
    const turn: Motion = (elapsedMs) => {
      elapsed = Math.min(durationMs, elapsed + elapsedMs)
      this.view = between(from, to, settle(elapsed / durationMs))
      return elapsed < durationMs
    }
    return new Promise((done) => {
      const onStop = () => {
        this.#destination = undefined
        done()
      }
      this.move(turn, { onStop })
      this.#destination = to
    })
  }

  /** Opens what is shown as a little planet and descends into the view; any touch ends it at once. */
  startFrom({ planet }: { planet: boolean }): void {
    if (!planet || this.reducedMotion || this.#limits || !this.source) return
    const to = this.#view
    const end = () => {
      this.planet = 0
      this.view = to
    }
    const wait: Motion = () => !this.#painter.isLost
    this.move(wait, { onStop: end })
    this.planet = 1
    this.view = { ...to, pitchDegrees: -90 }
    const descend = async () => {
      const { openAsPlanet } = await import('./opening.ts')
      if (this.#mover.isNow(wait)) openAsPlanet(this, to, () => this.#completeness.isComplete)
    }
    descend().catch(() => this.#mover.isNow(wait) && this.stop())
  }

  /** Lets something move the view before each frame; what moved it until now stops. */
  move(motion: Motion, options?: MoveOptions): void {
    this.#mover.start(motion, options)
    this.#stir()
  }

  /** Stops what moves by itself. */
  stop(): void {
    this.#mover.stop()
  }

  /** Scenes that may come next, the likeliest first: what they show first is fetched into the HTTP cache when nothing else is left. */
  prefetch(scenes: { source: PanoramaSource; view: View }[]): void {
    this.#loading.expect(scenes)
    this.requestFrame()
  }

  /** Pictures on the walls of the scene on screen, or of the one asked for last. Each call replaces that scene's. */
  setQuads(quads: readonly Quad[], source?: PanoramaSource): void {
    this.#scenes.setQuads(quads, source)
  }

  /** Something else draws the frames from now on; undefined = the panorama again. */
  drawWith(drawer: Drawer | undefined): void {
    this.#drawer = drawer
    this.#stir()
  }

  /**
   * Draws the scene for one eye of a headset, within its own frame and after `suspend` has resolved. Returns whether all that the eye
   * sees is sharp.
   */
  drawEye(eye: Eye): boolean {
    const { source } = this
    if (!source || !this.#shotOfEye || this.#painter.isLost) return false
    const now = this.#surface.now
    this.#advance(now)
    this.#tiles.beginFrame(now, uploadBytes.moving)
    this.#painter.beginEye(now, eye)
    const tiles = this.#scenes.drawShot(source, this.#shotOfEye(eye))
    this.#scenes.load(source, tiles)
    return tiles.every((tile) => this.#tiles.has(source, tile))
  }

  /** No frames of its own from now on: a headset asks for them. */
  async suspend(): Promise<void> {
    this.#surface.suspend(true)
    this.#shotOfEye ??= (await import('./headset.ts')).shotOfEye
  }

  resume(): void {
    this.#surface.suspend(false)
    this.resize()
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
    this.#surface.measure()
    this.view = this.#view
    // Drawing at once instead of at the next frame: a resized canvas is empty, and would flash.
    this.#isStale = true
    if (!this.#surface.isSuspended) this.#drawNow(this.#surface.now)
  }

  requestFrame(): void {
    this.#isStale = true
    this.#surface.requestFrame()
  }

  destroy(): void {
    this.stop()
    this.#scenes.end()
    this.#loading.stop()
    this.#surface.destroy()
    this.#surface.window.removeEventListener('online', this.#online)
    this.#tiles.stop()
  }

  #drawNow(now: number): void {
    if (!this.source || !this.#surface.isReady || this.#painter.isLost) return
    if (!this.#isStale) {
      // Nothing new: the picture has only to stay for some frames to count as shown.
      if (this.#completeness.wait()) this.#surface.requestFrame()
      return
    }
    this.#isStale = false
    this.#advance(now)
    const isMoving = this.#mover.isMoving || this.#scenes.isFading || this.#loading.isTurning
    this.#tiles.beginFrame(now, isMoving ? uploadBytes.moving : uploadBytes.still)
    // What is on screen stays there until there is something to see.
    if (!this.#drawer && !this.#scenes.isVisible(this.source)) {
      this.#scenes.load(this.source)
      if (this.#mover.isMoving) this.requestFrame()
      return
    }
    this.#painter.begin(now)
    if (this.#drawer) this.#drawOther(this.#drawer, now)
    else this.#drawOwn(this.source, now)
    this.#events.emit('frame', this.#view)
  }

  #drawOwn(source: PanoramaSource, now: number): void {
    const tiles = this.#scenes.draw(source, now)
    this.#scenes.load(source, tiles)
    const isMoving = this.#mover.isMoving || this.#scenes.isChanging || this.#painter.isFading
    const loaded = tiles.filter((tile) => this.#tiles.has(source, tile)).length
    const isNext = this.#completeness.report(loaded, tiles.length, isMoving)
    if (this.#completeness.isCalm && !this.reducedMotion) this.#painter.fadesTiles = true
    if (isMoving || this.#tiles.isBusy || this.#loading.isFast) this.requestFrame()
    else if (isNext) this.#surface.requestFrame()
  }

  #drawOther(drawer: Drawer, now: number): void {
    const { wanted, isMoving } = drawer.draw(this.#painter, now)
    this.#loading.loadOnly(wanted)
    if (isMoving || this.#painter.isFading || this.#tiles.isBusy) this.requestFrame()
  }

  #advance(now: number): void {
    this.#mover.advance(now)
    this.#loading.note(this.#view, now)
    this.#scenes.advance(now)
  }

  #enter(view: View, limits: ViewLimits | undefined): void {
    this.#mover.enterScene()
    this.#limits = limits
    this.#planet = 0
    this.#completeness.stir()
    this.#home = this.#permitted(view)
    this.#view = this.#home
    this.#events.emit('view', this.#view)
    this.#loading.enter(() => this.#completeness.isCalm)
  }

  get #outlook(): Outlook {
    return {
      view: this.#view,
      planet: this.#planet,
      destination: this.#destination,
      looksAround: this.lookAround,
      savesData: this.savesData,
      aspect: this.#aspect,
    }
  }

  #stir(): void {
    this.#completeness.stir()
    this.requestFrame()
  }

  #settle(): void {
    if (!this.source) return
    this.#events.emit('settled', { sourceId: this.source.id })
    // Who just looks at one picture needs nothing for changing to another.
    if (this.lookAround) void this.#scenes.prepareChange()
  }

  get #aspect(): number {
    const { widthCssPx, heightCssPx } = this.#surface
    return heightCssPx > 0 ? widthCssPx / heightCssPx : 1
  }

  #permitted(view: View): View {
    return clampView(view, this.#aspect, this.#limits)
  }

  #fail(failure: LoadFailure): void {
    this.#loading.failed()
    this.#events.emit('tileError', failure)
  }

  #hide(isHidden: boolean): void {
    this.#tiles.rest(isHidden)
    if (!isHidden) this.requestFrame()
  }

  #lose(): void {
    this.#completeness.stir()
    this.#events.emit('contextLost', undefined)
  }

  #restore(): void {
    this.#scenes.renew()
    this.#events.emit('contextRestored', undefined)
    this.requestFrame()
  }
}
