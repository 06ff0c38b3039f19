// The inner loops of the tiler, compiled to WebAssembly with SIMD by scripts/build-kernel.mjs. Works on memory that several
// threads share: it keeps no state and allocates nothing. The caller owns every address and checks every size.

// Pixels are packed RGB. A sphere lies in memory with two rows above and below and two pixels left and right of it, so that
// no tap of the 4×4 filter needs a bounds check. Positions are fixed-point with 8 fraction bits.
const FRACTION_BITS: i32 = 8
const FRACTION_MASK: i32 = 255
/** Bytes of one entry of a weight table: two vectors of eight 14-bit weights. */
const WEIGHT_SHIFT: i32 = 5

// The constants of arcTangent, as offsets into the table that the caller writes. V8 would build literals anew in every round of
// a loop (measured for sampleRow: 15.3 instead of 10.6 ns per pixel), so everything constant is loaded once before it.
const SIGN: usize = 0
const TAN_EIGHTH_PI: usize = 16
const C4: usize = 32
const C3: usize = 48
const C2: usize = 64
const C1: usize = 80
const QUARTER_PI: usize = 96
const HALF_PI: usize = 112
const PI: usize = 128

/** atan2 of four lanes; error below 2e-7 rad. The fraction is reduced to |q| ≤ tan(π/8), where four coefficients suffice. */
// @ts-ignore: decorator
@inline
function arcTangent(
  y: v128, x: v128, sign: v128, tanEighth: v128, c4: v128, c3: v128, c2: v128, c1: v128, quarter: v128, half: v128, pi: v128,
): v128 {
  const ay = v128.andnot(y, sign)
  const ax = v128.andnot(x, sign)
  const small = f32x4.relaxed_min(ax, ay)
  const large = f32x4.relaxed_max(ax, ay)
  const steep = f32x4.gt(small, f32x4.mul(large, tanEighth))
  const numerator = f32x4.sub(small, v128.and(large, steep))
  // Straight up and down both are 0; the yaw does not matter there, but it must be a number.
  const denominator = f32x4.add(f32x4.add(large, v128.and(small, steep)), f32x4.splat(1e-30))
  const q = f32x4.div(numerator, denominator)
  const z = f32x4.mul(q, q)
  let p = f32x4.add(f32x4.mul(c4, z), c3)
  p = f32x4.add(f32x4.mul(p, z), c2)
  p = f32x4.add(f32x4.mul(p, z), c1)
  p = f32x4.add(f32x4.mul(f32x4.mul(p, z), q), q)
  p = f32x4.add(p, v128.and(steep, quarter))
  // Mirrored at the diagonal and at the y axis: the sign bit is flipped, then the offset added.
  const upright = f32x4.gt(ay, ax)
  p = f32x4.add(v128.xor(p, v128.and(upright, sign)), v128.and(upright, half))
  const behind = i32x4.shr_s(x, 31)
  p = f32x4.add(v128.xor(p, v128.and(behind, sign)), v128.and(behind, pi))
  return v128.or(p, v128.and(y, sign))
}

/**
 * Where the pixels of one output row lie in the sphere: `count` (a multiple of 4) fixed-point columns at `columns`, rows at
 * `rows`. The direction of pixel i is d + i·s; +X right, +Y up, −Z ahead. column = yaw·columnScale + columnOffset, row likewise
 * from the pitch.
 */
export function mapRow(
  columns: usize, rows: usize, count: i32,
  dx: f32, dy: f32, dz: f32, sx: f32, sy: f32, sz: f32,
  columnScale: f32, columnOffset: f32, rowScale: f32, rowOffset: f32, constants: usize,
): void {
  const sign = v128.load(constants, SIGN)
  const tanEighth = v128.load(constants, TAN_EIGHTH_PI)
  const c4 = v128.load(constants, C4)
  const c3 = v128.load(constants, C3)
  const c2 = v128.load(constants, C2)
  const c1 = v128.load(constants, C1)
  const quarter = v128.load(constants, QUARTER_PI)
  const half = v128.load(constants, HALF_PI)
  const pi = v128.load(constants, PI)
  for (let i = 0; i < count; i += 4) {
    const index = f32x4.add(f32x4.splat(<f32>i), f32x4(0, 1, 2, 3))
    const x = f32x4.add(f32x4.splat(dx), f32x4.mul(index, f32x4.splat(sx)))
    const y = f32x4.add(f32x4.splat(dy), f32x4.mul(index, f32x4.splat(sy)))
    const z = f32x4.add(f32x4.splat(dz), f32x4.mul(index, f32x4.splat(sz)))
    const level = f32x4.sqrt(f32x4.add(f32x4.mul(x, x), f32x4.mul(z, z)))
    const yaw = arcTangent(x, v128.xor(z, sign), sign, tanEighth, c4, c3, c2, c1, quarter, half, pi)
    const pitch = arcTangent(y, level, sign, tanEighth, c4, c3, c2, c1, quarter, half, pi)
    v128.store(columns, toFixed(yaw, columnScale, columnOffset))
    v128.store(rows, toFixed(pitch, rowScale, rowOffset))
    columns += 16
    rows += 16
  }
}

// @ts-ignore: decorator
@inline
function toFixed(angle: v128, scale: f32, offset: f32): v128 {
  return i32x4.relaxed_trunc_f32x4_s(f32x4.add(f32x4.mul(angle, f32x4.splat(scale)), f32x4.splat(offset)))
}

