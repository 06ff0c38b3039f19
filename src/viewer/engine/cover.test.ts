import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { directionOf } from '#tour/angles.ts'
import { faceAt } from '#tour/faces.ts'
import { type Camera, focalPx, unproject } from '#tour/projection.ts'
import { type Pyramid, pyramidFor, tilesAcross } from '#tour/pyramid.ts'
import {
  affordableTiles,
  coverOf,
  hasMixedLevels,
  parentsOf,
  partOf,
  squareOf,
  type Tile,
  visibleTiles,
} from './cover.ts'

const pyramid = pyramidFor(8192)
const desk = (yawDegrees: number, pitchDegrees: number, fovDegrees = 90): Camera => ({
  view: { yawDegrees, pitchDegrees, fovDegrees },
  widthPx: 1280,
  heightPx: 720,
})
const name = ({ level, face, row, column }: Tile) => `${level}/${face}${row}_${column}`
const names = (tiles: Tile[]) => tiles.map(name).sort()

const cameras: fc.Arbitrary<Camera> = fc.record({
  view: fc.record({
    yawDegrees: fc.double({ min: -180, max: 180, noNaN: true }),
    pitchDegrees: fc.double({ min: -90, max: 90, noNaN: true }),
    fovDegrees: fc.double({ min: 20, max: 140, noNaN: true }),
  }),
  widthPx: fc.integer({ min: 300, max: 4000 }),
  heightPx: fc.integer({ min: 300, max: 4000 }),
})
const share = fc.double({ min: 0.001, max: 0.999, noNaN: true })

/** The wanted tile under a pixel. */
function tileAt(tiles: Tile[], camera: Camera, x: number, y: number): Tile[] {
  const { face, s, t } = faceAt(directionOf(unproject(camera, { x, y })))
  return tiles.filter((tile) => {
    const square = squareOf(tile)
    const insideS = s >= square.s - 1e-9 && s <= square.s + square.side + 1e-9
    return tile.face === face && insideS && t >= square.t - 1e-9 && t <= square.t + square.side + 1e-9
  })
}

describe('wanted tiles', () => {
  it('are the four of the front face, one texel per pixel, for the usual first view of an 8K panorama', () => {
    expect(names(visibleTiles(pyramid, desk(0, 0)))).toEqual(['2/f0_0', '2/f0_1', '2/f1_0', '2/f1_1'])
  })

  it('cover every pixel of any picture', () => {
    fc.assert(
      fc.property(cameras, share, share, (camera, x, y) => {
        const tiles = visibleTiles(pyramid, camera)
        expect(tileAt(tiles, camera, x * camera.widthPx, y * camera.heightPx).length).toBeGreaterThan(0)
      }),
    )
  })

  it('never overlap', () => {
    fc.assert(
      fc.property(cameras, (camera) => {
        const tiles = visibleTiles(pyramid, camera)
        const wanted = new Set(tiles.map(name))
        for (const tile of tiles) {
          for (let up = 1; up < tile.level; up++) {
            const ancestor = { ...tile, level: tile.level - up, row: tile.row >> up, column: tile.column >> up }
            expect(wanted.has(name(ancestor))).toBe(false)
          }
        }
      }),
    )
  })

  it('are sharp in the middle of the picture, unless the panorama has no more to give', () => {
    fc.assert(
      fc.property(cameras, (camera) => {
        const [under] = tileAt(visibleTiles(pyramid, camera), camera, camera.widthPx / 2, camera.heightPx / 2)
        if (!under || under.level === pyramid.levels) return
        const { s, t } = faceAt(directionOf(camera.view))
        const texelsPerRadian = ((pyramid.tilePx * tilesAcross(under.level)) / 2) * Math.hypot(1, s, t)
        expect(texelsPerRadian * 1.11).toBeGreaterThan(focalPx(camera))
      }),
    )
  })

  it('are never finer than one level for the whole picture would be', () => {
    fc.assert(
      fc.property(cameras, (camera) => {
        const coarserIsEnough = (level: number) => (pyramid.tilePx * tilesAcross(level)) / 2 >= focalPx(camera)
        for (const { level } of visibleTiles(pyramid, camera)) {
          expect(level === 1 || !coarserIsEnough(level - 1)).toBe(true)
        }
      }),
    )
  })

  it('get coarser towards the corners of the cube, where faces hold more texels per angle', () => {
    const fine: Pyramid = { tilePx: 512, levels: 4, format: 'jpg' }
    const front = visibleTiles(fine, { ...desk(0, 0, 26), widthPx: 640, heightPx: 360 })
    const corner = visibleTiles(fine, { ...desk(45, 35.26, 26), widthPx: 640, heightPx: 360 })
    expect(Math.max(...front.map(({ level }) => level))).toBeGreaterThan(Math.max(...corner.map(({ level }) => level)))
  })

  it('come from the middle of the picture outwards', () => {
    const angles = visibleTiles(pyramid, { ...desk(20, 10), widthPx: 3840, heightPx: 2160 }).map(
      (tile) => tile.angleDegrees,
    )
    expect(angles[0]).toBe(0)
    expect(angles).toEqual([...angles].sort((a, b) => a - b))
  })

  it('are as many as memory affords, by being coarser', () => {
    const wall = { ...desk(20, 10), widthPx: 7680, heightPx: 4320 }
    expect(visibleTiles(pyramid, wall).length).toBeGreaterThan(16)
    const some = affordableTiles(pyramid, wall, 16)
    expect(some.length).toBeLessThanOrEqual(16)
    expect(tileAt(some, wall, 3840, 2160).length).toBeGreaterThan(0)
  })
})

