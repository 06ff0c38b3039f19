// PLY as the training programs write it: one `vertex` element, little-endian, whose properties are splats. Also PlayCanvas'
// compressed PLY (splat-packed-ply.ts).
import { AttachmentRefusal } from '../refusal.ts'
import type { Bytes } from './bytes.ts'
import { coefficientsOf, emptyCloud, refuseMany, type SplatCloud } from './splat-cloud.ts'
import { isPackedPly, readPackedPly } from './splat-packed-ply.ts'

const headerLimitBytes = 64 * 1024
const bytesAtOnce = 8 * 1024 * 1024

export interface PlyElement {
  name: string
  count: number
  /** Byte of each property within a row, by name. */
  properties: Map<string, { type: string; offset: number }>
  rowBytes: number
  /** Where its rows begin in the file. */
  start: number
}

const typeBytes: Record<string, number> = {
  ...{ char: 1, int8: 1, uchar: 1, uint8: 1, short: 2, int16: 2, ushort: 2, uint16: 2 },
  ...{ int: 4, int32: 4, uint: 4, uint32: 4, float: 4, float32: 4, double: 8, float64: 8 },
}

export async function readPly(bytes: Bytes): Promise<SplatCloud> {
  const elements = await readElements(bytes)
  if (isPackedPly(elements)) return readPackedPly(bytes, elements)
  const vertex = elements.find(({ name }) => name === 'vertex')
  if (!vertex || !plain.every((name) => isFloat(vertex, name))) throw new AttachmentRefusal('splat_not')
  const rest = [3, 2, 1].find((bands) => isFloat(vertex, `f_rest_${coefficientsOf(bands) * 3 - 1}`)) ?? 0
  const cloud = emptyCloud(vertex.count, rest)
  const columns = columnsOf(cloud, vertex)
  const rowsAtOnce = Math.max(1, Math.floor(bytesAtOnce / vertex.rowBytes))
  for (let from = 0; from < vertex.count; from += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, vertex.count - from)
    const part = await bytes.read(vertex.start + from * vertex.rowBytes, rows * vertex.rowBytes)
    const view = new DataView(part.buffer, part.byteOffset, part.byteLength)
    for (const { offset, into, width, at } of columns)
      for (let i = 0; i < rows; i++) into[(from + i) * width + at] = view.getFloat32(i * vertex.rowBytes + offset, true)
  }
  for (let i = 0; i < cloud.count; i++) cloud.opacities[i] = 1 / (1 + Math.exp(-(cloud.opacities[i] ?? 0)))
  return cloud
}

const axes = [0, 1, 2]
const parts = [0, 1, 2, 3]
const plain = [
  ...['x', 'y', 'z', 'opacity'],
  ...axes.flatMap((axis) => [`f_dc_${axis}`, `scale_${axis}`]),
  ...parts.map((part) => `rot_${part}`),
]

function isFloat({ properties }: PlyElement, name: string): boolean {
  const type = properties.get(name)?.type
  return type === 'float' || type === 'float32'
}

interface Column {
  offset: number
  into: Float32Array
  /** Numbers per splat there, and which of them this is. */
  width: number
  at: number
}

function columnsOf(cloud: SplatCloud, { properties }: PlyElement): Column[] {
  const column = (name: string, into: Float32Array, width: number, at: number): Column => ({
    offset: properties.get(name)?.offset ?? 0,
    into,
    width,
    at,
  })
  const coefficients = coefficientsOf(cloud.bands)
  return [
    ...['x', 'y', 'z'].map((name, axis) => column(name, cloud.positions, 3, axis)),
    ...axes.map((axis) => column(`scale_${axis}`, cloud.scales, 3, axis)),
    ...axes.map((channel) => column(`f_dc_${channel}`, cloud.colours, 3, channel)),
    ...parts.map((part) => column(`rot_${part}`, cloud.rotations, 4, part)),
    column('opacity', cloud.opacities, 1, 0),
    // In the file all coefficients of red come first.
    ...Array.from({ length: coefficients * 3 }, (_, index) => {
      const [channel, coefficient] = [Math.floor(index / coefficients), index % coefficients]
      return column(`f_rest_${index}`, cloud.harmonics, coefficients * 3, coefficient * 3 + channel)
    }),
  ]
}

/** All numbers are checked against the file before anything is made of them. */
async function readElements(bytes: Bytes): Promise<PlyElement[]> {
  const head = (await bytes.read(0, Math.min(headerLimitBytes, bytes.sizeBytes))).toString('latin1')
  const end = /\nend_header\r?\n/.exec(head)
  if (!end) throw new AttachmentRefusal('damaged')
  const lines = head.slice(0, end.index).split(/\r?\n/)
  if (!lines.some((line) => line.startsWith('format binary_little_endian 1.')))
    throw new AttachmentRefusal('splat_type', { found: 'PLY, text' })
  const elements: PlyElement[] = []
  for (const line of lines) addLine(elements, line.trim().split(/\s+/))
  let start = end.index + end[0].length
  for (const element of elements) {
    if (element.name === 'vertex') refuseMany(element.count)
    element.start = start
    start += element.count * element.rowBytes
    if (start > bytes.sizeBytes) throw new AttachmentRefusal('truncated')
  }
  return elements
}

function addLine(elements: PlyElement[], [word, first = '', second = '']: string[]): void {
  const element = elements.at(-1)
  if (word === 'element') {
    if (!/^\d{1,10}$/.test(second)) throw new AttachmentRefusal('damaged')
    elements.push({ name: first, count: Number(second), properties: new Map(), rowBytes: 0, start: 0 })
  } else if (word === 'property' && element) {
    const size = typeBytes[first]
    // Lists belong to meshes.
    if (size === undefined) throw new AttachmentRefusal('splat_not')
    element.properties.set(second, { type: first, offset: element.rowBytes })
    element.rowBytes += size
  }
}
