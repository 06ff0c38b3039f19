// The pyramid of cube-face tiles that a panorama becomes: its numbers, and the name of a tile. Pure and free of dependencies,
// because the imaging writes it, the server answers it and the viewer reads it.

/** Face order everywhere: front, right, back, left, up, down. Convention: docs/tour-format.md, "Cube faces". */
export const faces = ['f', 'r', 'b', 'l', 'u', 'd'] as const
export type Face = (typeof faces)[number]

/** Level 1 is one tile per face, each further level doubles the side; the finest face is tilePx · 2^(levels − 1) pixels wide. */
export interface Pyramid {
  /** Side of every tile in pixels; the same on all levels. */
  tilePx: number
  levels: number
  format: 'jpg' | 'webp'
}

/** Side of a face in pixels on a level (1 = coarsest). */
export const facePx = (pyramid: Pick<Pyramid, 'tilePx'>, level: number) => pyramid.tilePx * 2 ** (level - 1)

/** Number of tiles along a face's side on a level. */
export const tilesAcross = (level: number) => 2 ** (level - 1)

/** Name of a tile inside the archive and after the base of its URL, e.g. `3/f0_2.jpg` = level 3, front, row 0, column 2. */
export const tileName = (format: Pyramid['format'], level: number, face: Face, row: number, column: number) =>
  `${level}/${face}${row}_${column}.${format}`

const smallestTilePx = 256
const largestTilePx = 640
const blockPx = 16
/** 8192 / π is 2607: four 640 px tiles lose 1.8 % there, eight 320 px tiles would cost four times the requests. */
const roundingAllowed = 1.03

/**
 * The pyramid that keeps the resolution of an equirectangular image at the face centres: face side ≈ width / π.
 * Tile sides are multiples of 16 (whole JPEG blocks) between 256 and 640 px.
 */
export function pyramidFor(equirectangularWidthPx: number): Pyramid {
  const wanted = equirectangularWidthPx / Math.PI
  let levels = 1
  while (wanted / 2 ** (levels - 1) > largestTilePx * roundingAllowed) levels++
  const tilePx = Math.round(wanted / 2 ** (levels - 1) / blockPx) * blockPx
  return { tilePx: Math.min(largestTilePx, Math.max(smallestTilePx, tilePx)), levels, format: 'jpg' }
}
