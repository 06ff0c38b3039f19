// The scenes of the tour as a strip of small pictures, by level where the tour has levels. Fetched when it is
// opened.
import type { PublishedScene, PublishedTour } from '#tour/published.ts'
import type { Level } from '#tour/tour.ts'
import type { Words } from '../words.ts'
import { adoptStyle } from './adopt-style.ts'
import { icon, make, setAttributes } from './dom.ts'
import style from './scenes.css?inline'
import { scenesByLevel } from './scenes-by-level.ts'

export interface SceneNames {
  readonly root: Document | ShadowRoot
  nameOf(scene: PublishedScene): string
}

const narrowPx = 700
/** For models: there is no photo of them. */
const cube = 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9'

export class SceneList {
  readonly element = make('nav', { class: 'pv-scenes pv-pill', hidden: true })
  readonly #items: { scene: PublishedScene; button: HTMLButtonElement; name: HTMLElement }[] = []
  readonly #headings: { level: Level; heading: HTMLElement }[] = []
  readonly #names: SceneNames
  readonly #enter: (sceneId: string) => void

  constructor(tour: PublishedTour, names: SceneNames, enter: (sceneId: string) => void) {
    adoptStyle(names.root, style)
    this.#names = names
    this.#enter = enter
    this.element.append(...scenesByLevel(tour).map(({ level, scenes }) => this.#group(level, scenes)))
  }

  get isOpen(): boolean {
    return !this.element.hidden
  }

  /** Whether it leaves too little of the picture to stay open while one looks at the chosen room. */
  crowds(stage: HTMLElement): boolean {
    return stage.clientWidth < narrowPx || this.element.offsetHeight > stage.clientHeight / 3
  }

  toggle(open: boolean): void {
    this.element.hidden = !open
    if (open) this.#current()?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }

  mark(sceneId: string): void {
    for (const { scene, button } of this.#items) {
      setAttributes(button, { 'aria-current': scene.id === sceneId ? 'true' : undefined })
    }
    if (this.isOpen) this.#current()?.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'smooth' })
  }

  rename(words: Words): void {
    this.element.setAttribute('aria-label', words.say('viewer.scenes'))
    for (const { scene, name } of this.#items) name.textContent = this.#names.nameOf(scene)
    for (const { level, heading } of this.#headings) heading.textContent = words.read(level.name)
  }

  #group(level: Level | undefined, scenes: readonly PublishedScene[]): HTMLElement {
    const list = make('ul', {}, ...scenes.map((scene) => make('li', {}, this.#button(scene))))
    if (!level) return list
    const heading = make('h2', { class: 'pv-scenes-level' })
    this.#headings.push({ level, heading })
    return make('section', {}, heading, list)
  }

  #button(scene: PublishedScene): HTMLButtonElement {
    const picture = scene.thumbnailUrl
      ? make('img', { src: scene.thumbnailUrl, alt: '', loading: 'lazy', width: '120', height: '80' })
      : make('span', { class: 'pv-scene-blank' }, icon(cube))
    const name = make('span', { class: 'pv-scene-name' })
    const button = make('button', { type: 'button', class: 'pv-scene', 'data-scene-id': scene.id }, picture, name)
    button.addEventListener('click', () => this.#enter(scene.id))
    this.#items.push({ scene, button, name })
    return button
  }

  #current(): HTMLElement | undefined {
    return this.#items.find(({ button }) => button.hasAttribute('aria-current'))?.button
  }
}
