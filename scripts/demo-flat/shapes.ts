// The vocabulary of solids from which every piece of furniture is put together. Metres, y up.
import type { Corner, Mesh, Vec3 } from './mesh.ts'

type Axis = 0 | 1 | 2

export interface BoxLook {
  /** Radius of the rounded edges; 0 = sharp. */
  bevel?: number
  /** Facets per rounded edge. */
  steps?: number
  /** How far the top and bottom bulge, as a cushion does. */
  puff?: number
  /** Axis along which wood grain runs; default the longest. */
  grain?: Axis
  /** Texture starts at the world's origin instead of a place of its own. */
  aligned?: boolean
}

const tangents = (axis: Axis): readonly [Axis, Axis] => (axis === 0 ? [2, 1] : axis === 1 ? [0, 2] : [0, 1])

/** A box between two opposite corners, optionally with rounded edges and bulging faces. */
export function box(mesh: Mesh, material: number, low: Vec3, high: Vec3, look: BoxLook = {}): void {
  const half = [0, 1, 2].map((k) => Math.abs(high[k] - low[k]) / 2)
  const centre = [0, 1, 2].map((k) => (high[k] + low[k]) / 2)
  const radius = Math.min(look.bevel ?? 0, ...half)
  const steps = look.steps ?? (radius > 0.03 ? 3 : 2)
  const puff = look.puff ?? 0
  const longest = half[0] >= half[1] && half[0] >= half[2] ? 0 : half[1] >= half[2] ? 1 : 2
  const grain = look.grain ?? longest
  const offset = look.aligned ? [0, 0] : mesh.nextOffset()

  const ticks = (axis: Axis) => {
    const inner = half[axis] - radius
    const list: number[] = []
    for (let i = 0; radius > 0 && i < steps; i++) list.push(inner + radius * Math.tan(((1 - i / steps) * Math.PI) / 4))
    list.push(inner)
    const middle = puff > 0 ? [-0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75].map((t) => t * inner) : []
    return [...list.map((t) => -t), ...middle, ...list.reverse()]
  }

  const corner = (raw: number[], axis: Axis): Corner => {
    const p = [0, 0, 0]
    const n = [0, 0, 0]
    let length = 0
    for (let k = 0; k < 3; k++) {
      const inner = half[k] - radius
      const held = Math.max(-inner, Math.min(inner, raw[k]))
      n[k] = radius > 0 ? raw[k] - held : k === axis ? Math.sign(raw[k]) : 0
      length += n[k] * n[k]
      p[k] = held
    }
    length = Math.sqrt(length) || 1
    for (let k = 0; k < 3; k++) {
      n[k] /= length
      p[k] += radius * n[k]
      if (radius === 0) p[k] = raw[k]
    }
    if (puff > 0) {
      const sx = p[0] / half[0]
      const sz = p[2] / half[2]
      const side = p[1] / half[1]
      n[0] += side * puff * ((2 * sx) / half[0]) * (1 - sz * sz) * Math.abs(n[1])
      n[2] += side * puff * ((2 * sz) / half[2]) * (1 - sx * sx) * Math.abs(n[1])
      p[1] += side * puff * (1 - sx * sx) * (1 - sz * sz)
    }
    const [s, t] = tangents(axis)
    const [along, across] = t === grain ? [t, s] : [s, t]
    const uv = [p[along] + centre[along] + offset[0], p[across] + centre[across] + offset[1]] as const
    return { p: [p[0] + centre[0], p[1] + centre[1], p[2] + centre[2]], n: [n[0], n[1], n[2]], uv }
  }

  for (const axis of [0, 1, 2] as const) {
    const [s, t] = tangents(axis)
    const us = ticks(s)
    const vs = ticks(t)
    for (const sign of [-1, 1]) {
      const point = (i: number, j: number) => {
        const raw = [0, 0, 0]
        raw[axis] = sign * half[axis]
        raw[s] = us[i]
        raw[t] = vs[j]
        return corner(raw, axis)
      }
      for (let i = 0; i + 1 < us.length; i++) {
        for (let j = 0; j + 1 < vs.length; j++) {
          mesh.quad(material, point(i, j), point(i + 1, j), point(i + 1, j + 1), point(i, j + 1))
        }
      }
    }
  }
}

