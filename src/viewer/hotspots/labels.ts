// Which names of hotspots can stand beside their dots all the time, as touch screens need it, without one lying over another. Pure.
import type { Point } from '#tour/projection.ts'

export interface NamedSpot extends Point {
  /** Of the name; 0 where there is none, or where it isn't to be shown. In CSS pixels, as everything here. */
  widthPx: number
  /** The name stands to the left of the dot. */
  isLeft: boolean
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

/** Where the style sheet puts a name: this far beside the middle of its dot, this high. */
const besidePx = 26
const heightPx = 28
const dotPx = 20
const gapPx = 3
/** More names than these are a crowd. */
const mostNames = 6

/** The spots whose names are shown; those near the middle of the picture come first. */
export function readableNames<Spot extends NamedSpot>(spots: readonly Spot[], pictureWidthPx: number): Set<Spot> {
  const named = spots.filter(({ widthPx }) => widthPx > 0)
  if (named.length > mostNames) return new Set()
  const away = ({ x }: Spot) => Math.abs(x - pictureWidthPx / 2)
  const shown = new Map<Spot, Box>()
  for (const spot of [...named].sort((a, b) => away(a) - away(b))) {
    const box = nameBox(spot)
    const fits = box.left >= 0 && box.right <= pictureWidthPx
    const meetsDot = spots.some((other) => other !== spot && meet(box, dotBox(other)))
    const meetsName = [...shown.values()].some((other) => meet(box, other))
    if (fits && !meetsDot && !meetsName) shown.set(spot, box)
  }
  return new Set(shown.keys())
}

function nameBox({ x, y, widthPx, isLeft }: NamedSpot): Box {
  const left = isLeft ? x - besidePx - widthPx : x + besidePx
  return { left, right: left + widthPx, top: y - heightPx / 2, bottom: y + heightPx / 2 }
}

const dotBox = ({ x, y }: Point): Box => ({ left: x - dotPx, right: x + dotPx, top: y - dotPx, bottom: y + dotPx })

const meet = (a: Box, b: Box) =>
  a.left < b.right + gapPx && b.left < a.right + gapPx && a.top < b.bottom + gapPx && b.top < a.bottom + gapPx
