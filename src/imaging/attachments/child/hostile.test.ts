// Files that are small and made to do harm: to fill the disk, to keep a core busy, or to carry out what should stay inside.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { glb, mp4 } from '#test/support/attachments.ts'
import type { DerivedAttachment, DeriveOrder } from '../contract.ts'
import { toWebVtt } from './captions.ts'
import { deriveVideo } from './media-file.ts'
import { deriveModel } from './model.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'panoqor-hostile-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Derive = (order: DeriveOrder) => Promise<DerivedAttachment>

async function derive(make: Derive, bytes: Buffer): Promise<Buffer> {
  const path = join(folder, 'original')
  await writeFile(path, bytes)
  const { file } = await make({ path, fileName: 'file', kind: 'picture', outputFolder: folder })
  return readFile(file.path)
}

/** With the last table of this type rewritten. */
function withTable(file: Buffer, type: string, ...numbers: number[]): Buffer {
  const bytes = Buffer.from(file)
  const at = bytes.lastIndexOf(type) + 8
  numbers.forEach((number, index) => {
    bytes.writeUInt32BE(number, at + index * 4)
  })
  return bytes
}

it('refuses hidden samples that are said to go on behind the end: blanking them would fill the disk', async () => {
  const film = mp4({ tracks: ['vide', 'meta'] })
  const lying = withTable(withTable(film, 'stsz', 2 ** 20, 20), 'stsc', 1, 1, 20)
  await expect(derive(deriveVideo, lying)).rejects.toMatchObject({ code: 'damaged' })
  await expect(derive(deriveVideo, withTable(film, 'stsz', 2 ** 20))).rejects.toMatchObject({ code: 'damaged' })
})

it('reads subtitles of nothing but beginnings of tags in one go', () => {
  const line = '<font '.repeat(40_000) + '{\\'.repeat(40_000)
  const text = toWebVtt(`1\n00:00:01,000 --> 00:00:02,000\n${line}<font color="red">a</font>{\\an8}b\n`)
  expect(text.endsWith('ab\n')).toBe(true)
})

it.each(['jpeg', 'png', 'webp'] as const)(
  'blanks what a %s inside a model tells about where it was taken',
  async (type) => {
    const exif = { IFD0: { Copyright: 'Aigerim' }, IFD3: { GPSLatitude: '43/1 14/1 17/1', GPSLatitudeRef: 'N' } }
    const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: '#c96' } })
    const picture = await plain.withExif(exif).toFormat(type).toBuffer()
    const content = Buffer.concat([Buffer.alloc(48), picture])
    const views = [
      { buffer: 0, byteLength: 36 },
      { buffer: 0, byteOffset: 36, byteLength: 6 },
      { buffer: 0, byteOffset: 48, byteLength: picture.length },
    ]
    const made = await derive(
      deriveModel,
      glb({ content, json: { bufferViews: views, images: [{ bufferView: 2, mimeType: `image/${type}` }] } }),
    )
    expect(made.includes('Aigerim')).toBe(false)
    const shown = made.subarray(made.length - picture.length)
    expect((await sharp(shown).metadata()).exif?.includes(43) ?? false).toBe(false)
    expect(await sharp(shown).raw().toBuffer()).toEqual(await sharp(picture).raw().toBuffer())
  },
)
