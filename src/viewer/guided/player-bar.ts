// What a visitor sees of a guided tour: caption, steps, and the buttons to play, pause, step and leave.
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { icon, iconButton, icons, make, nameButton, setAttributes } from '../ui/dom.ts'
import type { SheetContent } from '../ui/sheet.ts'
import style from './guided.css?inline'
import { Player } from './player.ts'

const paths = {
  play: 'M8 5l11 7-11 7z',
  pause: 'M8 5v14M16 5v14',
  again: 'M5 12a7 7 0 1 0 2.2-5.1M5 4v4h4',
  back: 'M15 6l-6 6 6 6',
  next: 'M9 6l6 6-6 6',
  sound: 'M4 9h4l5-4v14l-5-4H4zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11',
  silence: 'M4 9h4l5-4v14l-5-4H4zM16.5 9.5l5 5M21.5 9.5l-5 5',
}

export class PlayerBar {
  readonly element = make('section', { class: 'pv-guide pv-pill' })
  readonly player: Player
  readonly #stage: TourStage
  readonly #caption = make('p', { class: 'pv-guide-caption' })
  readonly #steps: HTMLElement[]
  readonly #count = make('span', { class: 'pv-guide-count' })
  readonly #play = iconButton(paths.pause, () => this.toggle())
  readonly #back = iconButton(paths.back, () => this.player.goTo(this.player.index - 1))
  readonly #next = iconButton(paths.next, () => this.player.goTo(this.player.index + 1))
  readonly #mute = iconButton(paths.sound, () => this.player.mute(!this.player.isMuted))
  readonly #close: HTMLButtonElement
  readonly #touches = new AbortController()
  #told = ''

  constructor(stage: TourStage, player: Player, onClose: () => void) {
    this.#stage = stage
    this.player = player
    adoptStyle(stage.root, style)
    this.#close = iconButton(icons.close, onClose)
    this.#steps = player.steps.map(() => make('span', { class: 'pv-guide-step' }, make('span')))
    const steps = make('span', { class: 'pv-guide-steps', 'aria-hidden': 'true' }, ...this.#steps)
    const buttons = [this.#back, this.#play, this.#next, steps, this.#count, this.#mute, this.#close]
    this.element.append(this.#caption, make('div', { class: 'pv-guide-row' }, ...buttons))
    player.on('change', () => this.rename())
    player.on('progress', (share) => this.#progress(share))
    this.#listen()
    this.rename()
  }

  toggle(): void {
    if (this.player.isPlaying) this.player.pause()
    else this.player.play()
  }

  focus(): void {
    this.#play.focus({ preventScroll: true })
  }

  rename(): void {
    const { words } = this.#stage
    const { player } = this
    const { index, steps, step, isPlaying, isOver, isMuted } = player
    this.element.setAttribute('aria-label', words.read(player.guided.name) || words.say('viewer.guided'))
    const caption = words.read(step?.caption)
    this.#caption.textContent = caption
    this.#caption.hidden = !caption
    this.#count.textContent = `${index + 1} / ${steps.length}`
    const state = isPlaying ? 'pause' : isOver ? 'again' : 'play'
    this.#play.replaceChildren(icon(paths[state]))
    const begun = index > 0 || this.#told !== ''
    nameButton(this.#play, words.say(state === 'play' && begun ? 'viewer.guided_resume' : `viewer.guided_${state}`))
    this.element.toggleAttribute('data-waits', !isPlaying)
    nameButton(this.#back, words.say('viewer.guided_back'))
    nameButton(this.#next, words.say('viewer.guided_next'))
    this.#back.disabled = index === 0
    this.#next.disabled = index === steps.length - 1
    this.#mute.hidden = !player.speaks
    this.#mute.replaceChildren(icon(isMuted ? paths.silence : paths.sound))
    nameButton(this.#mute, words.say('viewer.guided_mute'))
    setAttributes(this.#mute, { 'aria-pressed': String(isMuted) })
    nameButton(this.#close, words.say('viewer.guided_leave'))
    this.#steps.forEach((each, at) => {
      setAttributes(each, { 'data-over': at < index || isOver, 'data-now': at === index && !isOver })
    })
    // Said once per step, and not over the narration.
    if (caption && caption !== this.#told && !player.speaks) this.#stage.announce(caption)
    this.#told = caption || this.#told
  }

  destroy(): void {
    this.#touches.abort()
    this.player.destroy()
    this.element.remove()
  }

  #progress(share: number): void {
    const bar = this.#steps[this.player.index]?.firstElementChild
    if (bar instanceof HTMLElement) bar.style.transform = `scaleX(${share.toFixed(3)})`
  }

  /** The picture belongs to the visitor as soon as they touch it; the space bar pauses and goes on. */
  #listen(): void {
    const { element } = this.#stage
    const { signal } = this.#touches
    const isOwn = ({ target }: Event) => target instanceof Node && this.element.contains(target)
    const yieldTo = (event: Event) => !isOwn(event) && this.player.pause()
    element.addEventListener('pointerdown', yieldTo, { signal })
    element.addEventListener('wheel', yieldTo, { signal, passive: true })
    element.addEventListener(
      'keydown',
      (event) => {
        if (event.key === ' ' && event.target === this.#stage.canvas) {
          event.preventDefault()
          this.toggle()
        } else if (/^(Arrow|Home|[-+=_]$)/.test(event.key)) yieldTo(event)
      },
      { signal },
    )
  }
}

/** The list of guided tours, where there are several. */
export function guidedSheet(stage: TourStage, start: (id: string) => void): SheetContent {
  const { words, tour, root } = stage
  adoptStyle(root, style)
  const items = (tour.guided ?? []).map((guided) => {
    const name = words.read(guided.name) || words.say('viewer.guided')
    const count = words.say('viewer.guided_steps', { count: guided.steps.length })
    const text = make('span', {}, make('strong', {}, name), make('span', { class: 'pv-muted' }, count))
    const button = make('button', { type: 'button', class: 'pv-guide-choice' }, icon(paths.play), text)
    button.addEventListener('click', () => start(guided.id))
    return make('li', {}, button)
  })
  return { title: words.say('viewer.guided'), body: make('ul', { class: 'pv-guide-list' }, ...items) }
}

export const openGuided = (stage: TourStage, id: string, onClose: () => void): PlayerBar | undefined => {
  const guided = stage.tour.guided?.find((each) => each.id === id)
  return guided && new PlayerBar(stage, new Player(stage, guided), onClose)
}
