// Small files of every kind that a team may attach, made on the spot, each as simple as its format allows; and ways to break them.
import { gzipSync } from 'node:zlib'
import { checksum } from '#imaging/attachments/child/ogg.ts'

const latin = (text: string) => Buffer.from(text, 'latin1')
const u16 = (value: number) => Buffer.from([value & 255, value >> 8])
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
const be32 = (...values: number[]) => Buffer.concat(values.map((value) => u32(value).reverse()))

/** A box of an MP4. */
export const box = (type: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  return Buffer.concat([be32(body.length + 8), latin(type), body])
}

export interface Mp4Options {
  codec?: string
  brand?: string
  /** A quarter turn, as phones write portrait films. */
  turned?: boolean
  /** Kinds of tracks, each with one sample of eight bytes that spells its kind. */
  tracks?: ('vide' | 'soun' | 'meta')[]
  /** Boxes of `moov` besides what is needed. */
  extra?: Buffer[]
}

/** Place of a camera, as phones write it into `udta`. */
export const placeBox = box('udta', box('\u00a9xyz', latin('\0\x12\0\0+43.2380+076.8829/')))

export function mp4({
  codec = 'avc1',
  brand = 'isom',
  turned = false,
  tracks = ['vide', 'soun'],
  extra = [],
}: Mp4Options = {}) {
  const samples = tracks.map((kind) => latin(`${kind}DATA`))
  const build = (firstSample: number) => {
    const traks = tracks.map((kind, index) => track(kind, { codec, turned, place: firstSample + index * 8 }))
    const header = box('mvhd', be32(0, 0, 0, 1000, 4200), Buffer.alloc(80))
    return Buffer.concat([box('ftyp', latin(brand), be32(0)), box('moov', header, ...traks, ...extra)])
  }
  const head = build(build(0).length + 8)
  return Buffer.concat([head, box('mdat', ...samples)])
}

function track(kind: string, { codec, turned, place }: { codec: string; turned: boolean; place: number }): Buffer {
  const matrix = turned
    ? [0, 0x10000, 0, -0x10000 >>> 0, 0, 0, 0, 0, 0x40000000]
    : [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000]
  const size = kind === 'vide' ? [1920 * 65536, 1080 * 65536] : [0, 0]
  const name = kind === 'vide' ? codec : kind === 'soun' ? 'mp4a' : 'gpmd'
  const table = box(
    'stbl',
    box('stsd', be32(0, 1), box(name, Buffer.alloc(78))),
    box('stsc', be32(0, 1, 1, 1, 1)),
    box('stsz', be32(0, 8, 1)),
    box('stco', be32(0, 1, place)),
  )
  return box(
    'trak',
    box('tkhd', be32(3, 0, 0, 1, 0, 4200, 0, 0, 0, 0, ...matrix, ...size)),
    box('mdia', box('hdlr', be32(0, 0), latin(kind), Buffer.alloc(13)), box('minf', table)),
  )
}

/** An element of EBML, with a length of eight bytes. */
export const ebml = (id: number, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content)
  const hex = id.toString(16)
  return Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from([1, 0, 0, 0]), be32(body.length), body])
}

export function webm({ codec = 'V_VP9', docType = 'webm', extra = [] as Buffer[] } = {}): Buffer {
  const duration = Buffer.alloc(8)
  duration.writeDoubleBE(4200)
  const info = ebml(
    0x1549a966,
    ebml(0x2ad7b1, Buffer.from([15, 66, 64])),
    ebml(0x4489, duration),
    ebml(0x7ba9, latin('My flat')),
  )
  const video = ebml(0xe0, ebml(0xb0, Buffer.from([5, 0])), ebml(0xba, Buffer.from([2, 208])))
  const tracks = ebml(0x1654ae6b, ebml(0xae, ebml(0x83, Buffer.from([1])), ebml(0x86, latin(codec)), video))
  const cluster = ebml(0x1f43b675, ebml(0xe7, Buffer.from([0])), ebml(0xa3, latin('\u0081\0\0\u0080frame')))
  return Buffer.concat([
    ebml(0x1a45dfa3, ebml(0x4282, latin(docType))),
    ebml(0x18538067, info, tracks, ...extra, cluster),
  ])
}

