// Procedural wood, stone, tiles and cloth. Every pattern fades its finest detail where a pixel can no longer show it.
import { chance, clamp, cloud2, mix, noise2, smoothstep } from './noise.ts'
import { type Colour, colour, dim, type Pattern, paint, type Surface } from './surface.ts'

const modulo = (x: number, n: number) => x - n * Math.floor(x / n)

/** Darkens and slopes the last millimetres before a joint at distance `d`. */
function joint(s: Surface, d: number, width: number, depth: number, pixel: number): void {
  const soft = Math.max(width, pixel * 0.7)
  if (d < soft) dim(s, 1 - depth * (1 - d / soft) * Math.min(1, (1.4 * width) / soft))
}

/** Tone of wood along its grain, about 0…1. */
function grainTone(along: number, across: number, seed: number): number {
  const wander = noise2(along * 0.9, across * 6, seed) * 0.05
  const rings = 0.5 + 0.5 * Math.sin((across + wander) * 260 + 9 * noise2(along * 0.6, across * 9, seed + 3))
  const fibres = cloud2(along * 7, across * 300, 2, seed + 7)
  const blotch = cloud2(along * 2.2, across * 16, 2, seed + 9)
  return 0.14 * rings + 0.46 * fibres + 0.4 * blotch
}

export function wood(light: string, dark: string, strength = 1): Pattern {
  const a = colour(light)
  const b = colour(dark)
  return (s, u, v) => {
    const tone = clamp((grainTone(u, v, 5) - 0.5) * 1.5 * strength + 0.5, 0, 1)
    paint(s, [mix(a[0], b[0], tone), mix(a[1], b[1], tone), mix(a[2], b[2], tone)])
  }
}

function board(s: Surface, a: Colour, b: Colour, along: number, across: number, id: number): void {
  const tone = clamp((grainTone(along, across, id & 1023) - 0.5) * 0.9 + 0.18 + 0.64 * chance(id, 5), 0, 1)
  paint(s, [mix(a[0], b[0], tone), mix(a[1], b[1], tone), mix(a[2], b[2], tone)])
  s.roughness = 0.16 + 0.12 * tone
}

/** Long floor boards along u. */
export function planks(light: string, dark: string, width = 0.19, length = 1.9): Pattern {
  const a = colour(light)
  const b = colour(dark)
  return (s, u, v, pixel) => {
    const row = Math.floor(v / width)
    const shifted = u / length + chance(row, 77)
    const column = Math.floor(shifted)
    const across = v - row * width
    const along = (shifted - column) * length
    board(s, a, b, along, across, row * 131 + column * 977)
    joint(s, Math.min(across, width - across, along, length - along), 0.0022, 0.7, pixel)
  }
}

/** Herringbone parquet: blocks six times as long as wide, laid at 45°. */
export function herringbone(light: string, dark: string, width = 0.09): Pattern {
  const a = colour(light)
  const b = colour(dark)
  const n = 6
  return (s, u, v, pixel) => {
    const x = ((u + v) * Math.SQRT1_2) / width
    const y = ((v - u) * Math.SQRT1_2) / width
    const i = Math.floor(x)
    const j = Math.floor(y)
    const k = modulo(i - j, 2 * n)
    const lying = k < n
    const step = lying ? k : 2 * n - 1 - k
    const along = (lying ? x - i + step : y - j + step) * width
    const across = (lying ? y - j : x - i) * width
    const id = lying ? (i - step) * 389 + j * 2 : i * 389 + (j - step) * 2 + 1
    board(s, a, b, along + 3 * chance(id, 9), across, id * 7)
    if (!lying) dim(s, 0.94)
    joint(s, Math.min(across, width - across, along, n * width - along), 0.0018, 0.65, pixel)
  }
}

function marble(s: Surface, base: Colour, vein: Colour, u: number, v: number, seed: number): void {
  const warpU = cloud2(u * 1.7, v * 1.7, 3, seed) - 0.5
  const warpV = cloud2(u * 1.7 + 9, v * 1.7, 3, seed + 5) - 0.5
  const main = Math.abs(noise2(u * 1.3 + 2.4 * warpU, v * 1.3 + 2.4 * warpV, seed + 11) - 0.5)
  const fine = Math.abs(noise2(u * 4 + 3 * warpV, v * 4 + 3 * warpU, seed + 23) - 0.5)
  paint(s, base)
  dim(s, 0.94 + 0.1 * cloud2(u * 2.5, v * 2.5, 2, seed + 31))
  paint(s, vein, 0.5 * (1 - smoothstep(0, 0.04, main)) + 0.18 * (1 - smoothstep(0, 0.03, fine)))
}

export function stone(base: string, vein: string, seed = 1): Pattern {
  const a = colour(base)
  const b = colour(vein)
  return (s, u, v) => marble(s, a, b, u, v, seed)
}

export interface TileLook {
  width: number
  height: number
  grout: string
  base: string
  vein?: string
  /** Part of a tile by which every second row is shifted. */
  shift?: number
  /** How much the tone differs from tile to tile. */
  variety?: number
}

