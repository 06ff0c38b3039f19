// One picture sample: follows a ray through panes and mirrors to a surface, lights it, adds what its gloss reflects.
import type { LightCache } from './cache.ts'
import { facingOf } from './cache.ts'
import { type SoftLight, SoftReader } from './gather.ts'
import { Light, sunPower } from './light.ts'
import { chance, clamp } from './noise.ts'
import { Outdoors } from './outdoors-view.ts'
import { Shaded } from './shade.ts'
import type { World } from './world.ts'

const far = 60
/** Rays for a surface too thin to have a point of its own in the soft light. */
const thinRays = 40
/** Of a satin surface's gloss, the part that is a sharp reflection; the rest mirrors the light around without any ray. */
const satinShare = 0.4
/** Lamps in a blurred reflection would sparkle; they are held at this radiance. */
const brightestEcho = 0.55

export class Tracer {
  /** Radiance of the last sample. */
  r = 0
  g = 0
  b = 0
  readonly light: Light
  #world: World
  #soft: SoftReader
  #outdoors: Outdoors
  #surface = new Shaded()
  #seen = new Shaded()
  #echo = new Float64Array(3)
  /** Radiance that a blurred mirror would show at the last diffuse point. */
  #around = new Float64Array(3)
  #sunU = 0
  #sunV = 0

  constructor(world: World, cache: LightCache, soft: SoftLight) {
    this.#world = world
    this.light = new Light(world, cache)
    this.#soft = new SoftReader(soft)
    this.#outdoors = new Outdoors(world)
  }

  /** `angle` is the width of the sample in radians, (gx, gy) its place in the grid of soft light. */
  sample(
    from: readonly [number, number, number],
    direction: Float64Array,
    angle: number,
    gx: number,
    gy: number,
    seed: number,
    step: number,
  ): void {
    this.#sunU = (chance(seed, 31) + step * 0.7548776662466927) % 1
    this.#sunV = (chance(seed, 32) + step * 0.5698402909980532) % 1
    const { indoor, panes } = this.#world
    let [ox, oy, oz] = from
    let [dx, dy, dz] = direction
    let weight = 1
    let run = 0
    this.r = this.g = this.b = 0
    for (let bounce = 0; bounce < 4; bounce++) {
      const found = indoor.closest(ox, oy, oz, dx, dy, dz, far)
      const t = found ? indoor.hit.t : far
      if (found) this.#surface.read(indoor, dx, dy, dz, (run + t) * angle)
      if (panes.closest(ox, oy, oz, dx, dy, dz, t)) weight *= this.#pane(ox, oy, oz, dx, dy, dz, weight)
      if (!found) {
        this.#outdoors.look(ox, oy, oz, dx, dy, dz, angle)
        this.#add(this.#outdoors.r, this.#outdoors.g, this.#outdoors.b, weight)
        return
      }
      const s = this.#surface
      ox += dx * t
      oy += dy * t
      oz += dz * t
      run += t
      if (!s.material.mirror) {
        this.#surfaceLight(ox, oy, oz, dx, dy, dz, run, gx, gy, seed, weight)
        return
      }
      const facing = 2 * (dx * s.gx + dy * s.gy + dz * s.gz)
      dx -= facing * s.gx
      dy -= facing * s.gy
      dz -= facing * s.gz
      ox += s.gx * 1e-3
      oy += s.gy * 1e-3
      oz += s.gz * 1e-3
      weight *= 0.9
    }
  }

