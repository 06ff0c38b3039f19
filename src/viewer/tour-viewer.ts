// A published tour on an element: the picture, which scene it shows, and the parts around it. The only place where these meet;
// whatever floats over the picture is a part (parts.ts) and belongs in a file of its own.
import type { Hotspot } from '#tour/hotspots.ts'
import type { ViewerPart } from '#tour/look.ts'
import type { Point } from '#tour/projection.ts'
import type { PublishedAttachment, PublishedModelScene, PublishedScene, PublishedTour } from '#tour/published.ts'
import type { Language } from '#tour/text.ts'
import type { View } from '#tour/view.ts'
import { afterPicture } from './after-picture.ts'
import { arrivalView } from './arrival.ts'
import type { ModelCamera, Place } from './deep-link.ts'
import { Events } from './engine/events.ts'
import { attachInput } from './engine/input.ts'
import { createPanorama, type Panorama } from './engine/panorama.ts'
import { HotspotLayer } from './hotspots/layer.ts'
import type { ModelScenes } from './model/model-scenes.ts'
import { Neighbours } from './neighbours.ts'
import { parts } from './parts.ts'
import { PlaceInAddress } from './place-in-address.ts'
import { SavesData } from './saves-data.ts'
import type { ViewerSettings } from './settings.ts'
import type { Part, Picture, StageEvents, TourStage, Way } from './stage.ts'
import { colour } from './ui/colour.ts'
import { Dock } from './ui/dock.ts'
import { make } from './ui/dom.ts'
import { Hint } from './ui/hint.ts'
import { Notices } from './ui/notice.ts'
import { quietAfterStillness } from './ui/quiet.ts'
import { Sheet, type SheetContent } from './ui/sheet.ts'
import { tellTroubles } from './ui/troubles.ts'
import { wayBetween } from './walking.ts'
import type { Words } from './words.ts'

/** Opens the tour in `element`. Throws NoWebGl2 where panoramas can't be drawn; the tour must have at least one scene. */
export function openTour(
  element: HTMLElement,
  tour: PublishedTour,
  words: Words,
  settings: ViewerSettings,
): TourViewer {
  return new TourViewer(element, tour, words, settings)
}

export class TourViewer implements TourStage {
  readonly element: HTMLElement
  readonly root: Document | ShadowRoot
  readonly tour: PublishedTour
  readonly settings: ViewerSettings
  readonly words: Words
  readonly panorama: Panorama
  readonly dock: Dock
  readonly sheet = new Sheet()
  readonly savesData = new SavesData()
  readonly #events = new Events<StageEvents>()
  readonly #canvas = make('canvas', { class: 'pv-canvas', tabindex: '0', role: 'application' })
  readonly #help = make('p', { id: 'pv-help', class: 'pv-spoken' })
  readonly #live = make('p', { class: 'pv-spoken', 'aria-live': 'polite' })
  readonly #spots: HotspotLayer
  #parts: Part[] = []
  readonly #notices: Notices
  readonly #hint = new Hint()
  readonly #pageScrolls: { onWheelPassed(): void } | undefined
  readonly #address: PlaceInAddress | undefined
  readonly #endings: (() => void)[] = []
  readonly #neighbours = new Neighbours(this)
  #scene: PublishedScene
  #models: ModelScenes | undefined
  #isFurnished = false

