// A picture that fits its frame, and one comes closer to: how large it is drawn and how far it is moved. Pure; CSS pixels from the
// middle of the frame.
import { clamp } from '#tour/angles.ts'
import type { Point } from '#tour/projection.ts'

export interface Zoomed extends Point {
  /** 1 = the whole picture fits the frame. */
  scale: number
}

export interface Size {
  widthPx: number
  heightPx: number
}

export const whole: Zoomed = { scale: 1, x: 0, y: 0 }
export const mostScale = 5
/** What two taps lead to. */
export const closeScale = 2.5

/** As large as the frame lets it be, never larger than its own pixels. */
export function fitted(picture: Size, frame: Size): Size {
  const scale = Math.min(1, frame.widthPx / picture.widthPx, frame.heightPx / picture.heightPx)
  return { widthPx: picture.widthPx * scale, heightPx: picture.heightPx * scale }
}

/** Another scale; the point of the picture under `at` stays where it is. */
export const scaledAround = ({ scale, x, y }: Zoomed, wanted: number, at: Point): Zoomed => {
  const next = clamp(wanted, 1, mostScale)
  const ratio = next / scale
  return { scale: next, x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio }
}

/** Moved no farther than to its own edge; what fits the frame stays in the middle. */
export function kept({ scale, x, y }: Zoomed, picture: Size, frame: Size): Zoomed {
  const reach = (pictureSide: number, frameSide: number) => Math.max(0, (pictureSide * scale - frameSide) / 2)
  const [reachX, reachY] = [reach(picture.widthPx, frame.widthPx), reach(picture.heightPx, frame.heightPx)]
  return { scale, x: clamp(x, -reachX, reachX), y: clamp(y, -reachY, reachY) }
}
