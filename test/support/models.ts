// Small models whose every pixel can be foretold: a cube of two metres with a colour of its own on each side, and a cloud of splats
// made by the same workshop as for the product.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDeriving } from '#imaging/attachments/derive.ts'
import { glb, ply, type TestSplat } from '#test/support/attachments.ts'

type Colour = readonly [red: number, green: number, blue: number]

/** By the direction in which the side looks. */
export const cubeColours = {
  right: [1, 0, 0],
  left: [0, 1, 0],
  up: [1, 1, 1],
  down: [0, 0, 0],
  back: [0, 0, 1],
  front: [1, 1, 0],
} as const satisfies Record<string, Colour>

/** Outwards, and two edges such that their cross product looks there. */
const sides: { colour: Colour; corners: number[][] }[] = [
  { colour: cubeColours.right, corners: side([1, 0, 0], [0, 1, 0], [0, 0, 1]) },
  { colour: cubeColours.left, corners: side([-1, 0, 0], [0, 0, 1], [0, 1, 0]) },
  { colour: cubeColours.up, corners: side([0, 1, 0], [0, 0, 1], [1, 0, 0]) },
  { colour: cubeColours.down, corners: side([0, -1, 0], [1, 0, 0], [0, 0, 1]) },
  { colour: cubeColours.back, corners: side([0, 0, 1], [1, 0, 0], [0, 1, 0]) },
  { colour: cubeColours.front, corners: side([0, 0, -1], [0, 1, 0], [1, 0, 0]) },
]

function side(out: number[], a: number[], b: number[]): number[][] {
  const at = (u: number, v: number) => out.map((value, axis) => value + u * (a[axis] ?? 0) + v * (b[axis] ?? 0))
  return [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)]
}

/** Unlit: its colours are what is on screen, whatever the light. */
export function cubeGlb(more: { triangles?: number } = {}): Buffer {
  const positions = Buffer.from(new Float32Array(sides.flatMap(({ corners }) => corners.flat())).buffer)
  const indices = Buffer.from(new Uint16Array([0, 1, 2, 0, 2, 3]).buffer)
  const binary = Buffer.concat([positions, indices])
  const json = {
    extensionsUsed: ['KHR_materials_unlit'],
    bufferViews: [
      { buffer: 0, byteLength: positions.length },
      { buffer: 0, byteOffset: positions.length, byteLength: indices.length },
    ],
    accessors: [
      ...sides.map(({ corners }, index) => ({
        bufferView: 0,
        byteOffset: index * 48,
        componentType: 5126,
        count: 4,
        type: 'VEC3',
        min: [0, 1, 2].map((axis) => Math.min(...corners.map((corner) => corner[axis] ?? 0))),
        max: [0, 1, 2].map((axis) => Math.max(...corners.map((corner) => corner[axis] ?? 0))),
      })),
      { bufferView: 1, componentType: 5123, count: more.triangles ? more.triangles * 3 : 6, type: 'SCALAR' },
    ],
    materials: sides.map(({ colour }) => ({
      pbrMetallicRoughness: { baseColorFactor: [...colour, 1] },
      extensions: { KHR_materials_unlit: {} },
    })),
    meshes: [
      { primitives: sides.map((_, index) => ({ attributes: { POSITION: index }, indices: 6, material: index })) },
    ],
    nodes: [{ mesh: 0 }],
  }
  return glb({ json, content: binary })
}

/** Red to the left, green above and blue to the right as one looks at it; as a visitor's browser gets it. */
export async function splatSog(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-splats-'))
  try {
    const path = join(folder, 'cloud.ply')
    await writeFile(path, ply(cloud()))
    const derived = await createDeriving().derive({ path, fileName: 'cloud.ply', kind: 'splat', outputFolder: folder })
    return await readFile(derived.file.path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** As training programs have it: y downwards. */
function cloud(): TestSplat[] {
  const spots = [
    { middle: [-1, 0, 0], colour: [1.7, -1.7, -1.7] },
    { middle: [0, -1, 0], colour: [-1.7, 1.7, -1.7] },
    { middle: [1, 0, 0], colour: [-1.7, -1.7, 1.7] },
  ] as const
  return spots.flatMap(({ middle, colour }) =>
    Array.from({ length: 200 }, (_, index): TestSplat => {
      const [angle, up] = [index * 2.4, 1 - (2 * (index + 0.5)) / 200]
      const around = Math.sqrt(1 - up * up)
      const out = [Math.cos(angle) * around, up, Math.sin(angle) * around]
      const [x = 0, y = 0, z = 0] = middle.map((value, axis) => value + 0.3 * (out[axis] ?? 0))
      return {
        position: [x, y, z],
        scale: [-2.6, -2.6, -2.6],
        rotation: [1, 0, 0, 0],
        opacity: 0.97,
        colour: [...colour],
      }
    }),
  )
}

/** What `splatSog` is made of, as a team uploads it. */
export const cloudPly = (): Buffer => ply(cloud())
