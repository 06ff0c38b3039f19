// The engine's door: shows one panorama on a canvas, loads what the view needs, moves between views and between panoramas. No DOM
// beside the canvas, nothing global: the public viewer and the studio put their own interface over it.
import { type Angles, clampView } from '#tour/angles.ts'
import { type Camera, type Point, project, unproject } from '#tour/projection.ts'
import type { PanoramaSource } from '#tour/published.ts'
import type { View, ViewLimits } from '#tour/view.ts'
import { Completeness } from './completeness.ts'
import type { VisibleTile } from './cover.ts'
import { savesData, textureBudgetOf } from './device.ts'
import { Events } from './events.ts'
import { Foresight } from './foresight.ts'
import { type Eye, shotOfEye } from './headset.ts'
import { LinkSpeed } from './link-speed.ts'
import type { LoadFailure } from './loader.ts'
import { between, settle } from './motion.ts'
import { type Motion, Mover } from './mover.ts'
import { Painter } from './painter.ts'
import { type Quad, Quads } from './quads.ts'
import { type GoToOptions, isSame, type PendingChange, SceneChange } from './scene-change.ts'
import type { Look } from './shot.ts'
import { Surface } from './surface.ts'
import { TileStore } from './tile-store.ts'
import { cacheRequestsFor, requestsFor, type Wishes, wholeSphereTiles } from './wanted.ts'

export { NoWebGl2 } from './gpu.ts'
export type { Eye } from './headset.ts'
export type { Motion } from './mover.ts'
export type { Quad } from './quads.ts'
export type { GoToOptions } from './scene-change.ts'

