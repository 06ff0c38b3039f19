// Hotspots over the canvas: dots as real buttons, areas and lines as SVG, moved by transform only. They stay focusable when they are
// out of sight: focus turns the view to them. Nothing here asks the page for measures while frames are drawn.
import { turnDegrees } from '#tour/angles.ts'
import type { Hotspot } from '#tour/hotspots.ts'
import type { TourStage } from '../stage.ts'
import { make, setAttributes } from '../ui/dom.ts'
import { isCrowd } from './crowd-distance.ts'
import type { CrowdDots } from './crowd-dots.ts'
import { Dot, type SpotHands } from './dot.ts'
import { type BoundHotspot, bindHotspot } from './kinds.ts'
import { readableNames } from './labels.ts'
import type { Box, ShapeView } from './shape.ts'

/** Nearer to the edge than this, a focused hotspot is brought into the middle. */
const edgePx = 60
/** A dot is in sight as long as any of it is. */
const dotPx = 40

interface Item {
  bound: BoundHotspot
  /** Its place in the order of the tab key. */
  element: HTMLElement
}

export class HotspotLayer {
  readonly element = make('div', { class: 'pv-spots' })
  readonly #stage: TourStage
  /** Fingers don't hover: there the names of links stand beside their dots. */
  readonly #touch = window.matchMedia('(pointer: coarse)').matches
  readonly #hands: SpotHands
  #list = make('div', { class: 'pv-spot-list' })
  #items: Item[] = []
  #dots: Dot[] = []
  #shapes: ShapeView[] = []
  #shapesModule: typeof import('./shapes.ts') | undefined
  /** Fetched when two dots overlap for the first time. */
  #crowds: CrowdDots | undefined
  #asksForCrowds = false
  #isGivingBack = false

