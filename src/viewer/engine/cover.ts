// Which tiles a view needs, and how they cover it with what is resident. Pure: no GPU, no network, so that tests can ask anything.
import { clamp, toDegrees } from '#tour/angles.ts'
import { pointOnFace } from '#tour/faces.ts'
import { type Camera, cameraAxes, depthAt, lensOf } from '#tour/projection.ts'
import { type Face, faces, type Pyramid, tilesAcross } from '#tour/pyramid.ts'
import { type PlaceInRoom, seenFrom } from './shot.ts'

export interface Tile {
  face: Face
  level: number
  row: number
  column: number
}

export interface VisibleTile extends Tile {
  /** Angle between the middle of the view and the nearest visible corner of the tile; 0 when the tile is under the middle. */
  angleDegrees: number
}

/** One quad to draw: the area of `tile`, painted with `from`, which is the tile itself or one of its ancestors (level 0 = preview). */
export interface Patch {
  tile: Tile
  from: Tile
}

export type IsResident = (tile: Tile) => boolean

/** A level is sharp enough when it has at least this part of the wanted pixels; the difference can't be seen. */
const enough = 1 / 1.1
/** Tiles that show less than this at the picture's edge are left out: no pixel centre falls on them. */
const sliverPx = 0.25
const deepestChild = 2
/** From this level on tiles count as flat in a room; on coarser ones a crease of the room may lie. */
const flatLevel = 3

/** A corner of a tile in camera space (x right, y up, depth), and its cosine to the middle of the view comes from `length`. */
type Corner = readonly [x: number, y: number, depth: number, length: number]

/**
 * The tiles that show the view at one texel per device pixel, none of them overlapping and none outside the picture.
 * `detail` < 1 asks for a coarser picture. The camera's size is in device pixels.
 */
export function visibleTiles(pyramid: Pyramid, camera: Camera, detail = 1, place?: PlaceInRoom): VisibleTile[] {
  const found: VisibleTile[] = []
  const needPxPerRadian = lensOf(camera).focalPx * detail * enough
  const corner = cornerProjector(camera, place)
  const { edges, bentEdges } = pictureEdges(camera)

  function seenOf(tile: Tile): Corner[] {
    // From another place in the room a large tile is not flat: its parts are looked at one by one.
    if (place && tile.level < flatLevel) return childrenOf(tile).flatMap(seenOf)
    const seen = clip(cornersOf(tile, corner), edges)
    return bentEdges.some((inside) => seen.every((each) => inside(each) <= 0)) ? [] : seen
  }

  function visit(tile: Tile) {
    const seen = seenOf(tile)
    if (seen.length === 0) return
    // Texels per device pixel of a cube face are proportional to the depth of the face's plane: beyond 1 a coarser level is enough.
    const nearest = Math.min(...seen.map(([, , depth]) => depth))
    const texelsPerRadian = (pyramid.tilePx * tilesAcross(tile.level)) / 2
    if (tile.level >= pyramid.levels || texelsPerRadian * Math.max(1, nearest) >= needPxPerRadian) {
      found.push({ ...tile, angleDegrees: angleToMiddle(seen) })
    } else {
      for (const child of childrenOf(tile)) visit(child)
    }
  }

  for (const face of faces) visit({ face, level: 1, row: 0, column: 0 })
  return found.sort((a, b) => a.angleDegrees - b.angleDegrees)
}

/** As `visibleTiles`, but coarser if there would be more than `most`: what the texture memory can hold at once. */
export function affordableTiles(
  pyramid: Pyramid,
  camera: Camera,
  most: number,
  bestDetail = 1,
  place?: PlaceInRoom,
): VisibleTile[] {
  for (let detail = bestDetail; ; detail *= 0.75) {
    const tiles = visibleTiles(pyramid, camera, detail, place)
    if (tiles.length <= most || detail < 0.05) return tiles
  }
}

/**
 * Quads that cover the wanted tiles without overlap by the best that is resident: the tile, else its resident children with the
 * rest from its nearest ancestor, else the ancestor. Tiles of which not even the preview is resident are left out.
 */
export function coverOf(tiles: readonly Tile[], isResident: IsResident): Patch[] {
  const patches: Patch[] = []

  function cover(tile: Tile, depth: number) {
    if (isResident(tile)) {
      patches.push({ tile, from: tile })
    } else if (hasResidentChild(tile, depth, isResident)) {
      for (const child of childrenOf(tile)) cover(child, depth - 1)
    } else {
      const from = residentAncestor(tile, isResident)
      if (from) patches.push({ tile, from })
    }
  }

  for (const tile of tiles) cover(tile, deepestChild)
  return patches
}

/** Whether neighbours of different levels meet, where rounding could leave hairlines between them. */
export function hasMixedLevels(patches: readonly Patch[]): boolean {
  return patches.some(({ tile }) => tile.level !== patches[0]?.tile.level)
}

/** The part of `from` that shows `tile`: upper left corner and side, 0…1. */
export function partOf({ tile, from }: Patch): { left: number; top: number; side: number } {
  const down = tile.level - Math.max(1, from.level)
  const side = 2 ** -down
  return {
    left: (tile.column - (tile.column >> down) * 2 ** down) * side,
    top: (tile.row - (tile.row >> down) * 2 ** down) * side,
    side,
  }
}