export const webmTags = ebml(0x1254c367, ebml(0x7373, latin('LOCATION +43.2380')))

/** One second of a tone, with a note about who made it. */
export function wav(): Buffer {
  const samples = Buffer.alloc(16_000)
  for (let i = 0; i < 8000; i++) samples.writeInt16LE(Math.round(8000 * Math.sin(i / 5)), i * 2)
  const format = Buffer.concat([u16(1), u16(1), u32(8000), u32(16_000), u16(2), u16(16)])
  const chunk = (type: string, body: Buffer) => Buffer.concat([latin(type), u32(body.length), body])
  const body = Buffer.concat([
    latin('WAVE'),
    chunk('fmt ', format),
    chunk('LIST', latin('INFOIARTAigerim ')),
    chunk('data', samples),
  ])
  return Buffer.concat([latin('RIFF'), u32(body.length), body])
}

/** Silent frames between tags that hold a cover and a name. */
export function mp3(frames = 40): Buffer {
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0xc0]), Buffer.alloc(413)])
  const id3 = Buffer.concat([
    latin('ID3\u0003\0\0'),
    Buffer.from([0, 0, 1, 0]),
    latin('APIC cover with a place').subarray(0, 23),
    Buffer.alloc(105),
  ])
  const last = Buffer.concat([latin('TAGMy song'), Buffer.alloc(118)])
  return Buffer.concat([id3, ...Array.from({ length: frames }, () => frame), last])
}

export const srt =
  '1\r\n00:00:01,000 --> 00:00:03,500\r\nКош келдіңіз!\r\n\r\n2\r\n00:00:04,000 --> 00:00:06,000\r\n<i>Бөлме</i> & 5 < 6\r\n'

export interface GlbOptions {
  json?: Record<string, unknown>
  triangles?: number
  /** Binary chunk in place of that of the triangles; `json` says what is in it. */
  content?: Buffer
}

/** One triangle, or more that are the same. */
export function glb({ json = {}, triangles = 1, content }: GlbOptions = {}): Buffer {
  const positions = Buffer.from(new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0]).buffer)
  const indices = Buffer.from(new Uint16Array(Array.from({ length: triangles }, () => [0, 1, 2]).flat()).buffer)
  const triangleList = Buffer.concat([positions, indices, Buffer.alloc((4 - (indices.length % 4)) % 4)])
  const binary = content ?? triangleList
  const document = {
    asset: { version: '2.0' },
    buffers: [{ byteLength: binary.length }],
    bufferViews: [
      { buffer: 0, byteLength: positions.length },
      { buffer: 0, byteOffset: positions.length, byteLength: indices.length },
    ],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 3, type: 'VEC3', min: [0, 0, 0], max: [1, 1, 0] },
      { bufferView: 1, componentType: 5123, count: triangles * 3, type: 'SCALAR' },
    ],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
    nodes: [{ mesh: 0 }],
    scenes: [{ nodes: [0] }],
    scene: 0,
    ...json,
  }
  const text = JSON.stringify(document)
  const padded = Buffer.from(text.padEnd(Math.ceil(Buffer.byteLength(text) / 4) * 4))
  const chunks = Buffer.concat([u32(padded.length), latin('JSON'), padded, u32(binary.length), latin('BIN\0'), binary])
  return Buffer.concat([latin('glTF'), u32(2), u32(chunks.length + 12), chunks])
}

export interface TestSplat {
  position: [number, number, number]
  scale: [number, number, number]
  rotation: [number, number, number, number]
  opacity: number
  colour: [number, number, number]
}

