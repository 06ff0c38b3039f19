// The bar of buttons: scenes, zoom, full screen, language. Only tells what was pressed.
import type { Language } from '#tour/text.ts'
import type { Words } from '../words.ts'
import { iconButton, icons, make, nameButton, setAttributes } from './dom.ts'

export interface ControlsOptions {
  languages: readonly Language[]
  /** The element that goes full screen. */
  stage: HTMLElement
  /** Absent where there is only one scene. */
  onScenes?(open: boolean): void
  onZoom(factor: number): void
  onLanguage(language: Language): void
}

const languageNames: Record<Language, { short: string; full: string }> = {
  kk: { short: 'Қаз', full: 'Қазақша' },
  ru: { short: 'Рус', full: 'Русский' },
  en: { short: 'Eng', full: 'English' },
}

export class Controls {
  readonly element = make('div', { class: 'pv-bar pv-pill', role: 'toolbar' })
  readonly #options: ControlsOptions
  readonly #scenes = iconButton(icons.scenes, () => this.openScenes(!this.#scenesOpen))
  readonly #zoomOut = iconButton(icons.zoomOut, () => this.#options.onZoom(1.3))
  readonly #zoomIn = iconButton(icons.zoomIn, () => this.#options.onZoom(1 / 1.3))
  readonly #enterFull = iconButton(icons.fullScreen, () => void this.#options.stage.requestFullscreen().catch(() => {}))
  readonly #leaveFull = iconButton(icons.leaveFullScreen, () => void document.exitFullscreen().catch(() => {}))
  readonly #languages = make('div', { class: 'pv-languages', role: 'group' })
  #scenesOpen = false

  constructor(options: ControlsOptions) {
    this.#options = options
    if (options.onScenes) this.element.append(this.#scenes)
    this.element.append(this.#zoomOut, this.#zoomIn)
    // iPhones have no full screen for elements.
    if (document.fullscreenEnabled) this.element.append(this.#enterFull, this.#leaveFull)
    if (options.languages.length > 1) {
      this.#languages.append(...options.languages.map((language) => this.#languageButton(language)))
      this.element.append(this.#languages)
    }
    options.stage.addEventListener('fullscreenchange', () => this.#showFullScreen())
    this.#showFullScreen()
  }

  openScenes(open: boolean): void {
    this.#scenesOpen = open
    this.#scenes.setAttribute('aria-expanded', String(open))
    this.#options.onScenes?.(open)
  }

  rename(words: Words): void {
    setAttributes(this.element, { 'aria-label': words.say('viewer.controls') })
    setAttributes(this.#languages, { 'aria-label': words.say('viewer.language') })
    setAttributes(this.#scenes, { 'aria-expanded': String(this.#scenesOpen) })
    nameButton(this.#scenes, words.say('viewer.scenes'))
    nameButton(this.#zoomOut, words.say('viewer.zoom_out'))
    nameButton(this.#zoomIn, words.say('viewer.zoom_in'))
    nameButton(this.#enterFull, words.say('viewer.full_screen'))
    nameButton(this.#leaveFull, words.say('viewer.leave_full_screen'))
    for (const button of this.#languages.children) {
      button.setAttribute('aria-pressed', String(button.getAttribute('lang') === words.language))
    }
  }

  #languageButton(language: Language): HTMLButtonElement {
    const { short, full } = languageNames[language]
    const button = make('button', { type: 'button', class: 'pv-language', lang: language }, short)
    nameButton(button, full)
    button.addEventListener('click', () => this.#options.onLanguage(language))
    return button
  }

  #showFullScreen(): void {
    const full = document.fullscreenElement === this.#options.stage
    this.#enterFull.hidden = full
    this.#leaveFull.hidden = !full
  }
}
