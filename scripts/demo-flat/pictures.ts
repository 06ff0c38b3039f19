// Pictures on the walls, rugs with ornament, book covers, maps: patterns with a composition. u and v run 0…1 unless said.
import { chance, clamp, cloud2, mix, noise2, smoothstep } from './noise.ts'
import { type Colour, colour, dim, type Pattern, paint, type Surface } from './surface.ts'

const blend = (a: Colour, b: Colour, t: number): Colour => [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)]

/** White card around a picture. */
function mounted(inner: Pattern, margin: number): Pattern {
  const card = colour('#f1ede4')
  return (s, u, v, pixel) => {
    const x = (u - margin) / (1 - 2 * margin)
    const y = (v - margin) / (1 - 2 * margin)
    if (x < 0 || x > 1 || y < 0 || y > 1) paint(s, card)
    else inner(s, x, y, pixel)
  }
}

/** Evening steppe: sky, low sun, three rows of hills, grass. */
export const steppe: Pattern = (s, u, v) => {
  const sky = blend(colour('#f3c48a'), colour('#5f8fae'), smoothstep(0.45, 1, v))
  paint(s, sky)
  const streak = cloud2(u * 2.2, v * 14, 3, 3)
  paint(s, colour('#f7e3c4'), 0.55 * smoothstep(0.55, 0.75, streak) * smoothstep(0.5, 0.65, v))
  const sun = Math.hypot((u - 0.68) * 1.5, v - 0.56)
  paint(s, colour('#fff1cf'), 1 - smoothstep(0.055, 0.062, sun))
  paint(s, colour('#ffd79a'), 0.5 * (1 - smoothstep(0.05, 0.25, sun)))
  const rows = [
    ['#8d9fb0', 0.5, 3.1, 0.09],
    ['#7d8a66', 0.42, 2.2, 0.1],
    ['#b08a45', 0.33, 1.6, 0.08],
    ['#8a6a2f', 0.2, 2.6, 0.07],
  ] as const
  rows.forEach(([ink, height, rate, swing], i) => {
    const ridge = height + swing * (cloud2(u * rate + i * 7, i * 3, 3, 5) - 0.5) * 2
    if (v < ridge) {
      paint(s, colour(ink))
      dim(s, 0.82 + 0.36 * cloud2(u * 30, v * 60 + u * 20, 2, i) + 0.4 * (v - ridge))
    }
  })
}

/** Overlapping discs and bands in calm colours. */
export function discs(seed: number, palette: readonly string[]): Pattern {
  const inks = palette.map(colour)
  return (s, u, v) => {
    paint(s, inks[0])
    for (let i = 1; i < 8; i++) {
      const x = chance(seed, i, 1)
      const y = chance(seed, i, 2)
      const r = 0.1 + 0.3 * chance(seed, i, 3)
      const ink = inks[1 + (i % (inks.length - 1))]
      const d = Math.hypot(u - x, v - y)
      const half = chance(seed, i, 4) < 0.4 && (u - x) * (chance(seed, i, 5) - 0.5) + (v - y) * 0.3 < 0
      if (d < r && !half) paint(s, ink, 0.82)
      if (Math.abs(d - r - 0.03) < 0.004) paint(s, inks[inks.length - 1], 0.8)
    }
    dim(s, 0.93 + 0.14 * cloud2(u * 25, v * 25, 2, seed))
  }
}

/** Loose brush strokes in layers. */
export function strokes(seed: number, palette: readonly string[]): Pattern {
  const inks = palette.map(colour)
  return (s, u, v) => {
    paint(s, inks[0])
    for (let layer = 1; layer < inks.length; layer++) {
      const bend = cloud2(u * 1.6 + layer, v * 1.1, 2, seed + layer) - 0.5
      const field = cloud2(u * 1.1 + bend, v * 2.6 + layer * 3 + bend * 2, 3, seed + layer * 5)
      const bristle = 0.06 * (noise2(u * 8 + bend * 6, v * 120, seed) - 0.5)
      paint(s, inks[layer], 0.95 * smoothstep(0.53, 0.6, field + bristle))
    }
    dim(s, 0.9 + 0.2 * noise2(u * 20, v * 160, seed + 2))
  }
}

export const mountedSteppe = mounted(steppe, 0.0)
export const mountedDiscs = (seed: number, palette: readonly string[]) => mounted(discs(seed, palette), 0.13)
export const mountedStrokes = (seed: number, palette: readonly string[]) => mounted(strokes(seed, palette), 0.12)

/** A pair of ram's horns (қошқар мүйіз) in the square −1…1: how far inside the line, > 0 = ink. */
function horns(x: number, y: number): number {
  const ax = Math.abs(x)
  const stem = 0.1 - Math.max(ax, Math.abs(y + 0.35) - 0.55)
  const outer = 0.095 - Math.abs(Math.hypot(ax - 0.4, y - 0.2) - 0.4)
  const inner = 0.085 - Math.abs(Math.hypot(ax - 0.52, y - 0.2) - 0.26)
  const foot = 0.1 - Math.abs(Math.hypot(ax - 0.3, y + 0.9) - 0.3)
  const arc = y > 0.2 ? outer : ax > 0.4 ? Math.max(inner, ax > 0.7 ? outer : -1) : -1
  return Math.max(stem, arc, y < 0.2 && ax > 0.26 && ax < 0.8 ? inner : -1, y > -0.9 ? foot : -1)
}

