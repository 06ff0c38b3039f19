// PlayCanvas' compressed PLY: blocks of 256 splats, each splat four words between the block's least and greatest values.
import { AttachmentRefusal } from '../refusal.ts'
import type { Bytes } from './bytes.ts'
import { coefficientsOf, emptyCloud, type SplatCloud } from './splat-cloud.ts'
import type { PlyElement } from './splat-ply.ts'
import { bandZero } from './splat-raw.ts'

const blockSplats = 256
const words = ['packed_position', 'packed_rotation', 'packed_scale', 'packed_color']
const bounds = [
  ...['min_x', 'min_y', 'min_z', 'max_x', 'max_y', 'max_z'],
  ...['min_scale_x', 'min_scale_y', 'min_scale_z', 'max_scale_x', 'max_scale_y', 'max_scale_z'],
]
const colourBounds = ['min_r', 'min_g', 'min_b', 'max_r', 'max_g', 'max_b']

const find = (elements: PlyElement[], name: string) => elements.find((element) => element.name === name)
const has = (element: PlyElement | undefined, names: string[]) =>
  element !== undefined && names.every((name) => element.properties.has(name))

export const isPackedPly = (elements: PlyElement[]): boolean =>
  has(find(elements, 'chunk'), bounds) && has(find(elements, 'vertex'), words)

type Read = (row: number, name: string) => number

export async function readPackedPly(bytes: Bytes, elements: PlyElement[]): Promise<SplatCloud> {
  const [blocks, splats, rest] = [find(elements, 'chunk'), find(elements, 'vertex'), find(elements, 'sh')]
  if (!blocks || !splats || blocks.count < Math.ceil(splats.count / blockSplats)) throw new AttachmentRefusal('damaged')
  const bands = rest ? [1, 2, 3].find((each) => coefficientsOf(each) * 3 === rest.properties.size) : 0
  if (bands === undefined || (rest && (rest.count !== splats.count || rest.rowBytes !== rest.properties.size)))
    throw new AttachmentRefusal('damaged')
  const cloud = emptyCloud(splats.count, bands)
  const [block, word] = [await rows(bytes, blocks, true), await rows(bytes, splats, false)]
  const hasColourBounds = has(blocks, colourBounds)
  for (let i = 0; i < splats.count; i++) unpack(cloud, i, block, word, hasColourBounds)
  if (rest) unpackHarmonics(cloud, await bytes.read(rest.start, rest.count * rest.rowBytes))
  return cloud
}

async function rows(bytes: Bytes, { start, count, rowBytes, properties }: PlyElement, isFloat: boolean): Promise<Read> {
  const part = await bytes.read(start, count * rowBytes)
  const offsets = new Map([...properties].map(([name, { offset }]) => [name, offset]))
  return (row, name) => {
    const at = row * rowBytes + (offsets.get(name) ?? 0)
    return isFloat ? part.readFloatLE(at) : part.readUInt32LE(at)
  }
}

const share = (value: number, shift: number, bits: number) => ((value >>> shift) & (2 ** bits - 1)) / (2 ** bits - 1)
const between = (least: number, greatest: number, part: number) => least + (greatest - least) * part

/** Three numbers of 11, 10 and 11 bits. */
const three = (value: number) => [share(value, 21, 11), share(value, 11, 10), share(value, 0, 11)]

function unpack(cloud: SplatCloud, i: number, block: Read, word: Read, hasColourBounds: boolean): void {
  const row = Math.floor(i / blockSplats)
  const places = three(word(i, 'packed_position'))
  const sizes = three(word(i, 'packed_scale'))
  const colour = word(i, 'packed_color')
  for (const [axis, letter] of ['x', 'y', 'z'].entries()) {
    cloud.positions[i * 3 + axis] = between(block(row, `min_${letter}`), block(row, `max_${letter}`), places[axis] ?? 0)
    const [least, greatest] = [block(row, `min_scale_${letter}`), block(row, `max_scale_${letter}`)]
    cloud.scales[i * 3 + axis] = between(least, greatest, sizes[axis] ?? 0)
    const channel = 'rgb'[axis] ?? ''
    const part = share(colour, 24 - axis * 8, 8)
    const seen = hasColourBounds ? between(block(row, `min_${channel}`), block(row, `max_${channel}`), part) : part
    cloud.colours[i * 3 + axis] = (seen - 0.5) / bandZero
  }
  cloud.opacities[i] = share(colour, 0, 8)
  cloud.rotations.set(turn(word(i, 'packed_rotation')), i * 4)
}

/** Two bits say which part is the largest; the others have ten bits each. */
function turn(packed: number): number[] {
  const parts = [20, 10, 0].map((shift) => (share(packed, shift, 10) - 0.5) * Math.SQRT2)
  const largest = Math.sqrt(Math.max(0, 1 - parts.reduce((sum, part) => sum + part * part, 0)))
  return parts.toSpliced(packed >>> 30, 0, largest)
}

/** In the file all coefficients of red come first; a byte's ends stand for the ends of the range. */
function unpackHarmonics(cloud: SplatCloud, packed: Buffer): void {
  const coefficients = coefficientsOf(cloud.bands)
  const width = coefficients * 3
  for (let at = 0; at < packed.length; at++) {
    const [splat, index] = [Math.floor(at / width), at % width]
    const byte = packed[at] ?? 0
    const part = byte === 0 ? 0 : byte === 255 ? 1 : (byte + 0.5) / 256
    cloud.harmonics[splat * width + (index % coefficients) * 3 + Math.floor(index / coefficients)] = (part - 0.5) * 8
  }
}
