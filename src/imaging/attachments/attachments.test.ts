// What becomes of each kind of file, in a process of its own: what is taken, what of it goes out, and what is refused and why.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exifr from 'exifr'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  box,
  ebml,
  glb,
  mp3,
  mp4,
  ogg,
  placeBox,
  ply,
  spz,
  srt,
  testSplats,
  wav,
  webm,
  webmTags,
} from '#test/support/attachments.ts'
import { checksum } from './child/ogg.ts'
import type { AttachmentRefusalCode } from './contract.ts'
import { createDeriving } from './derive.ts'
import { recognise } from './recognise.ts'
import { AttachmentRefusal } from './refusal.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panoqor-attachments-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const deriving = createDeriving({ timeoutSeconds: 60 })

async function derive(bytes: Buffer | string, fileName: string, options?: { signal?: AbortSignal }) {
  const outputFolder = await mkdtemp(join(folder, 'out-'))
  const path = join(outputFolder, 'original')
  await writeFile(path, bytes)
  const kind = await recognise(path, fileName)
  return deriving.derive({ path, fileName, kind, outputFolder }, options?.signal)
}

const content = async (made: { file: { path: string } }) => readFile(made.file.path)

const refusal = (bytes: Buffer | string, fileName: string) =>
  derive(bytes, fileName).then(
    () => 'taken',
    (error: unknown) => {
      if (!(error instanceof AttachmentRefusal)) throw error
      return { code: error.code, ...error.details }
    },
  )

const photo = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#c96' } })

it('makes pictures upright, at most 2560 and 640 px, without what the camera wrote', async () => {
  const original = await photo(4000, 1000)
    .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 14/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const made = await derive(original, 'hall.jpg')
  expect(made).toMatchObject({
    kind: 'picture',
    file: { type: 'image/webp', widthPx: 640, heightPx: 2560 },
    small: { widthPx: 160, heightPx: 640 },
  })
  const bytes = await content(made)
  expect(await exifr.parse(bytes).catch(() => undefined)).toBeUndefined()
  expect(bytes.includes('Camera')).toBe(false)
})

it('keeps what is transparent', async () => {
  const logo = sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } })
  const made = await derive(await logo.png().toBuffer(), 'logo.png')
  expect((await sharp(made.file.path).stats()).isOpaque).toBe(false)
})

const jpeg = async () => photo(64, 64).jpeg().toBuffer()

