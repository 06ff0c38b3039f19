// Photos become archives of tiles: whole, partial, stereo and cube pictures against their geometry, what is read of their metadata, and
// what is refused.
import { mkdtemp, open, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { measureDeviation } from '#test/support/direction-code.ts'
import {
  codedFace,
  codedPanorama,
  codedSidePx,
  codedStrip,
  gpanoXmp,
  pictureFolder,
  pngClaiming,
  snapshot,
} from '#test/support/panoramas.ts'
import { type Face, faces, tileName } from '#tour/pyramid.ts'
import { readArchiveIndex } from './archive-reader.ts'
import type { ImagingEvent, PanoramaInput, TiledPanorama } from './contract.ts'
import { createImaging, type Imaging } from './imaging.ts'
import type { ImagingRefusal } from './refusal.ts'

let imaging: Imaging
let save: (name: string, content: Buffer | Sharp | string) => Promise<string>

beforeAll(async () => {
  imaging = createImaging({ threads: 2 })
  save = (await pictureFolder()).save
})
afterAll(() => imaging.close())

const outputFolder = () => mkdtemp(join(tmpdir(), 'panoqor-tiles-'))

async function tile(input: string | PanoramaInput, onEvent?: (event: ImagingEvent) => void): Promise<TiledPanorama> {
  const given = typeof input === 'string' ? ({ kind: 'file', path: input } as const) : input
  const path = given.kind === 'file' ? given.path : given.paths.f
  return imaging.tile(given, { fileName: basename(path), outputFolder: await outputFolder(), onEvent })
}

async function readTile(archivePath: string, name: string): Promise<Buffer> {
  const file = await open(archivePath)
  try {
    const read = async (offset: number, length: number) =>
      (await file.read(Buffer.alloc(length), 0, length, offset)).buffer
    const range = (await readArchiveIndex(read, (await file.stat()).size)).get(name)
    if (!range) throw new Error(`${name} is not in the archive`)
    return await read(range.offset, range.length)
  } finally {
    await file.close()
  }
}

/** How far a face of a one-level panorama is from the direction code. */
async function faceDeviation(tiled: TiledPanorama, face: Face, counts = (_column: number, _row: number) => true) {
  const pixels = await sharp(await readTile(tiled.archivePath, tileName('jpg', 1, face, 0, 0)))
    .raw()
    .toBuffer()
  expect(pixels.length).toBe(codedSidePx * codedSidePx * 3)
  return measureDeviation(face, codedSidePx, pixels, counts)
}

async function expectFaces(tiled: TiledPanorama, error: number): Promise<void> {
  for (const face of faces) {
    const deviation = await faceDeviation(tiled, face)
    expect(Math.hypot(deviation.acrossPx, deviation.downPx)).toBeLessThan(0.15)
    expect(deviation.error).toBeLessThan(error)
  }
}

async function refusal(work: Promise<unknown>): Promise<Pick<ImagingRefusal, 'code' | 'details'>> {
  return work.then(
    () => expect.fail('It was not refused'),
    (error: ImagingRefusal) => ({ code: error.code, details: error.details }),
  )
}

describe('a whole panorama', () => {
  it('becomes previews first, then a complete archive, with progress that never falls', async () => {
    const events: ImagingEvent[] = []
    const tiled = await tile(
      await save('room.jpg', codedPanorama().resize(2304, 1152).jpeg({ quality: 90 })),
      (event) => events.push(event),
    )
    expect(tiled.pyramid).toEqual({ tilePx: 368, levels: 2, format: 'jpg' })
    const bytes = await readFile(tiled.archivePath)
    const index = await readArchiveIndex((offset, length) => bytes.subarray(offset, offset + length), bytes.length)
    expect(bytes.length).toBe(tiled.archiveSizeBytes)
    expect(index.size).toBe(6 * (1 + 4))
    expect([...index.keys()].slice(0, 8)).toEqual([
      '1/f0_0.jpg',
      '1/r0_0.jpg',
      '1/b0_0.jpg',
      '1/l0_0.jpg',
      '1/u0_0.jpg',
      '1/d0_0.jpg',
      '2/f0_0.jpg',
      '2/f0_1.jpg',
    ])
    const fractions = events.flatMap((event) => (event.kind === 'progress' ? [event.fraction] : []))
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(fractions.at(-1)).toBe(1)
    expect(events.filter(({ kind }) => kind === 'preview')).toHaveLength(1)
    expect(tiled.limits).toBeUndefined()
  })

  it('is geometrically right on every face after JPEG coding', async () => {
    await expectFaces(await tile(await save('coded.png', codedPanorama().png())), 8)
  })

  it('has previews of the promised kinds and sizes', async () => {
    const { preview } = await tile(await save('coded.jpg', codedPanorama().jpeg()))
    expect(await sharp(preview.thumbnailPath).metadata()).toMatchObject({ format: 'webp', width: 480, height: 320 })
    expect(await sharp(preview.posterPath).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 800 })
    const strip = Buffer.from(preview.strip.slice(preview.strip.indexOf(',') + 1), 'base64')
    expect(await sharp(strip).metadata()).toMatchObject({ format: 'webp', width: 64, height: 384 })
    expect(preview.strip.length).toBeLessThan(5 * 1024)
    expect(preview.pyramid).toEqual({ tilePx: 256, levels: 1, format: 'jpg' })
    const up = await sharp(await readTile(preview.archivePath, '1/u0_0.jpg')).metadata()
    expect(up).toMatchObject({ width: 256, height: 256 })
  })

  it('gives the same bytes for the same input, whatever the number of threads', async () => {
    const path = await save('same.jpg', codedPanorama().resize(2304, 1152).jpeg())
    const other = createImaging({ threads: 1 })
    const again = await other.tile({ kind: 'file', path }, { fileName: 'same.jpg', outputFolder: await outputFolder() })
    await other.close()
    expect(again.archiveSha256).toBe((await tile(path)).archiveSha256)
  })

  it.each([
    ['a WebP', () => codedPanorama().webp({ quality: 95 }), 9],
    ['a progressive JPEG', () => codedPanorama().jpeg({ quality: 95, progressive: true }), 8],
    ['a 16-bit PNG', () => codedPanorama().toColourspace('rgb16').png(), 8],
    [
      'a Display P3 JPEG',
      () => codedPanorama().withIccProfile('p3').jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
      14,
    ],
    ['a transparent PNG', () => codedPanorama().ensureAlpha().png(), 8],
  ] as const)('keeps its colours from %s', async (_, make, error) => {
    await expectFaces(await tile(await save('colours', make())), error)
  })

  it('is read from CMYK, gray and palette pictures', async () => {
    for (const picture of [
      codedPanorama().toColourspace('cmyk').jpeg(),
      codedPanorama().grayscale().jpeg(),
      codedPanorama().png({ palette: true }),
    ])
      expect((await tile(await save('odd', picture))).pyramid.levels).toBe(1)
  })

  it.each([
    [1023, 512],
    [1024, 513],
    [1026, 512],
  ])('may be a few pixels off 2:1: %i×%i', async (width, height) => {
    const picture = codedPanorama().resize(width, height, { fit: 'fill' }).jpeg()
    expect((await tile(await save('odd.jpg', picture))).inspection.projection).toBe('equirectangular')
  })

  it('is turned upright by its EXIF orientation', async () => {
    const onItsSide = sharp(await codedPanorama().rotate(90).png().toBuffer()).withMetadata({ orientation: 8 })
    await expectFaces(await tile(await save('side.png', onItsSide.png())), 8)
  })
})