/** One level coarser, each once, in the same order; the coarsest ones as they are. */
export function parentsOf(tiles: readonly VisibleTile[]): VisibleTile[] {
  const parents = new Map<string, VisibleTile>()
  for (const tile of tiles) {
    const up = tile.level > 1 ? 1 : 0
    const parent = { ...tile, level: tile.level - up, row: tile.row >> up, column: tile.column >> up }
    const key = [parent.face, parent.level, parent.row, parent.column].join()
    if (!parents.has(key)) parents.set(key, parent)
  }
  return [...parents.values()]
}

/** The square of its face that a tile covers: upper left corner and side in face coordinates −1…1. */
export function squareOf(tile: Tile): { s: number; t: number; side: number } {
  const side = 2 / tilesAcross(tile.level)
  return { s: tile.column * side - 1, t: tile.row * side - 1, side }
}

/** The preview of a whole face stands in as level 0. */
export const previewTile = (face: Face): Tile => ({ face, level: 0, row: 0, column: 0 })

function residentAncestor(tile: Tile, isResident: IsResident): Tile | undefined {
  for (let level = tile.level - 1; level >= 1; level--) {
    const up = tile.level - level
    const ancestor = { face: tile.face, level, row: tile.row >> up, column: tile.column >> up }
    if (isResident(ancestor)) return ancestor
  }
  const preview = previewTile(tile.face)
  return isResident(preview) ? preview : undefined
}

function hasResidentChild(tile: Tile, depth: number, isResident: IsResident): boolean {
  if (depth === 0) return false
  return childrenOf(tile).some((child) => isResident(child) || hasResidentChild(child, depth - 1, isResident))
}

function childrenOf({ face, level, row, column }: Tile): Tile[] {
  return [0, 1, 2, 3].map((i) => ({ face, level: level + 1, row: row * 2 + (i >> 1), column: column * 2 + (i & 1) }))
}

function cornerProjector(camera: Camera, place: PlaceInRoom | undefined): (face: Face, s: number, t: number) => Corner {
  const { right, up, forward } = cameraAxes(camera.view)
  return (face, s, t) => {
    const point = pointOnFace(face, s, t)
    const [x, y, z] = place ? seenFrom(place, point) : point
    return [
      right[0] * x + right[1] * y + right[2] * z,
      up[0] * x + up[1] * y + up[2] * z,
      forward[0] * x + forward[1] * y + forward[2] * z,
      Math.hypot(x, y, z),
    ]
  }
}

function cornersOf(tile: Tile, corner: (face: Face, s: number, t: number) => Corner): Corner[] {
  const { s, t, side } = squareOf(tile)
  return [
    corner(tile.face, s, t),
    corner(tile.face, s + side, t),
    corner(tile.face, s + side, t + side),
    corner(tile.face, s, t + side),
  ]
}

type Edge = (corner: Corner) => number

/**
 * Four planes around what the picture shows and one just before the eye; positive inside. A bent picture is hollow at its upper and
 * lower edges: what lies beyond them is a convex part of the room, so that a tile with all corners there is not seen. A little planet
 * shows everything.
 */
function pictureEdges(camera: Camera): { edges: Edge[]; bentEdges: Edge[] } {
  if (camera.planet) return { edges: [], bentEdges: [] }
  const lens = lensOf(camera)
  const { focalPx, bend } = lens
  const right = (camera.widthPx / 2 - sliverPx) / focalPx
  const top = (camera.heightPx / 2 - sliverPx) / focalPx
  const depth = Math.max(1e-6, depthAt(lens, right, top))
  const halfWidth = right / depth
  const halfHeight = top / depth
  const w = (x: number, depth: number) => (bend * Math.hypot(x, depth) + depth) / (1 + bend)
  return {
    edges: [
      ([, , depth]) => depth - 1e-6,
      ([x, , depth]) => halfWidth * depth - x,
      ([x, , depth]) => halfWidth * depth + x,
      ([, y, depth]) => halfHeight * depth - y,
      ([, y, depth]) => halfHeight * depth + y,
    ],
    bentEdges: bend === 0 ? [] : [([x, y, depth]) => top * w(x, depth) - y, ([x, y, depth]) => top * w(x, depth) + y],
  }
}

/** Sutherland–Hodgman: the part of the polygon inside all planes. */
function clip(polygon: Corner[], edges: Edge[]): Corner[] {
  let rest = polygon
  for (const inside of edges) {
    const kept: Corner[] = []
    rest.forEach((corner, index) => {
      const before = rest.at(index - 1)
      if (!before) return
      const here = inside(corner)
      const there = inside(before)
      if (here > 0 !== there > 0) kept.push(between(before, corner, there / (there - here)))
      if (here > 0) kept.push(corner)
    })
    rest = kept
  }
  return rest
}

function between(a: Corner, b: Corner, share: number): Corner {
  const mix = (i: 0 | 1 | 2) => a[i] + (b[i] - a[i]) * share
  const [x, y, depth] = [mix(0), mix(1), mix(2)]
  return [x, y, depth, Math.hypot(x, y, depth)]
}

function angleToMiddle(seen: Corner[]): number {
  const sides = seen.map(([x, y], index) => {
    const [beforeX, beforeY] = seen.at(index - 1) ?? [0, 0]
    return beforeX * y - beforeY * x
  })
  // The middle is on the same side of every edge of what it lies in.
  if (sides.every((side) => side >= 0) || sides.every((side) => side <= 0)) return 0
  const cosine = Math.max(...seen.map(([, , depth, length]) => depth / length))
  return toDegrees(Math.acos(clamp(cosine, -1, 1)))
}