/** A flat rectangle: corner `p`, edges `a` and `b`; texture u along a, v along b, in metres, or 0…1 when `unit`. */
export function panel(mesh: Mesh, material: number, p: Vec3, a: Vec3, b: Vec3, unit = false, uv0 = [0, 0]): void {
  const n: Vec3 = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
  const w = unit ? 1 : Math.hypot(...a)
  const h = unit ? 1 : Math.hypot(...b)
  const at = (i: number, j: number): Corner => ({
    p: [p[0] + a[0] * i + b[0] * j, p[1] + a[1] * i + b[1] * j, p[2] + a[2] * i + b[2] * j],
    n,
    uv: [uv0[0] + w * i, uv0[1] + h * j],
  })
  mesh.quad(material, at(0, 0), at(1, 0), at(1, 1), at(0, 1))
}

/** Turns a profile of [radius, height] points about the vertical through the origin. */
export function lathe(mesh: Mesh, material: number, profile: readonly (readonly [number, number])[], sides = 20): void {
  const offset = mesh.nextOffset()
  const slopes = profile.map((_, i) => {
    const before = profile[Math.max(0, i - 1)]
    const after = profile[Math.min(profile.length - 1, i + 1)]
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1
    return [(after[1] - before[1]) / length, -(after[0] - before[0]) / length] as const
  })
  let run = 0
  for (let i = 0; i + 1 < profile.length; i++) {
    const [r0, y0] = profile[i]
    const [r1, y1] = profile[i + 1]
    const step = Math.hypot(r1 - r0, y1 - y0)
    const edge = [(y1 - y0) / (step || 1), -(r1 - r0) / (step || 1)] as const
    // A bend sharper than about 40° is a crease: the facet keeps its own normal there.
    const normalAt = (k: number) => (slopes[k][0] * edge[0] + slopes[k][1] * edge[1] > 0.93 ? slopes[k] : edge)
    const ring = (k: number, side: number, r: number, y: number, v: number): Corner => {
      const angle = (side / sides) * 2 * Math.PI
      const [nr, ny] = normalAt(k)
      return {
        p: [r * Math.cos(angle), y, r * Math.sin(angle)],
        n: [nr * Math.cos(angle), ny, nr * Math.sin(angle)],
        uv: [offset[0] + v, offset[1] + (side / sides) * 2 * Math.PI * Math.max(r0, r1, 0.02)],
      }
    }
    for (let side = 0; side < sides; side++) {
      const a = ring(i, side, r0, y0, run)
      const b = ring(i, side + 1, r0, y0, run)
      const c = ring(i + 1, side + 1, r1, y1, run + step)
      const d = ring(i + 1, side, r1, y1, run + step)
      if (r0 < 1e-6) mesh.triangle(material, a, c, d)
      else if (r1 < 1e-6) mesh.triangle(material, a, b, d)
      else mesh.quad(material, a, b, c, d)
    }
    run += step
  }
}

/** An upright cylinder or cone frustum standing at `base`. */
export function cylinder(
  mesh: Mesh,
  material: number,
  base: Vec3,
  height: number,
  bottom: number,
  top = bottom,
  sides = 16,
): void {
  mesh.within({ at: base }, () => {
    lathe(
      mesh,
      material,
      [
        [0, 0],
        [bottom, 0],
        [top, height],
        [0, height],
      ],
      sides,
    )
  })
}

