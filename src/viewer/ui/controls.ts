// The bar of buttons: scenes, zoom, full screen, language. Only tells what was pressed.
import type { Language } from '#tour/text.ts'
import type { Words } from '../words.ts'
import { iconButton, icons, make, nameButton, setAttributes } from './dom.ts'
import { LanguageSwitch } from './language-switch.ts'

export interface ControlsOptions {
  languages: readonly Language[]
  /** The element that goes full screen. */
  stage: HTMLElement
  /** Absent where there is only one scene. */
  onScenes?(open: boolean): void
  onZoom(factor: number): void
  onLanguage(language: Language): void
}

export class Controls {
  readonly element = make('div', { class: 'pv-bar pv-pill', role: 'toolbar' })
  readonly #options: ControlsOptions
  readonly #scenes = iconButton(icons.scenes, () => this.openScenes(!this.#scenesOpen))
  readonly #zoomOut = iconButton(icons.zoomOut, () => this.#options.onZoom(1.3))
  readonly #zoomIn = iconButton(icons.zoomIn, () => this.#options.onZoom(1 / 1.3))
  readonly #enterFull = iconButton(icons.fullScreen, () => void this.#options.stage.requestFullscreen().catch(() => {}))
  readonly #leaveFull = iconButton(icons.leaveFullScreen, () => void document.exitFullscreen().catch(() => {}))
  readonly #languages: LanguageSwitch
  #scenesOpen = false

  constructor(options: ControlsOptions) {
    this.#options = options
    this.#languages = new LanguageSwitch(options.languages, options.onLanguage)
    // What a touch screen keeps in sight while the rest has faded.
    const handle = options.onScenes ? this.#scenes : this.#languages.element
    handle.classList.add('pv-handle')
    if (options.onScenes) this.element.append(this.#scenes)
    this.element.append(this.#zoomOut, this.#zoomIn)
    // iPhones have no full screen for elements.
    if (document.fullscreenEnabled) this.element.append(this.#enterFull, this.#leaveFull)
    this.element.append(this.#languages.element)
    options.stage.addEventListener('fullscreenchange', () => this.#showFullScreen())
    this.#showFullScreen()
  }

  openScenes(open: boolean): void {
    this.#scenesOpen = open
    this.#scenes.setAttribute('aria-expanded', String(open))
    this.#options.onScenes?.(open)
  }

  focusScenes(): void {
    this.#scenes.focus({ preventScroll: true })
  }

  rename(words: Words): void {
    setAttributes(this.element, { 'aria-label': words.say('viewer.controls') })
    this.#languages.rename(words)
    setAttributes(this.#scenes, { 'aria-expanded': String(this.#scenesOpen) })
    nameButton(this.#scenes, words.say('viewer.scenes'))
    nameButton(this.#zoomOut, words.say('viewer.zoom_out'))
    nameButton(this.#zoomIn, words.say('viewer.zoom_in'))
    nameButton(this.#enterFull, words.say('viewer.full_screen'))
    nameButton(this.#leaveFull, words.say('viewer.leave_full_screen'))
  }

  #showFullScreen(): void {
    const full = document.fullscreenElement === this.#options.stage
    this.#enterFull.hidden = full
    this.#leaveFull.hidden = !full
  }
}
