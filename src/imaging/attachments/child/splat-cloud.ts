// A cloud of Gaussian splats in memory, as all readers give it and all writers take it. Axes as in PLY files of the training
// programs: x right, y down, z forward.
import { AttachmentRefusal } from '../refusal.ts'

export interface SplatCloud {
  count: number
  /** x, y, z. */
  positions: Float32Array
  /** Natural logarithms of the three half-axes. */
  scales: Float32Array
  /** w, x, y, z; of length 1. */
  rotations: Float32Array
  /** 0…1 */
  opacities: Float32Array
  /** Zeroth band: red, green, blue. */
  colours: Float32Array
  /** Further bands, 0…3, and their coefficients: per splat, per coefficient red, green, blue. */
  bands: number
  harmonics: Float32Array
}

/** More than any phone or plain laptop draws fluently. */
const maximumSplats = 4_000_000

/** Asked before anything of that size is made. */
export function refuseMany(splats: number): void {
  if (splats === 0) throw new AttachmentRefusal('splat_not')
  if (splats > maximumSplats) throw new AttachmentRefusal('splat_many', { splats, maximum: maximumSplats })
}

export const coefficientsOf = (bands: number): number => (bands + 1) ** 2 - 1

export function emptyCloud(count: number, bands: number): SplatCloud {
  return {
    count,
    bands,
    positions: new Float32Array(count * 3),
    scales: new Float32Array(count * 3),
    rotations: new Float32Array(count * 4),
    opacities: new Float32Array(count),
    colours: new Float32Array(count * 3),
    harmonics: new Float32Array(count * coefficientsOf(bands) * 3),
  }
}

/** The splats with these numbers, in this order, with at most so many bands. */
export function pick(cloud: SplatCloud, order: Uint32Array, bands = cloud.bands): SplatCloud {
  return {
    count: order.length,
    bands,
    positions: rows(cloud.positions, order, 3),
    scales: rows(cloud.scales, order, 3),
    rotations: rows(cloud.rotations, order, 4),
    opacities: rows(cloud.opacities, order, 1),
    colours: rows(cloud.colours, order, 3),
    harmonics: rows(cloud.harmonics, order, coefficientsOf(cloud.bands) * 3, coefficientsOf(bands) * 3),
  }
}

/** The same in place, column by column, so that a large cloud is never there twice. */
export function arrange(cloud: SplatCloud, order: Uint32Array): void {
  cloud.harmonics = rows(cloud.harmonics, order, coefficientsOf(cloud.bands) * 3)
  cloud.positions = rows(cloud.positions, order, 3)
  cloud.scales = rows(cloud.scales, order, 3)
  cloud.rotations = rows(cloud.rotations, order, 4)
  cloud.opacities = rows(cloud.opacities, order, 1)
  cloud.colours = rows(cloud.colours, order, 3)
  cloud.count = order.length
}

/** The first `used` numbers of these rows of `width` numbers. */
function rows(from: Float32Array, order: Uint32Array, width: number, used = width): Float32Array {
  const to = new Float32Array(order.length * used)
  if (used > 0)
    for (let i = 0; i < order.length; i++) {
      const start = (order[i] ?? 0) * width
      for (let k = 0; k < used; k++) to[i * used + k] = from[start + k] ?? 0
    }
  return to
}

/** Numbers of the splats that can be drawn: finite, and not of length zero. Turns are brought to length 1. */
export function drawable(cloud: SplatCloud): Uint32Array {
  const order = new Uint32Array(cloud.count)
  let count = 0
  for (let i = 0; i < cloud.count; i++) if (isDrawable(cloud, i)) order[count++] = i
  return order.subarray(0, count)
}

function isDrawable({ positions, scales, rotations, opacities, colours }: SplatCloud, i: number): boolean {
  let sum = opacities[i] ?? 0
  for (let axis = 0; axis < 3; axis++)
    sum += (positions[i * 3 + axis] ?? 0) + (scales[i * 3 + axis] ?? 0) + (colours[i * 3 + axis] ?? 0)
  const turn = rotations.subarray(i * 4, i * 4 + 4)
  const length = Math.hypot(turn[0] ?? 0, turn[1] ?? 0, turn[2] ?? 0, turn[3] ?? 0)
  if (!Number.isFinite(sum) || !(length > 0) || !Number.isFinite(length)) return false
  for (let part = 0; part < 4; part++) turn[part] = (turn[part] ?? 0) / length
  return true
}