/** A felt carpet with a border of horns and medallions. u and v in metres from a corner of a `width` × `height` rug. */
export function ornamentRug(width: number, height: number, field: string, ink: string, border: string): Pattern {
  const a = colour(field)
  const b = colour(ink)
  const c = colour(border)
  return (s, u, v, pixel) => {
    const edge = Math.min(u, v, width - u, height - v)
    paint(s, a)
    if (edge < 0.035) paint(s, b)
    else if (edge < 0.3) {
      paint(s, c)
      const alongU = Math.min(v, height - v) < Math.min(u, width - u)
      const run = alongU ? u : v
      const length = alongU ? width : height
      const count = Math.round(length / 0.26)
      const x = ((run / length) * count - Math.floor((run / length) * count)) * 2 - 1
      const y = ((edge - 0.035) / 0.265) * 2 - 1
      if (horns(x * 1.15, y * 1.15) > 0) paint(s, a)
    } else if (edge < 0.325) paint(s, b)
    else {
      const x = ((u - width / 2) / 0.42 + 100) % 2
      const y = ((v - height / 2) / 0.42 + 100) % 2
      const mx = Math.abs(x - 1)
      const my = Math.abs(y - 1)
      const d = mx + my
      if (Math.abs(d - 1) < 0.05) paint(s, c)
      const flip = d < 1
      const hx = flip ? x - 1 : x < 1 ? x : x - 2
      const hy = flip ? y - 1 : y < 1 ? y : y - 2
      const size = 0.52
      const up = Math.abs(hy) > Math.abs(hx)
      const px = (up ? hx : hy) / size
      const py = (Math.abs(up ? hy : hx) - 0.4) / size
      if (d < 0.16 || d > 1.84 || horns(px * 1.5, py * 1.5) > 0) paint(s, flip ? b : c)
    }
    const grain = clamp(1.5 - pixel / 0.006, 0, 1)
    dim(s, 0.92 + 0.16 * grain * (noise2(u * 160, v * 160, 4) - 0.5) + 0.16 * cloud2(u * 4, v * 4, 2, 6))
    s.slopeU = 1.2 * (noise2(u * 40, v * 40, 7) - 0.5)
    s.slopeV = 1.2 * (noise2(u * 40, v * 40, 8) - 0.5)
  }
}

/** Rings around (0, 0), u and v in metres. */
export function roundRug(palette: readonly string[], ring: number): Pattern {
  const inks = palette.map(colour)
  return (s, u, v, pixel) => {
    const r = Math.hypot(u, v)
    const wobble = 0.01 * Math.sin(Math.atan2(v, u) * 24)
    paint(s, inks[Math.floor(Math.max(0, r + wobble) / ring) % inks.length])
    const seen = clamp(1.6 - pixel / 0.01, 0.2, 1)
    dim(s, 0.94 + 0.25 * seen * (cloud2(u * 90, v * 90, 2, 9) - 0.5))
    s.slopeU = seen * (noise2(u * 70, v * 70, 10) - 0.5)
    s.slopeV = seen * (noise2(u * 70, v * 70, 11) - 0.5)
  }
}

/** Stars and planets for a child's wall. */
export const starChart: Pattern = (s: Surface, u: number, v: number) => {
  paint(s, colour('#1d3557'))
  dim(s, 0.8 + 0.5 * cloud2(u * 3, v * 3, 3, 12))
  for (let i = 0; i < 46; i++) {
    const d = Math.hypot((u - chance(i, 1, 7)) * 1.4, v - chance(i, 2, 7))
    const r = 0.003 + 0.006 * chance(i, 3, 7) ** 3
    if (d < r * 2) paint(s, colour('#f6e7b4'), 1 - smoothstep(r * 0.6, r * 2, d))
  }
  const planets = [
    ['#e07a5f', 0.24, 0.68, 0.09],
    ['#f2cc8f', 0.66, 0.42, 0.15],
    ['#81b29a', 0.42, 0.24, 0.06],
  ] as const
  for (const [ink, x, y, r] of planets) {
    const dx = (u - x) * 1.4
    const d = Math.hypot(dx, v - y)
    if (d < r) {
      paint(s, colour(ink))
      dim(s, 0.75 + 0.5 * noise2(1, (v - y) * 40, 13) - 0.35 * smoothstep(0, r * 2, v - y - dx + r))
    }
    if (r > 0.1 && Math.abs(Math.hypot(dx * 0.6, (v - y) * 2.6 + dx * 0.9) - r * 0.95) < 0.008)
      paint(s, colour('#f1ede4'))
  }
}

/** Spines of books: u up the spine in metres. */
export function spineBands(ink: string): Pattern {
  const c = colour(ink)
  return (s, u) => {
    const place = u / 0.21 - Math.floor(u / 0.21)
    if (Math.abs(place - 0.25) < 0.035 || Math.abs(place - 0.75) < 0.02) paint(s, c, 0.8)
  }
}
