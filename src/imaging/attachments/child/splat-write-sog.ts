// Writes splats as a bundled SOG, version 2: values as pixels of lossless WebP pictures and a meta.json that explains them, in a ZIP
// with stored entries.
import sharp from 'sharp'
import { writeArchive } from '../../archive.ts'
import '../../child/decode.ts'
import { type Codebook, codebookOf } from './codebook.ts'
import { paletteOf, paletteSize } from './palette.ts'
import { coefficientsOf, type SplatCloud } from './splat-cloud.ts'

/** Words of bytes: the value of each of the four channels of a splat's pixel. */
type PixelOf = (splat: number, pixel: Uint8Array) => void

export async function writeSog(cloud: SplatCloud, path: string): Promise<void> {
  const { count } = cloud
  const width = Math.ceil(Math.sqrt(count) / 4) * 4
  const height = Math.ceil(count / width / 4) * 4
  const picture = (pixelOf: PixelOf) => webp({ width, height, count }, pixelOf)
  const places = packPlaces(cloud)
  const scales = codebookOf(cloud.scales)
  const colours = codebookOf(cloud.colours)
  const entries = [
    { name: 'means_l.webp', data: await picture(places.low) },
    { name: 'means_u.webp', data: await picture(places.high) },
    { name: 'quats.webp', data: await picture(packTurns(cloud)) },
    { name: 'scales.webp', data: await picture(packThree(cloud.scales, scales)) },
    { name: 'sh0.webp', data: await picture(packColours(cloud, colours)) },
  ]
  const harmonics = cloud.bands > 0 ? await writeHarmonics(cloud, picture) : undefined
  const meta = {
    version: 2,
    asset: { generator: 'Panoqor' },
    count,
    means: { mins: places.mins, maxs: places.maxs, files: ['means_l.webp', 'means_u.webp'] },
    scales: { codebook: scales.values, files: ['scales.webp'] },
    quats: { files: ['quats.webp'] },
    sh0: { codebook: colours.values, files: ['sh0.webp'] },
    ...(harmonics && { shN: harmonics.meta }),
  }
  const first = { name: 'meta.json', data: Buffer.from(JSON.stringify(meta)) }
  await writeArchive(path, [first, ...entries, ...(harmonics?.entries ?? [])])
}

interface Grid {
  width: number
  height: number
  count: number
}

async function webp({ width, height, count }: Grid, pixelOf: PixelOf): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 4, 255)
  for (let splat = 0; splat < count; splat++) pixelOf(splat, data.subarray(splat * 4, splat * 4 + 4))
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
    .webp({ lossless: true, exact: true, effort: 4 })
    .toBuffer()
}

/** Far places need less precision than near ones: 16 bits of the logarithm. */
const logarithmic = (value: number) => Math.sign(value) * Math.log(Math.abs(value) + 1)

function packPlaces({ positions, count }: SplatCloud) {
  const [mins, maxs] = [
    [0, 0, 0],
    [0, 0, 0],
  ].map((_, side) =>
    [0, 1, 2].map((axis) => {
      let bound = side === 0 ? Infinity : -Infinity
      for (let i = 0; i < count; i++) {
        const value = logarithmic(positions[i * 3 + axis] ?? 0)
        bound = side === 0 ? Math.min(bound, value) : Math.max(bound, value)
      }
      return bound
    }),
  )
  const word = (splat: number, axis: number) => {
    const [least = 0, greatest = 0] = [mins?.[axis], maxs?.[axis]]
    const span = greatest - least
    return span > 0 ? Math.round(((logarithmic(positions[splat * 3 + axis] ?? 0) - least) / span) * 65_535) : 0
  }
  const byte =
    (shift: number): PixelOf =>
    (splat, pixel) => {
      for (let axis = 0; axis < 3; axis++) pixel[axis] = (word(splat, axis) >> shift) & 255
    }
  return { mins, maxs, low: byte(0), high: byte(8) }
}

/** The three smaller parts; the fourth follows from them. The last channel says which was left out. */
const packTurns =
  ({ rotations }: SplatCloud): PixelOf =>
  (splat, pixel) => {
    const turn = rotations.subarray(splat * 4, splat * 4 + 4)
    let largest = 0
    for (let part = 1; part < 4; part++) if (Math.abs(turn[part] ?? 0) > Math.abs(turn[largest] ?? 0)) largest = part
    const sign = (turn[largest] ?? 0) < 0 ? -1 : 1
    let at = 0
    for (let part = 0; part < 4; part++)
      if (part !== largest) pixel[at++] = Math.round(((sign * (turn[part] ?? 0)) / Math.SQRT2 + 0.5) * 255)
    pixel[3] = 252 + largest
  }

const packThree =
  (values: Float32Array, codebook: Codebook): PixelOf =>
  (splat, pixel) => {
    for (let axis = 0; axis < 3; axis++) pixel[axis] = codebook.indexOf(values[splat * 3 + axis] ?? 0)
  }

function packColours({ colours, opacities }: SplatCloud, codebook: Codebook): PixelOf {
  const pack = packThree(colours, codebook)
  return (splat, pixel) => {
    pack(splat, pixel)
    pixel[3] = Math.round(Math.min(1, Math.max(0, opacities[splat] ?? 0)) * 255)
  }
}

const centroidsPerRow = 64

async function writeHarmonics({ harmonics, bands }: SplatCloud, picture: (pixelOf: PixelOf) => Promise<Buffer>) {
  const coefficients = coefficientsOf(bands)
  const { centroids, labels } = paletteOf(harmonics, coefficients * 3)
  const codebook = codebookOf(centroids)
  const grid = { width: centroidsPerRow * coefficients, height: paletteSize / centroidsPerRow }
  const palette = await webp({ ...grid, count: paletteSize * coefficients }, packThree(centroids, codebook))
  const labelled = await picture((splat, pixel) => {
    const label = labels[splat] ?? 0
    pixel[0] = label & 255
    pixel[1] = label >> 8
    pixel[2] = 0
  })
  const files = ['shN_centroids.webp', 'shN_labels.webp']
  return {
    meta: { count: paletteSize, bands, codebook: codebook.values, files },
    entries: [
      { name: 'shN_centroids.webp', data: palette },
      { name: 'shN_labels.webp', data: labelled },
    ],
  }
}
