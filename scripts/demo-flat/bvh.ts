// Finds what a ray meets first: a bounding-volume hierarchy over triangles in flat typed arrays. The hot loop of the renderer.
import type { Mesh } from './mesh.ts'

const binCount = 12
const leafSize = 3

/** Where the last closest() query ended. */
export interface Hit {
  t: number
  triangle: number
  u: number
  v: number
}

export class Bvh {
  /** Nine numbers per triangle: a corner and the two edges from it. */
  readonly corners: Float32Array
  readonly normals: Float32Array
  readonly uvs: Float32Array
  readonly materials: Int32Array
  readonly hit: Hit = { t: 0, triangle: -1, u: 0, v: 0 }
  /** Twelve numbers per node: low and high corner of the left child's box, then of the right's. */
  #boxes: Float32Array
  /** Two numbers per node: ≥ 0 a node, < 0 a leaf: −1 − (first · 8 + count). */
  #children: Int32Array
  #stack = new Int32Array(64)
  #stackNear = new Float64Array(64)

  constructor(mesh: Mesh) {
    const built = build(mesh)
    this.#boxes = Float32Array.from(built.boxes)
    this.#children = Int32Array.from(built.children)
    const n = mesh.triangleCount
    this.corners = new Float32Array(n * 9)
    this.normals = new Float32Array(n * 9)
    this.uvs = new Float32Array(n * 6)
    this.materials = new Int32Array(n)
    for (let i = 0; i < n; i++) {
      const from = built.order[i]
      for (let k = 0; k < 9; k++) {
        const base = k < 3 ? 0 : mesh.positions[from * 9 + (k % 3)]
        this.corners[i * 9 + k] = mesh.positions[from * 9 + k] - base
        this.normals[i * 9 + k] = mesh.normals[from * 9 + k]
      }
      for (let k = 0; k < 6; k++) this.uvs[i * 6 + k] = mesh.uvs[from * 6 + k]
      this.materials[i] = mesh.materials[from]
    }
  }

  /** The nearest triangle before `far`; the answer lies in `hit`. */
  closest(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, far: number): boolean {
    return this.#walk(ox, oy, oz, dx, dy, dz, far, false)
  }

  /** Is there anything at all before `far`? */
  blocked(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, far: number): boolean {
    return this.#walk(ox, oy, oz, dx, dy, dz, far, true)
  }

  #walk(ox: number, oy: number, oz: number, dx: number, dy: number, dz: number, far: number, anyHit: boolean): boolean {
    const boxes = this.#boxes
    const children = this.#children
    const stack = this.#stack
    const stackNear = this.#stackNear
    const ix = 1 / (dx === 0 ? 1e-12 : dx)
    const iy = 1 / (dy === 0 ? 1e-12 : dy)
    const iz = 1 / (dz === 0 ? 1e-12 : dz)
    const nx = ix < 0 ? 3 : 0
    const ny = iy < 0 ? 4 : 1
    const nz = iz < 0 ? 5 : 2
    const fx = 3 - nx
    const fy = 5 - ny
    const fz = 7 - nz
    let best = far
    let found = -1
    let foundU = 0
    let foundV = 0
    let top = 0
    let node = 0
    for (;;) {
      if (node >= 0) {
        const o = node * 12
        let near0 = (boxes[o + nx] - ox) * ix
        let far0 = (boxes[o + fx] - ox) * ix
        let a = (boxes[o + ny] - oy) * iy
        let b = (boxes[o + fy] - oy) * iy
        if (a > near0) near0 = a
        if (b < far0) far0 = b
        a = (boxes[o + nz] - oz) * iz
        b = (boxes[o + fz] - oz) * iz
        if (a > near0) near0 = a
        if (b < far0) far0 = b
        let near1 = (boxes[o + 6 + nx] - ox) * ix
        let far1 = (boxes[o + 6 + fx] - ox) * ix
        a = (boxes[o + 6 + ny] - oy) * iy
        b = (boxes[o + 6 + fy] - oy) * iy
        if (a > near1) near1 = a
        if (b < far1) far1 = b
        a = (boxes[o + 6 + nz] - oz) * iz
        b = (boxes[o + 6 + fz] - oz) * iz
        if (a > near1) near1 = a
        if (b < far1) far1 = b
        const meets0 = near0 <= far0 && far0 >= 0 && near0 < best
        const meets1 = near1 <= far1 && far1 >= 0 && near1 < best
        if (meets0 && meets1) {
          const leftFirst = near0 < near1
          stack[top] = children[node * 2 + (leftFirst ? 1 : 0)]
          stackNear[top++] = leftFirst ? near1 : near0
          node = children[node * 2 + (leftFirst ? 0 : 1)]
          continue
        }
        if (meets0 || meets1) {
          node = children[node * 2 + (meets0 ? 0 : 1)]
          continue
        }
      } else {
        const code = -1 - node
        const first = code >> 3
        const last = first + (code & 7)
        const c = this.corners
        for (let i = first; i < last; i++) {
          const o = i * 9
          const e1x = c[o + 3]
          const e1y = c[o + 4]
          const e1z = c[o + 5]
          const e2x = c[o + 6]
          const e2y = c[o + 7]
          const e2z = c[o + 8]
          const px = dy * e2z - dz * e2y
          const py = dz * e2x - dx * e2z
          const pz = dx * e2y - dy * e2x
          const det = e1x * px + e1y * py + e1z * pz
          if (det > -1e-14 && det < 1e-14) continue
          const inverse = 1 / det
          const sx = ox - c[o]
          const sy = oy - c[o + 1]
          const sz = oz - c[o + 2]
          const u = (sx * px + sy * py + sz * pz) * inverse
          if (u < 0 || u > 1) continue
          const qx = sy * e1z - sz * e1y
          const qy = sz * e1x - sx * e1z
          const qz = sx * e1y - sy * e1x
          const v = (dx * qx + dy * qy + dz * qz) * inverse
          if (v < 0 || u + v > 1) continue
          const t = (e2x * qx + e2y * qy + e2z * qz) * inverse
          if (t > 0 && t < best) {
            if (anyHit) return true
            best = t
            found = i
            foundU = u
            foundV = v
          }
        }
      }
      do {
        if (top === 0) {
          const hit = this.hit
          hit.t = best
          hit.triangle = found
          hit.u = foundU
          hit.v = foundV
          return found >= 0
        }
        top--
      } while (stackNear[top] >= best)
      node = stack[top]
    }
  }
}

