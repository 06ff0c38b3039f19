// Finds out in which order a strip, or six numbered files, hold their faces: no file says it, but neighbouring faces continue each other. Tries the
// orders that programs write, with the up and down faces in every turn, and measures the seams of the cube.
import { type Face, faces } from '#tour/pyramid.ts'
import { facePlanes, type Vector } from '../kernel/kernel.ts'
import { openPicture, readPixels } from './decode.ts'

export interface StripOrder {
  /** Cell (in reading order) and clockwise quarter turns to undo, by face. */
  cells: Record<Face, { cell: number; quarterTurns: number }>
  /** Mean difference across the cube's seams, 0…255; and the median over all orders that were tried. */
  seam: number
  typicalSeam: number
}

/** Ours first; then krpano, X/−X/Y/−Y/Z/−Z with +Z ahead and with −Z ahead, Marzipano, and left-to-right room order. */
const knownOrders = ['frblud', 'lfrbud', 'rludfb', 'rludbf', 'bdflru', 'lfrbdu', 'lfrdbu', 'frbldu']
/** Quarter turns of the up and down faces, likeliest first: none, both half, then the rest. */
const turns = [0, 5, 10, 15, 1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14]
  .map((n): [up: number, down: number] => [n >> 2, n & 3])
  .sort(([up, down], [otherUp, otherDown]) => likelihood(otherUp, otherDown) - likelihood(up, down))
const samplePx = 32

function likelihood(up: number, down: number): number {
  if (up === 0 && down === 0) return 3
  if (up === 2 && down === 2) return 2
  return up === down || up + down === 4 ? 1 : 0
}

export async function bestStripOrder(
  path: string,
  grid: { columns: number; rows: number },
  maxPixels: number,
): Promise<StripOrder> {
  const picture = await openPicture(path, maxPixels)
  const widthPx = grid.columns * samplePx
  const { data } = await readPixels(picture.resize(widthPx, grid.rows * samplePx, { fit: 'fill', kernel: 'linear' }))
  const cellPixel = (cell: number, column: number, row: number): Uint8Array => {
    const x = (cell % grid.columns) * samplePx + column
    const y = Math.floor(cell / grid.columns) * samplePx + row
    return data.subarray((y * widthPx + x) * 3, (y * widthPx + x) * 3 + 3)
  }
  return bestOrder(cellPixel)
}

/** The order of six files that are only numbered; as numbered, in our own order, where their seams say nothing. */
export async function bestFileOrder(paths: string[], maxPixels: number): Promise<StripOrder['cells']> {
  const cells: Uint8Array[] = []
  for (const path of paths) {
    const picture = await openPicture(path, maxPixels)
    cells.push((await readPixels(picture.resize(samplePx, samplePx, { fit: 'fill', kernel: 'linear' }))).data)
  }
  const found = bestOrder((cell, column, row) => {
    const at = (row * samplePx + column) * 3
    return cells[cell]?.subarray(at, at + 3) ?? new Uint8Array(3)
  })
  const [asNumbered = found.cells] = candidates()
  return stripIsCube(found) ? found.cells : asNumbered
}

type CellPixel = (cell: number, column: number, row: number) => Uint8Array

function bestOrder(cellPixel: CellPixel): StripOrder {
  const tried = candidates().map((cells) => ({ cells, seam: seamOf(cells, cellPixel) }))
  const seams = tried.map(({ seam }) => seam).sort((a, b) => a - b)
  const [smallest = 0] = seams
  // A cube turned about its vertical axis has the same seams: among equals the likeliest convention, which is tried first, wins.
  const best = tried.find(({ seam }) => seam <= smallest * 1.02 + 0.2)
  if (!best) throw new Error('No order was tried')
  return { ...best, typicalSeam: seams[seams.length >> 1] ?? 0 }
}

/** Photos of the same shape continue across their cells too, but never around a whole cube. */
export function stripIsCube({ seam, typicalSeam }: StripOrder): boolean {
  return typicalSeam > 4 && seam < typicalSeam * 0.5
}

function candidates(): StripOrder['cells'][] {
  const found: StripOrder['cells'][] = []
  for (const [up, down] of turns)
    for (const order of knownOrders) {
      const at = (face: Face) => ({
        cell: order.indexOf(face),
        quarterTurns: face === 'u' ? up : face === 'd' ? down : 0,
      })
      found.push({ f: at('f'), r: at('r'), b: at('b'), l: at('l'), u: at('u'), d: at('d') })
    }
  return found
}

interface SeamPair {
  here: [face: Face, column: number, row: number]
  there: [face: Face, column: number, row: number]
}

/** Every edge pixel of every face with the pixel of the neighbour face just across the edge. */
const seamPairs: SeamPair[] = faces.flatMap((face) => {
  const pairs: SeamPair[] = []
  const pixel = 2 / samplePx
  for (let i = 0; i < samplePx; i++) {
    const along = -1 + (i + 0.5) * pixel
    const beyond = 1 + pixel / 2
    for (const [s, t, column, row] of [
      [along, -beyond, i, 0],
      [along, beyond, i, samplePx - 1],
      [-beyond, along, 0, i],
      [beyond, along, samplePx - 1, i],
    ] as const)
      pairs.push({ here: [face, column, row], there: facePixel(face, s, t) })
  }
  return pairs
})

/** The face, column and row that a point on (or just beyond) a face's plane belongs to. */
function facePixel(face: Face, s: number, t: number): [Face, number, number] {
  const { centre, across, down } = facePlanes[face]
  const direction: Vector = [
    centre[0] + s * across[0] + t * down[0],
    centre[1] + s * across[1] + t * down[1],
    centre[2] + s * across[2] + t * down[2],
  ]
  const dot = (a: Vector) => a[0] * direction[0] + a[1] * direction[1] + a[2] * direction[2]
  const owner = faces.reduce((best, other) =>
    dot(facePlanes[other].centre) > dot(facePlanes[best].centre) ? other : best,
  )
  const plane = facePlanes[owner]
  const place = (axis: Vector) => {
    const share = (dot(axis) / dot(plane.centre) + 1) / 2
    return Math.min(samplePx - 1, Math.max(0, Math.floor(share * samplePx)))
  }
  return [owner, place(plane.across), place(plane.down)]
}

function seamOf(cells: StripOrder['cells'], cellPixel: CellPixel): number {
  const pixelOf = ([face, column, row]: SeamPair['here']) => {
    const { cell, quarterTurns } = cells[face]
    let [x, y] = [column, row]
    for (let turn = 0; turn < quarterTurns; turn++) [x, y] = [samplePx - 1 - y, x]
    return cellPixel(cell, x, y)
  }
  let sum = 0
  for (const { here, there } of seamPairs) {
    const a = pixelOf(here)
    const b = pixelOf(there)
    sum +=
      Math.abs((a[0] ?? 0) - (b[0] ?? 0)) + Math.abs((a[1] ?? 0) - (b[1] ?? 0)) + Math.abs((a[2] ?? 0) - (b[2] ?? 0))
  }
  return sum / (3 * seamPairs.length)
}