it.each<[string, string, () => Promise<Buffer | string> | Buffer | string, AttachmentRefusalCode]>([
  ['an SVG', 'a.svg', () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'picture_type'],
  ['an SVG that calls itself a JPEG', 'a.jpg', () => '<svg xmlns="http://www.w3.org/2000/svg"/>', 'picture_type'],
  [
    'HTML behind the first bytes of a JPEG',
    'a.jpg',
    () => Buffer.from('\u00ff\u00d8\u00ff\u00e0<html><script>alert(1)</script>', 'latin1'),
    'truncated',
  ],
  ['half a JPEG', 'a.jpg', async () => (await jpeg()).subarray(0, 200), 'truncated'],
  ['nothing', 'a.jpg', () => '', 'empty'],
  ['noise', 'a.dat', () => Buffer.from('1234567890'.repeat(50)), 'unknown_type'],
  ['a film without its index', 'a.mp4', () => mp4().subarray(0, 100), 'truncated'],
  ['a film whose end is missing', 'a.mp4', () => mp4().subarray(0, -4), 'truncated'],
  [
    'a box longer than its parent',
    'a.mp4',
    () => mp4({ extra: [Buffer.concat([Buffer.from([0, 0, 9, 0]), Buffer.from('free')])] }),
    'damaged',
  ],
  ['a film for editors', 'a.mov', () => mp4({ codec: 'apch', brand: 'qt  ' }), 'video_codec'],
  ['AVI', 'a.avi', () => Buffer.from('RIFF\0\0\0\0AVI LIST'), 'video_type'],
  ['Matroska', 'a.mkv', () => webm({ docType: 'matroska' }), 'video_type'],
  ['a WebM element longer than the file', 'a.webm', () => webm().subarray(0, -10), 'truncated'],
  ['FLAC', 'a.flac', () => 'fLaC\0\0\0\u0022', 'sound_type'],
  [
    'captions of another encoding',
    'a.srt',
    () => Buffer.from([...Buffer.from('1\n00:00:01,000 --> 00:00:02,000\n'), 0xcf, 0xf0]),
    'captions_encoding',
  ],
  ['captions without times', 'a.vtt', () => 'WEBVTT\n\nhello\n', 'captions_none'],
  ['captions of two megabytes', 'a.vtt', () => 'WEBVTT\n\n'.padEnd(2_000_000, 'x'), 'too_large'],
  ['a model in several files', 'a.gltf', () => '{"asset":{"version":"2.0"}}', 'model_type'],
  ['glTF 1', 'a.glb', () => Buffer.from('glTF\u0001\0\0\0\u0014\0\0\0\0\0\0\0\0\0\0\0', 'latin1'), 'model_type'],
  ['a model without triangles', 'a.glb', () => glb({ json: { meshes: [] } }), 'model_empty'],
  ['a chunk longer than the model', 'a.glb', () => withWord(glb(), 12, 0xffffffff), 'damaged'],
  ['a model longer than its file', 'a.glb', () => glb().subarray(0, -8), 'truncated'],
  [
    'an accessor outside its view',
    'a.glb',
    () =>
      glb({
        json: {
          bufferViews: [
            { buffer: 0, byteLength: 12 },
            { buffer: 0, byteLength: 6 },
          ],
        },
      }),
    'damaged',
  ],
  [
    'a point cloud',
    'a.ply',
    () => 'ply\nformat binary_little_endian 1.0\nelement vertex 1\nproperty float x\nend_header\n....',
    'splat_not',
  ],
  ['a PLY that promises four billions', 'a.ply', () => ply(testSplats(2), { count: 4_294_967_295 }), 'splat_many'],
  ['a PLY with half its rows', 'a.ply', () => ply(testSplats(2), { count: 4 }), 'truncated'],
  ['a SPZ that promises two billions', 'a.spz', () => spz([[0, 0, 0]], { count: 2 ** 31 }), 'splat_many'],
  ['a SPZ with half its columns', 'a.spz', () => spz([[0, 0, 0]], { count: 50 }), 'truncated'],
  ['gzip with something else inside', 'a.spz', () => Buffer.from('\u001f\u008b\u0008\0garbage', 'latin1'), 'damaged'],
  ['.splat with a rest', 'a.splat', () => Buffer.alloc(33), 'truncated'],
  ['a SOG without its pictures', 'a.sog', () => Buffer.from('PK\u0003\u0004nothing'), 'truncated'],
])('refuses %s', async (_what, fileName, make, code) => {
  expect(await refusal(await make(), fileName)).toMatchObject({ code })
})

function withWord(bytes: Buffer, at: number, value: number): Buffer {
  bytes.writeUInt32LE(value, at)
  return bytes
}

it('says what is too much or missing in a model', async () => {
  const outside = { buffers: [{ byteLength: 42 }, { byteLength: 9, uri: 'https://example.com/a.bin' }] }
  expect(await refusal(glb({ json: outside }), 'a.glb')).toEqual({ code: 'model_external', count: 1 })
  const draco = { extensionsRequired: ['KHR_draco_mesh_compression'] }
  const extension = 'KHR_draco_mesh_compression'
  expect(await refusal(glb({ json: draco }), 'a.glb')).toEqual({ code: 'model_extension', extension })
  const many = [{ mode: 4, attributes: { POSITION: 0 }, indices: 1 }]
  const meshes = Array.from({ length: 21 }, () => ({ primitives: many }))
  const heavy = await refusal(glb({ triangles: 100_000, json: { meshes } }), 'a.glb')
  expect(heavy).toEqual({ code: 'model_triangles', triangles: 2_100_000, maximum: 2_000_000 })
})

it('takes a model as it is', async () => {
  const made = await derive(glb(), 'chair.glb')
  expect(made).toMatchObject({ kind: 'model', file: { type: 'model/gltf-binary' } })
  expect(await content(made)).toEqual(glb())
})

