// Which scenes are on screen: one, or two during a change. Draws them with the pictures on their walls and asks for what they need;
// where one looks and when a frame is drawn is the panorama's.
import { clampView } from '#tour/angles.ts'
import type { PanoramaSource } from '#tour/published.ts'
import type { View, ViewLimits } from '#tour/view.ts'
import type { VisibleTile } from './cover.ts'
import type { Loading } from './loading.ts'
import type { Painter } from './painter.ts'
import type { Quad, Quads } from './quads.ts'
import type { GoToOptions, SceneChange } from './scene-change.ts'
import type { Look, Shot } from './shot.ts'
import type { TileStore } from './tile-store.ts'
import { coarse } from './wanted.ts'

/** Where one looks at a moment, and what follows from it for the loading. */
export interface Outlook {
  view: View
  planet: number
  /** Where the view is being turned to, if that is known. */
  destination?: View
  looksAround: boolean
  savesData: boolean
  /** Width by height of the picture. */
  aspect: number
}

export interface ScenesOptions {
  painter: Painter
  tiles: TileStore
  loading: Loading
  reducedMotion: boolean
  outlook(): Outlook
  /** The scene that was asked for begins to appear. */
  onEnter(view: View, limits: ViewLimits | undefined): void
  /** A video on a wall has another picture: it is drawn, and what was complete stays so. */
  onMovingWall(): void
}

/** Waits until enough of the next scene is there. */
interface PendingChange {
  source: PanoramaSource
  options: GoToOptions
  askedAt: number
  done(): void
}

/** How long a change waits for sharp tiles; the preview is always there in time. */
const patienceMs = 450
/** And for the module that fades: a cut is worse than a moment more of the old scene. */
const modulePatienceMs = 1000

export class Scenes {
  readonly #options: ScenesOptions
  #changes: typeof import('./scene-change.ts') | undefined
  #pending: PendingChange | undefined
  #change: SceneChange | undefined
  #current: PanoramaSource | undefined
  #quads: Quads | undefined
  /** Calls for quads, in order: their module comes with the first. */
  #quadsTurn: Promise<void> | undefined

  constructor(options: ScenesOptions) {
    this.#options = options
  }

  get current(): PanoramaSource | undefined {
    return this.#current
  }

  /** One scene gives way to another. */
  get isFading(): boolean {
    return this.#change !== undefined
  }

  get isChanging(): boolean {
    return this.isFading || this.#pending !== undefined
  }