/** On a spiral, each with its own size, turn and colour. */
export function testSplats(count: number): TestSplat[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = i * 0.7
    const turn = [1, Math.sin(i), Math.cos(i * 2), Math.sin(i * 3)] as const
    const length = Math.hypot(...turn)
    return {
      position: [Math.cos(angle) * (1 + i / count), i / count, Math.sin(angle)],
      scale: [-4 + Math.sin(i) / 2, -5, -4.5 + Math.cos(i) / 3],
      rotation: [turn[0] / length, turn[1] / length, turn[2] / length, turn[3] / length],
      opacity: 0.2 + (0.7 * i) / count,
      colour: [Math.sin(i), Math.cos(i), Math.sin(i * 0.3)],
    }
  })
}

/** PLY as training programs write it; `bands` adds that many bands of zeros but for the first number. */
export function ply(splats: TestSplat[], { bands = 0, count = splats.length } = {}): Buffer {
  const rest = ((bands + 1) ** 2 - 1) * 3
  const names = [
    ...['x', 'y', 'z', 'f_dc_0', 'f_dc_1', 'f_dc_2'],
    ...Array.from({ length: rest }, (_, index) => `f_rest_${index}`),
    ...['opacity', 'scale_0', 'scale_1', 'scale_2', 'rot_0', 'rot_1', 'rot_2', 'rot_3'],
  ]
  const head = [
    'ply',
    'format binary_little_endian 1.0',
    `element vertex ${count}`,
    ...names.map((name) => `property float ${name}`),
  ]
  const rows = splats.flatMap(({ position, colour, opacity, scale, rotation }, i) => [
    ...[...position, ...colour],
    ...Array.from({ length: rest }, (_, index) => (index === 0 ? (i % 5) / 10 : 0)),
    ...[Math.log(opacity / (1 - opacity)), ...scale, ...rotation],
  ])
  return Buffer.concat([latin(`${head.join('\n')}\nend_header\n`), Buffer.from(new Float32Array(rows).buffer)])
}

/** A SPZ of version 2 whose columns are zeros, but for the places. */
export function spz(places: [number, number, number][], { count = places.length } = {}): Buffer {
  const head = Buffer.concat([latin('NGSP'), u32(2), u32(count), Buffer.from([0, 12, 0, 0])])
  const columns = Buffer.alloc(places.length * 9)
  for (const [i, place] of places.entries())
    for (const [axis, value] of place.entries()) columns.writeIntLE(Math.round(value * 4096), i * 9 + axis * 3, 3)
  const others = Buffer.alloc(places.length * 10, 200)
  return gzipSync(Buffer.concat([head, columns, others]))
}

/** Ogg with Opus: a head, comments that name a place over several pages, and a page of sound that ends after one second. */
export function ogg(comment = `LOCATION=+43.2380${'x'.repeat(600)}`): Buffer {
  const head = Buffer.concat([latin('OpusHead'), Buffer.from([1, 2]), u16(312), u32(48_000), Buffer.from([0, 0, 0])])
  const vendor = 'a program'
  const comments = [latin('OpusTags'), u32(vendor.length), latin(vendor), u32(1), u32(comment.length), latin(comment)]
  const tags = Buffer.concat(comments)
  const pages = [tags.subarray(0, 510), tags.subarray(510)]
  return Buffer.concat([
    oggPage(0, 0n, head),
    oggPage(1, 0n, pages[0] ?? tags, false),
    oggPage(2, 0n, pages[1] ?? tags),
    oggPage(3, 48_312n, Buffer.alloc(40, 7)),
  ])
}

/** A packet that isn't over ends with a segment of 255 bytes. */
function oggPage(number: number, granule: bigint, body: Buffer, isOver = true): Buffer {
  const full = Math.floor(body.length / 255)
  const segments = [...new Array(full).fill(255), ...(isOver ? [body.length % 255] : [])]
  const place = Buffer.alloc(8)
  place.writeBigInt64LE(granule)
  const start = Buffer.concat([latin('OggS\0\0'), place, u32(77), u32(number), u32(0), Buffer.from([segments.length])])
  const page = Buffer.concat([start, Buffer.from(segments), body])
  page.writeUInt32LE(checksum(page), 22)
  return page
}
