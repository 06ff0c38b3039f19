// <panoqor-tour src="https://host/t/slug">: a published tour as an element of any page. It lives in a shadow root, starts when it
// comes near the screen, and gives everything back when it is taken out of the page.
import type { Language } from '#tour/text.ts'
import type { View } from '#tour/view.ts'
import { NoWebGl2 } from '../engine/panorama.ts'
import hotspotsStyle from '../hotspots.css?inline'
import { settingsFor, type ViewerSettings } from '../settings.ts'
import { openTour, type TourViewer } from '../tour-viewer.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { make } from '../ui/dom.ts'
import viewerStyle from '../viewer.css?inline'
import { Words } from '../words.ts'
import { CallError } from './call-error.ts'
import { loadTour } from './load-tour.ts'
import { loadWords } from './load-words.ts'
import { settingsFrom } from './parameters.ts'
import { type HotspotSummary, Remote, type SceneSummary, type TourState } from './remote.ts'

const ownStyle = `
:host { display: block; block-size: 480px; overflow: hidden; background: #101418; contain: layout paint; }
:host([hidden]) { display: none; }
.pv-stage { block-size: 100%; }
`
/** Attributes that ask something of the viewer; their names are those of an embedded page's parameters. */
const asking = ['hide', 'rotate', 'opening', 'scroll'] as const
const nearPx = 300

export class PanoqorTour extends HTMLElement {
  static readonly observedAttributes = ['src', 'lang', ...asking]
  readonly #root = this.attachShadow({ mode: 'open' })
  #stage: HTMLElement | undefined
  #viewer: TourViewer | undefined
  #remote: Remote | undefined
  #opening: AbortController | undefined
  #near: IntersectionObserver | undefined

  get src(): string {
    return this.getAttribute('src') ?? ''
  }

  set src(address: string) {
    this.setAttribute('src', address)
  }

  /** Where the visitor is; undefined until the tour has opened. */
  get state(): TourState | undefined {
    return this.#remote?.state()
  }

  get scenes(): SceneSummary[] {
    return this.#remote?.scenes() ?? []
  }

  get hotspots(): HotspotSummary[] {
    return this.#remote?.hotspots() ?? []
  }

  /** @throws {CallError} like all calls, when the tour has not opened yet or what was named is not there. */
  goTo(sceneId: string, view?: View): Promise<void> {
    return this.#driven().goTo(sceneId, view)
  }

  turnTo(view: Partial<View>, durationMs?: number): Promise<void> {
    return this.#driven().turnTo(view, durationMs)
  }

  setLanguage(language: Language): Promise<void> {
    return this.#driven().setLanguage(language)
  }

  pressHotspot(hotspotId: string): void {
    this.#driven().pressHotspot(hotspotId)
  }

  play(guidedId?: string): void {
    this.#driven().play(guidedId)
  }

  pause(): void {
    this.#driven().pause()
  }

  connectedCallback(): void {
    this.#near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.#open(), {
      rootMargin: `${nearPx}px`,
    })
    this.#near.observe(this)
  }

  disconnectedCallback(): void {
    this.#close()
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (!this.isConnected || before === now || (!this.#viewer && !this.#opening)) return
    if (name === 'lang' && this.#remote && isLanguage(now)) void this.setLanguage(now).catch(() => {})
    else this.#restart()
  }

  #driven(): Remote {
    if (!this.#remote) throw new CallError('not_ready')
    return this.#remote
  }

  #restart(): void {
    this.#close()
    this.connectedCallback()
  }

  #open(): void {
    this.#near?.disconnect()
    if (!this.src || this.#opening) return
    const opening = new AbortController()
    this.#opening = opening
    this.#load(opening.signal).catch((error: unknown) => {
      if (opening.signal.aborted) return
      this.#stage?.replaceChildren(make('p', { class: 'pv-flat', role: 'alert' }, String(error)))
      this.#tell('error', { message: error instanceof Error ? error.message : String(error) })
      if (!(error instanceof Error)) throw error
    })
  }

  async #load(signal: AbortSignal): Promise<void> {
    const stage = make('div', { class: 'pv-stage' })
    this.#stage = stage
    this.#root.replaceChildren(stage)
    for (const style of [viewerStyle, hotspotsStyle, ownStyle]) adoptStyle(this.#root, style)
    const source = new URL(this.src, document.baseURI)
    const { tour, site, place } = await loadTour(source, signal)
    const language = this.#language(tour.languages, tour.defaultLanguage)
    const words = new Words(language, {}, (each) => loadWords(source, each))
    await words.change(language)
    if (signal.aborted) return
    const settings = settingsFor(tour, { isInPage: true, ...this.#asked(), site, place })
    try {
      this.#viewer = openTour(stage, tour, words, settings)
    } catch (error) {
      if (!(error instanceof NoWebGl2)) throw error
      const { showFlatTour } = await import('../flat.ts')
      showFlatTour(stage, tour, words, (scene) => words.read(scene.name))
      return
    }
    this.#remote = new Remote(this.#viewer)
    const end = this.#remote.listen((name, detail) => this.#tell(name, detail))
    signal.addEventListener('abort', end)
    this.#tell('ready', { ...this.#remote.state(), scenes: this.#remote.scenes() })
  }

  #close(): void {
    this.#near?.disconnect()
    this.#opening?.abort()
    this.#opening = undefined
    this.#remote = undefined
    this.#viewer?.destroy()
    this.#viewer = undefined
    this.#root.replaceChildren()
  }

  #asked(): Partial<ViewerSettings> {
    const parameters = new URLSearchParams()
    for (const name of asking) {
      const value = this.getAttribute(name)
      if (value !== null) parameters.set(name, value)
    }
    return settingsFrom(parameters)
  }

  #language(offered: readonly Language[], otherwise: Language): Language {
    const wished = [this.getAttribute('lang'), ...navigator.languages].map((tag) => tag?.split('-')[0])
    return wished.filter(isLanguage).find((language) => offered.includes(language)) ?? otherwise
  }

  #tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(`panoqor-${name}`, { detail, bubbles: true, composed: true }))
  }
}

const isLanguage = (value: string | null | undefined): value is Language =>
  value === 'kk' || value === 'ru' || value === 'en'
