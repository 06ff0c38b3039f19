// Fills the light cache: finds the cells that surfaces touch, then lets light bounce between them four times.
import { cellMetres, emptyIndex, facingOf, type LightCache, slotOf } from './cache.ts'
import { Light, sunPower } from './light.ts'
import { materials } from './materials.ts'
import { hash3, Random } from './noise.ts'
import { rooms } from './plan.ts'
import type { World } from './world.ts'

const pointsPerCell = 4

export interface BakeQuality {
  /** Rays that look for surfaces, per room. */
  probes: number
  /** Rays per cell and bounce. */
  rays: number
  bounces: number
}

export const fullBake: BakeQuality = { probes: 500_000, rays: 64, bounces: 4 }
export const roughBake: BakeQuality = { probes: 300, rays: 8, bounces: 2 }

interface Cells {
  index: Int32Array
  /** Six numbers (place, normal) per point, `pointsPerCell` points per cell. */
  points: number[]
  counts: number[]
}

export function bake(world: World, quality: BakeQuality): LightCache {
  const { index, points, counts } = findCells(world, quality.probes)
  const total = counts.length
  const shared = () => new Float32Array(new SharedArrayBuffer(Math.max(1, total) * 12))
  const cache: LightCache = { index, irradiance: shared() }
  const light = new Light(world, cache)
  const direct = new Float32Array(total * 3)
  const each = (
    cell: number,
    visit: (x: number, y: number, z: number, nx: number, ny: number, nz: number, k: number) => void,
  ) => {
    for (let k = 0; k < counts[cell]; k++) {
      const o = (cell * pointsPerCell + k) * 6
      visit(points[o], points[o + 1], points[o + 2], points[o + 3], points[o + 4], points[o + 5], k)
    }
  }
  for (let cell = 0; cell < total; cell++) {
    light.reset()
    let sun = 0
    each(cell, (x, y, z, nx, ny, nz, k) => {
      light.direct(x, y, z, nx, ny, nz, hash3(cell, k, 11), 0.7)
      const facing = nx * world.sun[0] + ny * world.sun[1] + nz * world.sun[2]
      if (facing > 0 && light.sunny(x, y, z, nx, ny, nz, 0, 0)) sun += facing
    })
    direct[cell * 3] = (light.r + sun * sunPower[0]) / counts[cell]
    direct[cell * 3 + 1] = (light.g + sun * sunPower[1]) / counts[cell]
    direct[cell * 3 + 2] = (light.b + sun * sunPower[2]) / counts[cell]
  }
  cache.irradiance.set(direct)
  for (let bounce = 1; bounce <= quality.bounces; bounce++) {
    const next = new Float32Array(total * 3)
    for (let cell = 0; cell < total; cell++) {
      light.reset()
      each(cell, (x, y, z, nx, ny, nz, k) => {
        light.bounced(x, y, z, nx, ny, nz, hash3(cell, k, 20 + bounce), Math.ceil(quality.rays / counts[cell]))
      })
      next[cell * 3] = direct[cell * 3] + light.r / counts[cell]
      next[cell * 3 + 1] = direct[cell * 3 + 1] + light.g / counts[cell]
      next[cell * 3 + 2] = direct[cell * 3 + 2] + light.b / counts[cell]
    }
    cache.irradiance.set(next)
  }
  return cache
}

/** Shoots rays through all rooms and notes the places where they end. */
function findCells(world: World, probes: number): Cells {
  const cells: Cells = { index: emptyIndex(), points: [], counts: [] }
  const random = new Random(2024)
  const { indoor } = world
  for (const room of rooms) {
    for (let i = 0; i < probes; i++) {
      let x = random.between(room.west + 0.05, room.east - 0.05)
      let y = random.between(0.05, room.height - 0.05)
      let z = random.between(room.north + 0.05, room.south - 0.05)
      for (let step = 0; step < 2; step++) {
        const dy = random.between(-1, 1)
        const angle = random.between(0, 2 * Math.PI)
        const flat = Math.sqrt(1 - dy * dy)
        const dx = flat * Math.cos(angle)
        const dz = flat * Math.sin(angle)
        if (!indoor.closest(x, y, z, dx, dy, dz, 40)) break
        x += dx * indoor.hit.t
        y += dy * indoor.hit.t
        z += dz * indoor.hit.t
        const n = geometricNormal(world, indoor.hit.triangle, dx, dy, dz)
        if (!materials[indoor.materials[indoor.hit.triangle]].emission) note(cells, x, y, z, n, random)
        x += n[0] * 2e-3
        y += n[1] * 2e-3
        z += n[2] * 2e-3
      }
    }
  }
  return cells
}

function geometricNormal({ indoor }: World, triangle: number, dx: number, dy: number, dz: number): number[] {
  const e = indoor.corners
  const q = triangle * 9
  const n = [
    e[q + 4] * e[q + 8] - e[q + 5] * e[q + 7],
    e[q + 5] * e[q + 6] - e[q + 3] * e[q + 8],
    e[q + 3] * e[q + 7] - e[q + 4] * e[q + 6],
  ]
  const length = Math.hypot(n[0], n[1], n[2]) || 1
  const flip = n[0] * dx + n[1] * dy + n[2] * dz > 0 ? -1 : 1
  return [(n[0] * flip) / length, (n[1] * flip) / length, (n[2] * flip) / length]
}

function note(cells: Cells, x: number, y: number, z: number, n: number[], random: Random): void {
  const slot = slotOf(x, y, z, facingOf(n[0], n[1], n[2]))
  if (slot < 0) return
  let cell = cells.index[slot]
  if (cell < 0) {
    cell = cells.counts.length
    cells.index[slot] = cell
    cells.counts.push(0)
    for (let i = 0; i < pointsPerCell * 6; i++) cells.points.push(0)
  }
  const full = cells.counts[cell] >= pointsPerCell
  const at = full ? Math.floor(random.next() * pointsPerCell * 8) : cells.counts[cell]++
  if (at >= pointsPerCell) return
  const o = (cell * pointsPerCell + at) * 6
  const values = [x, y, z, n[0], n[1], n[2]]
  for (let i = 0; i < 6; i++) cells.points[o + i] = values[i]
}

export const describeCache = (cache: LightCache) => `${cache.irradiance.length / 3} cells of ${cellMetres} m`
