// Soft light of one panorama, found on a coarse grid of directions and smoothed along surfaces: what a picture sample then
// blends from the four grid points that lie on its own surface.
import { rayThrough } from './camera.ts'
import type { Light } from './light.ts'
import { materials } from './materials.ts'
import { hash3 } from './noise.ts'
import type { CameraPose } from './plan.ts'
import { Shaded } from './shade.ts'

/** Numbers per grid point: place 3, normal 3, irradiance 3, direction of light 3, reach 1. */
export const stride = 13
const taps = [0.0625, 0.25, 0.375, 0.25, 0.0625]

export interface SoftLight {
  width: number
  height: number
  values: Float32Array
}

export function emptySoftLight(width: number): SoftLight {
  const height = width / 2
  return { width, height, values: new Float32Array(new SharedArrayBuffer(width * height * stride * 4)) }
}

/** Fills row `y`. A grid point of which nothing can be said (sky, lamps) has reach 0. */
export function gatherRow(soft: SoftLight, light: Light, camera: CameraPose, y: number, rays: number): void {
  const { width, height, values } = soft
  const flat = Math.cos((0.5 - (y + 0.5) / height) * Math.PI)
  const count = Math.max(16, Math.ceil(rays * Math.max(0.3, flat)))
  const direction = new Float64Array(3)
  const shaded = new Shaded()
  for (let x = 0; x < width; x++) {
    rayThrough(x + 0.5, y + 0.5, width, camera.headingDegrees, direction)
    const o = (y * width + x) * stride
    values[o + 12] = 0
    const place = landing(light, camera.position, direction, shaded)
    if (!place) continue
    const [px, py, pz] = place
    const seed = hash3(x, y, 401)
    light.reset()
    light.direct(px, py, pz, shaded.nx, shaded.ny, shaded.nz, seed, 1)
    light.bounced(px, py, pz, shaded.nx, shaded.ny, shaded.nz, seed, count)
    values[o] = px
    values[o + 1] = py
    values[o + 2] = pz
    values[o + 3] = shaded.nx
    values[o + 4] = shaded.ny
    values[o + 5] = shaded.nz
    values[o + 6] = light.r
    values[o + 7] = light.g
    values[o + 8] = light.b
    values[o + 9] = light.vx
    values[o + 10] = light.vy
    values[o + 11] = light.vz
    values[o + 12] = light.reach
  }
}

/** The first surface that is not a mirror; undefined where the ray leaves the flat or meets a lamp. */
function landing(
  { world }: Light,
  from: readonly [number, number, number],
  direction: Float64Array,
  shaded: Shaded,
): readonly [number, number, number] | undefined {
  let [ox, oy, oz] = from
  let [dx, dy, dz] = direction
  for (let bounce = 0; bounce < 3; bounce++) {
    if (!world.indoor.closest(ox, oy, oz, dx, dy, dz, 60)) return
    const { t, triangle } = world.indoor.hit
    const material = materials[world.indoor.materials[triangle]]
    shaded.read(world.indoor, dx, dy, dz, 0.02)
    ox += dx * t
    oy += dy * t
    oz += dz * t
    if (!material.mirror) return material.emission ? undefined : [ox, oy, oz]
    const facing = 2 * (dx * shaded.gx + dy * shaded.gy + dz * shaded.gz)
    dx -= facing * shaded.gx
    dy -= facing * shaded.gy
    dz -= facing * shaded.gz
    ox += dx * 1e-3
    oy += dy * 1e-3
    oz += dz * 1e-3
  }
  return
}

/** Edge-keeping smoothing: widening passes, each blending only points of one surface that are near in space. */
export function smoothSoftLight(soft: SoftLight): void {
  const { width, height, values } = soft
  const after = new Float32Array(width * height * 6)
  for (let pass = 0; pass < 6; pass++) {
    const across = 2 ** pass
    const down = Math.min(4, across)
    for (let y = 0; y < height; y++) {
      // Only rows near the poles, where points crowd, need the widest passes.
      const flat = Math.cos((0.5 - (y + 0.5) / height) * Math.PI)
      if (across * flat > 4.01) continue
      for (let x = 0; x < width; x++) smoothPoint(soft, after, x, y, across, down)
    }
    for (let y = 0; y < height; y++) {
      const flat = Math.cos((0.5 - (y + 0.5) / height) * Math.PI)
      if (across * flat > 4.01) continue
      for (let i = y * width; i < (y + 1) * width; i++) {
        for (let k = 0; k < 6; k++) values[i * stride + 6 + k] = after[i * 6 + k]
      }
    }
  }
}

