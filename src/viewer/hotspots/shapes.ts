// Hotspots that are areas and lines: regions, flats and measurements, drawn as SVG over the picture. Fetched only where a scene has
// one. The pixels of flats are the engine's, see flats.ts; here is what a visitor points at.
import { type Direction, directionOf } from '#tour/angles.ts'
import type { Camera } from '#tour/projection.ts'
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { make, setAttributes } from '../ui/dom.ts'
import type { SpotHands } from './dot.ts'
import type { BoundHotspot } from './kinds.ts'
import { MeasuredLine } from './measured-line.ts'
import { alongGreatCircles, type Eye, meetsPicture, pathOf } from './outline.ts'
import { pressThrough } from './press-through.ts'
import { moved, type ShapeView, svg } from './shape.ts'
import style from './shapes.css?inline'

export { Eye } from './outline.ts'

/** Draws the hotspot into its holder, which has its place among the others already. */
export function shapeIn(holder: HTMLElement, bound: BoundHotspot, stage: TourStage, hands: SpotHands): ShapeView {
  adoptStyle(stage.root, style)
  return bound.hotspot.kind === 'measurement'
    ? new MeasuredLine(holder, bound.hotspot, stage)
    : new Area(holder, bound, stage, hands)
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

/** Regions that lead somewhere or say something; of flats those that hold a picture, which opens large. */
function isPressable({ activate, hotspot }: BoundHotspot, stage: TourStage): boolean {
  if (hotspot.kind === 'region') {
    const { targetSceneId, title, body } = hotspot
    return Boolean(targetSceneId || stage.words.read(title) || stage.words.read(body))
  }
  if (hotspot.kind !== 'flat') return activate !== undefined
  return stage.attachment(hotspot.attachment)?.kind === 'picture'
}
