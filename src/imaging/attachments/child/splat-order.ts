// Orders of splats: along a curve that keeps neighbours together, so that pictures of their values compress well and are read in
// one place; and by how much of the picture each fills.
import type { SplatCloud } from './splat-cloud.ts'

const cells = 1023

/** These splats, sorted along a Z-order curve through the box around them. */
export function inMortonOrder({ positions }: SplatCloud, order: Uint32Array): Uint32Array {
  const least = [Infinity, Infinity, Infinity]
  const greatest = [-Infinity, -Infinity, -Infinity]
  for (const splat of order)
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[splat * 3 + axis] ?? 0
      least[axis] = Math.min(least[axis] ?? 0, value)
      greatest[axis] = Math.max(greatest[axis] ?? 0, value)
    }
  const cell = (splat: number, axis: number) => {
    const span = (greatest[axis] ?? 0) - (least[axis] ?? 0)
    return span > 0 ? Math.floor((((positions[splat * 3 + axis] ?? 0) - (least[axis] ?? 0)) / span) * cells) : 0
  }
  return sortedBy(order, (splat) => spread(cell(splat, 0)) + 2 * spread(cell(splat, 1)) + 4 * spread(cell(splat, 2)))
}

/** Ten bits, two gaps between each. */
function spread(value: number): number {
  let bits = value & 1023
  bits = (bits | (bits << 16)) & 0x030000ff
  bits = (bits | (bits << 8)) & 0x0300f00f
  bits = (bits | (bits << 4)) & 0x030c30c3
  return (bits | (bits << 2)) & 0x09249249
}

/** Key and place in one number: 30 bits and 22 bits, sorted by the machine. */
function sortedBy(order: Uint32Array, keyOf: (splat: number) => number): Uint32Array {
  const places = 2 ** 22
  const keys = Float64Array.from(order, (splat, place) => keyOf(splat) * places + place).sort()
  return Uint32Array.from(keys, (key) => order[key % places] ?? 0)
}

/** So many splats that fill most of the picture, by opacity and area, in the order in which they stood. */
export function weightiest({ count, opacities, scales }: SplatCloud, wanted: number): Uint32Array {
  const weights = new Float32Array(count)
  for (let i = 0; i < count; i++) {
    const [x = 0, y = 0, z = 0] = scales.subarray(i * 3, i * 3 + 3)
    // The two longest half-axes: what is seen of it from most sides.
    weights[i] = (opacities[i] ?? 0) * Math.exp(x + y + z - Math.min(x, y, z))
  }
  const least = Float32Array.from(weights).sort()[Math.max(0, count - wanted)] ?? 0
  const order = new Uint32Array(Math.min(count, wanted))
  let taken = 0
  for (let i = 0; i < count && taken < order.length; i++) if ((weights[i] ?? 0) >= least) order[taken++] = i
  return order.subarray(0, taken)
}