export function ball(mesh: Mesh, material: number, centre: Vec3, radius: number, squash = 1, steps = 10): void {
  const profile: [number, number][] = []
  for (let i = 0; i <= steps; i++) {
    const angle = (i / steps - 0.5) * Math.PI
    profile.push([radius * Math.cos(angle), radius * squash * Math.sin(angle)])
  }
  mesh.within({ at: centre }, () => lathe(mesh, material, profile, steps * 2))
}

/** A round bar along a path of points, with a radius at the start and one at the end. */
export function bar(
  mesh: Mesh,
  material: number,
  path: readonly Vec3[],
  radius: number,
  end = radius,
  sides = 8,
): void {
  const rings = path.map((p, i) => {
    const before = path[Math.max(0, i - 1)]
    const after = path[Math.min(path.length - 1, i + 1)]
    const d = unit([after[0] - before[0], after[1] - before[1], after[2] - before[2]])
    const helper: Vec3 = Math.abs(d[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0]
    const s = unit(cross(d, helper))
    const t = cross(s, d)
    const r = radius + ((end - radius) * i) / (path.length - 1)
    return Array.from({ length: sides + 1 }, (_, side): Corner => {
      const c = Math.cos((side / sides) * 2 * Math.PI)
      const q = Math.sin((side / sides) * 2 * Math.PI)
      const n: Vec3 = [s[0] * c + t[0] * q, s[1] * c + t[1] * q, s[2] * c + t[2] * q]
      return { p: [p[0] + n[0] * r, p[1] + n[1] * r, p[2] + n[2] * r], n, uv: [i * 0.1, (side / sides) * 0.1] }
    })
  })
  for (let i = 0; i + 1 < rings.length; i++) {
    for (let side = 0; side < sides; side++) {
      mesh.quad(material, rings[i][side], rings[i][side + 1], rings[i + 1][side + 1], rings[i + 1][side])
    }
  }
}

/** Hanging cloth with folds, from (0, 0, 0) along +x by `width`, `height` tall, folds towards ±z. */
export function drape(mesh: Mesh, material: number, width: number, height: number, fold = 0.11, depth = 0.035): void {
  const columns = Math.ceil((width / fold) * 8)
  const rows = 4
  const offset = mesh.nextOffset()
  const at = (i: number, j: number): Corner => {
    const s = i / columns
    const down = 1 - j / rows
    const phase = ((s * width) / fold) * 2 * Math.PI + 0.9 * Math.sin(s * 9 + offset[0])
    const swing = depth * (0.75 + 0.45 * down)
    const x = s * width + 0.02 * down * Math.sin(phase * 0.5 + offset[1])
    const slope = ((swing * 2 * Math.PI) / fold) * Math.cos(phase)
    return {
      p: [x, (j / rows) * height, swing * Math.sin(phase)],
      n: unit([-slope, 0, 1]),
      uv: [s * width * 1.6, (j / rows) * height],
    }
  }
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < rows; j++) mesh.quad(material, at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1))
  }
}

/** A leaf from the origin along +z, bending down towards its tip. */
export function leaf(mesh: Mesh, material: number, length: number, width: number, bend: number): void {
  const steps = 5
  const at = (i: number, side: number): Corner => {
    const s = i / steps
    const half = width * 0.5 * Math.sin(Math.PI * s ** 0.8) ** 0.8
    const y = -bend * length * s * s
    const lift = Math.abs(side) * half * 0.35
    return {
      p: [side * half, y + lift, length * s],
      n: unit([-side * 0.35, 1, 2 * bend * s]),
      uv: [s, side * 0.5 + 0.5],
    }
  }
  for (let i = 0; i < steps; i++) {
    for (const side of [-1, 1]) {
      mesh.quad(material, at(i, 0), at(i, side), at(i + 1, side), at(i + 1, 0))
    }
  }
}

export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]

export function unit(v: Vec3): Vec3 {
  const length = Math.hypot(v[0], v[1], v[2]) || 1
  return [v[0] / length, v[1] / length, v[2] / length]
}