it('leaves of a film its picture and sound: places, names and hidden tracks are blank, and nothing has moved', async () => {
  const original = mp4({ tracks: ['vide', 'meta', 'soun'], extra: [placeBox, box('meta', Buffer.from('mdta +43.2'))] })
  const hidden = box('free', Buffer.from('GPS +43.2380'))
  const made = await derive(Buffer.concat([original, hidden]), 'drone.mov')
  expect(made).toMatchObject({
    kind: 'video',
    durationSeconds: 4.2,
    file: { type: 'video/mp4', widthPx: 1920, heightPx: 1080 },
  })
  const bytes = await content(made)
  expect(bytes.length).toBe(original.length + hidden.length)
  for (const secret of ['+43.2', 'xyz', 'mdta', 'gpmd', 'metaDATA']) expect(bytes.includes(secret), secret).toBe(false)
  for (const kept of ['videDATA', 'sounDATA', 'avc1']) expect(bytes.indexOf(kept), kept).toBe(original.indexOf(kept))
})

it('knows a portrait film, and a film without a picture', async () => {
  expect(await derive(mp4({ turned: true }), 'a.mp4')).toMatchObject({ file: { widthPx: 1080, heightPx: 1920 } })
  expect(await derive(mp4({ tracks: ['soun'] }), 'a.mp4')).toMatchObject({ kind: 'sound', file: { type: 'audio/mp4' } })
})

it('leaves of a WebM no title and no tags', async () => {
  const original = webm({ extra: [webmTags, ebml(0x1941a469, Buffer.from('cover'))] })
  const made = await derive(original, 'a.webm')
  expect(made).toMatchObject({
    kind: 'video',
    durationSeconds: 4.2,
    file: { type: 'video/webm', widthPx: 1280, heightPx: 720 },
  })
  const bytes = await content(made)
  expect(bytes.length).toBe(original.length)
  for (const secret of ['LOCATION', 'cover', 'My flat']) expect(bytes.includes(secret), secret).toBe(false)
  expect(await derive(bytes, 'again.webm')).toMatchObject({ durationSeconds: 4.2 })
})

it('leaves of sounds only the sound', async () => {
  const song = await derive(mp3(40), 'a.mp3')
  expect(song).toMatchObject({ kind: 'sound', file: { type: 'audio/mpeg' } })
  expect(song.durationSeconds).toBeCloseTo((40 * 1152) / 44_100, 5)
  expect((await content(song)).length).toBe(40 * 417)
  const tone = await derive(wav(), 'a.wav')
  expect(tone).toMatchObject({ durationSeconds: 1, file: { type: 'audio/wav' } })
  expect((await content(tone)).includes('Aigerim')).toBe(false)
})

it('leaves of an Ogg no comments, and every page with its right checksum', async () => {
  const made = await derive(ogg(), 'a.ogg')
  expect(made).toMatchObject({ kind: 'sound', durationSeconds: 1, file: { type: 'audio/ogg' } })
  const bytes = await content(made)
  expect(bytes.length).toBe(ogg().length)
  for (const secret of ['LOCATION', 'a program', 'xxx']) expect(bytes.includes(secret), secret).toBe(false)
  for (let at = 0; at < bytes.length; ) {
    const next = bytes.indexOf('OggS', at + 4)
    const page = Buffer.from(bytes.subarray(at, next < 0 ? bytes.length : next))
    const said = page.readUInt32LE(22)
    page.writeUInt32LE(0, 22)
    expect(said).toBe(checksum(page))
    at += page.length
  }
  // The table of checksums agrees with the one that others use.
  expect(checksum(Buffer.from('123456789'))).toBe(0x89a1897f)
})

it('makes WebVTT of SubRip', async () => {
  const made = await derive(srt, 'a.srt')
  expect((await content(made)).toString()).toBe(
    'WEBVTT\n\n00:00:01.000 --> 00:00:03.500\nКош келдіңіз!\n\n00:00:04.000 --> 00:00:06.000\n<i>Бөлме</i> &amp; 5 &lt; 6\n',
  )
})

it('ends the work at once when it is no longer wanted', async () => {
  const stop = new AbortController()
  const working = derive(ply(testSplats(50_000), { bands: 3 }), 'a.ply', stop)
  stop.abort(new Error('stopped'))
  await expect(working).rejects.toThrow('stopped')
})

it('ends work that takes more memory than it may', async () => {
  const tight = createDeriving({ memoryMegabytes: 20 })
  const path = join(folder, 'tight.ply')
  await writeFile(path, ply(testSplats(10)))
  await expect(
    tight.derive({ path, fileName: 'tight.ply', kind: 'splat', outputFolder: folder }),
  ).rejects.toMatchObject({ code: 'out_of_memory' })
})