export interface PanoramaOptions {
  /** No turning, no zooming along: a short fade at most. */
  reducedMotion?: boolean
  textureBudgetBytes?: number
  maxPixelRatio?: number
  concurrency?: number
  /** Shown from the beginning: its tiles are on their way before the graphics are up. */
  first?: { source: PanoramaSource; view?: View; limits?: ViewLimits }
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

/** Draws frames of its own with the panorama's tiles, in place of the panorama: an overview of many scenes. */
export interface Drawer {
  /** Says what it needs, most urgent first, and whether it moves. */
  draw(painter: Painter, now: number): { wanted: Pick<Wishes, 'source' | 'tiles'>[]; isMoving: boolean }
}

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
  readonly #events = new Events<PanoramaEvents>()
  readonly #surface: Surface
  readonly #tiles: TileStore
  readonly #painter: Painter
  readonly #change: SceneChange
  readonly #link: LinkSpeed
  readonly #savesData: boolean
  readonly #mover = new Mover()
  readonly #foresight = new Foresight()
  readonly #quads = new Map<string, Quads>()
  readonly #completeness: Completeness
  readonly #online = () => this.retry()
  #source: PanoramaSource | undefined
  #view = startView
  #home = startView
  #planet = 0
  #limits: ViewLimits | undefined
  #nextScenes: { source: PanoramaSource; view: View }[] = []
  #drawer: Drawer | undefined

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
    this.#savesData = savesData(host.navigator)
    this.#tiles = new TileStore({
      budgetBytes: options.textureBudgetBytes ?? textureBudgetOf(host),
      concurrency: options.concurrency ?? 6,
      onChange: () => this.requestFrame(),
      onFailure: (failure) => this.#fail(failure),
    })
    this.#painter = new Painter(canvas, { tiles: this.#tiles, detail: this.#savesData ? 0.5 : 1 })
    this.#change = new SceneChange(this.reducedMotion)
    this.#link = new LinkSpeed(host.navigator, () => this.#tiles.receivedBytes)
    this.#completeness = new Completeness({
      progress: (loaded, needed) => this.#events.emit('progress', { loaded, needed }),
      settled: () => this.#source && this.#events.emit('settled', { sourceId: this.#source.id }),
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
    return this.#source
  }

  /** 0…1: how much of a little planet is shown. */
  get planet(): number {
    return this.#planet
  }

  set planet(planet: number) {
    if (planet === this.#planet) return
    this.#planet = planet
    this.#completeness.stir()
    this.requestFrame()
  }

  /** The picture on screen, in CSS pixels. */
  get camera(): Camera {
    const { widthCssPx, heightCssPx } = this.#surface
    return { view: this.#view, widthPx: widthCssPx, heightPx: heightCssPx, planet: this.#planet }
  }

  /** Bytes: texture memory held, tiles received. */
  get usage(): { textureBytes: number; receivedBytes: number } {
    const quadBytes = [...this.#quads.values()].reduce((sum, { bytes }) => sum + bytes, 0)
    return { textureBytes: this.#painter.textureBytes + quadBytes, receivedBytes: this.#tiles.receivedBytes }
  }

  /** For those who draw something of their own into the same context; the engine takes it up again by itself. */
  get glContext(): WebGL2RenderingContext {
    return this.#painter.gpu.gl
  }

  /** Shows a panorama at once, without transition. */
  show(source: PanoramaSource, view: View = startView, limits?: ViewLimits): void {
    this.#endChange()
    this.#enter(source, view, limits)
    // Its tiles are asked for now: a frame may have to wait.
    if (this.#surface.isReady) this.#load(source, this.#tilesFor(source, this.#view))
    this.requestFrame()
  }

  /** Changes to another panorama; resolves when it alone is on screen, or when another change took over. */
  goTo(source: PanoramaSource, options: GoToOptions): Promise<void> {
    const { view, limits, transition = 'fade' } = options
    if (!this.#source || transition === 'cut') {
      this.show(source, typeof view === 'function' ? view(this.#view) : view, limits)
      return Promise.resolve()
    }
    this.#completeness.stir()
    this.requestFrame()
    this.#endChange()
    return this.#change.ask(source, options, this.#surface.now)
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
      const turn: Motion = (elapsedMs) => {
        elapsed = Math.min(durationMs, elapsed + elapsedMs)
        this.view = between(from, to, settle(elapsed / durationMs))
        return elapsed < durationMs
      }
      this.move(turn, done)
    })
  }

  /** Lets something move the view before each frame; what moved it until now stops. `onStop` is called when it ends. */
  move(motion: Motion, onStop?: () => void): void {
    this.#mover.start(motion, onStop)
    this.#completeness.stir()
    this.requestFrame()
  }

  /** Stops what moves by itself. */
  stop(): void {
    this.#mover.stop()
  }

  /** Scenes that may come next, the likeliest first: what they show first is fetched into the HTTP cache when nothing else is left. */
  prefetch(scenes: { source: PanoramaSource; view: View }[]): void {
    this.#nextScenes = scenes
    this.requestFrame()
  }

  /** Pictures on the walls of the scene on screen, or of the one asked for last. Each call replaces that scene's. */
  setQuads(quads: readonly Quad[], source = this.#change.pending?.source ?? this.#source): void {
    if (!source) return
    const known = this.#quads.get(source.id) ?? new Quads(() => this.requestFrame())
    known.set(quads, this.#painter.gpu)
    if (quads.length > 0) this.#quads.set(source.id, known)
    else this.#quads.delete(source.id)
    this.#completeness.stir()
    this.requestFrame()
  }

  /** Something else draws the frames from now on; undefined = the panorama again. */
  drawWith(drawer: Drawer | undefined): void {
    this.#drawer = drawer
    this.#completeness.stir()
    this.requestFrame()
  }

  /** Draws the scene for one eye of a headset, within its own frame. */
  drawEye(eye: Eye): void {
    const source = this.#source
    if (!source || this.#painter.isLost) return
    const now = this.#surface.now
    this.#advance(now)
    this.#tiles.beginFrame(now, uploadBytes.moving)
    const { x, y, width, height } = eye.viewport
    this.#painter.gpu.target(eye.framebuffer, x, y, width, height)
    const shot = shotOfEye(eye)
    const tiles = this.#painter.paint(source, shot)
    this.#quads.get(source.id)?.draw(this.#painter.gpu, shot)
    this.#load(source, tiles)
  }

  /** No frames of its own, while a headset asks for them. */
  suspend(): void {
    this.#surface.suspend(true)
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
    if (!this.#surface.isSuspended) this.#drawNow(this.#surface.now)
  }

  requestFrame(): void {
    this.#surface.requestFrame()
  }

  destroy(): void {
    this.stop()
    this.#change.end()
    this.#link.stop()
    this.#surface.destroy()
    this.#surface.window.removeEventListener('online', this.#online)
    this.#tiles.stop()
    this.#source = undefined
  }

  #drawNow(now: number): void {
    const source = this.#source
    if (!source || !this.#surface.isReady || this.#painter.isLost) return
    this.#advance(now)
    const isMoving = this.#mover.isMoving || this.#change.isFading
    this.#tiles.beginFrame(now, isMoving ? uploadBytes.moving : uploadBytes.still)
    this.#painter.begin(now)
    if (this.#drawer) this.#drawOther(this.#drawer, now)
    else this.#drawOwn(this.#source ?? source, now)
    this.#events.emit('frame', this.#view)
  }

  #drawOwn(source: PanoramaSource, now: number): void {
    const tiles = this.#draw(source, now)
    this.#load(source, tiles)
    const isMoving = this.#mover.isMoving || this.#isChanging || this.#painter.isFading
    const loaded = tiles.filter((tile) => this.#tiles.has(source, tile)).length
    const isNext = this.#completeness.report(loaded, tiles.length, isMoving)
    if (this.#completeness.isCalm && !this.reducedMotion) this.#painter.fadesTiles = true
    if (isNext || isMoving || this.#tiles.isBusy) this.requestFrame()
  }

  #drawOther(drawer: Drawer, now: number): void {
    const { wanted, isMoving } = drawer.draw(this.#painter, now)
    const has = (key: string) => this.#tiles.hasKey(key)
    const requests = wanted.flatMap((wish, index) =>
      requestsFor({ ...wish, coarseFirst: false, wholeSphere: false }, has).map((request) => ({
        ...request,
        priority: request.priority + index / wanted.length,
      })),
    )
    this.#tiles.want(requests)
    if (isMoving || this.#painter.isFading || this.#tiles.isBusy) this.requestFrame()
  }

  #advance(now: number): void {
    this.#mover.advance(now)
    this.#foresight.note(this.#view, now)
    const { pending } = this.#change
    if (pending && this.#isReady(pending, now)) this.#beginChange(pending, now)
    if (this.#change.isOver(now)) this.#endChange()
  }

  /** Returns what the view needs of the scene. */
  #draw(source: PanoramaSource, now: number): VisibleTile[] {
    const change = this.#change.picture(this.#view, now)
    this.#painter.isShared = change !== undefined
    if (!change) return this.#drawScene(source, { view: this.#view })
    return this.#painter.paintMixed(
      change,
      () => this.#drawScene(change.old, change.leaving),
      () => this.#drawScene(source, change.arriving),
    )
  }

  #drawScene(source: PanoramaSource, { view, place }: Look): VisibleTile[] {
    const planet = source === this.#source ? this.#planet : 0
    const shot = { camera: this.#painter.cameraOf(view, planet), place, openWalls: place !== undefined }
    // From another place a room may leave parts of the picture open: there it is seen as from its own camera.
    if (place) this.#painter.paint(source, { camera: shot.camera })
    const tiles = this.#painter.paint(source, shot)
    this.#quads.get(source.id)?.draw(this.#painter.gpu, shot)
    return tiles
  }

  #load(source: PanoramaSource, tiles: VisibleTile[]): void {
    const { pending } = this.#change
    const has = (key: string) => this.#tiles.hasKey(key)
    const coarseFirst = this.#link.coarseFirst
    if (pending) {
      const next = this.#tilesFor(pending.source, this.#arrivalView(pending))
      this.#tiles.want(requestsFor({ source: pending.source, tiles: next, coarseFirst, wholeSphere: false }, has))
      return
    }
    const { soon, wholeSphere } = this.#around(source, tiles)
    const requests = requestsFor({ source, tiles, soon, coarseFirst, wholeSphere }, has)
    // Other scenes wait until this one is complete.
    if (requests.length === 0 && !this.#savesData) {
      for (const [order, next] of this.#nextScenes.entries()) {
        requests.push(...cacheRequestsFor(next.source, this.#tilesFor(next.source, next.view), order))
      }
    }
    this.#tiles.want(requests)
  }

  /** What may be loaded beside the view, as far as there is memory; once there, it stays. */
  #around(source: PanoramaSource, tiles: VisibleTile[]): { soon: VisibleTile[]; wholeSphere: boolean } {
    if (this.#isChanging) return { soon: [], wholeSphere: false }
    const room = this.#tiles.capacity(source) - tiles.length - wholeSphereTiles.length
    const wholeSphere = this.lookAround && room >= 0
    if (wholeSphere) this.#tiles.keep(source, wholeSphereTiles)
    const ahead = this.#foresight.ahead(this.#view)
    const soon = ahead && room > 0 ? this.#tilesFor(source, ahead).slice(0, room) : []
    this.#tiles.keep(source, soon)
    return { soon, wholeSphere }
  }

  #enter(source: PanoramaSource, view: View, limits: ViewLimits | undefined): void {
    this.stop()
    this.#source = source
    this.#limits = limits
    this.#planet = 0
    this.#completeness.stir()
    this.#foresight.forget()
    this.#painter.fadesTiles = false
    this.#home = this.#permitted(view)
    this.#view = this.#home
    this.#events.emit('view', this.#view)
    this.#tiles.needPreview(source)
    this.#link.watch(() => this.#completeness.isCalm)
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

  #endChange(): void {
    this.#change.end()
    this.#painter.isShared = false
    this.#painter.endMix()
    for (const [id, quads] of this.#quads) {
      if (id === this.#source?.id) continue
      quads.set([], this.#painter.gpu)
      this.#quads.delete(id)
    }
  }

  get #isChanging(): boolean {
    return this.#change.isFading || this.#change.pending !== undefined
  }

  #arrivalView({ options }: Pick<PendingChange, 'options'>): View {
    const view = typeof options.view === 'function' ? options.view(this.#view) : options.view
    return clampView(view, this.#aspect, options.limits)
  }

  #tilesFor(source: PanoramaSource, view: View): VisibleTile[] {
    return this.#painter.tilesFor(source, this.#painter.cameraOf(view, source === this.#source ? this.#planet : 0))
  }

  get #aspect(): number {
    const { widthCssPx, heightCssPx } = this.#surface
    return heightCssPx > 0 ? widthCssPx / heightCssPx : 1
  }

  #permitted(view: View): View {
    return clampView(view, this.#aspect, this.#limits)
  }

  #fail(failure: LoadFailure): void {
    this.#link.giveUpCoarse()
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
    this.#painter.renew()
    for (const quads of this.#quads.values()) quads.renew()
    this.#events.emit('contextRestored', undefined)
    this.requestFrame()
  }
}
