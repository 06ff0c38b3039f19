// A published tour on an element: the engine, the hotspots, the bar, the address. The only place where these parts meet.
import type { Hotspot } from '#tour/hotspots.ts'
import type { PublishedScene, PublishedTour } from '#tour/published.ts'
import type { Language } from '#tour/text.ts'
import type { View } from '#tour/view.ts'
import { arrivalView, linkedScenes } from './arrival.ts'
import { attachInput, zoomBy } from './engine/input.ts'
import { createPanorama, type Panorama } from './engine/panorama.ts'
import type { TourAround } from './hotspots/kinds.ts'
import { HotspotLayer } from './hotspots/layer.ts'
import { PlaceInAddress } from './place-in-address.ts'
import { Card } from './ui/card.ts'
import { Controls } from './ui/controls.ts'
import { make } from './ui/dom.ts'
import { Hint } from './ui/hint.ts'
import { Notices } from './ui/notice.ts'
import { quietAfterStillness } from './ui/quiet.ts'
import { SceneList } from './ui/scene-list.ts'
import type { Words } from './words.ts'

/** Attempts after which the visitor hears that tiles don't come. */
const patientAttempts = 2
/** Neighbours are fetched only after a rest: the visitor's own picture comes first. */
const restBeforePrefetchMs = 1500
const nearestNeighbours = 3

/** Opens the tour in `stage`. Throws NoWebGl2 where panoramas can't be drawn; the tour must have at least one scene. */
export function openTour(stage: HTMLElement, tour: PublishedTour, words: Words): TourViewer {
  return new TourViewer(stage, tour, words)
}

