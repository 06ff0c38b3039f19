// The inner loops of the tiler, compiled to WebAssembly with SIMD by scripts/build-kernel.mjs. Works on memory that several
// threads share: it keeps no state and allocates nothing. The caller owns every address and checks every size.

// Pixels are packed RGB. A sphere lies in memory with two rows above and below and two pixels left and right of it, so that
// no tap of the 4×4 filter needs a bounds check. Positions are fixed-point with 8 fraction bits.
const FRACTION_BITS: i32 = 8
const FRACTION_MASK: i32 = 255
/** Bytes of one entry of a weight table: two vectors of eight 14-bit weights. */
const WEIGHT_SHIFT: i32 = 5

const PI: f32 = 3.14159265358979
const HALF_PI: f32 = 1.5707963267949
const QUARTER_PI: f32 = 0.785398163397448
const TAN_EIGHTH_PI: f32 = 0.414213562373095

/** atan2 of four lanes; error below 2e-7 rad. The fraction is reduced to |q| ≤ tan(π/8), where four coefficients suffice. */
// @ts-ignore: decorator
@inline
function arcTangent(y: v128, x: v128): v128 {
  const ay = f32x4.abs(y)
  const ax = f32x4.abs(x)
  const small = f32x4.min(ax, ay)
  const large = f32x4.max(ax, ay)
  const steep = f32x4.gt(small, f32x4.mul(large, f32x4.splat(TAN_EIGHTH_PI)))
  const numerator = f32x4.sub(small, v128.and(large, steep))
  const denominator = f32x4.add(large, v128.and(small, steep))
  const q = f32x4.div(numerator, denominator)
  const z = f32x4.mul(q, q)
  let p = f32x4.splat(8.05374449538e-2)
  p = f32x4.sub(f32x4.mul(p, z), f32x4.splat(1.38776856032e-1))
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(1.99777106478e-1))
  p = f32x4.sub(f32x4.mul(p, z), f32x4.splat(3.33329491539e-1))
  p = f32x4.add(f32x4.mul(f32x4.mul(p, z), q), q)
  p = f32x4.add(p, v128.and(steep, f32x4.splat(QUARTER_PI)))
  p = v128.bitselect(f32x4.sub(f32x4.splat(HALF_PI), p), p, f32x4.gt(ay, ax))
  p = v128.bitselect(f32x4.sub(f32x4.splat(PI), p), p, f32x4.lt(x, f32x4.splat(0)))
  return v128.or(p, v128.and(y, i32x4.splat(<i32>0x80000000)))
}

/**
 * Where the pixels of one output row lie in the sphere: `count` (a multiple of 4) fixed-point columns at `columns`, rows at
 * `rows`. The direction of pixel i is d + i·s; +X right, +Y up, −Z ahead. column = yaw·columnScale + columnOffset, row likewise
 * from the pitch.
 */
export function mapRow(
  columns: usize, rows: usize, count: i32,
  dx: f32, dy: f32, dz: f32, sx: f32, sy: f32, sz: f32,
  columnScale: f32, columnOffset: f32, rowScale: f32, rowOffset: f32,
): void {
  let index = f32x4(0, 1, 2, 3)
  for (let i = 0; i < count; i += 4) {
    const x = f32x4.add(f32x4.splat(dx), f32x4.mul(index, f32x4.splat(sx)))
    const y = f32x4.add(f32x4.splat(dy), f32x4.mul(index, f32x4.splat(sy)))
    const z = f32x4.add(f32x4.splat(dz), f32x4.mul(index, f32x4.splat(sz)))
    const yaw = arcTangent(x, f32x4.neg(z))
    const pitch = arcTangent(y, f32x4.sqrt(f32x4.add(f32x4.mul(x, x), f32x4.mul(z, z))))
    const column = f32x4.add(f32x4.mul(yaw, f32x4.splat(columnScale)), f32x4.splat(columnOffset))
    const row = f32x4.add(f32x4.mul(pitch, f32x4.splat(rowScale)), f32x4.splat(rowOffset))
    v128.store(columns, i32x4.trunc_sat_f32x4_s(column))
    v128.store(rows, i32x4.trunc_sat_f32x4_s(row))
    index = f32x4.add(index, f32x4.splat(4))
    columns += 16
    rows += 16
  }
}

/** Four taps of one source row, weighted: [red, green, blue, 0] with 14 fraction bits. */
// @ts-ignore: decorator
@inline
function weighRow(address: usize, first: v128, second: v128): v128 {
  const row = v128.load(address)
  const firstPair = i8x16.swizzle(row, i8x16(0, -128, 3, -128, 1, -128, 4, -128, 2, -128, 5, -128, -128, -128, -128, -128))
  const secondPair = i8x16.swizzle(row, i8x16(6, -128, 9, -128, 7, -128, 10, -128, 8, -128, 11, -128, -128, -128, -128, -128))
  return i32x4.add(i32x4.dot_i16x8_s(firstPair, first), i32x4.dot_i16x8_s(secondPair, second))
}