describe('cover', () => {
  const wanted = visibleTiles(pyramid, desk(0, 0))
  const resident = (...keys: string[]) => {
    const set = new Set(keys)
    return (tile: Tile) => set.has(name(tile))
  }

  it('is the tiles themselves when all are there', () => {
    const patches = coverOf(wanted, () => true)
    expect(patches.every(({ tile, from }) => tile === from)).toBe(true)
    expect(hasMixedLevels(patches)).toBe(false)
  })

  it('falls back to the preview, so that nothing is ever black', () => {
    const patches = coverOf(wanted, resident('0/f0_0'))
    expect(patches).toHaveLength(wanted.length)
    expect(patches.every(({ from }) => from.level === 0)).toBe(true)
  })

  it('prefers the nearest ancestor and takes the right part of it', () => {
    const patches = coverOf(wanted, resident('0/f0_0', '1/f0_0'))
    const lowerRight = patches.find(({ tile }) => name(tile) === '2/f1_1')
    expect(lowerRight?.from.level).toBe(1)
    expect(lowerRight && partOf(lowerRight)).toEqual({ left: 0.5, top: 0.5, side: 0.5 })
  })

  it('keeps finer tiles on screen while a coarser one loads', () => {
    const patches = coverOf([{ face: 'f', level: 2, row: 0, column: 0 }], resident('0/f0_0', '3/f0_1'))
    expect(patches.map(({ tile, from }) => `${name(tile)} from ${name(from)}`)).toEqual([
      '3/f0_0 from 0/f0_0',
      '3/f0_1 from 3/f0_1',
      '3/f1_0 from 0/f0_0',
      '3/f1_1 from 0/f0_0',
    ])
  })

  it('knows where levels meet', () => {
    const patches = coverOf([{ face: 'f', level: 1, row: 0, column: 0 }], resident('0/f0_0', '2/f0_1', '3/f0_0'))
    expect(hasMixedLevels(patches)).toBe(true)
  })
})

it('offers one level coarser, each tile once, until there is none', () => {
  const tiles = visibleTiles(pyramid, desk(0, 0))
  const parents = parentsOf(tiles)
  expect(new Set(names(parents)).size).toBe(parents.length)
  for (const { face, level, row, column } of tiles) {
    expect(names(parents)).toContain(name({ face, level: level - 1, row: row >> 1, column: column >> 1 }))
  }
  const coarsest = [{ face: 'f' as const, level: 1, row: 0, column: 0, angleDegrees: 0 }]
  expect(parentsOf(coarsest)).toEqual(coarsest)
})
