// 3D models: one GLB file that needs no other, within what a phone can draw. What its pictures say about where they were taken is
// blanked; nothing moves.
import { join } from 'node:path'
import { z } from 'zod'
import type { DerivedAttachment, DeriveOrder } from '../contract.ts'
import { AttachmentRefusal } from '../refusal.ts'
import { type Bytes, megabyte, refuseLarge, withBytes } from './bytes.ts'
import { blankMetadata, pictureSize } from './texture.ts'
import { copyWithPatches, type Patch } from './wipe.ts'

const maximumMegabytes = 100
const maximumTriangles = 2_000_000
const maximumTextures = 64
const maximumTexturePx = 8192
const jsonLimitBytes = 32 * megabyte

/** Extensions that may be required: what the viewer's library draws without fetching a decoder. */
const drawn = new Set([
  ...['KHR_mesh_quantization', 'KHR_texture_transform', 'KHR_lights_punctual', 'EXT_texture_webp'],
  ...['KHR_materials_unlit', 'KHR_materials_clearcoat', 'KHR_materials_emissive_strength', 'KHR_materials_ior'],
  ...['KHR_materials_iridescence', 'KHR_materials_sheen', 'KHR_materials_specular', 'KHR_materials_transmission'],
  ...['KHR_materials_volume', 'KHR_materials_variants', 'KHR_materials_anisotropy', 'KHR_materials_dispersion'],
  ...['KHR_materials_pbrSpecularGlossiness', 'EXT_mesh_gpu_instancing'],
])

const index = z.number().int().min(0)
const length = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const Gltf = z.object({
  asset: z.object({ version: z.string().regex(/^2\.\d+$/) }),
  extensionsRequired: z.array(z.string()).default([]),
  buffers: z.array(z.object({ byteLength: length, uri: z.string().optional() })).default([]),
  bufferViews: z
    .array(
      z.object({ buffer: index, byteOffset: length.default(0), byteLength: length, byteStride: length.optional() }),
    )
    .default([]),
  accessors: z
    .array(
      z.object({
        bufferView: index.optional(),
        byteOffset: length.default(0),
        componentType: z.number(),
        count: length,
        type: z.string(),
      }),
    )
    .default([]),
  images: z.array(z.object({ uri: z.string().optional(), bufferView: index.optional() })).default([]),
  meshes: z
    .array(
      z.object({
        primitives: z.array(
          z.object({ mode: z.number().default(4), indices: index.optional(), attributes: z.record(z.string(), index) }),
        ),
      }),
    )
    .default([]),
})
type Gltf = z.infer<typeof Gltf>

export function deriveModel({ path, outputFolder }: DeriveOrder): Promise<DerivedAttachment> {
  return withBytes(path, async (bytes) => {
    refuseLarge(bytes.sizeBytes, maximumMegabytes)
    const { gltf, binary } = await readGlb(bytes)
    checkWholeness(gltf, binary.length)
    checkWeight(gltf)
    const patches = await checkPictures(bytes, gltf, binary)
    const target = join(outputFolder, 'model.glb')
    await copyWithPatches(path, target, patches)
    return { kind: 'model', file: { path: target, type: 'model/gltf-binary' } }
  })
}

interface Binary {
  start: number
  length: number
}

async function readGlb(bytes: Bytes): Promise<{ gltf: Gltf; binary: Binary }> {
  const head = await bytes.read(0, Math.min(20, bytes.sizeBytes))
  if (head.toString('latin1', 0, 4) !== 'glTF') throw new AttachmentRefusal('model_type', { found: otherModel(head) })
  if (head.length < 20) throw new AttachmentRefusal('truncated')
  if (head.readUInt32LE(4) !== 2) throw new AttachmentRefusal('model_type', { found: `glTF ${head.readUInt32LE(4)}` })
  const total = head.readUInt32LE(8)
  const jsonBytes = head.readUInt32LE(12)
  if (total > bytes.sizeBytes) throw new AttachmentRefusal('truncated')
  const isJson = head.toString('latin1', 16, 20) === 'JSON'
  if (!isJson || jsonBytes > jsonLimitBytes || 20 + jsonBytes > total) throw new AttachmentRefusal('damaged')
  const text = (await bytes.read(20, jsonBytes)).toString('utf8')
  return { gltf: parse(text), binary: await binaryChunk(bytes, 20 + jsonBytes, total) }
}