export function tiles({ width, height, grout, base, vein, shift = 0, variety = 0.05 }: TileLook): Pattern {
  const a = colour(base)
  const b = vein ? colour(vein) : undefined
  const g = colour(grout)
  return (s, u, v, pixel) => {
    const row = Math.floor(v / height)
    const x = u / width + (modulo(row, 2) === 1 ? shift : 0)
    const column = Math.floor(x)
    const du = (x - column) * width
    const dv = v - row * height
    const seed = row * 57 + column * 113
    if (b) marble(s, a, b, du + 7 * chance(seed, 1), dv + 7 * chance(seed, 2), 40)
    else paint(s, a)
    dim(s, 1 + variety * (chance(seed, 3) - 0.5) * 2)
    const edge = Math.min(du, width - du, dv, height - dv)
    const soft = Math.max(0.0025, pixel * 0.7)
    if (edge < soft) {
      const strength = (1 - smoothstep(soft * 0.5, soft, edge)) * Math.min(1, 0.0035 / soft)
      paint(s, g, strength)
      s.f0 *= 1 - strength
    } else if (edge < 0.006 && pixel < 0.006) {
      if (edge === du) s.slopeU = 0.25
      else if (edge === width - du) s.slopeU = -0.25
      else s.slopeV = edge === dv ? 0.25 : -0.25
    }
  }
}

/** Woven cloth: threads of `thread` metres, uneven dye, small folds. */
export function cloth(thread = 0.004, contrast = 0.35): Pattern {
  return (s, u, v, pixel) => {
    const seen = clamp(1.6 - pixel / thread, 0, 1)
    const x = u / thread
    const y = v / thread
    const over = modulo(Math.floor(x) + Math.floor(y), 2) === 0
    const fx = x - Math.floor(x) - 0.5
    const fy = y - Math.floor(y) - 0.5
    const round = 1 - 2 * (over ? fx * fx : fy * fy)
    const uneven = chance(Math.floor(over ? x : x + 91), Math.floor(over ? y + 17 : y), 3)
    const detail = (round - 0.83) * 1.2 + (uneven - 0.5) * 0.9
    dim(s, 1 + contrast * (seen * detail + 0.55 * (cloud2(u * 5, v * 5, 3, 8) - 0.5)))
    s.slopeU = 0.4 * (noise2(u * 9, v * 9, 51) - 0.5)
    s.slopeV = 0.4 * (noise2(u * 9, v * 9, 52) - 0.5)
  }
}

/** Long pile, as of a fur or shaggy rug. */
export function pile(size = 0.012, contrast = 0.5): Pattern {
  return (s, u, v, pixel) => {
    const seen = clamp(1.8 - pixel / size, 0.15, 1)
    const tuft = cloud2(u / size, v / size, 2, 61) - 0.5
    dim(s, 1 + contrast * seen * tuft + 0.3 * (cloud2(u * 3, v * 3, 2, 62) - 0.5))
    s.slopeU = 2.2 * seen * (noise2(u / size, v / size, 63) - 0.5)
    s.slopeV = 2.2 * seen * (noise2(u / size, v / size, 64) - 0.5)
  }
}

/** Stripes across v in a second colour. */
export function stripes(second: string, period: number, share: number, base: Pattern): Pattern {
  const c = colour(second)
  return (s, u, v, pixel) => {
    const x = modulo(v, period) / period
    if (x < share) paint(s, c)
    base(s, u, v, pixel)
  }
}

/** Straight grooves across u every `period` metres, as on fluted fronts and radiators. */
export function fluted(period: number, depth = 0.5): Pattern {
  return (s, u, _v, pixel) => {
    const x = modulo(u, period) / period - 0.5
    const seen = clamp(2 - (2 * pixel) / period, 0, 1)
    s.slopeU += 3 * depth * x * seen
    dim(s, 1 - seen * depth * smoothstep(0.34, 0.5, Math.abs(x)))
  }
}

/** Plaster under paint: barely visible unevenness. */
export const plaster: Pattern = (s, u, v) => {
  dim(s, 0.985 + 0.03 * cloud2(u * 1.1, v * 1.1, 2, 71))
}

/** Wallpaper with a quiet fan ornament. */
export function fans(ink: string, size = 0.24): Pattern {
  const c = colour(ink)
  return (s, u, v, pixel) => {
    const row = Math.floor(v / (size / 2))
    const x = modulo(u + (modulo(row, 2) === 0 ? 0 : size / 2), size) - size / 2
    const y = modulo(v, size / 2)
    const near = Math.hypot(x, y) / (size / 2)
    const ring = near < 1 ? near : Math.hypot(Math.abs(x) - size / 2, y + size / 2) / (size / 2)
    const wave = Math.abs(modulo(ring * 4, 1) - 0.5) * 2
    const soft = 0.12 + (pixel * 10) / size
    paint(s, c, 0.5 * (1 - smoothstep(0.18, 0.18 + soft, wave)))
  }
}

/** A leaf: u along the midrib, v across it. */
export const leafVeins: Pattern = (s, u, v) => {
  const side = Math.abs(v - 0.5)
  const veins = Math.abs(modulo((u - side * 0.8) * 9, 1) - 0.5)
  dim(s, 0.85 + 0.3 * noise2(u * 6, v * 6, 81))
  if (side < 0.03) dim(s, 1.5)
  else if (veins < 0.06) dim(s, 1.2)
}

/** Speckled stone. */
export function terrazzo(chips: readonly string[], size = 0.02): Pattern {
  const inks = chips.map(colour)
  return (s, u, v) => {
    const i = Math.floor(u / size)
    const j = Math.floor(v / size)
    for (let di = -1; di <= 1; di++) {
      for (let dj = -1; dj <= 1; dj++) {
        const cx = (i + di + chance(i + di, j + dj, 1)) * size
        const cy = (j + dj + chance(i + di, j + dj, 2)) * size
        const r = size * (0.12 + 0.3 * chance(i + di, j + dj, 3))
        const ink = inks[Math.floor(chance(i + di, j + dj, 4) * inks.length)]
        if (Math.abs(u - cx) * 0.8 + Math.abs(v - cy) < r) paint(s, ink, 0.8)
      }
    }
  }
}