/**
 * Only the rows of mapRow, for a plane that stands upright, where columns and the directions' level lengths are the same in every
 * row: pitch = atan(dy · inverse), with |dy · inverse| ≤ 1. `coefficients` are eight vectors, highest power first, of the odd
 * polynomial atan(z)·rowScale.
 */
export function mapUprightRow(
  rows: usize, inverse: usize, count: i32, dy: f32, rowOffset: f32, coefficients: usize,
): void {
  const c8 = v128.load(coefficients)
  const c7 = v128.load(coefficients, 16)
  const c6 = v128.load(coefficients, 32)
  const c5 = v128.load(coefficients, 48)
  const c4 = v128.load(coefficients, 64)
  const c3 = v128.load(coefficients, 80)
  const c2 = v128.load(coefficients, 96)
  const c1 = v128.load(coefficients, 112)
  for (let i = 0; i < count; i += 4) {
    const q = f32x4.mul(v128.load(inverse), f32x4.splat(dy))
    const z = f32x4.mul(q, q)
    let p = f32x4.add(f32x4.mul(c8, z), c7)
    p = f32x4.add(f32x4.mul(p, z), c6)
    p = f32x4.add(f32x4.mul(p, z), c5)
    p = f32x4.add(f32x4.mul(p, z), c4)
    p = f32x4.add(f32x4.mul(p, z), c3)
    p = f32x4.add(f32x4.mul(p, z), c2)
    p = f32x4.add(f32x4.mul(p, z), c1)
    v128.store(rows, i32x4.relaxed_trunc_f32x4_s(f32x4.add(f32x4.mul(p, q), f32x4.splat(rowOffset))))
    inverse += 16
    rows += 16
  }
}

/** Four taps of one source row, weighted: [red, green, blue, 0] with 14 fraction bits. */
// @ts-ignore: decorator
@inline
function weighRow(address: usize, firstPair: v128, secondPair: v128, first: v128, second: v128): v128 {
  const row = v128.load(address)
  return i32x4.add(
    i32x4.dot_i16x8_s(i8x16.relaxed_swizzle(row, firstPair), first),
    i32x4.dot_i16x8_s(i8x16.relaxed_swizzle(row, secondPair), second),
  )
}

/** Two weighted rows as pairs of 16-bit numbers with 6 fraction bits: [r0 r1 g0 g1 b0 b1 0 0]. */
// @ts-ignore: decorator
@inline
function pairRows(upper: v128, lower: v128): v128 {
  return v128.shuffle<i16>(i32x4.shr_s(upper, 8), i32x4.shl(lower, 8), 0, 9, 2, 11, 4, 13, 6, 15)
}

/** One bicubic sample as [red, green, blue, 0] in 32-bit lanes with 20 fraction bits. */
// @ts-ignore: decorator
@inline
function samplePixel(
  column: i32, row: i32, sphere: usize, stride: usize, acrossWeights: usize, downWeights: usize,
  firstPair: v128, secondPair: v128,
): v128 {
  const address = sphere + <usize>((row >> FRACTION_BITS) - 1) * stride + <usize>((column >> FRACTION_BITS) - 1) * 3
  const across = acrossWeights + (<usize>(column & FRACTION_MASK) << WEIGHT_SHIFT)
  const down = downWeights + (<usize>(row & FRACTION_MASK) << WEIGHT_SHIFT)
  const first = v128.load(across)
  const second = v128.load(across, 16)
  const upper = pairRows(
    weighRow(address, firstPair, secondPair, first, second),
    weighRow(address + stride, firstPair, secondPair, first, second),
  )
  const lower = pairRows(
    weighRow(address + stride * 2, firstPair, secondPair, first, second),
    weighRow(address + stride * 3, firstPair, secondPair, first, second),
  )
  return i32x4.add(i32x4.dot_i16x8_s(upper, v128.load(down)), i32x4.dot_i16x8_s(lower, v128.load(down, 16)))
}

/**
 * Samples `count` (a multiple of 4) pixels at the mapped positions. `constants` holds four
 * vectors: two that spread taps into pairs, the rounding, and one that packs four pixels.
 */
export function sampleRow(
  out: usize, columns: usize, rows: usize, count: i32,
  sphere: usize, stride: usize, acrossWeights: usize, downWeights: usize, constants: usize,
): void {
  const a = v128.load(constants)
  const b = v128.load(constants, 16)
  const rounding = v128.load(constants, 32)
  const pack = v128.load(constants, 48)
  for (let i = 0; i < count; i += 4) {
    const p0 = samplePixel(load<i32>(columns), load<i32>(rows), sphere, stride, acrossWeights, downWeights, a, b)
    const p1 = samplePixel(load<i32>(columns, 4), load<i32>(rows, 4), sphere, stride, acrossWeights, downWeights, a, b)
    const p2 = samplePixel(load<i32>(columns, 8), load<i32>(rows, 8), sphere, stride, acrossWeights, downWeights, a, b)
    const p3 = samplePixel(load<i32>(columns, 12), load<i32>(rows, 12), sphere, stride, acrossWeights, downWeights, a, b)
    const left = i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(p0, rounding), 20), i32x4.shr_s(i32x4.add(p1, rounding), 20))
    const right = i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(p2, rounding), 20), i32x4.shr_s(i32x4.add(p3, rounding), 20))
    const packed = i8x16.relaxed_swizzle(i8x16.narrow_i16x8_u(left, right), pack)
    v128.store64_lane(out, packed, 0)
    v128.store32_lane(out, packed, 2, 8)
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
