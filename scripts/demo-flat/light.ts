// How much light reaches a point: windows, lamps, the sun, and light bounced from other surfaces. One instance per thread.
import { CacheReader, facingOf, type LightCache } from './cache.ts'
import { materials } from './materials.ts'
import { chance, hash3, smoothstep } from './noise.ts'
import type { Lamp, Portal, World } from './world.ts'

const lift = 1e-3
const golden1 = 0.7548776662466927
const golden2 = 0.5698402909980532
const fraction = (x: number) => x - Math.floor(x)

/** Irradiance of the sun on a surface that faces it. */
export const sunPower = [6.3, 5.6, 4.5] as const
/** Light where the cache knows nothing (rare slits). */
const unknown = 0.06

export class Light {
  /** Irradiance found by the last gather. */
  r = 0
  g = 0
  b = 0
  /** Mean direction the light came from, weighted by its strength. */
  vx = 0
  vy = 0
  vz = 0
  /** Harmonic mean distance of what surrounds the point: small in corners. */
  reach = 0
  readonly world: World
  readonly cache: CacheReader

  constructor(world: World, cache: LightCache) {
    this.world = world
    this.cache = new CacheReader(cache)
  }

  reset(): void {
    this.r = this.g = this.b = this.vx = this.vy = this.vz = 0
  }

