// Hotspots that are areas and lines: regions, flats and measurements, drawn as SVG over the picture. Fetched only where a scene has
// one. The pixels of flats are the engine's, see flats.ts; here is what a visitor points at.
import { type Direction, directionOf, toDegrees } from '#tour/angles.ts'
import type { Camera, Point } from '#tour/projection.ts'
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { make, setAttributes } from '../ui/dom.ts'
import type { SpotHands } from './dot.ts'
import type { BoundHotspot } from './kinds.ts'
import { alongGreatCircles, type Eye, meetsPicture, pathOf } from './outline.ts'
import { pressThrough } from './press-through.ts'
import style from './shapes.css?inline'

export { Eye } from './outline.ts'

export interface ShapeView {
  rename(): void
  /** Asks the page how large its texts are. */
  measure(): void
  /** The box around its text, where that is shown. */
  place(eye: Eye, camera: Camera, hides: (box: Box) => boolean): void
}

export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** Draws the hotspot into its holder, which has its place among the others already. */
export function shapeIn(holder: HTMLElement, bound: BoundHotspot, stage: TourStage, hands: SpotHands): ShapeView {
  adoptStyle(stage.root, style)
  return bound.hotspot.kind === 'measurement'
    ? new Line(holder, bound, bound.hotspot)
    : new Area(holder, bound, stage, hands)
}

const namespace = 'http://www.w3.org/2000/svg'
const svg = (name: 'svg' | 'path', attributes: Record<string, string | undefined>) => {
  const element = document.createElementNS(namespace, name)
  setAttributes(element, attributes)
  return element
}

/** A region, or what one can press of a flat. */
class Area implements ShapeView {
  readonly #bound: BoundHotspot
  readonly #outline: Direction[]
  readonly #middle: Direction
  readonly #path: SVGElement
  readonly #label = make('span', { class: 'pv-region-label', 'aria-hidden': 'true' })
  #written = ''

  constructor(holder: HTMLElement, bound: BoundHotspot, stage: TourStage, hands: SpotHands) {
    const { hotspot } = bound
    const corners = 'corners' in hotspot ? hotspot.corners : []
    this.#bound = bound
    this.#outline = alongGreatCircles(corners, true)
    this.#middle = directionOf(hotspot)
    const isPressed = isPressable(bound, stage)
    this.#path = svg('path', {
      class: `pv-area pv-area-${hotspot.kind}`,
      'data-hotspot': hotspot.id,
      role: isPressed ? 'button' : 'img',
      tabindex: isPressed ? '0' : undefined,
    })
    const picture = svg('svg', { class: 'pv-shape' })
    picture.append(this.#path)
    holder.append(picture)
    if (hotspot.kind === 'region') holder.append(this.#label)
    if (!isPressed) return
    pressThrough(this.#path, stage.panorama.canvas, () => hands.press(bound, this.#path))
    this.#path.addEventListener('pointerenter', () => bound.approach())
    this.#path.addEventListener('focus', () => {
      bound.approach()
      hands.focus(bound, this.#path)
    })
  }

  rename(): void {
    this.#label.textContent = this.#bound.label()
    this.#path.setAttribute('aria-label', this.#bound.spokenName())
  }

  measure(): void {}

  place(eye: Eye, camera: Camera): void {
    const points = eye.area(this.#outline)
    const isAway = !meetsPicture(points, camera)
    // Out of sight it stays focusable, as a point in the middle.
    const middle = `M${camera.widthPx / 2} ${camera.heightPx / 2}h1v1z`
    const d = isAway ? middle : `${pathOf(points)}Z`
    if (d === this.#written) return
    this.#written = d
    this.#path.setAttribute('d', d)
    setAttributes(this.#path, { 'data-away': isAway })
    const at = isAway ? undefined : eye.point(this.#middle)
    this.#label.hidden = !at
    if (at) this.#label.style.transform = `${moved(at)} translate(-50%, -50%)`
  }
}

/** Every region is; of flats those that hold a picture, which opens large. */
function isPressable({ activate, hotspot }: BoundHotspot, stage: TourStage): boolean {
  if (hotspot.kind !== 'flat') return activate !== undefined
  return stage.attachment(hotspot.attachment)?.kind === 'picture'
}

/** A measured length: a line with ends, its text along it. */
class Line implements ShapeView {
  readonly #bound: BoundHotspot
  readonly #along: Direction[]
  readonly #holder: HTMLElement
  readonly #line = svg('path', { class: 'pv-measured' })
  readonly #label = make('span', { class: 'pv-measured-label', 'aria-hidden': 'true' })
  #labelWidthPx = 0
  #written = ''

  constructor(
    holder: HTMLElement,
    bound: BoundHotspot,
    hotspot: Extract<BoundHotspot['hotspot'], { kind: 'measurement' }>,
  ) {
    this.#bound = bound
    this.#holder = holder
    this.#along = alongGreatCircles([hotspot, hotspot.to], false)
    setAttributes(holder, { role: 'img', 'data-hotspot': hotspot.id })
    const picture = svg('svg', { class: 'pv-shape', 'aria-hidden': 'true' })
    picture.append(this.#line)
    holder.append(picture, this.#label)
  }

  rename(): void {
    this.#label.textContent = this.#bound.label()
    this.#holder.setAttribute('aria-label', this.#bound.spokenName())
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

const moved = ({ x, y }: Point) => `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`

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

const textHeightPx = 26

/** Where a text stands along the longest part of a line in sight; never upside down. Nothing where the line is too short for it. */
export function textAlong(
  parts: readonly (readonly Point[])[],
  camera: Pick<Camera, 'widthPx' | 'heightPx'>,
  textWidthPx: number,
): { at: Point; turnDegrees: number; box: Box } | undefined {
  const inside = parts.map((part) => part.filter((point) => isIn(point, camera)))
  const longest = inside.sort((a, b) => lengthOf(b) - lengthOf(a))[0] ?? []
  const [first, last] = [longest[0], longest.at(-1)]
  if (!first || !last || lengthOf(longest) < textWidthPx * 0.75) return undefined
  const before = longest[Math.floor((longest.length - 1) / 2)] ?? first
  const after = longest[Math.ceil((longest.length - 1) / 2)] ?? last
  const at = { x: (before.x + after.x) / 2, y: (before.y + after.y) / 2 }
  const turn = toDegrees(Math.atan2(last.y - first.y, last.x - first.x))
  const turnDegrees = turn > 90 ? turn - 180 : turn <= -90 ? turn + 180 : turn
  const [cos, sin] = [Math.cos((turnDegrees * Math.PI) / 180), Math.abs(Math.sin((turnDegrees * Math.PI) / 180))]
  const halfX = (textWidthPx * cos + textHeightPx * sin) / 2
  const halfY = (textWidthPx * sin + textHeightPx * cos) / 2
  const box = { left: at.x - halfX, right: at.x + halfX, top: at.y - halfY, bottom: at.y + halfY }
  return { at, turnDegrees, box }
}

const isIn = ({ x, y }: Point, { widthPx, heightPx }: Pick<Camera, 'widthPx' | 'heightPx'>) =>
  x >= 0 && y >= 0 && x <= widthPx && y <= heightPx

function lengthOf(part: readonly Point[]): number {
  const [first, last] = [part[0], part.at(-1)]
  return first && last ? Math.hypot(last.x - first.x, last.y - first.y) : 0
}
