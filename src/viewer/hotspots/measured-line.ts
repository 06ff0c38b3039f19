// A measurement: a line with a stroke across each end, and its length written along it.
import type { Direction } from '#tour/angles.ts'
import type { MeasurementHotspot } from '#tour/hotspots.ts'
import { measurementLabel, measurementSentence } from '#tour/measurement-in-words.ts'
import type { Camera, Point } from '#tour/projection.ts'
import type { TourStage } from '../stage.ts'
import { make, setAttributes } from '../ui/dom.ts'
import type { Words } from '../words.ts'
import { alongGreatCircles, type Eye, meetsPicture, pathOf } from './outline.ts'
import { type Box, moved, type ShapeView, svg } from './shape.ts'
import { textAlong } from './text-along.ts'

/** A measured length: a line with ends, its text along it. */
export class MeasuredLine implements ShapeView {
  readonly #hotspot: MeasurementHotspot
  readonly #words: Words
  readonly #along: Direction[]
  readonly #holder: HTMLElement
  readonly #line = svg('path', { class: 'pv-measured' })
  readonly #label = make('span', { class: 'pv-measured-label', 'aria-hidden': 'true' })
  #labelWidthPx = 0
  #written = ''

  constructor(holder: HTMLElement, hotspot: MeasurementHotspot, { words }: TourStage) {
    this.#hotspot = hotspot
    this.#words = words
    this.#holder = holder
    this.#along = alongGreatCircles([hotspot, hotspot.to], false)
    setAttributes(holder, { role: 'img', 'data-hotspot': hotspot.id })
    const picture = svg('svg', { class: 'pv-shape', 'aria-hidden': 'true' })
    picture.append(this.#line)
    holder.append(picture, this.#label)
  }

  rename(): void {
    const words = this.#words
    this.#label.textContent = measurementLabel(this.#hotspot, words.language)
    const sentence = measurementSentence(this.#hotspot, words.language, (key, values) => words.say(key, values))
    this.#holder.setAttribute('aria-label', sentence)
  }

  measure(): void {
    this.#labelWidthPx = this.#label.textContent ? this.#label.offsetWidth : 0
  }

  place(eye: Eye, camera: Camera, hides: (box: Box) => boolean): void {
    const parts = eye.line(this.#along).filter((part) => meetsPicture(part, camera))
    const d = parts.map((part) => pathOf(part) + ends(part)).join('')
    const text = this.#labelWidthPx > 0 ? textAlong(parts, camera, this.#labelWidthPx) : undefined
    const isShown = text !== undefined && !hides(text.box)
    const written = `${d}|${isShown}`
    if (written === this.#written) return
    this.#written = written
    this.#line.setAttribute('d', d)
    this.#label.toggleAttribute('data-away', !isShown)
    if (text)
      this.#label.style.transform = `${moved(text.at)} translate(-50%, -50%) rotate(${text.turnDegrees.toFixed(2)}deg)`
  }
}

const tickPx = 7

/** A short stroke across each end of a line. */
function ends(part: readonly Point[]): string {
  const stroke = (end: Point | undefined, next: Point | undefined) => {
    if (!end || !next) return ''
    const length = Math.hypot(next.x - end.x, next.y - end.y)
    if (length < 1e-6) return ''
    const [acrossX, acrossY] = [((end.y - next.y) / length) * tickPx, ((next.x - end.x) / length) * tickPx]
    return pathOf([
      { x: end.x - acrossX, y: end.y - acrossY },
      { x: end.x + acrossX, y: end.y + acrossY },
    ])
  }
  return stroke(part[0], part[1]) + stroke(part.at(-1), part.at(-2))
}
