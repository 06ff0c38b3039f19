// The visitor's measure: picks points on the walls of the room box and says how far apart they are. A mouse picks where it points,
// fingers and keys pick under the cross in the middle of the picture. Loaded when it is asked for.
import { type Angles, anglesOf } from '#tour/angles.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { added, lengthBetween, minus, pointAlong, scaled } from '#tour/space.ts'
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { make } from '../ui/dom.ts'
import { aboutMetres } from './lengths.ts'
import { Lines } from './lines.ts'
import style from './measure.css?inline'

export interface Measured {
  from: Angles
  to: Angles
}

/** Of a straight line in the room; enough for a bent picture. */
const partsOfLine = 24
const tapPx = 6

export class MeasureTool {
  readonly #stage: TourStage
  readonly #box: RoomBox
  readonly #onClose: () => void
  /** Finished lengths; outlives the tool as long as the scene is on screen. */
  readonly #measured: Measured[]
  readonly #lines = new Lines()
  readonly #cross = make('div', { class: 'pv-measure-cross', 'aria-hidden': 'true' })
  readonly #hint = make('p', { class: 'pv-measure-hint' })
  readonly #set = make('button', { type: 'button', class: 'pv-measure-set' })
  readonly #clear = make('button', { type: 'button' })
  readonly #done = make('button', { type: 'button' })
  readonly #buttons = make('div', { class: 'pv-measure-buttons' }, this.#set, this.#clear, this.#done)
  readonly #bar = make('div', { class: 'pv-measure-bar pv-pill', role: 'group' }, this.#hint, this.#buttons)
  readonly #element = make('div', { class: 'pv-measure' }, this.#lines.element, this.#cross, this.#bar)
  readonly #listeners = new AbortController()
  readonly #endFrames: () => void
  #start: Angles | undefined
  /** Where the mouse points; undefined = the cross counts. */
  #pointed: Angles | undefined

  constructor(stage: TourStage, box: RoomBox, measured: Measured[], onClose: () => void) {
    this.#stage = stage
    this.#box = box
    this.#measured = measured
    this.#onClose = onClose
    adoptStyle(stage.root, style)
    stage.sheet.close()
    stage.element.dataset.measuring = ''
    stage.panorama.canvas.after(this.#element)
    this.#listen()
    this.#endFrames = stage.on('frame', () => this.#draw())
    this.rename()
    this.#draw()
    this.#set.focus({ preventScroll: true })
    stage.announce(this.#hint.textContent ?? '')
  }

  rename(): void {
    const { words } = this.#stage
    this.#bar.setAttribute('aria-label', words.say('viewer.measure'))
    this.#set.textContent = words.say('viewer.measure_set')
    this.#clear.textContent = words.say('viewer.measure_clear')
    this.#done.textContent = words.say('viewer.measure_done')
    this.#hint.textContent = words.say(this.#start ? 'viewer.measure_second' : 'viewer.measure_first')
    this.#draw()
  }

  close(): void {
    const hadFocus = this.#element.matches(':focus-within')
    this.#listeners.abort()
    this.#endFrames()
    this.#element.remove()
    delete this.#stage.element.dataset.measuring
    if (hadFocus) this.#stage.panorama.canvas.focus({ preventScroll: true })
    this.#onClose()
  }

  #listen(): void {
    const { canvas } = this.#stage.panorama
    const { signal } = this.#listeners
    let pressed: { x: number; y: number } | undefined
    const move = (event: PointerEvent) => {
      this.#pointed = event.pointerType === 'mouse' ? this.#under(event) : undefined
      this.#cross.toggleAttribute('hidden', this.#pointed !== undefined)
      if (this.#start) this.#draw()
    }
    const up = (event: PointerEvent) => {
      const isTap = pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < tapPx
      pressed = undefined
      if (isTap && event.button === 0) this.#pick(this.#under(event))
    }
    const down = ({ clientX: x, clientY: y }: PointerEvent) => {
      pressed = { x, y }
    }
    canvas.addEventListener('pointerdown', down, { signal })
    canvas.addEventListener('pointermove', move, { signal })
    canvas.addEventListener('pointerup', up, { signal })
    canvas.addEventListener('pointerleave', () => this.#forgetPointer(), { signal })
    const keys = (event: KeyboardEvent) => {
      if (event.key === 'Escape') this.#escape(event)
      // On the picture itself; buttons keep their own keys.
      else if (event.target === canvas && (event.key === 'Enter' || event.key === ' ')) this.#pickMiddle(event)
    }
    this.#stage.element.addEventListener('keydown', keys, { signal, capture: true })
    this.#set.addEventListener('click', () => this.#pick(this.#middle), { signal })
    this.#clear.addEventListener('click', () => this.#forgetAll(), { signal })
    this.#done.addEventListener('click', () => this.close(), { signal })
  }

  #pickMiddle(event: Event): void {
    event.preventDefault()
    this.#pick(this.#middle)
  }

  /** First the begun length goes, then the tool. */
  #escape(event: Event): void {
    event.stopPropagation()
    if (this.#start) {
      this.#start = undefined
      this.rename()
    } else this.close()
  }

  #forgetPointer(): void {
    this.#pointed = undefined
    this.#cross.hidden = false
    this.#draw()
  }

  #forgetAll(): void {
    this.#measured.length = 0
    this.#start = undefined
    this.rename()
    this.#stage.announce(this.#stage.words.say('viewer.measure_cleared'))
  }

  #pick(angles: Angles): void {
    const { words } = this.#stage
    if (this.#start) {
      const measured = { from: this.#start, to: angles }
      this.#measured.push(measured)
      this.#start = undefined
      const { length, error } = aboutMetres(words.language, lengthBetween(this.#box, measured.from, measured.to))
      this.#stage.announce(words.say('viewer.measure_spoken', { length, error }))
    } else {
      this.#start = angles
      this.#stage.announce(words.say('viewer.measure_second'))
    }
    this.rename()
  }

  #draw(): void {
    // The dollhouse has no walls to point at.
    if ('dollhouse' in this.#stage.element.dataset) {
      this.close()
      return
    }
    const { language } = this.#stage.words
    const open = this.#start ? [{ from: this.#start, to: this.#pointed ?? this.#middle }] : []
    const drawn = [...this.#measured, ...open].map((measured) => {
      const about = aboutMetres(language, lengthBetween(this.#box, measured.from, measured.to))
      return { points: this.#lineOf(measured), text: about.text }
    })
    const { widthPx, heightPx } = this.#stage.panorama.camera
    this.#lines.draw(drawn, widthPx, heightPx)
    this.#clear.disabled = drawn.length === 0
  }

  /** Where the straight line between the two points is drawn; undefined where it is out of the picture's reach. */
  #lineOf({ from, to }: Measured) {
    const start = pointAlong(this.#box, from)
    const way = minus(pointAlong(this.#box, to), start)
    return Array.from({ length: partsOfLine + 1 }, (_, part) => {
      const { yawDegrees, pitchDegrees } = anglesOf(added(start, scaled(way, part / partsOfLine)))
      return this.#stage.panorama.project(yawDegrees, pitchDegrees)
    })
  }

  get #middle(): Angles {
    const { widthPx, heightPx } = this.#stage.panorama.camera
    return this.#stage.panorama.unproject(widthPx / 2, heightPx / 2)
  }

  #under(event: PointerEvent): Angles {
    const { left, top } = this.#stage.panorama.canvas.getBoundingClientRect()
    return this.#stage.panorama.unproject(event.clientX - left, event.clientY - top)
  }
}
