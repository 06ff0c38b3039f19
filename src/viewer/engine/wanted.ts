// What to load for the views on screen, in which order. Pure.
import type { PanoramaSource } from '#tour/published.ts'
import { faces, tileName } from '#tour/pyramid.ts'
import type { Tile, VisibleTile } from './cover.ts'
import type { TileRequest } from './loader.ts'

export const keyOf = (source: PanoramaSource, tile: Tile) =>
  `${source.id}/${tile.level}/${tile.face}${tile.row}_${tile.column}`

export interface Wishes {
  source: PanoramaSource
  tiles: readonly VisibleTile[]
  /** What the motion will show in a moment. */
  soon?: readonly VisibleTile[]
  /** The link is slow: one coarse tile per visible face first, so that something readable appears early. */
  coarseFirst?: boolean
  /** Nothing is there to cover the view meanwhile: one coarse tile per visible face, together with the finer ones. */
  isBare?: boolean
  /** The visitor looks around: keep the coarse level of the whole sphere, so that turning never meets a blur for long. */
  wholeSphere?: boolean
}

/**
 * What is seen, from the middle outwards (1…2), what will be seen soon (2…3), then the rest of the sphere (3). On a slow link the coarse tiles come first and alone
 * (0…1): sharing the link with finer ones they would arrive together with them, and help nobody.
 */
export function requestsFor(
  { source, tiles, soon = [], coarseFirst, isBare, wholeSphere }: Wishes,
  has: (key: string) => boolean,
): TileRequest[] {
  const requests = new Map<string, TileRequest>()
  const ask = (tile: Tile, priority: number) => {
    const key = keyOf(source, tile)
    if (!has(key) && !requests.has(key)) requests.set(key, { key, url: urlOf(source, tile), priority })
  }
  const missing = tiles.filter((tile) => !has(keyOf(source, tile)))
  // One finer tile is as quick as the coarse one.
  if ((coarseFirst || isBare) && missing.length > 1) {
    for (const { face, angleDegrees } of missing) ask(coarse(face), angleDegrees / 180)
    if (coarseFirst && requests.size > 0) return [...requests.values()]
  }
  for (const tile of missing) ask(tile, 1 + tile.angleDegrees / 180)
  for (const tile of soon) ask(tile, 2 + tile.angleDegrees / 180)
  if (wholeSphere && source.pyramid.levels > 1) for (const tile of wholeSphereTiles) ask(tile, 3)
  return [...requests.values()]
}

/** The same tiles, fetched into the HTTP cache only: for a scene that may come next, the likeliest (order 0) first. */
export function cacheRequestsFor(source: PanoramaSource, tiles: readonly Tile[], order = 0): TileRequest[] {
  return tiles.map((tile) => ({
    key: `cache:${keyOf(source, tile)}`,
    url: urlOf(source, tile),
    priority: 4 + order,
    onlyCache: true,
  }))
}

export const coarse = (face: Tile['face']): Tile => ({ face, level: 1, row: 0, column: 0 })

/** The coarse level of the whole sphere. */
export const wholeSphereTiles: readonly Tile[] = faces.map(coarse)

const urlOf = ({ tilesUrl, pyramid }: PanoramaSource, { level, face, row, column }: Tile) =>
  tilesUrl + tileName(pyramid.format, level, face, row, column)