  /** Texture memory held beside the tiles. */
  get bytes(): number {
    return (this.#quads?.bytes ?? 0) + (this.#change?.bytes ?? 0)
  }

  show(source: PanoramaSource): void {
    this.#endChange()
    this.#begin(source)
  }

  /** There is something to cover the view with. */
  isVisible(source: PanoramaSource): boolean {
    this.#options.tiles.needPreview(source)
    return this.#isCovered(source, this.#options.outlook().view)
  }

  /** Resolves when the new scene alone is on screen, or when another change took over. */
  goTo(source: PanoramaSource, options: GoToOptions, now: number): Promise<void> {
    void this.prepareChange()
    this.#endChange()
    return new Promise((done) => {
      this.#pending = { source, options, askedAt: now, done }
    })
  }

  /** Without its module (no network) the next scene comes without transition. */
  async prepareChange(): Promise<void> {
    this.#changes ??= await import('./scene-change.ts').catch(() => undefined)
  }

  /** Pictures on the walls of the scene on screen, or of the one asked for last. */
  setQuads(quads: readonly Quad[], source = this.#pending?.source ?? this.#current): void {
    if (!source || (quads.length === 0 && !this.#quadsTurn)) return
    const hang = async () => {
      await this.#quadsTurn
      const { Quads } = await import('./quads.ts')
      this.#quads ??= new Quads(this.#options.onMovingWall)
      this.#quads.set(source.id, quads, this.#options.painter.gpu)
    }
    // Without their module the walls stay as they are.
    this.#quadsTurn = hang().catch(() => {})
  }

  /** Before each frame: begins and ends changes. */
  advance(now: number): void {
    const pending = this.#pending
    if (pending && this.#isReady(pending, now)) this.#beginChange(pending, now)
    if (this.#change?.isOver(now)) this.#endChange()
  }

  /** Returns what the view needs of the scene. */
  draw(source: PanoramaSource, now: number): VisibleTile[] {
    const { painter, outlook } = this.#options
    const { view, planet } = outlook()
    painter.isShared = this.isFading
    const drawNew = (look: Look) => this.#drawLook(source, look, planet)
    if (!this.#change) return drawNew({ view })
    return this.#change.draw(view, now, (old, look) => this.#drawLook(old, look), drawNew)
  }

  /** One shot of a scene with its pictures. */
  drawShot(source: PanoramaSource, shot: Shot): VisibleTile[] {
    const { painter } = this.#options
    const tiles = painter.paint(source, shot)
    this.#quads?.draw(source.id, painter.gpu, shot)
    return tiles
  }

  /** Asks for what is missing; without tiles, for what the present view needs. */
  load(source: PanoramaSource, tiles?: VisibleTile[]): void {
    const { loading, outlook } = this.#options
    const pending = this.#pending
    if (pending) {
      const next = this.tilesFor(pending.source, this.#arrivalView(pending.options))
      loading.loadOnly([{ source: pending.source, tiles: next }])
      return
    }
    const now = outlook()
    // What is seen on the way of a change is not worth fetching.
    const seen = this.isFading ? undefined : tiles
    loading.load(source, seen ?? this.tilesFor(source, now.view), { ...now, isChanging: this.isChanging })
  }

  tilesFor(source: PanoramaSource, view: View): VisibleTile[] {
    const { painter, outlook } = this.#options
    return painter.tilesFor(source, painter.cameraOf(view, source === this.#current ? outlook().planet : 0))
  }

  /** The graphics context is a new one. */
  renew(): void {
    this.#options.painter.renew()
    if (this.#change) this.#endChange()
    this.#quads?.renew()
  }

  end(): void {
    this.#current = undefined
    this.#endChange()
  }

  #begin(source: PanoramaSource): void {
    this.#current = source
    this.#options.painter.fadesTiles = false
    this.#options.tiles.needPreview(source)
  }

  #drawLook(source: PanoramaSource, { view, place }: Look, planet = 0): VisibleTile[] {
    const { painter } = this.#options
    const camera = painter.cameraOf(view, planet)
    // From another place a room may leave parts of the picture open: there it is seen as from its own camera.
    if (place) painter.paint(source, { camera })
    return this.drawShot(source, { camera, place })
  }

  #isReady({ source, options, askedAt }: PendingChange, now: number): boolean {
    const { tiles } = this.#options
    tiles.needPreview(source)
    if (!this.#isCovered(source, this.#arrivalView(options))) return false
    const waitedMs = now - askedAt
    if (!this.#changes) return waitedMs > modulePatienceMs
    if (waitedMs > patienceMs) return true
    return this.tilesFor(source, this.#arrivalView(options)).every((tile) => tiles.has(source, tile))
  }

  /** By its preview, or by its tiles; without a preview not by all of them when some don't come. */
  #isCovered(source: PanoramaSource, view: View): boolean {
    const { tiles } = this.#options
    if (tiles.hasPreview(source)) return true
    const seen = this.tilesFor(source, view)
    const covered = seen.filter((tile) => tiles.has(source, tile) || tiles.has(source, coarse(tile.face)))
    if (covered.length === seen.length) return true
    return covered.length > 0 && tiles.hasFailures && !tiles.awaitsPreview(source)
  }

  #beginChange({ source, options, done }: PendingChange, now: number): void {
    const { painter, tiles, outlook, reducedMotion, onEnter } = this.#options
    const { view } = outlook()
    const arrival = this.#arrivalView(options)
    const old = this.#current
    this.#pending = undefined
    this.#begin(source)
    onEnter(arrival, options.limits)
    if (old && this.#changes) {
      const way = this.#changes.wayOf(options, view, arrival, reducedMotion)
      tiles.keep(source, this.tilesFor(source, arrival))
      tiles.reserve(painter.canvasBytes)
      this.#change = new this.#changes.SceneChange(painter.gpu, { source: old, view, way, startedAt: now, done })
    } else {
      done()
    }
  }

  #endChange(): void {
    const { painter, tiles } = this.#options
    this.#pending?.done()
    this.#change?.end()
    tiles.reserve(0)
    this.#pending = undefined
    this.#change = undefined
    painter.isShared = false
    this.#quads?.dropOthers(this.#current?.id, painter.gpu)
  }

  #arrivalView({ view, limits }: GoToOptions): View {
    const outlook = this.#options.outlook()
    return clampView(typeof view === 'function' ? view(outlook.view) : view, outlook.aspect, limits)
  }
}