function smoothPoint(
  { width, height, values }: SoftLight,
  after: Float32Array,
  x: number,
  y: number,
  wide: number,
  step: number,
): void {
  const o = (y * width + x) * stride
  const target = (y * width + x) * 6
  if (values[o + 12] === 0) return
  const [px, py, pz, nx, ny, nz] = [
    values[o],
    values[o + 1],
    values[o + 2],
    values[o + 3],
    values[o + 4],
    values[o + 5],
  ]
  const range = 0.25 * values[o + 12] + 0.012
  let total = 0
  for (let k = 0; k < 6; k++) after[target + k] = 0
  for (let j = -2; j <= 2; j++) {
    const yy = y + j * step
    if (yy < 0 || yy >= height) continue
    for (let i = -2; i <= 2; i++) {
      const xx = (x + i * wide + 64 * width) % width
      const q = (yy * width + xx) * stride
      if (values[q + 12] === 0) continue
      const dot = nx * values[q + 3] + ny * values[q + 4] + nz * values[q + 5]
      if (dot < 0.8) continue
      const ex = values[q] - px
      const ey = values[q + 1] - py
      const ez = values[q + 2] - pz
      const off = Math.abs(ex * nx + ey * ny + ez * nz)
      const apart = Math.sqrt(ex * ex + ey * ey + ez * ez)
      const w = taps[i + 2] * taps[j + 2] * dot ** 16 * Math.exp(-apart / range - off / 0.02)
      total += w
      for (let k = 0; k < 6; k++) after[target + k] += w * values[q + 6 + k]
    }
  }
  for (let k = 0; k < 6; k++) after[target + k] = total > 0 ? after[target + k] / total : values[o + 6 + k]
}

/** Blends the soft light for a point seen at grid coordinates (gx, gy). False where no grid point lies on its surface. */
export class SoftReader {
  r = 0
  g = 0
  b = 0
  vx = 0
  vy = 0
  vz = 0
  #soft: SoftLight
  #weight = 0

  constructor(soft: SoftLight) {
    this.#soft = soft
  }

  read(
    gx: number,
    gy: number,
    px: number,
    py: number,
    pz: number,
    nx: number,
    ny: number,
    nz: number,
    t: number,
  ): boolean {
    const x0 = Math.floor(gx - 0.5)
    const y0 = Math.floor(gy - 0.5)
    const fx = gx - 0.5 - x0
    const fy = gy - 0.5 - y0
    this.#weight = 0
    this.r = this.g = this.b = this.vx = this.vy = this.vz = 0
    const tolerance = 0.006 + 0.004 * t
    for (let j = 0; j < 2; j++) {
      for (let i = 0; i < 2; i++) {
        const w = (i ? fx : 1 - fx) * (j ? fy : 1 - fy) + 0.002
        this.#tap(x0 + i, y0 + j, w, px, py, pz, nx, ny, nz, tolerance)
      }
    }
    if (this.#weight < 0.08) {
      for (let j = -1; j < 3; j++) {
        for (let i = -1; i < 3; i++) this.#tap(x0 + i, y0 + j, 0.05, px, py, pz, nx, ny, nz, tolerance)
      }
    }
    if (this.#weight < 0.02) return false
    const scale = 1 / this.#weight
    this.r *= scale
    this.g *= scale
    this.b *= scale
    this.vx *= scale
    this.vy *= scale
    this.vz *= scale
    return true
  }

  #tap(
    x: number,
    y: number,
    weight: number,
    px: number,
    py: number,
    pz: number,
    nx: number,
    ny: number,
    nz: number,
    tolerance: number,
  ): void {
    const { width, height, values } = this.#soft
    if (y < 0 || y >= height) return
    const q = (y * width + ((x + width) % width)) * stride
    if (values[q + 12] === 0) return
    const dot = nx * values[q + 3] + ny * values[q + 4] + nz * values[q + 5]
    if (dot < 0.7) return
    const ex = values[q] - px
    const ey = values[q + 1] - py
    const ez = values[q + 2] - pz
    const off = Math.abs(ex * nx + ey * ny + ez * nz) / tolerance
    const apart = (ex * ex + ey * ey + ez * ez) / (tolerance * tolerance * 60)
    if (off > 4 || apart > 8) return
    const d4 = dot * dot * dot * dot
    const w = weight * d4 * d4 * Math.exp(-off - apart)
    this.#weight += w
    this.r += w * values[q + 6]
    this.g += w * values[q + 7]
    this.b += w * values[q + 8]
    this.vx += w * values[q + 9]
    this.vy += w * values[q + 10]
    this.vz += w * values[q + 11]
  }
}