/** Two weighted rows as pairs of 16-bit numbers with 6 fraction bits: [r0 r1 g0 g1 b0 b1 0 0]. */
// @ts-ignore: decorator
@inline
function pairRows(upper: v128, lower: v128): v128 {
  const both = i16x8.narrow_i32x4_s(i32x4.shr_s(upper, 8), i32x4.shr_s(lower, 8))
  return i8x16.swizzle(both, i8x16(0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15))
}

/** One bicubic sample as [red, green, blue, 0] in 32-bit lanes. */
// @ts-ignore: decorator
@inline
function samplePixel(column: i32, row: i32, sphere: usize, stride: usize, acrossWeights: usize, downWeights: usize): v128 {
  const address = sphere + <usize>((row >> FRACTION_BITS) - 1) * stride + <usize>((column >> FRACTION_BITS) - 1) * 3
  const across = acrossWeights + (<usize>(column & FRACTION_MASK) << WEIGHT_SHIFT)
  const down = downWeights + (<usize>(row & FRACTION_MASK) << WEIGHT_SHIFT)
  const first = v128.load(across)
  const second = v128.load(across, 16)
  const upper = pairRows(weighRow(address, first, second), weighRow(address + stride, first, second))
  const lower = pairRows(weighRow(address + stride * 2, first, second), weighRow(address + stride * 3, first, second))
  const sum = i32x4.add(i32x4.dot_i16x8_s(upper, v128.load(down)), i32x4.dot_i16x8_s(lower, v128.load(down, 16)))
  return i32x4.shr_s(i32x4.add(sum, i32x4.splat(1 << 19)), 20)
}

/** Samples `count` (a multiple of 4) pixels at the mapped positions. Writes 4 bytes past the last pixel. */
export function sampleRow(
  out: usize, columns: usize, rows: usize, count: i32,
  sphere: usize, stride: usize, acrossWeights: usize, downWeights: usize,
): void {
  for (let i = 0; i < count; i += 4) {
    const p0 = samplePixel(load<i32>(columns), load<i32>(rows), sphere, stride, acrossWeights, downWeights)
    const p1 = samplePixel(load<i32>(columns, 4), load<i32>(rows, 4), sphere, stride, acrossWeights, downWeights)
    const p2 = samplePixel(load<i32>(columns, 8), load<i32>(rows, 8), sphere, stride, acrossWeights, downWeights)
    const p3 = samplePixel(load<i32>(columns, 12), load<i32>(rows, 12), sphere, stride, acrossWeights, downWeights)
    const bytes = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(p0, p1), i16x8.narrow_i32x4_s(p2, p3))
    v128.store(out, i8x16.swizzle(bytes, i8x16(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, -128, -128, -128, -128)))
    out += 12
    columns += 16
    rows += 16
  }
}

/** [p0 rgb, p2 rgb] + [p1 rgb, p3 rgb] of four packed pixels, in 16-bit lanes. */
// @ts-ignore: decorator
@inline
function addNeighbours(row: v128): v128 {
  const even = i8x16.swizzle(row, i8x16(0, -128, 1, -128, 2, -128, 6, -128, 7, -128, 8, -128, -128, -128, -128, -128))
  const odd = i8x16.swizzle(row, i8x16(3, -128, 4, -128, 5, -128, 9, -128, 10, -128, 11, -128, -128, -128, -128, -128))
  return i16x8.add(even, odd)
}

/**
 * Halves a picture: every output pixel is the mean of 2×2. `width` is the output's and even. Writes nothing else, because
 * threads fill neighbouring quarters of one tile at the same time; reads 4 bytes past a row's end.
 */
export function halve(source: usize, sourceStride: usize, out: usize, outStride: usize, width: i32, height: i32): void {
  for (let y = 0; y < height; y++) {
    let from = source
    let to = out
    for (let x = 0; x < width; x += 2) {
      const sum = i16x8.add(addNeighbours(v128.load(from)), addNeighbours(v128.load(from + sourceStride)))
      const mean = i16x8.shr_u(i16x8.add(sum, i16x8.splat(2)), 2)
      const bytes = i8x16.narrow_i16x8_u(mean, mean)
      v128.store32_lane(to, bytes, 0)
      v128.store16_lane(to, bytes, 2, 4)
      from += 12
      to += 6
    }
    source += sourceStride << 1
    out += outStride
  }
}
