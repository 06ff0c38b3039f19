// Remembers how much light arrives in every 14 cm cell of the flat, per direction the surface faces; filled by bake.ts and read
// wherever a ray ends on a surface whose own light need not be sharp. Plain shared arrays, so that worker threads read one copy.

export const cellMetres = 0.14
const origin = [-0.6, -0.1, -0.2] as const
const cells = [98, 24, 68] as const
const facings = 6

export interface LightCache {
  /** Cell and facing → number of its record, −1 = nothing there. */
  index: Int32Array
  /** Three numbers (irradiance) per record. */
  irradiance: Float32Array
}

export function emptyIndex(): Int32Array {
  const size = cells[0] * cells[1] * cells[2] * facings
  return new Int32Array(new SharedArrayBuffer(size * 4)).fill(-1)
}

export function facingOf(nx: number, ny: number, nz: number): number {
  const ax = Math.abs(nx)
  const ay = Math.abs(ny)
  const az = Math.abs(nz)
  if (ay >= ax && ay >= az) return ny > 0 ? 2 : 3
  if (ax >= az) return nx > 0 ? 0 : 1
  return nz > 0 ? 4 : 5
}

/** Slot of a point in the index, −1 outside the grid. */
export function slotOf(x: number, y: number, z: number, facing: number): number {
  const i = Math.floor((x - origin[0]) / cellMetres)
  const j = Math.floor((y - origin[1]) / cellMetres)
  const k = Math.floor((z - origin[2]) / cellMetres)
  if (i < 0 || j < 0 || k < 0 || i >= cells[0] || j >= cells[1] || k >= cells[2]) return -1
  return ((i * cells[1] + j) * cells[2] + k) * facings + facing
}

export class CacheReader {
  r = 0
  g = 0
  b = 0
  #cache: LightCache

  constructor(cache: LightCache) {
    this.#cache = cache
  }

  /** The record nearest to the point: one read, as bounced rays need. False = nothing known. */
  near(x: number, y: number, z: number, facing: number): boolean {
    const slot = slotOf(x, y, z, facing)
    const record = slot < 0 ? -1 : this.#cache.index[slot]
    if (record < 0) return false
    this.r = this.#cache.irradiance[record * 3]
    this.g = this.#cache.irradiance[record * 3 + 1]
    this.b = this.#cache.irradiance[record * 3 + 2]
    return true
  }

  /** Blends the eight records around the point: smooth enough for what a mirror shows. */
  smooth(x: number, y: number, z: number, facing: number): boolean {
    const gx = (x - origin[0]) / cellMetres - 0.5
    const gy = (y - origin[1]) / cellMetres - 0.5
    const gz = (z - origin[2]) / cellMetres - 0.5
    const fx = gx - Math.floor(gx)
    const fy = gy - Math.floor(gy)
    const fz = gz - Math.floor(gz)
    let weight = 0
    let r = 0
    let g = 0
    let b = 0
    for (let corner = 0; corner < 8; corner++) {
      const i = corner & 1
      const j = (corner >> 1) & 1
      const k = corner >> 2
      const slot = slotOf(x + (i - fx) * cellMetres, y + (j - fy) * cellMetres, z + (k - fz) * cellMetres, facing)
      const record = slot < 0 ? -1 : this.#cache.index[slot]
      if (record < 0) continue
      const w = (i ? fx : 1 - fx) * (j ? fy : 1 - fy) * (k ? fz : 1 - fz) + 1e-4
      weight += w
      r += w * this.#cache.irradiance[record * 3]
      g += w * this.#cache.irradiance[record * 3 + 1]
      b += w * this.#cache.irradiance[record * 3 + 2]
    }
    if (weight === 0) return false
    this.r = r / weight
    this.g = g / weight
    this.b = b / weight
    return true
  }
}