  #add(r: number, g: number, b: number, dx: number, dy: number, dz: number): void {
    this.r += r
    this.g += g
    this.b += b
    const strength = r + g + b
    this.vx += dx * strength
    this.vy += dy * strength
    this.vz += dz * strength
  }

  /** Windows and lamps, shadows included; adds to the sums. */
  direct(px: number, py: number, pz: number, nx: number, ny: number, nz: number, seed: number, quality: number): void {
    const ox = px + nx * lift
    const oy = py + ny * lift
    const oz = pz + nz * lift
    this.world.portals.forEach((portal, i) => {
      this.#window(portal, ox, oy, oz, nx, ny, nz, hash3(seed, i, 1), quality)
    })
    this.world.lamps.forEach((lamp, i) => {
      this.#lamp(lamp, ox, oy, oz, nx, ny, nz, hash3(seed, i, 2), quality)
    })
  }

  #window(
    { corner, across, up, inward, area }: Portal,
    ox: number,
    oy: number,
    oz: number,
    nx: number,
    ny: number,
    nz: number,
    seed: number,
    quality: number,
  ): void {
    const inside = (ox - corner[0]) * inward[0] + (oz - corner[2]) * inward[2]
    if (inside <= 0) return
    const mx = corner[0] + across[0] / 2 - ox
    const my = corner[1] + up[1] / 2 - oy
    const mz = corner[2] + across[2] / 2 - oz
    const rough = (area * inside) / (mx * mx + my * my + mz * mz) ** 1.5
    if (rough < 0.004) return
    const rays = Math.max(2, Math.min(24, Math.ceil(rough * 18 * quality)))
    const r1 = chance(seed, 3)
    const r2 = chance(seed, 4)
    for (let i = 0; i < rays; i++) {
      const s = fraction(r1 + i * golden1)
      const t = fraction(r2 + i * golden2)
      let dx = corner[0] + across[0] * s - ox
      let dy = corner[1] + up[1] * t - oy
      let dz = corner[2] + across[2] * s - oz
      const square = dx * dx + dy * dy + dz * dz
      const distance = Math.sqrt(square)
      dx /= distance
      dy /= distance
      dz /= distance
      const cosHere = dx * nx + dy * ny + dz * nz
      const cosThere = -(dx * inward[0] + dz * inward[2])
      if (cosHere <= 0 || cosThere <= 0) continue
      if (this.world.indoor.blocked(ox, oy, oz, dx, dy, dz, distance)) continue
      const w = (cosHere * cosThere * area) / (Math.max(square, 0.02) * rays)
      const sky = skyLight(dx, dy, dz, this.world.sun)
      this.#add(sky[0] * w, sky[1] * w, sky[2] * w, dx, dy, dz)
    }
  }

  #lamp(
    { at, radius, clearance, intensity, downwards }: Lamp,
    ox: number,
    oy: number,
    oz: number,
    nx: number,
    ny: number,
    nz: number,
    seed: number,
    quality: number,
  ): void {
    const cx = at[0] - ox
    const cy = at[1] - oy
    const cz = at[2] - oz
    const near = cx * cx + cy * cy + cz * cz
    const strongest = Math.max(intensity[0], intensity[1]) / Math.max(near, 0.02)
    if (strongest < 0.0025 || (downwards && cy < -0.02)) return
    if (cx * nx + cy * ny + cz * nz < -radius) return
    const rays = Math.max(1, Math.min(6, Math.ceil(strongest * 14 * quality)))
    for (let i = 0; i < rays; i++) {
      const s = fraction(chance(seed, 5) + i * golden1) * 2 - 1
      const t = fraction(chance(seed, 6) + i * golden2) * 2 * Math.PI
      const ring = Math.sqrt(1 - s * s) * radius
      let dx = cx + ring * Math.cos(t)
      let dy = cy + (downwards ? 0 : s * radius)
      let dz = cz + ring * Math.sin(t)
      const square = dx * dx + dy * dy + dz * dz
      const distance = Math.sqrt(square)
      dx /= distance
      dy /= distance
      dz /= distance
      const cosHere = dx * nx + dy * ny + dz * nz
      if (cosHere <= 0 || distance <= clearance * 0.5) continue
      const cosThere = downwards ? Math.max(0, dy) : 1
      if (cosThere === 0) continue
      if (distance > clearance && this.world.indoor.blocked(ox, oy, oz, dx, dy, dz, distance - clearance)) continue
      const w = (cosHere * cosThere) / (Math.max(square, 0.03) * rays)
      this.#add(intensity[0] * w, intensity[1] * w, intensity[2] * w, dx, dy, dz)
    }
  }

  /** Light from other surfaces, by cosine-spread rays that read the cache where they end; adds to the sums. */
  bounced(px: number, py: number, pz: number, nx: number, ny: number, nz: number, seed: number, rays: number): void {
    const { indoor } = this.world
    const hit = indoor.hit
    const ox = px + nx * lift
    const oy = py + ny * lift
    const oz = pz + nz * lift
    const sign = nz >= 0 ? 1 : -1
    const k = -1 / (sign + nz)
    const m = nx * ny * k
    const tx = 1 + sign * nx * nx * k
    const ty = sign * m
    const tz = -sign * nx
    const bx = m
    const by = sign + ny * ny * k
    const bz = -ny
    const r1 = chance(seed, 7)
    const r2 = chance(seed, 8)
    let inverse = 0
    for (let i = 0; i < rays; i++) {
      const u = fraction(r1 + i * golden1)
      const angle = 2 * Math.PI * fraction(r2 + i * golden2)
      const radius = Math.sqrt(u)
      const a = radius * Math.cos(angle)
      const b = radius * Math.sin(angle)
      const c = Math.sqrt(1 - u)
      const dx = tx * a + bx * b + nx * c
      const dy = ty * a + by * b + ny * c
      const dz = tz * a + bz * b + nz * c
      if (!indoor.closest(ox, oy, oz, dx, dy, dz, 40)) continue
      inverse += 1 / (hit.t + 0.01)
      const triangle = hit.triangle
      const material = materials[indoor.materials[triangle]]
      if (material.emission) continue
      const q = triangle * 9
      const e = indoor.corners
      let gx = e[q + 4] * e[q + 8] - e[q + 5] * e[q + 7]
      let gy = e[q + 5] * e[q + 6] - e[q + 3] * e[q + 8]
      let gz = e[q + 3] * e[q + 7] - e[q + 4] * e[q + 6]
      if (gx * dx + gy * dy + gz * dz > 0) {
        gx = -gx
        gy = -gy
        gz = -gz
      }
      const jitter = 0.12 * (fraction(r1 + i * 0.377) - 0.5)
      const known = this.cache.near(
        ox + dx * hit.t + (gx === 0 ? jitter : 0),
        oy + dy * hit.t + (gy === 0 ? jitter : 0),
        oz + dz * hit.t + (gz === 0 ? jitter : 0),
        facingOf(gx, gy, gz),
      )
      const mean = material.mean
      const w = 1 / rays
      if (known)
        this.#add(this.cache.r * mean[0] * w, this.cache.g * mean[1] * w, this.cache.b * mean[2] * w, dx, dy, dz)
      else this.#add(unknown * mean[0] * w, unknown * mean[1] * w, unknown * mean[2] * w, dx, dy, dz)
    }
    this.reach = rays / Math.max(inverse, 1e-6)
  }

  /** Is the sun free from here? The two chances move the ray over the sun's disc. */
  sunny(px: number, py: number, pz: number, nx: number, ny: number, nz: number, c1: number, c2: number): boolean {
    const { sun, indoor } = this.world
    const r = 0.007 * Math.sqrt(c1)
    const a = 2 * Math.PI * c2
    const dx = sun[0] + r * Math.cos(a)
    const dy = sun[1] + r * Math.sin(a)
    const dz = sun[2] - r * Math.cos(a) * 0.6
    return !indoor.blocked(px + nx * lift, py + ny * lift, pz + nz * lift, dx, dy, dz, 40)
  }
}

const scratch = [0, 0, 0]

/** Radiance of sky and ground as the rooms receive it (the picture of the town is dimmer, as in a balanced photograph). */
export function skyLight(
  dx: number,
  dy: number,
  dz: number,
  sun: readonly [number, number, number],
): readonly number[] {
  if (dy < 0) {
    const t = smoothstep(-0.25, 0, dy)
    scratch[0] = 0.5 + 0.5 * t
    scratch[1] = 0.49 + 0.55 * t
    scratch[2] = 0.42 + 0.68 * t
    return scratch
  }
  const t = Math.min(1, dy * 1.5)
  const glow = Math.max(0, dx * sun[0] + dy * sun[1] + dz * sun[2]) ** 6
  scratch[0] = 1.35 - 0.45 * t + 1.3 * glow
  scratch[1] = 1.4 - 0.3 * t + 1.1 * glow
  scratch[2] = 1.42 - 0.12 * t + 0.8 * glow
  return scratch
}
