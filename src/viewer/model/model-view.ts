// A model or splats on screen: loads the file and what draws it, follows hands, says what goes wrong and offers to try again. Draws a
// frame only when something has changed. The viewer and the studio put their own things over it.
import type { Point } from '#tour/projection.ts'
import type { PublishedFile } from '#tour/published.ts'
import type { Point3 } from '#tour/space.ts'
import { savesData } from '../engine/device.ts'
import { Events } from '../engine/events.ts'
import { type Motion, Mover } from '../engine/mover.ts'
import { Surface } from '../engine/surface.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { make } from '../ui/dom.ts'
import { FileNotHere, fetchFile } from './fetch-file.ts'
import { attachHands, type HandOptions } from './hands.ts'
import style from './model.css?inline'
import {
  between,
  cameraOf,
  clampOrbit,
  limitsFor,
  type ModelCamera,
  type Orbit,
  type OrbitLimits,
  orbitOf,
  orbitThatShows,
  pointSeen,
  standpointOf,
} from './orbit.ts'
import { type ModelWords, Panel, type Saying } from './panel.ts'
import { isTooHeavy, isWeak, NotAModel, type Weight, weightOf } from './weight.ts'
import type { World } from './world.ts'

export interface ModelSource {
  kind: 'model' | 'splat'
  file: PublishedFile
  /** The same with fewer splats. */
  small?: PublishedFile
  /** Where one begins; absent = all of it in sight. */
  camera?: ModelCamera
}

export interface ModelViewOptions extends HandOptions {
  words: ModelWords
  reducedMotion: boolean
  savesData?: boolean
  /** In place of the first camera, as an address asks for. */
  camera?: ModelCamera
}

export interface ModelEvents {
  /** A frame was drawn: what floats over it moves now. */
  frame: undefined
  /** It was turned, by whatever hand. */
  turned: undefined
  /** Nothing moves, nothing is awaited. */
  settled: undefined
  /** It can be seen now. */
  shown: undefined
  /** It could not be opened, or waits for an answer; the panel says so. */
  stuck: undefined
}

const faceMs = 450
const homeMs = 500
const zoomMs = 180
const weakPixelRatio = 1.5
/** After the last frame; sorted splats may still ask for another one. */
const settleMs = 120

export class ModelView {
  readonly element: HTMLElement
  readonly panel: Panel
  readonly reducedMotion: boolean
  /** Made anew with each attempt: a lost context stays with its canvas. */
  canvas: HTMLCanvasElement
  readonly #source: ModelSource
  readonly #options: ModelViewOptions
  readonly #events = new Events<ModelEvents>()
  readonly #mover = new Mover()
  readonly #weak = isWeak(window)
  #loading = new AbortController()
  #surface: Surface | undefined
  #detach: (() => void) | undefined
  #world: World | undefined
  #limits: OrbitLimits | undefined
  #orbit: Orbit | undefined
  #home: Orbit | undefined
  #destination: Orbit | undefined
  #settling: ReturnType<typeof setTimeout> | undefined
  #isFull: boolean

  constructor(root: Document | ShadowRoot, source: ModelSource, options: ModelViewOptions) {
    adoptStyle(root, style)
    this.#source = source
    this.#options = options
    this.reducedMotion = options.reducedMotion
    this.#isFull = !(this.#weak || options.savesData || savesData(navigator))
    this.panel = new Panel(options.words)
    this.canvas = this.#newCanvas()
    this.element = make('div', { class: 'pv-model' }, this.canvas, this.panel.element)
  }