async function binaryChunk(bytes: Bytes, start: number, total: number): Promise<Binary> {
  if (start + 8 > total) return { start, length: 0 }
  const head = await bytes.read(start, 8)
  const length = head.readUInt32LE(0)
  const isBinary = head.toString('latin1', 4, 8) === 'BIN\0'
  if (!isBinary || start + 8 + length > total) throw new AttachmentRefusal('damaged')
  return { start: start + 8, length }
}

function parse(text: string): Gltf {
  try {
    return Gltf.parse(JSON.parse(text))
  } catch {
    throw new AttachmentRefusal('damaged')
  }
}

function otherModel(head: Buffer): string {
  const text = head.toString('latin1')
  if (/^\s*\{/.test(text)) return 'glTF (.gltf)'
  if (text.startsWith('Kaydara')) return 'FBX'
  if (/^(#|mtllib|o |v )/.test(text)) return 'OBJ'
  return '?'
}

/** Nothing outside the file, nothing that only an extra decoder could read, and every part inside the part that it belongs to. */
function checkWholeness(gltf: Gltf, binaryBytes: number): void {
  const extension = gltf.extensionsRequired.find((name) => !drawn.has(name))
  if (extension) throw new AttachmentRefusal('model_extension', { extension: extension.slice(0, 60) })
  const outside = [...gltf.buffers, ...gltf.images].filter(({ uri }) => uri !== undefined && !/^data:/i.test(uri))
  if (outside.length > 0) throw new AttachmentRefusal('model_external', { count: outside.length })
  const own = gltf.buffers[0]
  if (own && own.uri === undefined && own.byteLength > binaryBytes) throw new AttachmentRefusal('truncated')
  const fits =
    gltf.buffers.slice(1).every(({ uri }) => uri !== undefined) &&
    gltf.bufferViews.every(
      ({ buffer, byteOffset, byteLength }) => byteOffset + byteLength <= (gltf.buffers[buffer]?.byteLength ?? -1),
    ) &&
    gltf.accessors.every((accessor) => accessorFits(gltf, accessor))
  if (!fits) throw new AttachmentRefusal('damaged')
}

const componentBytes: Record<number, number> = { 5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4 }
const components: Record<string, number> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT2: 4, MAT3: 9, MAT4: 16 }

function accessorFits(gltf: Gltf, { bufferView, byteOffset, componentType, count, type }: Gltf['accessors'][number]) {
  const element = (componentBytes[componentType] ?? Number.NaN) * (components[type] ?? Number.NaN)
  if (Number.isNaN(element)) return false
  if (bufferView === undefined || count === 0) return true
  const view = gltf.bufferViews[bufferView]
  return view !== undefined && byteOffset + (view.byteStride ?? element) * (count - 1) + element <= view.byteLength
}

function checkWeight({ meshes, accessors }: Gltf): void {
  const triangles = meshes
    .flatMap(({ primitives }) => primitives)
    .reduce((sum, primitive) => {
      const points = accessors[primitive.indices ?? primitive.attributes.POSITION ?? -1]?.count ?? 0
      return sum + (primitive.mode === 4 ? points / 3 : primitive.mode > 4 ? Math.max(0, points - 2) : 0)
    }, 0)
  if (triangles < 1) throw new AttachmentRefusal('model_empty')
  if (triangles > maximumTriangles)
    throw new AttachmentRefusal('model_triangles', { triangles: Math.round(triangles), maximum: maximumTriangles })
}

async function checkPictures(bytes: Bytes, { images, bufferViews }: Gltf, binary: Binary): Promise<Patch[]> {
  if (images.length > maximumTextures)
    throw new AttachmentRefusal('model_textures', { count: images.length, maximum: maximumTextures })
  const patches: Patch[] = []
  for (const { bufferView, uri } of images) {
    const view = bufferViews[bufferView ?? -1]
    const place = view?.buffer === 0 ? binary.start + view.byteOffset : undefined
    const picture = uri ? fromDataUrl(uri) : place && view && (await bytes.read(place, view.byteLength))
    const size = picture && pictureSize(picture)
    if (!size) throw new AttachmentRefusal('damaged')
    if (Math.max(size.widthPx, size.heightPx) > maximumTexturePx)
      throw new AttachmentRefusal('model_texture_size', { ...size, maximumPx: maximumTexturePx })
    if (place !== undefined)
      patches.push(...blankMetadata(picture).map((patch) => ({ ...patch, position: place + patch.position })))
  }
  return patches
}

const fromDataUrl = (uri: string) => Buffer.from(uri.slice(uri.indexOf(',') + 1), 'base64')