  constructor(element: HTMLElement, tour: PublishedTour, words: Words, settings: ViewerSettings) {
    this.element = element
    this.root = rootOf(element)
    this.tour = tour
    this.words = words
    this.settings = settings
    const hint = () => this.#hint.show(words.say('viewer.wheel_hint', { key: isApple() ? '⌘' : 'Ctrl' }))
    this.#pageScrolls = settings.isInPage ? { onWheelPassed: hint } : undefined
    this.#address = settings.ownsAddress ? new PlaceInAddress() : undefined
    const wished = this.#address?.current ?? settings.place
    const start = tour.scenes.find(({ id }) => id === wished?.sceneId) ?? startOf(tour)
    this.#scene = start
    // In the page before the engine starts, because the engine asks for its size.
    element.classList.add('pv-stage')
    element.replaceChildren(this.#canvas)
    void colour(element, tour.look?.accentColour)
    const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    const view = wished?.sceneId === start.id ? wished.view : undefined
    // Told at once, so that its tiles are on their way before the graphics are up.
    const first =
      'panorama' in start ? { source: start.panorama, view: view ?? start.view, limits: start.limits } : undefined
    this.panorama = createPanorama(this.#canvas, { reducedMotion, first })
    // Who follows a link to a view wants that view.
    if (!wished) this.panorama.startFrom({ planet: settings.opening === 'little-planet' })
    this.#spots = new HotspotLayer(this)
    this.dock = new Dock(words)
    this.#notices = new Notices(words, () => this.#retry())
    this.#rest(false)
    if (first) this.#endings.push(afterPicture(this.panorama, () => this.furnish()))
    // Sharp and still is the whole viewer, not the picture alone.
    this.#endings.push(this.panorama.on('settled', () => this.furnish()))
    this.#listen()
    if (!('panorama' in start)) this.furnish(wished?.camera)
  }

  /** Builds everything beside the picture, if that is not done yet. */
  furnish(camera?: ModelCamera): void {
    if (this.#isFurnished) return
    this.#isFurnished = true
    const { element } = this
    element.append(this.#notices.bar, this.#spots.element)
    this.#parts = parts.flatMap((makePart) => makePart(this) ?? [])
    element.append(this.dock.element, this.sheet.element, this.#notices.element, this.#hint.element)
    element.append(this.#help, this.#live)
    this.#canvas.setAttribute('aria-describedby', 'pv-help')
    if (!('panorama' in this.#scene)) void this.#showModel(this.#scene, camera)
    element.dataset.scene = this.#scene.id
    this.emit('scene', this.#scene)
    this.#arrive(this.#scene)
    this.#speak()
    this.#endings.push(this.dock.follow(element))
  }

  get scene(): PublishedScene {
    return this.#scene
  }

  get picture(): Picture | undefined {
    return this.#models?.current
  }

  get canvas(): HTMLCanvasElement {
    return this.picture?.canvas ?? this.#canvas
  }

  get place(): Place {
    const { id: sceneId } = this.#scene
    return this.picture ? { sceneId, camera: this.picture.camera } : { sceneId, view: this.panorama.view }
  }

  on<Name extends keyof StageEvents>(name: Name, listener: (payload: StageEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  emit<Name extends keyof StageEvents>(name: Name, payload: StageEvents[Name]): void {
    this.#events.emit(name, payload)
  }

  /** Bound, because parts take it out of the stage. */
  readonly shows = (part: ViewerPart): boolean => !this.settings.hidden.has(part)

  async setLanguage(language: Language): Promise<void> {
    this.furnish()
    try {
      await this.words.change(language)
    } catch {
      this.#notices.show('viewer.part_failed')
      return
    }
    this.#notices.clear('viewer.part_failed')
    this.#speak()
  }

  /** Every text anew, in the language of the words. */
  #speak(): void {
    const { language } = this.words
    this.element.lang = language
    this.dock.rename()
    this.sheet.rename(this.words)
    for (const part of this.#parts) part.rename?.()
    this.#notices.rename()
    this.#spots.rename()
    this.picture?.rename()
    this.sheet.close()
    this.#help.textContent = this.words.say('viewer.help')
    this.#canvas.setAttribute('aria-roledescription', this.words.say('viewer.panorama'))
    this.#nameScene()
    this.emit('language', language)
    this.element.dispatchEvent(new CustomEvent('panoqor:language', { detail: { language } }))
  }

  destroy(): void {
    this.#neighbours.stop()
    this.#hint.hide()
    for (const part of this.#parts) part.destroy?.()
    for (const end of this.#endings) end()
    this.#models?.destroy()
    const { glContext } = this.panorama
    this.panorama.destroy()
    // Browsers allow few of them, and collect what is forgotten too late.
    glContext.getExtension('WEBGL_lose_context')?.loseContext()
    this.element.replaceChildren()
  }

  /** Bound, as `shows` is. */
  readonly sceneById = (id: string): PublishedScene | undefined => this.tour.scenes.find((scene) => scene.id === id)

  nameOf(scene: PublishedScene): string {
    const number = this.tour.scenes.indexOf(scene) + 1
    return this.words.read(scene.name) || this.words.say('viewer.unnamed_scene', { number })
  }

  attachment(id: string | undefined): PublishedAttachment | undefined {
    return id === undefined ? undefined : this.tour.attachments?.[id]
  }

  locate({ yawDegrees, pitchDegrees, positionMetres }: Parameters<TourStage['locate']>[0]): Point | undefined {
    if (this.picture) return positionMetres && this.picture.locate(positionMetres)
    return this.panorama.project(yawDegrees, pitchDegrees)
  }

  announce(text: string): void {
    this.#live.textContent = text
  }

  openSheet(content: SheetContent): void {
    this.emit('sheet', undefined)
    this.sheet.open(content)
  }

  expectScene(id: string, arrival?: View): void {
    this.#neighbours.expect(this.sceneById(id), arrival)
  }

  async enterScene(id: string, way: Way = {}): Promise<void> {
    const scene = this.sceneById(id)
    if (!scene) return
    this.furnish()
    if (scene === this.#scene) {
      if (way.camera) this.picture?.look(way.camera)
      else if (way.view && !this.picture) await this.panorama.turnTo(way.view)
      return
    }
    const before = this.#sceneOnScreen()
    // The way back leads to where the visitor stands now, even if nobody has looked around yet.
    if (way.isStep && before === this.#scene) this.#address?.replace(this.place)
    this.#scene = scene
    this.#spots.show([])
    this.sheet.close()
    this.#neighbours.leave()
    const change = this.#change(before, scene, way)
    this.#announceScene(scene)
    if (way.isStep) this.#address?.push({ sceneId: id, view: way.view, camera: way.camera })
    await change
    // Another change may have overtaken this one.
    if (this.#scene === scene) this.#arrive(scene)
  }

  async #change(before: PublishedScene, scene: PublishedScene, way: Way): Promise<void> {
    if (!('panorama' in scene)) return this.#showModel(scene, way.camera)
    if (this.#models?.current) return this.#models.uncover(before, scene, way)
    const walk = way.isCut ? undefined : await wayBetween(before, scene, way.from)
    if (this.#scene !== scene) return
    await this.panorama.goTo(scene.panorama, {
      view: (current) => arrivalView(before, scene, current, way.view),
      limits: scene.limits,
      towards: way.from,
      transition: way.isCut ? 'cut' : 'fade',
      way: walk,
    })
  }

  async #showModel(scene: PublishedModelScene, camera: ModelCamera | undefined): Promise<void> {
    this.#rest(false)
    const module = await import('./model/model-scenes.ts').catch(() => undefined)
    if (this.#scene !== scene) return
    if (!module) return this.#notices.show('viewer.part_failed')
    this.#models ??= new module.ModelScenes(this, {
      pageScrolls: this.#pageScrolls,
      onTurned: () => this.#address?.replaceSoon(() => this.place),
      onRest: (rests) => this.#rest(rests),
    })
    await this.#models.show(scene, camera)
  }

  /** While a change still waits for its first tiles, the view belongs to the scene before it. */
  #sceneOnScreen(): PublishedScene {
    if (this.picture) return this.#scene
    const { source } = this.panorama
    return this.tour.scenes.find((scene) => 'panorama' in scene && scene.panorama === source) ?? this.#scene
  }

  #announceScene(scene: PublishedScene): void {
    this.element.dataset.scene = scene.id
    this.#notices.clear('viewer.tiles_failing')
    this.#nameScene()
    this.emit('scene', scene)
  }

  #arrive(scene: PublishedScene): void {
    this.#neighbours.arrived(scene)
    // On a model there are places, but no directions of sight.
    const isHere = ({ positionMetres }: Hotspot) => 'panorama' in scene || positionMetres !== undefined
    this.#spots.show(scene.hotspots.filter(isHere))
    this.emit('arrived', scene)
  }

  #nameScene(): void {
    const name = this.nameOf(this.#scene)
    this.#canvas.setAttribute('aria-label', name)
    this.announce(name)
  }

  #listen(): void {
    const { panorama } = this
    panorama.on('stirred', () => {
      if (!this.picture) this.#rest(false)
    })
    panorama.on('view', (view) => {
      if (this.picture) return
      this.#address?.replaceSoon(() => this.place)
      this.emit('view', view)
    })
    panorama.on('frame', () => this.picture ?? this.emit('frame', undefined))
    panorama.on('progress', ({ loaded, needed }) => this.#notices.progress(loaded, needed))
    panorama.on('settled', () => this.picture ?? this.#rest(true))
    const mayHide = () =>
      !this.sheet.isOpen && !this.element.querySelector('.pv-pill [aria-expanded="true"], .pv-pill :focus-visible')
    this.#endings.push(
      attachInput(panorama, { pageScrolls: this.#pageScrolls }),
      quietAfterStillness(this.element, mayHide),
    )
    const ending = this.#address?.onTravel((place) => void this.#travel(place))
    if (ending) this.#endings.push(ending)
    const pageEvents = new AbortController()
    const { signal } = pageEvents
    tellTroubles(panorama, this.#notices, signal)
    this.element.addEventListener('keydown', ({ key }) => key === 'Escape' && this.sheet.close(), { signal })
    this.#endings.push(() => pageEvents.abort())
  }

  async #travel({ sceneId, view, camera }: Place): Promise<void> {
    if (sceneId === this.#scene.id && view) this.panorama.view = view
    else await this.enterScene(sceneId, { view, camera })
  }

  /** Sharp and still, or not any more. */
  #rest(rests: boolean): void {
    const { id: sceneId } = this.#scene
    this.element.dataset.settled = String(rests)
    if (!rests) return
    this.#notices.clear('viewer.tiles_failing')
    this.emit('settled', this.#scene)
    this.element.dispatchEvent(new CustomEvent('panoqor:settled', { detail: { sceneId } }))
    this.#neighbours.settled()
  }

  completePreviews(): Promise<void> {
    return this.#neighbours.completePreviews()
  }

  #retry(): void {
    this.#notices.clear()
    const scene = this.#scene
    if (!('panorama' in scene) && !this.picture) void this.#showModel(scene, undefined)
    this.panorama.retry()
  }
}

const isApple = () => /Mac|iP(hone|ad)/.test(navigator.platform)

function rootOf(element: HTMLElement): Document | ShadowRoot {
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root : document
}

function startOf(tour: PublishedTour): PublishedScene {
  const start = tour.scenes.find(({ id }) => id === tour.start) ?? tour.scenes[0]
  if (!start) throw new Error('A published tour has at least one scene')
  return start
}