export class TourViewer implements TourAround {
  readonly words: Words
  readonly #stage: HTMLElement
  readonly #tour: PublishedTour
  readonly #panorama: Panorama
  readonly #canvas = make('canvas', { class: 'pv-canvas', tabindex: '0', role: 'application' })
  readonly #title = make('h1', { class: 'pv-title pv-pill' })
  readonly #help = make('p', { id: 'pv-help', class: 'pv-spoken' })
  readonly #live = make('p', { class: 'pv-spoken', 'aria-live': 'polite' })
  readonly #card = new Card()
  readonly #spots: HotspotLayer
  readonly #controls: Controls
  readonly #list: SceneList
  readonly #notices: Notices
  readonly #hint = new Hint()
  readonly #scrollHint = {
    onWheelPassed: () => this.#hint.show(this.words.say('viewer.wheel_hint', { key: isApple() ? '⌘' : 'Ctrl' })),
  }
  readonly #address = new PlaceInAddress()
  readonly #endings: (() => void)[] = []
  #scene: PublishedScene
  #prefetchTimer: ReturnType<typeof setTimeout> | undefined

  constructor(stage: HTMLElement, tour: PublishedTour, words: Words) {
    const wished = this.#address.current
    const start = tour.scenes.find(({ id }) => id === wished?.sceneId) ?? startOf(tour)
    this.words = words
    this.#stage = stage
    this.#tour = tour
    this.#scene = start
    // In the page before the engine starts, because the engine asks for its size.
    stage.classList.add('pv-stage')
    stage.replaceChildren(this.#canvas)
    const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    this.#panorama = createPanorama(this.#canvas, { reducedMotion })
    this.#spots = new HotspotLayer(this.#panorama, this)
    this.#list = new SceneList(tour.scenes, this, (id) => this.#chooseScene(id))
    this.#notices = new Notices(words, () => this.#retry())
    this.#controls = new Controls({
      languages: tour.languages,
      stage,
      onScenes: tour.scenes.length > 1 ? (open) => this.#openList(open) : undefined,
      onZoom: (factor) => zoomBy(this.#panorama, factor),
      onLanguage: (language) => this.setLanguage(language),
    })
    stage.append(this.#notices.bar, this.#spots.element, this.#title, this.#list.element, this.#controls.element)
    stage.append(this.#card.element, this.#notices.element, this.#hint.element)
    stage.append(this.#help, this.#live)
    this.#canvas.setAttribute('aria-describedby', 'pv-help')
    this.#listen()
    stage.dataset.settled = 'false'
    this.#panorama.show(
      start.panorama,
      wished?.sceneId === start.id ? (wished.view ?? start.view) : start.view,
      start.limits,
    )
    this.#arrive(start)
    this.setLanguage(words.language)
  }

  setLanguage(language: Language): void {
    this.words.language = language
    this.#stage.lang = language
    for (const part of [this.#controls, this.#list, this.#card]) part.rename(this.words)
    this.#notices.rename()
    this.#spots.rename()
    this.#card.close()
    this.#help.textContent = this.words.say('viewer.help')
    this.#canvas.setAttribute('aria-roledescription', this.words.say('viewer.panorama'))
    this.#nameScene()
    this.#stage.dispatchEvent(new CustomEvent('panoqor:language', { detail: { language } }))
  }

  destroy(): void {
    clearTimeout(this.#prefetchTimer)
    this.#hint.hide()
    for (const end of this.#endings) end()
    this.#panorama.destroy()
    this.#stage.replaceChildren()
  }

  sceneById(id: string): PublishedScene | undefined {
    return this.#tour.scenes.find((scene) => scene.id === id)
  }

  nameOf(scene: PublishedScene): string {
    const number = this.#tour.scenes.indexOf(scene) + 1
    return this.words.read(scene.name) || this.words.say('viewer.unnamed_scene', { number })
  }

  enterScene(id: string, { arrival, from }: { arrival?: View; from: Hotspot }): void {
    void this.#goTo(id, { view: arrival, towards: from, push: true })
  }

  expectScene(id: string, arrival?: View): void {
    const scene = this.sceneById(id)
    if (scene) this.#panorama.prefetch([this.#asNext(scene, arrival)])
  }

  openCard(title: string, body: string, opener: HTMLElement): void {
    this.#controls.openScenes(false)
    this.#card.open(title, body, () => this.#spots.takeFocusBack(opener))
  }

  async #goTo(id: string, way: { view?: View; towards?: Hotspot; push?: boolean }): Promise<void> {
    const scene = this.sceneById(id)
    if (!scene) return
    if (scene === this.#scene) {
      if (way.view) await this.#panorama.turnTo(way.view)
      return
    }
    this.#scene = scene
    this.#spots.show([])
    this.#card.close()
    clearTimeout(this.#prefetchTimer)
    this.#panorama.prefetch([])
    const change = this.#panorama.goTo(scene.panorama, {
      view: (current) => arrivalView(this.#sceneOnScreen(), scene, current, way.view),
      limits: scene.limits,
      towards: way.towards,
    })
    this.#arrive(scene, false)
    if (way.push) this.#address.push({ sceneId: id, view: way.view })
    await change
    // Another change may have overtaken this one.
    if (this.#scene === scene) this.#spots.show(scene.hotspots)
  }

  /** While a change still waits for its first tiles, the view belongs to the scene before it. */
  #sceneOnScreen(): PublishedScene {
    return this.#tour.scenes.find(({ panorama }) => panorama === this.#panorama.source) ?? this.#scene
  }

  /** Card and list share one place on small screens. */
  #openList(open: boolean): void {
    if (open) this.#card.close()
    this.#list.toggle(open)
  }

  #chooseScene(id: string): void {
    if (this.#list.crowds(this.#stage)) this.#closeList()
    void this.#goTo(id, { push: true })
  }

  /** The focus goes back to the button, unless it is somewhere else already. */
  #closeList(): void {
    const hadFocus = this.#list.element.contains(document.activeElement)
    this.#controls.openScenes(false)
    if (hadFocus) this.#controls.focusScenes()
  }

  #escape(): void {
    if (this.#card.isOpen) this.#card.close()
    else if (this.#list.isOpen) {
      this.#controls.openScenes(false)
      this.#controls.focusScenes()
    }
  }

  #touchOutside(target: EventTarget | null): void {
    const inside = [this.#list, this.#controls].some(
      ({ element }) => target instanceof Node && element.contains(target),
    )
    if (this.#list.isOpen && !inside) this.#closeList()
  }

  #arrive(scene: PublishedScene, withSpots = true): void {
    this.#stage.dataset.scene = scene.id
    if (withSpots) this.#spots.show(scene.hotspots)
    this.#list.mark(scene.id)
    this.#notices.clear('viewer.tiles_failing')
    this.#nameScene()
  }

  #nameScene(): void {
    const name = this.nameOf(this.#scene)
    const title = this.words.read(this.#tour.title)
    this.#canvas.setAttribute('aria-label', name)
    this.#live.textContent = name
    this.#title.replaceChildren(make('span', { class: 'pv-tour-name' }, title), make('span', {}, name))
  }

  #listen(): void {
    const panorama = this.#panorama
    panorama.on('stirred', () => {
      this.#stage.dataset.settled = 'false'
    })
    panorama.on('view', () => {
      this.#address.replaceSoon(() => ({ sceneId: this.#scene.id, view: panorama.view }))
    })
    panorama.on('progress', ({ loaded, needed }) => this.#notices.progress(loaded, needed))
    panorama.on('settled', () => this.#settle())
    panorama.on('tileError', ({ attempts, status }) => {
      const hopeless = status !== undefined && status < 500
      if (!navigator.onLine) this.#notices.show('viewer.offline')
      else if (hopeless || attempts >= patientAttempts) this.#notices.show('viewer.tiles_failing')
    })
    panorama.on('contextLost', () => this.#notices.show('viewer.picture_lost'))
    panorama.on('contextRestored', () => this.#notices.clear('viewer.picture_lost'))
    const mayHide = () =>
      !this.#list.isOpen && !this.#card.isOpen && !this.#stage.querySelector('.pv-pill :focus-visible')
    this.#endings.push(
      attachInput(panorama, { pageScrolls: this.#stage.dataset.kind === 'embed' ? this.#scrollHint : undefined }),
      quietAfterStillness(this.#stage, mayHide),
      this.#address.onTravel(({ sceneId, view }) => void this.#travel(sceneId, view)),
    )
    const pageEvents = new AbortController()
    const { signal } = pageEvents
    window.addEventListener('offline', () => this.#notices.show('viewer.offline'), { signal })
    window.addEventListener('online', () => this.#notices.clear('viewer.offline'), { signal })
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && this.#escape(), { signal })
    this.#stage.addEventListener('pointerdown', ({ target }) => this.#touchOutside(target), { signal })
    this.#endings.push(() => pageEvents.abort())
  }

  async #travel(sceneId: string, view: View | undefined): Promise<void> {
    if (sceneId === this.#scene.id && view) this.#panorama.view = view
    else await this.#goTo(sceneId, { view })
  }

  #settle(): void {
    const { id: sceneId } = this.#scene
    this.#stage.dataset.settled = 'true'
    this.#notices.clear('viewer.tiles_failing')
    this.#stage.dispatchEvent(new CustomEvent('panoqor:settled', { detail: { sceneId } }))
    clearTimeout(this.#prefetchTimer)
    this.#prefetchTimer = setTimeout(() => this.#prefetchNeighbours(), restBeforePrefetchMs)
  }

  /** Only for visitors who have begun to look around: who just lands on the page may leave again. */
  #prefetchNeighbours(): void {
    if (!this.#panorama.lookAround) return
    const neighbours = linkedScenes(this.#scene, this.#panorama.view).slice(0, nearestNeighbours)
    this.#panorama.prefetch(
      neighbours.flatMap(({ sceneId, arrival }) => {
        const scene = this.sceneById(sceneId)
        return scene ? [this.#asNext(scene, arrival)] : []
      }),
    )
  }

  #asNext(scene: PublishedScene, arrival: View | undefined) {
    return { source: scene.panorama, view: arrivalView(this.#scene, scene, this.#panorama.view, arrival) }
  }

  #retry(): void {
    this.#notices.clear()
    this.#panorama.retry()
  }
}

const isApple = () => /Mac|iP(hone|ad)/.test(navigator.platform)

function startOf(tour: PublishedTour): PublishedScene {
  const start = tour.scenes.find(({ id }) => id === tour.start) ?? tour.scenes[0]
  if (!start) throw new Error('a tour without scenes')
  return start
}