  on<Name extends keyof ModelEvents>(name: Name, listener: (payload: ModelEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  get world(): World | undefined {
    return this.#world
  }

  get isShown(): boolean {
    return this.element.hasAttribute('data-shown')
  }

  get size(): { widthPx: number; heightPx: number } {
    return { widthPx: this.canvas.clientWidth, heightPx: this.canvas.clientHeight }
  }

  /** As documents and addresses name it. */
  get camera(): ModelCamera | undefined {
    return this.#orbit && cameraOf(this.#orbit)
  }

  /** Loads and shows it; the element must be in the page. `anyway`: whatever it weighs; `afresh`: past the browser's cache. */
  async open({ anyway = false, afresh = false } = {}): Promise<void> {
    this.#close()
    const { signal } = this.#loading
    try {
      this.#say({ key: 'viewer.model_opening' })
      const worlds = import('./world.ts')
      // Its failure is met below, should the file fail first.
      worlds.catch(() => {})
      const bytes = await this.#fetch(signal, afresh)
      const weight = this.#source.kind === 'model' ? weightOf(bytes) : undefined
      if (weight && !anyway && isTooHeavy(weight, this.#weak)) return this.#ask(weight)
      this.#say({ key: 'viewer.model_opening', share: 1 })
      const { openWorld } = await worlds.catch(() => Promise.reject(new FileNotHere()))
      const world = await openWorld({
        canvas: this.canvas,
        kind: this.#source.kind,
        bytes,
        onStale: () => this.#surface?.requestFrame(),
      })
      if (signal.aborted) world.destroy()
      else this.#show(world)
    } catch (error) {
      if (!signal.aborted) this.#fail(error)
    }
  }

  /** Where a point of the model is drawn, in CSS pixels; undefined behind the eye and before it is shown. */
  locate(point: Point3): Point | undefined {
    return this.#orbit && this.isShown ? pointSeen(this.#orbit, this.size, point) : undefined
  }

  /** Turns so that the point is seen in the middle. */
  face(point: Point3): void {
    if (this.#orbit) this.flyTo({ ...this.#orbit, targetMetres: point }, faceMs)
  }

  /** Looks as a camera of a document does. */
  look(camera: ModelCamera): void {
    this.flyTo(orbitOf(camera), homeMs)
  }

  zoomBy(factor: number): void {
    const to = this.destination
    if (this.#orbit) this.flyTo({ ...to, distanceMetres: to.distanceMetres * factor }, zoomMs)
  }

  readonly home = (): void => {
    if (this.#home) this.flyTo(this.#home, homeMs)
  }

  get orbit(): Orbit {
    if (!this.#orbit) throw new Error('nothing is shown yet')
    return this.#orbit
  }

  get destination(): Orbit {
    return this.#destination ?? this.orbit
  }

  get longSidePx(): number {
    return Math.max(this.canvas.clientWidth, this.canvas.clientHeight)
  }

  turn(orbit: Orbit): void {
    if (!this.#limits) return
    this.#orbit = clampOrbit(orbit, this.#limits)
    this.#surface?.requestFrame()
    this.#events.emit('turned', undefined)
  }

  flyTo(orbit: Orbit, durationMs: number): void {
    if (!this.#limits) return
    const from = this.orbit
    const to = clampOrbit(orbit, this.#limits)
    if (this.reducedMotion) {
      this.turn(to)
      return
    }
    let elapsed = 0
    const turn: Motion = (elapsedMs) => {
      elapsed += elapsedMs
      const share = Math.min(1, elapsed / durationMs)
      this.turn(between(from, to, 1 - (1 - share) ** 3))
      return share < 1
    }
    const onStop = () => {
      this.#destination = undefined
    }
    this.#mover.start(turn, { onStop })
    this.#destination = to
    this.#surface?.requestFrame()
  }

  move(motion: Motion): void {
    this.#mover.start(motion)
    this.#surface?.requestFrame()
  }

  stop(): void {
    this.#mover.stop()
  }

  /** Keeps the picture and gives back what drew it. */
  freeze(): void {
    if (!this.#world) {
      this.destroy()
      return
    }
    this.#world.draw()
    const still = make('canvas', { class: 'pv-canvas' })
    still.width = this.canvas.width
    still.height = this.canvas.height
    still.getContext('2d')?.drawImage(this.canvas, 0, 0)
    const { canvas } = this
    this.#close()
    canvas.replaceWith(still)
    this.element.inert = true
    this.element.toggleAttribute('data-shown', true)
  }

  destroy(): void {
    this.#close()
    this.element.remove()
    this.#events.emit('stuck', undefined)
  }

  #newCanvas(): HTMLCanvasElement {
    return make('canvas', { class: 'pv-canvas', tabindex: '0', role: 'application' })
  }

  async #fetch(signal: AbortSignal, isAfresh: boolean): Promise<ArrayBuffer> {
    const { file, small } = this.#source
    const { url, sizeBytes } = this.#isFull ? file : (small ?? file)
    const values = (loaded: number) => ({ loaded: megabytes(loaded), total: megabytes(sizeBytes) })
    const onProgress = (loaded: number) =>
      this.#say({ key: 'viewer.model_loading', values: values(loaded), share: loaded / sizeBytes })
    onProgress(0)
    return fetchFile({ url, sizeBytes, signal, isAfresh, onProgress })
  }

  #show(world: World): void {
    this.#world = world
    const { canvas } = this
    const surface = new Surface(canvas, {
      maxPixelRatio: this.#weak ? weakPixelRatio : 2,
      onFrame: (now) => this.#draw(now),
      onResize: () => {
        surface.measure()
        this.#draw(surface.now)
      },
      onHidden: (isHidden) => !isHidden && surface.requestFrame(),
      onLost: () => this.#lose(),
      onRestored: () => void this.open({ anyway: true }),
    })
    this.#surface = surface
    this.#limits = limitsFor(world.bounds)
    const aspect = canvas.clientWidth / Math.max(1, canvas.clientHeight)
    const { camera } = this.#source
    this.#home = clampOrbit(camera ? orbitOf(camera) : orbitThatShows(world.bounds, aspect), this.#limits)
    const asked = this.#options.camera && clampOrbit(orbitOf(this.#options.camera), this.#limits)
    this.#orbit ??= asked ?? this.#home
    this.#detach = attachHands(canvas, this, this.#options)
    this.#say(this.#asideSaying())
    this.element.toggleAttribute('data-shown', true)
    this.#draw(surface.now)
    this.#events.emit('shown', undefined)
    this.#events.emit('turned', undefined)
  }

  /** Fewer splats than there are: those who want all of them can have them. */
  #asideSaying(): Saying | undefined {
    if (this.#isFull || !this.#source.small) return undefined
    const showAll = () => {
      this.#isFull = true
      void this.open()
    }
    return { key: 'viewer.model_simplified', isAside: true, action: { key: 'viewer.model_full', run: showAll } }
  }

  #draw(now: number): void {
    const [world, surface] = [this.#world, this.#surface]
    if (!world || !surface?.isReady || !this.#orbit) return
    this.#mover.advance(now)
    world.stand(standpointOf(this.#orbit), this.#orbit.targetMetres)
    world.draw()
    this.#events.emit('frame', undefined)
    if (this.#mover.isMoving) surface.requestFrame()
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => this.#events.emit('settled', undefined), settleMs)
  }

  #lose(): void {
    this.stop()
    this.#say({ key: 'viewer.model_lost' })
  }

  #ask({ triangles, texturePx }: Weight): void {
    const values = { triangles: round(triangles / 1e6), pixels: Math.round(texturePx / 1e6) }
    const run = () => void this.open({ anyway: true })
    this.#say({ key: 'viewer.model_heavy', values, action: { key: 'viewer.model_try', run } })
    this.#events.emit('stuck', undefined)
  }

  #fail(error: unknown): void {
    this.#renewCanvas()
    const run = () => void this.open({ anyway: true, afresh: true })
    this.#say({ key: keyOf(error), action: { key: 'viewer.model_retry', run } })
    this.#events.emit('stuck', undefined)
  }

  #say(saying: Saying | undefined): void {
    this.panel.show(saying)
  }

  /** Whatever was loaded or is being loaded goes; where one stood is kept. */
  #close(): void {
    this.#loading.abort()
    this.#loading = new AbortController()
    clearTimeout(this.#settling)
    this.stop()
    this.#detach?.()
    this.#surface?.destroy()
    this.#world?.destroy()
    if (this.#world) this.#renewCanvas()
    this.#detach = undefined
    this.#surface = undefined
    this.#world = undefined
  }

  #renewCanvas(): void {
    const old = this.canvas
    const hadFocus = old.matches(':focus')
    this.canvas = this.#newCanvas()
    for (const name of ['aria-label', 'aria-roledescription', 'aria-describedby'])
      this.canvas.setAttribute(name, old.getAttribute(name) ?? '')
    old.replaceWith(this.canvas)
    if (hadFocus) this.canvas.focus({ preventScroll: true })
  }
}

function keyOf(error: unknown): Saying['key'] {
  if (error instanceof FileNotHere) return 'viewer.model_not_here'
  if (error instanceof NotAModel) return 'viewer.model_broken'
  return error instanceof Error && error.name === 'NoGraphics' ? 'viewer.model_no_graphics' : 'viewer.model_broken'
}

const round = (value: number) => Math.round(value * 10) / 10
const megabytes = (bytes: number) => round(bytes / 1e6)