interface Built {
  boxes: number[]
  children: number[]
  order: Int32Array
}

/** Binned surface-area heuristic, top down. */
function build(mesh: Mesh): Built {
  const n = mesh.triangleCount
  const low = new Float64Array(n * 3)
  const high = new Float64Array(n * 3)
  const middle = new Float64Array(n * 3)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < 3; k++) {
      const a = mesh.positions[i * 9 + k]
      const b = mesh.positions[i * 9 + 3 + k]
      const c = mesh.positions[i * 9 + 6 + k]
      low[i * 3 + k] = Math.min(a, b, c) - 1e-5
      high[i * 3 + k] = Math.max(a, b, c) + 1e-5
      middle[i * 3 + k] = (low[i * 3 + k] + high[i * 3 + k]) / 2
    }
  }
  const order = Int32Array.from({ length: n }, (_, i) => i)
  const boxes: number[] = []
  const children: number[] = []

  const bounds = (first: number, last: number) => {
    const box = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity]
    for (let i = first; i < last; i++) {
      for (let k = 0; k < 3; k++) {
        box[k] = Math.min(box[k], low[order[i] * 3 + k])
        box[3 + k] = Math.max(box[3 + k], high[order[i] * 3 + k])
      }
    }
    return box
  }

  const make = (first: number, last: number, forceNode: boolean): number => {
    const count = last - first
    if (count <= leafSize && !forceNode) return -1 - (first * 8 + count)
    const at = children.length / 2
    children.push(0, 0)
    for (let k = 0; k < 12; k++) boxes.push(0)
    const split = count > 1 ? divide(first, last, order, low, high, middle) : last
    const parts = [
      [first, split],
      [split, last],
    ] as const
    parts.forEach(([a, b], side) => {
      const box = bounds(a, b)
      for (let k = 0; k < 6; k++) boxes[at * 12 + side * 6 + k] = box[k]
      children[at * 2 + side] = b > a ? make(a, b, false) : -1
    })
    return at
  }
  make(0, n, true)
  return { boxes, children, order }
}

function divide(
  first: number,
  last: number,
  order: Int32Array,
  low: Float64Array,
  high: Float64Array,
  middle: Float64Array,
): number {
  let bestCost = Infinity
  let bestAxis = 0
  let bestCut = 0
  for (let axis = 0; axis < 3; axis++) {
    let from = Infinity
    let to = -Infinity
    for (let i = first; i < last; i++) {
      from = Math.min(from, middle[order[i] * 3 + axis])
      to = Math.max(to, middle[order[i] * 3 + axis])
    }
    if (to - from < 1e-9) continue
    const bins = Array.from({ length: binCount }, () => [
      0,
      Infinity,
      Infinity,
      Infinity,
      -Infinity,
      -Infinity,
      -Infinity,
    ])
    const scale = binCount / (to - from)
    for (let i = first; i < last; i++) {
      const id = order[i]
      const bin = bins[Math.min(binCount - 1, Math.floor((middle[id * 3 + axis] - from) * scale))]
      bin[0]++
      for (let k = 0; k < 3; k++) {
        bin[1 + k] = Math.min(bin[1 + k], low[id * 3 + k])
        bin[4 + k] = Math.max(bin[4 + k], high[id * 3 + k])
      }
    }
    const left = sweep(bins)
    const right = sweep(bins.slice().reverse()).reverse()
    for (let cut = 1; cut < binCount; cut++) {
      const cost = left[cut - 1] + right[cut]
      if (cost < bestCost) {
        bestCost = cost
        bestAxis = axis
        bestCut = from + cut / scale
      }
    }
  }
  const mine = Array.from(order.subarray(first, last))
  const left = mine.filter((id) => middle[id * 3 + bestAxis] < bestCut)
  const right = mine.filter((id) => middle[id * 3 + bestAxis] >= bestCut)
  if (left.length === 0 || right.length === 0) return first + (mine.length >> 1)
  order.set(left, first)
  order.set(right, first + left.length)
  return first + left.length
}

/** Cost (area × count) of all bins up to and including each. */
function sweep(bins: number[][]): number[] {
  const box = [0, Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity]
  return bins.map((bin) => {
    box[0] += bin[0]
    for (let k = 1; k < 4; k++) box[k] = Math.min(box[k], bin[k])
    for (let k = 4; k < 7; k++) box[k] = Math.max(box[k], bin[k])
    if (box[0] === 0) return 0
    const x = box[4] - box[1]
    const y = box[5] - box[2]
    const z = box[6] - box[3]
    return box[0] * (x * y + y * z + z * x)
  })
}
