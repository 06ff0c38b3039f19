// Where the text of a line stands and how it is turned. Pure; CSS pixels.
import { toDegrees, toRadians } from '#tour/angles.ts'
import type { Camera, Point } from '#tour/projection.ts'
import type { Box } from './shape.ts'

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
  const [cos, sin] = [Math.cos(toRadians(turnDegrees)), Math.abs(Math.sin(toRadians(turnDegrees)))]
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
