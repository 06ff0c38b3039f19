// The scenes of the tour as a strip of small pictures.
import type { PublishedScene } from '#tour/published.ts'
import type { Words } from '../words.ts'
import { make, setAttributes } from './dom.ts'

export interface SceneNames {
  nameOf(scene: PublishedScene): string
}

const narrowPx = 700

export class SceneList {
  readonly element = make('nav', { class: 'pv-scenes pv-pill', hidden: true })
  readonly #items: { scene: PublishedScene; button: HTMLButtonElement; name: HTMLElement }[]
  readonly #names: SceneNames

  constructor(scenes: readonly PublishedScene[], names: SceneNames, enter: (sceneId: string) => void) {
    this.#names = names
    this.#items = scenes.map((scene) => {
      const picture = make('img', { src: scene.thumbnailUrl, alt: '', loading: 'lazy', width: '120', height: '80' })
      const name = make('span', { class: 'pv-scene-name' })
      const button = make('button', { type: 'button', class: 'pv-scene', 'data-scene-id': scene.id }, picture, name)
      button.addEventListener('click', () => enter(scene.id))
      return { scene, button, name }
    })
    this.element.append(make('ul', {}, ...this.#items.map(({ button }) => make('li', {}, button))))
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
  }

  #current(): HTMLElement | undefined {
    return this.#items.find(({ button }) => button.hasAttribute('aria-current'))?.button
  }
}
