// The names over the rooms: buttons that follow the model. Where names would cover each other, the farther ones shrink to a dot, which
// opens again under a pointer or with the focus.
import type { Point } from '#tour/projection.ts'
import type { PublishedScene } from '#tour/published.ts'
import { make } from '../ui/dom.ts'
import type { Room } from './model.ts'

interface Entry {
  room: Room
  button: HTMLButtonElement
  /** Of the name; 0 until it is measured, once for each text. */
  widthPx: number
}

export interface Place {
  at: Point
  /** From the eye. */
  metres: number
}

const heightPx = 30
const dotPx = 20

export class Names {
  readonly element = make('ul', { class: 'pv-doll-rooms' })
  #entries: Entry[] = []

  show(rooms: readonly Room[], here: PublishedScene, onChoose: (room: Room) => void): void {
    this.#entries = rooms.map((room) => {
      const button = make('button', { type: 'button', class: 'pv-doll-room' })
      if (room.scene.id === here.id) button.setAttribute('aria-current', 'true')
      button.addEventListener('click', () => onChoose(room))
      return { room, button, widthPx: 0 }
    })
    this.element.replaceChildren(...this.#entries.map(({ button }) => make('li', {}, button)))
  }

  rename(nameOf: (room: Room) => string): void {
    for (const entry of this.#entries) {
      entry.button.replaceChildren(make('span', {}, nameOf(entry.room)))
      entry.widthPx = 0
    }
  }

  mark(room: Room | undefined): void {
    for (const entry of this.#entries) entry.button.toggleAttribute('data-marked', entry.room === room)
  }

  /** Writes only transforms and an attribute; sizes are read once per text. */
  place(placeOf: (room: Room) => Place | undefined): void {
    for (const entry of this.#entries) entry.widthPx ||= entry.button.offsetWidth
    const placed = this.#entries.map((entry) => ({ ...entry, place: placeOf(entry.room) }))
    placed.sort((a, b) => rank(a) - rank(b))
    const taken: { left: number; right: number; y: number }[] = []
    for (const { button, widthPx, place } of placed) {
      button.style.transform = place
        ? `translate(${place.at.x}px, ${place.at.y}px) translate(-50%, -50%)`
        : 'translate(-200vw, 0)'
      if (!place) continue
      const area = { left: place.at.x - widthPx / 2, right: place.at.x + widthPx / 2, y: place.at.y }
      const isCrowded = taken.some((other) => covers(area, other))
      button.toggleAttribute('data-crowded', isCrowded)
      const dot = { left: place.at.x - dotPx / 2, right: place.at.x + dotPx / 2, y: place.at.y }
      taken.push(isCrowded ? dot : area)
    }
  }
}

/** Where the visitor is, is always named; then what is nearest. */
const rank = ({ button, place }: { button: HTMLButtonElement; place: Place | undefined }) =>
  button.hasAttribute('aria-current') ? 0 : (place?.metres ?? Number.POSITIVE_INFINITY)

const covers = (a: { left: number; right: number; y: number }, b: typeof a) =>
  Math.abs(a.y - b.y) < heightPx && a.left < b.right && b.left < a.right
