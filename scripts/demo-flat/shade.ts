// What a ray meets, ready to be lit: colour from the pattern, gloss, smooth normal bent by the relief.
import type { Bvh } from './bvh.ts'
import { type Material, materials } from './materials.ts'
import type { Surface } from './surface.ts'

export class Shaded implements Surface {
  r = 0
  g = 0
  b = 0
  f0 = 0
  roughness = 1
  slopeU = 0
  slopeV = 0
  /** Smooth normal towards the viewer, without relief. */
  nx = 0
  ny = 1
  nz = 0
  /** The same with relief. */
  bx = 0
  by = 1
  bz = 0
  /** Facing of the flat triangle towards the viewer. */
  gx = 0
  gy = 1
  gz = 0
  material: Material = materials[0]

  /** Reads the last hit of `bvh`; `pixel` is the size of a picture sample there. */
  read(bvh: Bvh, dx: number, dy: number, dz: number, pixel: number): void {
    const { triangle, u, v } = bvh.hit
    const w = 1 - u - v
    const q = triangle * 9
    const e = bvh.corners
    const n = bvh.normals
    let gx = e[q + 4] * e[q + 8] - e[q + 5] * e[q + 7]
    let gy = e[q + 5] * e[q + 6] - e[q + 3] * e[q + 8]
    let gz = e[q + 3] * e[q + 7] - e[q + 4] * e[q + 6]
    const size = Math.sqrt(gx * gx + gy * gy + gz * gz) || 1
    const towards = gx * dx + gy * dy + gz * dz > 0 ? -1 / size : 1 / size
    gx *= towards
    gy *= towards
    gz *= towards
    let nx = n[q] * w + n[q + 3] * u + n[q + 6] * v
    let ny = n[q + 1] * w + n[q + 4] * u + n[q + 7] * v
    let nz = n[q + 2] * w + n[q + 5] * u + n[q + 8] * v
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz) || 1
    const flip = nx * gx + ny * gy + nz * gz < 0 ? -1 / length : 1 / length
    nx *= flip
    ny *= flip
    nz *= flip
    this.gx = gx
    this.gy = gy
    this.gz = gz
    this.nx = this.bx = nx
    this.ny = this.by = ny
    this.nz = this.bz = nz
    const material = materials[bvh.materials[triangle]]
    this.material = material
    this.r = material.colour[0]
    this.g = material.colour[1]
    this.b = material.colour[2]
    this.f0 = material.f0
    this.roughness = material.roughness
    if (!material.pattern) return
    this.slopeU = 0
    this.slopeV = 0
    const t = bvh.uvs
    const k = triangle * 6
    const grazing = Math.max(0.2, Math.abs(gx * dx + gy * dy + gz * dz))
    material.pattern(
      this,
      t[k] * w + t[k + 2] * u + t[k + 4] * v,
      t[k + 1] * w + t[k + 3] * u + t[k + 5] * v,
      pixel / Math.sqrt(grazing),
    )
    if (this.slopeU !== 0 || this.slopeV !== 0) this.#bend(bvh, q, k)
  }

  /** Tilts the normal by the slopes along the texture's axes. */
  #bend(bvh: Bvh, q: number, k: number): void {
    const e = bvh.corners
    const t = bvh.uvs
    const du1 = t[k + 2] - t[k]
    const dv1 = t[k + 3] - t[k + 1]
    const du2 = t[k + 4] - t[k]
    const dv2 = t[k + 5] - t[k + 1]
    const det = du1 * dv2 - du2 * dv1
    if (det > -1e-12 && det < 1e-12) return
    const ux = (e[q + 3] * dv2 - e[q + 6] * dv1) / det
    const uy = (e[q + 4] * dv2 - e[q + 7] * dv1) / det
    const uz = (e[q + 5] * dv2 - e[q + 8] * dv1) / det
    const vx = (e[q + 6] * du1 - e[q + 3] * du2) / det
    const vy = (e[q + 7] * du1 - e[q + 4] * du2) / det
    const vz = (e[q + 8] * du1 - e[q + 5] * du2) / det
    const a = this.slopeU / (Math.sqrt(ux * ux + uy * uy + uz * uz) || 1)
    const b = this.slopeV / (Math.sqrt(vx * vx + vy * vy + vz * vz) || 1)
    const x = this.nx - ux * a - vx * b
    const y = this.ny - uy * a - vy * b
    const z = this.nz - uz * a - vz * b
    const length = Math.sqrt(x * x + y * y + z * z) || 1
    this.bx = x / length
    this.by = y / length
    this.bz = z / length
  }
}
