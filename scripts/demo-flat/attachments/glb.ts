// Boxes and rectangles of plain colours as a binary glTF file. Metres, +y up, as in the plan.
import type { Vec3 } from '../mesh.ts'
import { colour } from '../surface.ts'

interface Faces {
  positions: number[]
  normals: number[]
  indices: number[]
}

export interface Paint {
  /** '#rrggbb'. */
  ink: string
  /** 1 = solid. */
  opacity?: number
}

export class PlainModel {
  readonly #faces = new Map<Paint, Faces>()

  /** A rectangle seen from the side where `across` goes to the right and `up` upwards. */
  rectangle(paint: Paint, corner: Vec3, across: Vec3, up: Vec3): void {
    const faces = this.#of(paint)
    const first = faces.positions.length / 3
    const normal: Vec3 = [
      across[1] * up[2] - across[2] * up[1],
      across[2] * up[0] - across[0] * up[2],
      across[0] * up[1] - across[1] * up[0],
    ]
    const size = Math.hypot(...normal)
    for (const [s, t] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ]) {
      for (let k = 0; k < 3; k++) {
        faces.positions.push(corner[k] + s * across[k] + t * up[k])
        faces.normals.push(normal[k] / size)
      }
    }
    faces.indices.push(first, first + 1, first + 2, first, first + 2, first + 3)
  }

  /** Without its lower face: it stands on something. */
  box(paint: Paint, [x0, y0, z0]: Vec3, [x1, y1, z1]: Vec3): void {
    const [w, h, d] = [x1 - x0, y1 - y0, z1 - z0]
    this.rectangle(paint, [x0, y0, z1], [w, 0, 0], [0, h, 0])
    this.rectangle(paint, [x1, y0, z0], [-w, 0, 0], [0, h, 0])
    this.rectangle(paint, [x1, y0, z1], [0, 0, -d], [0, h, 0])
    this.rectangle(paint, [x0, y0, z0], [0, 0, d], [0, h, 0])
    this.rectangle(paint, [x0, y1, z1], [w, 0, 0], [0, 0, -d])
  }

  bytes(): Buffer {
    const chunks: Buffer[] = []
    let length = 0
    const views: object[] = []
    const accessors: object[] = []
    const add = (part: Float32Array | Uint16Array, target: number, accessor: object): number => {
      const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
      const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4)
      views.push({ buffer: 0, byteOffset: length, byteLength: bytes.length, target })
      chunks.push(bytes, padding)
      length += bytes.length + padding.length
      return accessors.push({ bufferView: views.length - 1, ...accessor }) - 1
    }
    const primitives = [...this.#faces.values()].map(({ positions, normals, indices }, material) => {
      const count = positions.length / 3
      const axis = (k: number) => positions.filter((_, i) => i % 3 === k).map((value) => Math.fround(value))
      const min = [0, 1, 2].map((k) => Math.min(...axis(k)))
      const max = [0, 1, 2].map((k) => Math.max(...axis(k)))
      const vectors = { componentType: 5126, count, type: 'VEC3' }
      const attributes = {
        POSITION: add(new Float32Array(positions), 34_962, { ...vectors, min, max }),
        NORMAL: add(new Float32Array(normals), 34_962, vectors),
      }
      const corners = { componentType: 5123, count: indices.length, type: 'SCALAR' }
      return { attributes, indices: add(new Uint16Array(indices), 34_963, corners), material }
    })
    const document = {
      asset: { version: '2.0', generator: 'Panoqor demo flat' },
      scene: 0,
      scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0, name: 'flat' }],
      meshes: [{ primitives }],
      materials: [...this.#faces.keys()].map(materialOf),
      accessors,
      bufferViews: views,
      buffers: [{ byteLength: length }],
    }
    return glb(Buffer.from(JSON.stringify(document)), Buffer.concat(chunks))
  }

  #of(paint: Paint): Faces {
    const kept = this.#faces.get(paint)
    if (kept) return kept
    const fresh: Faces = { positions: [], normals: [], indices: [] }
    this.#faces.set(paint, fresh)
    return fresh
  }
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4

const materialOf = ({ ink, opacity = 1 }: Paint) => ({
  pbrMetallicRoughness: {
    baseColorFactor: [...colour(ink).map(rounded), opacity],
    metallicFactor: 0,
    roughnessFactor: 0.85,
  },
  ...(opacity < 1 && { alphaMode: 'BLEND', doubleSided: true }),
})

function glb(document: Buffer, binary: Buffer): Buffer {
  const text = Buffer.concat([document, Buffer.alloc((4 - (document.length % 4)) % 4, ' ')])
  const header = (values: number[]) => {
    const bytes = Buffer.alloc(values.length * 4)
    for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, i * 4)
    return bytes
  }
  const total = 12 + 8 + text.length + 8 + binary.length
  return Buffer.concat([
    header([0x46546c67, 2, total, text.length, 0x4e4f534a]),
    text,
    header([binary.length, 0x004e4942]),
    binary,
  ])
}
