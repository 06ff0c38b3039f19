// Reads a bundled SOG, version 2: every number in it is checked before it is believed, and only its pixels are decoded.
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { openUpright, readRgba } from '../../child/decode.ts'
import { ImagingRefusal } from '../../refusal.ts'
import { AttachmentRefusal } from '../refusal.ts'
import type { Bytes } from './bytes.ts'
import { readZip } from './small-zip.ts'
import { coefficientsOf, emptyCloud, refuseMany, type SplatCloud } from './splat-cloud.ts'

const three = z.tuple([z.number(), z.number(), z.number()])
const codebook = z.array(z.number()).length(256)
const name = z.string().max(100)
const Meta = z.object({
  version: z.literal(2),
  count: z.number().int().min(0),
  means: z.object({ mins: three, maxs: three, files: z.tuple([name, name]) }),
  scales: z.object({ codebook, files: z.tuple([name]) }),
  quats: z.object({ files: z.tuple([name]) }),
  sh0: z.object({ codebook, files: z.tuple([name]) }),
  shN: z
    .object({
      count: z.number().int().min(1).max(65_536),
      bands: z.number().int().min(1).max(3),
      codebook,
      files: z.tuple([name, name]),
    })
    .optional(),
})
type Meta = z.infer<typeof Meta>

interface Picture {
  data: Buffer
  width: number
}

export async function readSog(bytes: Bytes, folder: string): Promise<SplatCloud> {
  const entries = await readZip(bytes)
  const meta = parse(entries.get('meta.json'))
  refuseMany(meta.count)
  const picture = async (file: string, least: number): Promise<Picture> => {
    const entry = entries.get(file)
    if (!entry) throw new AttachmentRefusal('damaged')
    const decoded = await decode(entry, folder)
    if (decoded.data.length < least * 4) throw new AttachmentRefusal('damaged')
    return decoded
  }
  const cloud = emptyCloud(meta.count, meta.shN?.bands ?? 0)
  await readPlain(cloud, meta, (file) => picture(file, meta.count))
  if (meta.shN) await readHarmonics(cloud, meta.shN, picture)
  return cloud
}

function parse(entry: Buffer | undefined): Meta {
  try {
    return Meta.parse(JSON.parse(entry?.toString('utf8') ?? ''))
  } catch {
    throw new AttachmentRefusal('damaged')
  }
}

/** Decoders take files only. */
async function decode(entry: Buffer, folder: string): Promise<Picture> {
  const path = join(folder, 'entry.webp')
  await writeFile(path, entry)
  try {
    return await readRgba(await openUpright(path, 64 * 1024 * 1024))
  } catch (error) {
    throw error instanceof ImagingRefusal && error.code !== 'out_of_memory' ? new AttachmentRefusal('damaged') : error
  } finally {
    await rm(path, { force: true })
  }
}

async function readPlain(cloud: SplatCloud, meta: Meta, picture: (file: string) => Promise<Picture>): Promise<void> {
  const [low, high] = [(await picture(meta.means.files[0])).data, (await picture(meta.means.files[1])).data]
  const { data: scales } = await picture(meta.scales.files[0])
  const { data: colours } = await picture(meta.sh0.files[0])
  const { data: turns } = await picture(meta.quats.files[0])
  for (let i = 0; i < cloud.count; i++) {
    for (let axis = 0; axis < 3; axis++) {
      const at = i * 4 + axis
      const part = ((high[at] ?? 0) * 256 + (low[at] ?? 0)) / 65_535
      const place = (meta.means.mins[axis] ?? 0) * (1 - part) + (meta.means.maxs[axis] ?? 0) * part
      cloud.positions[i * 3 + axis] = Math.sign(place) * (Math.exp(Math.abs(place)) - 1)
      cloud.scales[i * 3 + axis] = meta.scales.codebook[scales[at] ?? 0] ?? 0
      cloud.colours[i * 3 + axis] = meta.sh0.codebook[colours[at] ?? 0] ?? 0
    }
    cloud.opacities[i] = (colours[i * 4 + 3] ?? 0) / 255
    cloud.rotations.set(turn(turns.subarray(i * 4, i * 4 + 4)), i * 4)
  }
}

function turn(pixel: Buffer): number[] {
  const parts = [...pixel.subarray(0, 3)].map((byte) => (byte / 255 - 0.5) * Math.SQRT2)
  const largest = Math.sqrt(Math.max(0, 1 - parts.reduce((sum, part) => sum + part * part, 0)))
  return parts.toSpliced(Math.max(0, (pixel[3] ?? 0) - 252), 0, largest)
}

type Harmonics = NonNullable<Meta['shN']>

async function readHarmonics(
  cloud: SplatCloud,
  { count, bands, codebook: values, files }: Harmonics,
  picture: (file: string, least: number) => Promise<Picture>,
): Promise<void> {
  const coefficients = coefficientsOf(bands)
  const palette = await picture(files[0], count * coefficients)
  const { data: labels } = await picture(files[1], cloud.count)
  if (palette.width !== 64 * coefficients) throw new AttachmentRefusal('damaged')
  for (let i = 0; i < cloud.count; i++) {
    const label = Math.min(count - 1, (labels[i * 4] ?? 0) + (labels[i * 4 + 1] ?? 0) * 256)
    const from = (Math.floor(label / 64) * palette.width + (label % 64) * coefficients) * 4
    for (let k = 0; k < coefficients; k++)
      for (let channel = 0; channel < 3; channel++)
        cloud.harmonics[(i * coefficients + k) * 3 + channel] = values[palette.data[from + k * 4 + channel] ?? 0] ?? 0
  }
}
