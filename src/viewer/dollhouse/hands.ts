// Hands on the dollhouse: drag turns it, two fingers or the right button push it, pinch and wheel come closer, keys do the same, a tap
// chooses the room below it.
import type { Point } from '#tour/projection.ts'
import type { Room } from './model.ts'
import { type Orbit, panned } from './orbit.ts'

export interface HandledModel {
  orbit(): Orbit
  turn(orbit: Orbit): void
  /** Everything in sight again. */
  home(): void
  point(point: Point): Room | undefined
  choose(room: Room): void
  hover(room: Room | undefined): void
}

const degreesPerPx = 0.35
const tapPx = 6
const keyDegrees = 8
const keyFactor = 1.15

/** Also what is over the model may be dragged; a tap there is its own. Returns the function that ends it. */
export function attachHands(element: HTMLElement, ground: HTMLElement, model: HandledModel): () => void {
  const listeners = new AbortController()
  const { signal } = listeners
  attachPointers(element, ground, model, signal)
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    const pixels = event.deltaMode === 1 ? event.deltaY * 30 : event.deltaY
    nearer(model, Math.exp(Math.max(-200, Math.min(200, pixels)) * 0.0018))
  }
  element.addEventListener('wheel', wheel, { passive: false, signal })
  element.addEventListener('keydown', (event) => pressKey(event, model), { signal })
  element.addEventListener('contextmenu', (event) => event.preventDefault(), { signal })
  return () => listeners.abort()
}

function attachPointers(element: HTMLElement, ground: HTMLElement, model: HandledModel, signal: AbortSignal): void {
  const pointers = new Map<number, Point>()
  let travelledPx = 0

  function down(event: PointerEvent): void {
    if (pointers.size === 0) travelledPx = 0
    else travelledPx = Number.POSITIVE_INFINITY
    pointers.set(event.pointerId, pointOf(event, ground))
  }

  function move(event: PointerEvent): void {
    const before = pointers.get(event.pointerId)
    const now = pointOf(event, ground)
    if (!before) {
      if (event.pointerType === 'mouse' && event.target === ground) hover(now)
      return
    }
    const [right, down] = [now.x - before.x, now.y - before.y]
    travelledPx += Math.hypot(right, down)
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1]
    pointers.set(event.pointerId, now)
    // The first pixels of a tap are no drag.
    if (travelledPx < tapPx) return
    // From here on it is no click on a name either.
    element.setPointerCapture(event.pointerId)
    if (other) pinch(before, now, other)
    else if (event.buttons & 2 || event.shiftKey) model.turn(panned(model.orbit(), right, down, longSideOf(ground)))
    else model.turn(rotated(model.orbit(), -right * degreesPerPx, down * degreesPerPx))
  }

  function pinch(before: Point, now: Point, other: Point): void {
    const closer = distance(before, other) / Math.max(1, distance(now, other))
    const pushed = panned(model.orbit(), (now.x - before.x) / 2, (now.y - before.y) / 2, longSideOf(ground))
    model.turn({ ...pushed, distanceMetres: pushed.distanceMetres * closer })
  }

  function hover(point: Point): void {
    const room = model.point(point)
    model.hover(room)
    ground.classList.toggle('pv-doll-over', room !== undefined)
  }

  function up(event: PointerEvent): void {
    const isTap = pointers.delete(event.pointerId) && pointers.size === 0 && travelledPx < tapPx
    const room =
      isTap && event.target === ground && event.type === 'pointerup' && event.button === 0
        ? model.point(pointOf(event, ground))
        : undefined
    if (room) model.choose(room)
  }

  element.addEventListener('pointerdown', down, { signal })
  element.addEventListener('pointermove', move, { signal })
  element.addEventListener('pointerup', up, { signal })
  element.addEventListener('pointercancel', up, { signal })
  ground.addEventListener('pointerleave', () => model.hover(undefined), { signal })
}

function pressKey(event: KeyboardEvent, model: HandledModel): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const actions: Record<string, (() => void) | undefined> = {
    ArrowLeft: () => model.turn(rotated(model.orbit(), keyDegrees, 0)),
    ArrowRight: () => model.turn(rotated(model.orbit(), -keyDegrees, 0)),
    ArrowUp: () => model.turn(rotated(model.orbit(), 0, keyDegrees)),
    ArrowDown: () => model.turn(rotated(model.orbit(), 0, -keyDegrees)),
    '+': () => nearer(model, 1 / keyFactor),
    '=': () => nearer(model, 1 / keyFactor),
    '-': () => nearer(model, keyFactor),
    Home: model.home,
  }
  const act = actions[event.key]
  if (!act) return
  event.preventDefault()
  event.stopPropagation()
  act()
}

const rotated = (orbit: Orbit, right: number, up: number): Orbit => ({
  ...orbit,
  headingDegrees: orbit.headingDegrees + right,
  elevationDegrees: orbit.elevationDegrees + up,
})

function nearer(model: HandledModel, factor: number): void {
  const orbit = model.orbit()
  model.turn({ ...orbit, distanceMetres: orbit.distanceMetres * factor })
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const longSideOf = ({ clientWidth, clientHeight }: HTMLElement) => Math.max(clientWidth, clientHeight)

function pointOf(event: PointerEvent, ground: HTMLElement): Point {
  const { left, top } = ground.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top }
}
