// Collects the triangles of a scene: corners, smooth normals, texture coordinates in metres, material numbers.
import { chance } from './noise.ts'

export type Vec3 = readonly [number, number, number]

export interface Placement {
  at?: Vec3
  /** Turns about the vertical, counter-clockwise seen from above. */
  yawDegrees?: number
  /** Turns about the x axis, applied before the yaw. */
  pitchDegrees?: number
  /** Turns about the z axis, applied first. */
  rollDegrees?: number
  scale?: number
}

type Matrix = readonly number[]
const identity: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]

function multiply(a: Matrix, b: Matrix): Matrix {
  const out: number[] = []
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 4; column++) {
      let sum = column === 3 ? a[row * 4 + 3] : 0
      for (let k = 0; k < 3; k++) sum += a[row * 4 + k] * b[k * 4 + column]
      out.push(sum)
    }
  }
  return out
}

function matrixOf({ at = [0, 0, 0], yawDegrees = 0, pitchDegrees = 0, rollDegrees = 0, scale = 1 }: Placement): Matrix {
  const turn = (degrees: number) => [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)] as const
  const [cy, sy] = turn(yawDegrees)
  const [cp, sp] = turn(pitchDegrees)
  const [cr, sr] = turn(rollDegrees)
  const yaw: Matrix = [cy, 0, sy, at[0], 0, 1, 0, at[1], -sy, 0, cy, at[2]]
  const pitch: Matrix = [1, 0, 0, 0, 0, cp, -sp, 0, 0, sp, cp, 0]
  const roll: Matrix = [cr * scale, -sr * scale, 0, 0, sr * scale, cr * scale, 0, 0, 0, 0, scale, 0]
  return multiply(multiply(yaw, pitch), roll)
}

export interface Corner {
  p: Vec3
  n: Vec3
  uv: readonly [number, number]
}

export class Mesh {
  readonly positions: number[] = []
  readonly normals: number[] = []
  readonly uvs: number[] = []
  readonly materials: number[] = []
  #matrix: Matrix = identity
  #pieces = 0

  /** Everything drawn by `draw` is placed relative to where the mesh now stands. */
  within(placement: Placement, draw: () => void): void {
    const before = this.#matrix
    this.#matrix = multiply(before, matrixOf(placement))
    draw()
    this.#matrix = before
  }

  /** A texture offset that differs from piece to piece, so that no two boards share their grain. */
  nextOffset(): readonly [number, number] {
    this.#pieces++
    return [Math.floor(chance(this.#pieces, 1) * 4000) / 100, Math.floor(chance(this.#pieces, 2) * 4000) / 100]
  }

  triangle(material: number, a: Corner, b: Corner, c: Corner): void {
    const m = this.#matrix
    for (const corner of [a, b, c]) {
      const [x, y, z] = corner.p
      this.positions.push(
        m[0] * x + m[1] * y + m[2] * z + m[3],
        m[4] * x + m[5] * y + m[6] * z + m[7],
        m[8] * x + m[9] * y + m[10] * z + m[11],
      )
      const [nx, ny, nz] = corner.n
      const wx = m[0] * nx + m[1] * ny + m[2] * nz
      const wy = m[4] * nx + m[5] * ny + m[6] * nz
      const wz = m[8] * nx + m[9] * ny + m[10] * nz
      const length = Math.hypot(wx, wy, wz) || 1
      this.normals.push(wx / length, wy / length, wz / length)
      this.uvs.push(corner.uv[0], corner.uv[1])
    }
    this.materials.push(material)
  }

  /** Corners in order around the quad. */
  quad(material: number, a: Corner, b: Corner, c: Corner, d: Corner): void {
    this.triangle(material, a, b, c)
    this.triangle(material, a, c, d)
  }

  get triangleCount(): number {
    return this.materials.length
  }
}