  #add(r: number, g: number, b: number, weight: number): void {
    this.r += r * weight
    this.g += g * weight
    this.b += b * weight
  }

  /** Adds what a pane mirrors; returns what it lets through. */
  #pane(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, weight: number): number {
    const { panes } = this.#world
    const t = panes.hit.t
    const s = this.#seen
    s.read(panes, dx, dy, dz, 0.01)
    const dot = dx * s.gx + dy * s.gy + dz * s.gz
    const f = 0.06 + 0.94 * (1 - Math.abs(dot)) ** 5
    this.#reflection(
      ox + dx * t + s.gx * 2e-3,
      oy + dy * t + s.gy * 2e-3,
      oz + dz * t + s.gz * 2e-3,
      dx - 2 * dot * s.gx,
      dy - 2 * dot * s.gy,
      dz - 2 * dot * s.gz,
    )
    this.#add(this.#echo[0], this.#echo[1], this.#echo[2], weight * f)
    return (1 - f) * 0.97
  }

  #surfaceLight(
    px: number,
    py: number,
    pz: number,
    dx: number,
    dy: number,
    dz: number,
    run: number,
    gx: number,
    gy: number,
    seed: number,
    weight: number,
  ): void {
    const s = this.#surface
    const { emission, metal } = s.material
    if (emission) {
      this.#add(emission[0], emission[1], emission[2], weight)
      if (s.f0 === 0) return
    }
    const cos = Math.max(0.02, -(dx * s.bx + dy * s.by + dz * s.bz))
    const f = s.f0 === 0 ? 0 : s.f0 + (Math.max(1 - s.roughness, s.f0) - s.f0) * (1 - cos) ** 5
    if (!metal && !emission) {
      this.#diffuse(px, py, pz, run, gx, gy, seed, weight * (1 - f))
    }
    if (f > 0.004) this.#gloss(px, py, pz, dx, dy, dz, f, seed, weight)
  }

  #diffuse(
    px: number,
    py: number,
    pz: number,
    run: number,
    gx: number,
    gy: number,
    seed: number,
    weight: number,
  ): void {
    const s = this.#surface
    const { sun } = this.#world
    const known = this.#soft.read(gx, gy, px, py, pz, s.nx, s.ny, s.nz, run)
    const source = known ? this.#soft : this.#thin(px, py, pz, seed)
    let { r, g, b } = source
    const { vx, vy, vz } = source
    const plain = vx * s.nx + vy * s.ny + vz * s.nz
    const bent = vx * s.bx + vy * s.by + vz * s.bz
    const relief = plain > 1e-9 ? clamp(bent / plain, 0.55, 1.6) : 1
    r *= relief
    g *= relief
    b *= relief
    const facing = s.bx * sun[0] + s.by * sun[1] + s.bz * sun[2]
    const flat = s.gx * sun[0] + s.gy * sun[1] + s.gz * sun[2]
    if (facing > 0 && flat > 0 && this.light.sunny(px, py, pz, s.gx, s.gy, s.gz, this.#sunU, this.#sunV)) {
      r += facing * sunPower[0]
      g += facing * sunPower[1]
      b += facing * sunPower[2]
    }
    this.#around[0] = r / Math.PI
    this.#around[1] = g / Math.PI
    this.#around[2] = b / Math.PI
    this.#add((s.r * r) / Math.PI, (s.g * g) / Math.PI, (s.b * b) / Math.PI, weight)
  }

  /** Soft light found on the spot. */
  #thin(px: number, py: number, pz: number, seed: number): Light {
    const s = this.#surface
    this.light.reset()
    this.light.direct(px, py, pz, s.nx, s.ny, s.nz, seed, 0.6)
    this.light.bounced(px, py, pz, s.nx, s.ny, s.nz, seed, thinRays)
    return this.light
  }

  #gloss(
    px: number,
    py: number,
    pz: number,
    dx: number,
    dy: number,
    dz: number,
    f: number,
    seed: number,
    weight: number,
  ): void {
    const s = this.#surface
    const tint = s.material.metal
    const satin = s.roughness >= 0.3 && !tint
    if (satin) this.#add(this.#around[0], this.#around[1], this.#around[2], weight * f * (1 - satinShare))
    const spread = satin ? 0 : s.roughness * s.roughness * 0.9
    const rays = spread < 0.004 ? 1 : f > 0.12 ? 5 : 3
    const part = satin ? weight * satinShare : weight
    const [nx, ny, nz, gx, gy, gz] = [s.bx, s.by, s.bz, s.gx, s.gy, s.gz]
    const [r, g, b] = tint ? [s.r, s.g, s.b] : [1, 1, 1]
    const turn = chance(seed, 41)
    for (let i = 0; i < rays; i++) {
      const radius = spread * Math.sqrt((i + chance(seed, 42, i)) / rays)
      const angle = 2 * Math.PI * (turn + i * 0.618034)
      const ax = nx + radius * Math.cos(angle)
      const ay = ny + radius * Math.sin(angle)
      const az = nz + radius * Math.cos(angle + 2.1)
      const length = Math.sqrt(ax * ax + ay * ay + az * az)
      const dot = (2 * (dx * ax + dy * ay + dz * az)) / (length * length)
      let rx = dx - dot * ax
      let ry = dy - dot * ay
      let rz = dz - dot * az
      const under = rx * gx + ry * gy + rz * gz
      if (under < 0.01) {
        rx += (0.02 - under) * gx
        ry += (0.02 - under) * gy
        rz += (0.02 - under) * gz
      }
      this.#reflection(px + gx * 1.5e-3, py + gy * 1.5e-3, pz + gz * 1.5e-3, rx, ry, rz)
      const w = (part * f) / rays
      const bright = Math.max(this.#echo[0], this.#echo[1], this.#echo[2])
      const most = spread < 0.004 && !satin ? 8 : brightestEcho
      const held = bright > most ? (w * most) / bright : w
      this.r += this.#echo[0] * r * held
      this.g += this.#echo[1] * g * held
      this.b += this.#echo[2] * b * held
    }
  }

  /** What a ray sees, lit from the cache: good enough for reflections. The answer lies in #echo. */
  #reflection(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number): void {
    const { indoor, sun } = this.#world
    const out = this.#echo
    if (!indoor.closest(ox, oy, oz, dx, dy, dz, far)) {
      // A reflection keeps more of the window's brightness than the view does, as a photograph would.
      this.#outdoors.look(ox, oy, oz, dx, dy, dz, 0.003)
      out[0] = this.#outdoors.r * 2
      out[1] = this.#outdoors.g * 2
      out[2] = this.#outdoors.b * 2
      return
    }
    const s = this.#seen
    const t = indoor.hit.t
    s.read(indoor, dx, dy, dz, 0.004 * t + 0.004)
    const { emission } = s.material
    if (emission) {
      out[0] = emission[0]
      out[1] = emission[1]
      out[2] = emission[2]
      return
    }
    const x = ox + dx * t
    const y = oy + dy * t
    const z = oz + dz * t
    const cache = this.light.cache
    const known = cache.smooth(x, y, z, facingOf(s.gx, s.gy, s.gz))
    let r = known ? cache.r : 0.2
    let g = known ? cache.g : 0.2
    let b = known ? cache.b : 0.2
    const facing = s.gx * sun[0] + s.gy * sun[1] + s.gz * sun[2]
    if (facing > 0 && r > 1.2 && this.light.sunny(x, y, z, s.gx, s.gy, s.gz, 0, 0)) {
      r = Math.max(r, facing * sunPower[0])
      g = Math.max(g, facing * sunPower[1])
      b = Math.max(b, facing * sunPower[2])
    }
    out[0] = (s.r * r) / Math.PI
    out[1] = (s.g * g) / Math.PI
    out[2] = (s.b * b) / Math.PI
  }
}
