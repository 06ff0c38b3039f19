// What a GLB will cost a device, read from its header before anything is made of it; and what devices of each class are trusted with.

export interface Weight {
  triangles: number
  /** Of all its textures. */
  texturePx: number
}

/** Bytes that are no GLB, or break off. */
export class NotAModel extends Error {}

const million = 1_000_000
/** Textures take 5.3 bytes per pixel with their smaller copies, triangles about 100. */
const weakCaps: Weight = { triangles: 0.5 * million, texturePx: 24 * million }
const strongCaps: Weight = { triangles: 3 * million, texturePx: 150 * million }

/** Phones and tablets, and computers that say that they have little memory. */
export function isWeak(host: Window): boolean {
  const memoryGigabytes = 'deviceMemory' in host.navigator ? Number(host.navigator.deviceMemory) : undefined
  return host.matchMedia('(pointer: coarse)').matches || (memoryGigabytes !== undefined && memoryGigabytes <= 4)
}

export function isTooHeavy({ triangles, texturePx }: Weight, weak: boolean): boolean {
  const caps = weak ? weakCaps : strongCaps
  return triangles > caps.triangles || texturePx > caps.texturePx
}

interface Gltf {
  meshes?: { primitives?: { attributes?: Record<string, number>; indices?: number }[] }[]
  nodes?: { mesh?: number }[]
  accessors?: { count?: number }[]
  images?: { bufferView?: number }[]
  bufferViews?: { byteOffset?: number; byteLength?: number }[]
}

const magic = 0x46546c67
const jsonChunk = 0x4e4f534a

export function weightOf(glb: ArrayBuffer): Weight {
  const { gltf, binary } = read(glb)
  const trianglesIn = (gltf.meshes ?? []).map(({ primitives = [] }) =>
    primitives.reduce((sum, { attributes, indices }) => {
      const corners = gltf.accessors?.[indices ?? attributes?.POSITION ?? -1]?.count ?? 0
      return sum + corners / 3
    }, 0),
  )
  // One mesh may stand in many places.
  const triangles = (gltf.nodes ?? []).reduce((sum, { mesh = -1 }) => sum + (trianglesIn[mesh] ?? 0), 0)
  const texturePx = (gltf.images ?? []).reduce((sum, { bufferView = -1 }) => {
    const view = gltf.bufferViews?.[bufferView]
    return sum + (view ? pixelsOf(binary.subarray(view.byteOffset ?? 0, (view.byteOffset ?? 0) + 65_536)) : 0)
  }, 0)
  return { triangles: Math.round(triangles), texturePx }
}

function read(glb: ArrayBuffer): { gltf: Gltf; binary: Uint8Array } {
  const view = new DataView(glb)
  if (glb.byteLength < 20 || view.getUint32(0, true) !== magic || view.getUint32(16, true) !== jsonChunk)
    throw new NotAModel()
  const length = view.getUint32(12, true)
  if (view.getUint32(8, true) > glb.byteLength || 20 + length > glb.byteLength) throw new NotAModel()
  try {
    const gltf: Gltf = JSON.parse(new TextDecoder().decode(new Uint8Array(glb, 20, length)))
    return { gltf, binary: new Uint8Array(glb, Math.min(glb.byteLength, 28 + length)) }
  } catch {
    throw new NotAModel()
  }
}

/** Of a PNG, JPEG or WebP, by its first bytes; 0 where they don't tell. */
function pixelsOf(head: Uint8Array): number {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (head.length < 32) return 0
  if (view.getUint32(0) === 0x89504e47) return view.getUint32(16) * view.getUint32(20)
  if (view.getUint32(0) === 0x52494646) return webpPixels(view)
  return view.getUint16(0) === 0xffd8 ? jpegPixels(view) : 0
}

function webpPixels(view: DataView): number {
  const kind = view.getUint8(15)
  const u24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  if (kind === 0x58) return (u24(24) + 1) * (u24(27) + 1)
  if (kind === 0x20) return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff)
  const bits = view.getUint32(21, true)
  return ((bits & 0x3fff) + 1) * (((bits >> 14) & 0x3fff) + 1)
}

/** The first segment that begins a frame says how large it is. */
function jpegPixels(view: DataView): number {
  let at = 2
  while (at + 9 < view.byteLength) {
    const marker = view.getUint16(at)
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (isFrame) return view.getUint16(at + 5) * view.getUint16(at + 7)
    at += 2 + view.getUint16(at + 2)
  }
  return 0
}
