// Hands on a picture in the lightbox: one finger leafs or moves, two pinch, two taps or the wheel come closer. Only tells what they
// mean.
import type { Point } from '#tour/projection.ts'
import { closeScale, kept, type Size, scaledAround, whole, type Zoomed } from './zoomed.ts'

export interface HandledPicture {
  readonly frame: HTMLElement
  /** Of the picture when it fits the frame. */
  readonly size: Size
  zoomed: Zoomed
  /** A finger pulls the whole picture aside; 0 lets it go back. */
  pull(px: number): void
  /** 1 = the next, −1 = the one before. */
  leaf(by: 1 | -1): void
}

const leafPx = 48
const doubleTapMs = 320
const tapPx = 8

export function handlePicture(picture: HandledPicture): void {
  const { frame } = picture
  const touches = new Map<number, Point>()
  let from: Point = { x: 0, y: 0 }
  let tapped: { at: number; point: Point } | undefined
  let isPinch = false

  const set = (zoomed: Zoomed) => {
    picture.zoomed = kept(zoomed, picture.size, { widthPx: frame.clientWidth, heightPx: frame.clientHeight })
  }
  const fromMiddle = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top, width, height } = frame.getBoundingClientRect()
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 }
  }
  const toggle = (at: Point) => set(picture.zoomed.scale > 1 ? whole : scaledAround(picture.zoomed, closeScale, at))

  frame.addEventListener('pointerdown', (event) => {
    if (event.button > 0 || (event.target instanceof Element && event.target.closest('button'))) return
    frame.setPointerCapture(event.pointerId)
    const point = fromMiddle(event)
    touches.set(event.pointerId, point)
    if (touches.size === 1) from = point
    isPinch = touches.size > 1
  })
  frame.addEventListener('pointermove', (event) => {
    const before = touches.get(event.pointerId)
    if (!before) return
    const now = fromMiddle(event)
    touches.set(event.pointerId, now)
    const other = [...touches].find(([id]) => id !== event.pointerId)?.[1]
    const { zoomed } = picture
    if (other) {
      const ratio = distance(now, other) / Math.max(1, distance(before, other))
      set(scaledAround(zoomed, zoomed.scale * ratio, middle(now, other)))
    } else if (zoomed.scale > 1) set({ ...zoomed, x: zoomed.x + now.x - before.x, y: zoomed.y + now.y - before.y })
    else if (!isPinch) picture.pull(now.x - from.x)
  })
  const end = (event: PointerEvent) => {
    if (!touches.delete(event.pointerId) || touches.size > 0) return
    const point = fromMiddle(event)
    const pulled = point.x - from.x
    const isTap = distance(point, from) < tapPx && !isPinch
    picture.pull(0)
    if (event.type === 'pointercancel') return
    if (isTap) {
      const isSecond = tapped && event.timeStamp - tapped.at < doubleTapMs && distance(tapped.point, point) < 30
      tapped = isSecond ? undefined : { at: event.timeStamp, point }
      if (isSecond) toggle(point)
    } else if (!isPinch && picture.zoomed.scale === 1 && Math.abs(pulled) > leafPx) picture.leaf(pulled < 0 ? 1 : -1)
  }
  frame.addEventListener('pointerup', end)
  frame.addEventListener('pointercancel', end)
  frame.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      const px = event.deltaY * (event.deltaMode === 1 ? 16 : 1) * (event.ctrlKey ? 6 : 1)
      set(scaledAround(picture.zoomed, picture.zoomed.scale * Math.exp(-px * 0.002), fromMiddle(event)))
    },
    { passive: false },
  )
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