  constructor(stage: TourStage) {
    this.#stage = stage
    this.#hands = {
      press: ({ activate }, target) => activate?.(() => this.#takeFocusBack(target)),
      focus: ({ hotspot }, target) => {
        if (!this.#isGivingBack && target.matches(':focus-visible')) this.#bringIntoSight(hotspot)
      },
      // The canvas captures the pointer at this and gets all that follows.
      drag: (event) => stage.canvas.dispatchEvent(new PointerEvent('pointerdown', event)),
    }
    // In a page that scrolls fingers may mean that page.
    this.element.toggleAttribute('data-grips', !stage.settings.isInPage)
    this.element.append(this.#list)
    stage.on('frame', () => this.#place())
    stage.on('settled', () => this.#startFromView())
    stage.panorama.canvas.addEventListener('focus', () => this.#startFromView())
    stage.element.addEventListener('pointerdown', () => this.#letGo(), { capture: true })
    this.element.addEventListener('wheel', (event) => this.#passWheel(event), { passive: false })
  }

  /** Shows these instead of the former ones, in the order in which one meets them turning right. */
  show(hotspots: readonly Hotspot[]): void {
    const bound = [...hotspots]
      .sort((a, b) => a.yawDegrees - b.yawDegrees)
      .flatMap((hotspot) => bindHotspot(hotspot, this.#stage) ?? [])
    this.#dots = []
    this.#shapes = []
    this.#items = bound.map((each) => ({ bound: each, element: this.#elementFor(each) }))
    const hadFocus = this.#list.contains(this.#stage.root.activeElement)
    // A list of its own each time: its elements appear softly, and never again while they are put in another order.
    const list = make('div', { class: 'pv-spot-list' }, ...this.#items.map(({ element }) => element))
    this.#list.replaceWith(list)
    this.#list = list
    // Whoever entered by keyboard goes on from the picture, not from the top of the page.
    if (hadFocus) this.#stage.canvas.focus({ preventScroll: true })
    this.rename()
    void this.#addShapes()
    this.#startFromView()
  }

  /** After a change of language. */
  rename(): void {
    for (const each of [...this.#dots, ...this.#shapes]) each.rename()
    this.#measure()
    this.#place()
  }

  #elementFor(bound: BoundHotspot): HTMLElement {
    if (bound.shape) return make('div', { class: 'pv-shape-holder' })
    const dot = new Dot(bound, this.#hands)
    this.#dots.push(dot)
    return dot.element
  }

  async #addShapes(): Promise<void> {
    const items = this.#items
    if (!items.some(({ bound }) => bound.shape)) return
    const module = await import('./shapes.ts').catch(() => undefined)
    if (!module || items !== this.#items) return
    this.#shapesModule = module
    for (const { bound, element } of items) {
      if (bound.shape) this.#shapes.push(module.shapeIn(element, bound, this.#stage, this.#hands))
    }
    this.rename()
  }

  async #fetchCrowds(): Promise<void> {
    this.#asksForCrowds = true
    const module = await import('./crowd-dots.ts').catch(() => undefined)
    if (!module) return
    this.#crowds = new module.CrowdDots(this.#stage)
    this.element.append(this.#crowds.element)
    this.#place()
  }

  /** All at once: the page is laid out only one time. */
  #measure(): void {
    for (const dot of this.#dots) if (this.#touch && dot.bound.hotspot.kind === 'link') dot.measure()
    for (const shape of this.#shapes) shape.measure()
  }

  /** The tab key begins at the left edge of the picture and goes round to the right. */
  #startFromView(): void {
    const { activeElement } = this.#stage.root
    if (activeElement && this.element.contains(activeElement)) return
    const { view } = this.#stage.panorama
    const fromLeft = ({ bound }: Item) =>
      (turnDegrees(view.yawDegrees, bound.hotspot.yawDegrees) + 360 + view.fovDegrees / 2) % 360
    const first = this.#items.reduce<Item | undefined>(
      (best, item) => (best && fromLeft(best) <= fromLeft(item) ? best : item),
      undefined,
    )
    if (!first || first.element === this.#list.firstElementChild) return
    const index = this.#items.indexOf(first)
    this.#list.append(...[...this.#items.slice(index), ...this.#items.slice(0, index)].map(({ element }) => element))
  }

  /** The focus returns from a card: unlike one that comes by the tab key, it never turns the view. */
  #takeFocusBack(spot: HTMLElement | SVGElement): void {
    const isInSight = spot.isConnected && !spot.hasAttribute('data-away')
    this.#isGivingBack = true
    const target = isInSight ? spot : this.#stage.canvas
    target.focus({ preventScroll: true })
    this.#isGivingBack = false
  }

  #bringIntoSight(hotspot: Hotspot): void {
    const { panorama, picture } = this.#stage
    const { yawDegrees, pitchDegrees, positionMetres } = hotspot
    const point = this.#stage.locate(hotspot)
    if (point && this.#isInside(point.x, point.y, edgePx)) return
    if (!picture) void panorama.turnTo({ yawDegrees, pitchDegrees })
    else if (positionMetres) picture.face(positionMetres)
  }

  /** What a long press had shown. */
  #letGo(): void {
    for (const { element } of this.#dots) element.removeAttribute('data-held')
  }

  /** Over a hotspot the wheel does what it does over the picture. */
  #passWheel(event: WheelEvent): void {
    const copy = new WheelEvent('wheel', event)
    this.#stage.canvas.dispatchEvent(copy)
    if (copy.defaultPrevented) event.preventDefault()
  }

  #place(): void {
    const { camera } = this.#stage.panorama
    for (const dot of this.#dots) {
      const point = this.#stage.locate(dot.bound.hotspot)
      dot.place(point && this.#isInside(point.x, point.y, -dotPx) ? point : undefined, camera)
    }
    const crowds = this.#crowds?.place(this.#dots) ?? []
    if (!this.#asksForCrowds && someOverlap(this.#dots)) void this.#fetchCrowds()
    const inSight = this.#dots.filter(({ point, element }) => point && !element.hasAttribute('data-crowded'))
    if (this.#touch) this.#showNames(inSight, crowds)
    this.#placeShapes(inSight)
  }

  #showNames(dots: readonly Dot[], crowds: readonly { x: number; y: number }[]): void {
    const { widthPx } = this.#stage.panorama.camera
    const named = dots.flatMap((dot) =>
      dot.point ? [{ ...dot.point, dot, widthPx: dot.nameWidthPx, isLeft: dot.point.x > widthPx / 2 }] : [],
    )
    const numbers = crowds.map(({ x, y }) => ({ x, y, dot: undefined, widthPx: 0, isLeft: false }))
    const readable = readableNames([...named, ...numbers], widthPx)
    for (const spot of named) setAttributes(spot.dot.element, { 'data-named': readable.has(spot) })
  }

  /** Lengths give way to dots, and to the lengths that were written before. */
  #placeShapes(dots: readonly Dot[]): void {
    if (this.#shapes.length === 0 || !this.#shapesModule) return
    const { camera } = this.#stage.panorama
    const eye = new this.#shapesModule.Eye(camera)
    const taken: Box[] = dots.flatMap(({ point }) => {
      return point ? [{ left: point.x - 20, right: point.x + 20, top: point.y - 20, bottom: point.y + 20 }] : []
    })
    const hides = (box: Box) => {
      const isTaken = taken.some((other) => meet(box, other))
      if (!isTaken) taken.push(box)
      return isTaken
    }
    for (const shape of this.#shapes) shape.place(eye, camera, hides)
  }

  #isInside(x: number, y: number, marginPx: number): boolean {
    const { widthPx, heightPx } = this.#stage.panorama.camera
    return x >= marginPx && y >= marginPx && x <= widthPx - marginPx && y <= heightPx - marginPx
  }
}

const someOverlap = (dots: readonly Dot[]) =>
  dots.some(
    ({ point }, index) => point && dots.slice(index + 1).some((other) => other.point && isCrowd(point, other.point)),
  )

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