describe('metadata', () => {
  const exif = {
    IFD0: { Make: 'RICOH', Model: 'RICOH THETA Z1', Artist: 'Secret Person' },
    IFD2: { DateTimeOriginal: '2026:03:14 09:26:53', OffsetTimeOriginal: '+05:00' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 7/1 30/1', GPSLongitudeRef: 'E', GPSLongitude: '71/1 25/1 0/1' },
  }
  const xmp = gpanoXmp({ PoseHeadingDegrees: 123.5, PosePitchDegrees: -2.5, PoseRollDegrees: '1.25' })

  it('keeps camera, time, heading and tilt, and the place apart from them', async () => {
    const path = await save('meta.jpg', codedPanorama().withExif(exif).withXmp(xmp).jpeg())
    const { metadata, privateMetadata } = await imaging.inspect(path, { fileName: 'meta.jpg' })
    expect(metadata).toEqual({
      camera: 'RICOH THETA Z1',
      capturedAt: '2026-03-14T09:26:53+05:00',
      headingDegrees: 123.5,
      tilt: { pitchDegrees: -2.5, rollDegrees: 1.25 },
    })
    expect(privateMetadata.gps?.latitudeDegrees).toBeCloseTo(51.125, 5)
    expect(privateMetadata.gps?.longitudeDegrees).toBeCloseTo(71.4167, 3)
  })

  it('reaches no derived file', async () => {
    const { archivePath, preview } = await tile(
      await save('private.jpg', codedPanorama().withExif(exif).withXmp(xmp).jpeg()),
    )
    for (const path of [archivePath, preview.archivePath, preview.posterPath, preview.thumbnailPath]) {
      const bytes = await readFile(path, 'latin1')
      for (const trace of ['Exif', 'RICOH', 'Secret', 'GPano', 'http', 'GPS']) expect(bytes).not.toContain(trace)
    }
  })

  it('survives nonsense in EXIF and GPano of a 2:1 picture', async () => {
    const wild = gpanoXmp({ FullPanoWidthPixels: -5, CroppedAreaImageWidthPixels: 'x', PoseHeadingDegrees: 'north' })
    const path = await save('wild.jpg', codedPanorama().withXmp(wild).jpeg())
    const { projection, metadata } = await imaging.inspect(path, { fileName: 'wild.jpg' })
    expect(projection).toBe('equirectangular')
    expect(metadata.headingDegrees).toBeUndefined()
  })
})

describe('a partial panorama', () => {
  // The middle 300 rows of the sphere, by fields that an editor left behind at twice the size.
  const crop = {
    FullPanoWidthPixels: 2048,
    FullPanoHeightPixels: 1024,
    CroppedAreaImageWidthPixels: 2048,
    CroppedAreaImageHeightPixels: 600,
    CroppedAreaLeftPixels: 0,
    CroppedAreaTopPixels: 212,
  }

  it('lies where GPano says, by shares and not by stale pixels, and reports its limits', async () => {
    const part = codedPanorama().extract({ left: 0, top: 106, width: 1024, height: 300 }).withXmp(gpanoXmp(crop))
    const tiled = await tile(await save('part.png', part.png()))
    expect(tiled.inspection.projection).toBe('partial')
    expect(tiled.limits).toEqual({
      minYawDegrees: -180,
      maxYawDegrees: 180,
      minPitchDegrees: -52.73,
      maxPitchDegrees: 52.73,
    })
    const known = (_column: number, row: number) => Math.abs(row - codedSidePx / 2) < 120
    for (const face of ['f', 'r', 'b', 'l'] as const)
      expect((await faceDeviation(tiled, face, known)).error).toBeLessThan(8)
  })

  it('fills the unknown part calmly', async () => {
    const part = codedPanorama().extract({ left: 0, top: 106, width: 1024, height: 300 }).withXmp(gpanoXmp(crop))
    const tiled = await tile(await save('calm.png', part.png()))
    const up = sharp(await readTile(tiled.archivePath, '1/u0_0.jpg'))
    const middle = await up.extract({ left: 100, top: 100, width: 120, height: 120 }).png().toBuffer()
    for (const { stdev } of (await sharp(middle).stats()).channels) expect(stdev).toBeLessThan(4)
  })

  it('is not given a sphere out of proportion to its own pixels', async () => {
    const claims = {
      FullPanoWidthPixels: 32768,
      FullPanoHeightPixels: 16384,
      CroppedAreaImageWidthPixels: 1024,
      CroppedAreaImageHeightPixels: 512,
      CroppedAreaLeftPixels: 16384,
      CroppedAreaTopPixels: 7936,
    }
    const tiled = await tile(await save('claims.jpg', codedPanorama().withXmp(gpanoXmp(claims)).jpeg()))
    expect(tiled.inspection.estimatedMegabytes).toBeLessThan(220)
    expect(tiled.pyramid.tilePx * 2 ** (tiled.pyramid.levels - 1)).toBeLessThanOrEqual(1536)
    expect(tiled.limits?.minYawDegrees).toBeCloseTo(0, 0)
    expect(tiled.limits?.maxYawDegrees).toBeCloseTo(11.25, 0)
  })

  it('dissolves into its fill without an edge', async () => {
    const part = codedPanorama().extract({ left: 0, top: 106, width: 1024, height: 300 }).withXmp(gpanoXmp(crop))
    const tiled = await tile(await save('edge.png', part.png()))
    const up = sharp(await readTile(tiled.archivePath, '1/u0_0.jpg'))
    const { data, info } = await up.raw().toBuffer({ resolveWithObject: true })
    const row = info.height / 2
    let steepest = 0
    for (let x = 4; x < info.width; x++)
      for (let c = 0; c < 3; c++) {
        const at = (row * info.width + x) * 3 + c
        steepest = Math.max(steepest, Math.abs((data[at] ?? 0) - (data[at - 12] ?? 0)))
      }
    expect(steepest).toBeLessThan(24)
  })

  it('is refused when its fields contradict the picture', async () => {
    const part = codedPanorama()
      .extract({ left: 0, top: 0, width: 1024, height: 300 })
      .withXmp(gpanoXmp({ ...crop, CroppedAreaTopPixels: 900 }))
    expect((await refusal(tile(await save('nonsense.png', part.png())))).code).toBe('gpano_nonsense')
  })
})

describe('stereo and cube pictures', () => {
  it('uses the upper half of a top/bottom stereo panorama', async () => {
    const half = await codedPanorama().resize(2048, 1024).png().toBuffer()
    const both = sharp(half)
      .extend({ bottom: 1024 })
      .composite([{ input: half, left: 0, top: 1024 }])
    const tiled = await tile(await save('stereo.png', both.png()))
    expect(tiled.inspection.projection).toBe('stereo')
    expect(tiled.pyramid).toEqual({ tilePx: 640, levels: 1, format: 'jpg' })
  })

  it.each([
    ['frblud', 6, {}],
    ['lfrbud', 6, {}],
    ['rludfb', 3, {}],
    ['rludfb', 2, { u: 2, d: 2 }],
    ['lfrbud', 1, {}],
  ] as const)('finds the faces of a strip %s with %i columns', async (order, columns, turned) => {
    const tiled = await tile(await save('strip.png', (await codedStrip(order, columns, turned)).png()))
    expect(tiled.inspection.projection).toBe('cube-strip')
    await expectFaces(tiled, 8)
  })

  it.each([
    ['frblud', {}],
    ['rludfb', {}],
    ['rludfb', { u: 2, d: 2 }],
  ] as const)(
    'finds the sides of six numbered files, order %s',
    async (order, turned: Partial<Record<Face, number>>) => {
      const saved = [...order].map(async (letter, number) => {
        const face = faces.find((name) => name === letter) ?? 'f'
        return save(
          `face${number}.png`,
          codedFace(face)
            .rotate((turned[face] ?? 0) * 90)
            .png(),
        )
      })
      const [f = '', r = '', b = '', l = '', u = '', d = ''] = await Promise.all(saved)
      await expectFaces(await tile({ kind: 'faces', paths: { f, r, b, l, u, d }, isNumbered: true }), 8)
    },
  )

  it('leaves numbered files in their order when they say nothing about it', async () => {
    const plain = (level: number) =>
      sharp({ create: { width: 320, height: 320, channels: 3, background: { r: level, g: level, b: level } } })
    const saved = [0, 1, 2, 3, 4, 5].map((number) => save(`${number}.png`, plain(100 + number).png()))
    const [f = '', r = '', b = '', l = '', u = '', d = ''] = await Promise.all(saved)
    const tiled = await tile({ kind: 'faces', paths: { f, r, b, l, u, d }, isNumbered: true })
    for (const [number, face] of faces.entries()) {
      const { channels } = await sharp(await readTile(tiled.archivePath, tileName('jpg', 1, face, 0, 0))).stats()
      expect(channels[0]?.mean).toBeCloseTo(100 + number, 0)
    }
  })

  it('takes six faces', async () => {
    const paths = { f: '', r: '', b: '', l: '', u: '', d: '' }
    for (const face of faces) paths[face] = await save(`pano_${face}.png`, codedFace(face).png())
    await expectFaces(await tile({ kind: 'faces', paths }), 8)
    expect(await imaging.inspect(paths.u, { fileName: 'Hall-Top.png' })).toMatchObject({
      projection: 'face',
      face: { side: 'u', setName: 'hall' },
    })
    expect((await refusal(tile(paths.f))).code).toBe('square')
    paths.d = await save('pano_d.png', codedFace('d', 300).png())
    expect(await refusal(tile({ kind: 'faces', paths }))).toMatchObject({
      code: 'faces_differ',
      details: { face: 'd', widthPx: 300 },
    })
  })
})

describe('refusals', () => {
  const text = (content: string) => async () => Buffer.from(content, 'latin1')
  const cut = async (picture: Sharp, share: number) => {
    const whole = await picture.toBuffer()
    return whole.subarray(0, Math.round(whole.length * share))
  }
  const flippedPng = async () => {
    const bytes = await codedPanorama().png().toBuffer()
    bytes.writeUInt8(bytes.readUInt8(29) ^ 1, 29)
    return bytes
  }
  it.each<[string, string, () => Promise<Buffer>]>([
    ['an empty file', 'empty', text('')],
    ['a ZIP', 'packed', text('PK\u0003\u0004 and so on')],
    ['a PNG with a flipped bit in its first checksum', 'damaged', flippedPng],
    ['a text', 'not_an_image', text('<html><script>alert(1)</script>')],
    ['a text that begins like a JPEG', 'damaged', text('\u00ff\u00d8\u00ff<html>')],
    ['a GIF', 'wrong_type', text('GIF89a')],
    ['an SVG', 'wrong_type', text('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a TIFF', 'wrong_type', () => codedPanorama().tiff().toBuffer()],
    ['an AVIF', 'wrong_type', text('\0\0\0\u001cftypavif\0\0\0\0avifmif1miaf')],
    ['a HEIC', 'heic', text('\0\0\0\u0018ftypheic\0\0\0\0mif1heic')],
    ['a truncated JPEG', 'truncated', () => cut(codedPanorama().jpeg(), 0.6)],
    ['a JPEG cut in its header', 'truncated', () => cut(codedPanorama().jpeg(), 0.01)],
    ['a truncated PNG', 'truncated', () => cut(codedPanorama().png(), 0.6)],
    ['a truncated WebP', 'truncated', () => cut(codedPanorama().webp(), 0.6)],
    ['a PNG bomb', 'too_large', async () => pngClaiming(60000, 30000)],
    ['a tiny panorama', 'too_small', () => codedPanorama().resize(256, 128).png().toBuffer()],
    ['a snapshot 3:2', 'not_a_panorama', async () => (await snapshot(1500, 1000)).jpeg().toBuffer()],
    ['a snapshot 4:3', 'not_a_panorama', async () => (await snapshot(1600, 1200)).jpeg().toBuffer()],
    ['a square snapshot', 'square', async () => (await snapshot(2048, 2048)).jpeg().toBuffer()],
    ['a wide picture without GPano', 'no_crop_data', async () => (await snapshot(2048, 740)).jpeg().toBuffer()],
  ])('refuses %s: %s', async (_, code, make) => {
    expect((await refusal(tile(await save('refused', await make())))).code).toBe(code)
  })

  it('refuses before decoding what would not fit into memory', async () => {
    const small = createImaging({ memoryMegabytes: 160, threads: 1 })
    const work = small.tile(
      { kind: 'file', path: await save('big.jpg', codedPanorama().jpeg()) },
      { fileName: 'big.jpg', outputFolder: await outputFolder() },
    )
    expect(await refusal(work)).toMatchObject({ code: 'out_of_memory', details: { memoryMegabytes: 160 } })
    await small.close()
  })

  it('says the sizes that the sentence needs', async () => {
    const bomb = await save('bomb.png', pngClaiming(60000, 30000))
    expect((await refusal(imaging.inspect(bomb, { fileName: 'bomb.png' }))).details).toMatchObject({
      widthPx: 60000,
      heightPx: 30000,
      megapixels: 1800,
    })
  })

  it('leaves nothing in the output folder', async () => {
    const folder = await outputFolder()
    const path = await save('cut.jpg', await cut(codedPanorama().jpeg(), 0.6))
    await refusal(imaging.tile({ kind: 'file', path }, { fileName: 'cut.jpg', outputFolder: folder }))
    expect(await readdir(folder)).toEqual([])
  })
})
