// A plain reference for what the imaging and the viewer do: double precision, one pixel after the other, no cleverness. It cuts
// an equirectangular picture into cube tiles, projects views straight from the source, and says how far two pictures differ.
import sharp from 'sharp'
import { pointOnFace } from '#tour/faces.ts'
import { type Camera, cameraAxes, depthAt, lensOf } from '#tour/projection.ts'
import { type Face, facePx, faces, type Pyramid, tileName, tilesAcross } from '#tour/pyramid.ts'
import type { Pixels } from './synthetic-photo.ts'

export interface CubeTiles {
  pyramid: Pyramid
  /** By tile name. */
  tiles: Map<string, Buffer>
  /** data: URL of the strip of six small faces. */
  preview: string
}

const cubes = new WeakMap<Pixels, Map<string, Promise<CubeTiles>>>()

/** The same tiles each time for the same photo: nobody writes into it. */
export function cutCube(photo: Pixels, pyramid: Pyramid, quality = 80): Promise<CubeTiles> {
  const ofPhoto = cubes.get(photo) ?? new Map<string, Promise<CubeTiles>>()
  const key = JSON.stringify([pyramid, quality])
  const cube = ofPhoto.get(key) ?? cut(photo, pyramid, quality)
  cubes.set(photo, ofPhoto.set(key, cube))
  return cube
}

async function cut(photo: Pixels, pyramid: Pyramid, quality: number): Promise<CubeTiles> {
  const tiles = new Map<string, Buffer>()
  const strip: Buffer[] = []
  for (const face of faces) {
    const finest = faceOf(photo, face, facePx(pyramid, pyramid.levels))
    for (let level = pyramid.levels; level >= 1; level--) {
      const side = facePx(pyramid, level)
      const raw = await rgb(finest).resize(side, side, { kernel: 'lanczos3' }).raw().toBuffer()
      const cut = { data: raw, widthPx: side, heightPx: side }
      for (let row = 0; row < tilesAcross(level); row++) {
        for (let column = 0; column < tilesAcross(level); column++) {
          tiles.set(tileName(pyramid.format, level, face, row, column), await tile(cut, pyramid, row, column, quality))
        }
      }
    }
    strip.push(await rgb(finest).resize(64, 64).raw().toBuffer())
  }
  const webp = await rgb({ data: Buffer.concat(strip), widthPx: 64, heightPx: 384 })
    .webp({ quality: 60 })
    .toBuffer()
  return { pyramid, tiles, preview: `data:image/webp;base64,${webp.toString('base64')}` }
}

/** The picture that a camera should show, straight from the source, four samples per pixel. */
export function referenceView(photo: Pixels, camera: Camera): Pixels {
  const { right, up, forward } = cameraAxes(camera.view)
  const lens = lensOf(camera)
  return paint(camera.widthPx, camera.heightPx, corners, (x, y, sum) => {
    const a = (x - camera.widthPx / 2) / lens.focalPx
    const b = (camera.heightPx / 2 - y) / lens.focalPx
    const c = depthAt(lens, a, b)
    addSample(
      photo,
      forward[0] * c + right[0] * a + up[0] * b,
      forward[1] * c + right[1] * a + up[1] * b,
      forward[2] * c + right[2] * a + up[2] * b,
      sum,
    )
  })
}

/** Peak signal-to-noise ratio in decibels; above 40 nobody sees a difference. */
export function psnr(a: Pixels, b: Pixels): number {
  if (a.widthPx !== b.widthPx || a.heightPx !== b.heightPx) {
    throw new Error(`sizes differ: ${a.widthPx}×${a.heightPx}, ${b.widthPx}×${b.heightPx}`)
  }
  let sum = 0
  for (let i = 0; i < a.data.length; i++) sum += ((a.data[i] ?? 0) - (b.data[i] ?? 0)) ** 2
  return 10 * Math.log10(255 ** 2 / (sum / a.data.length))
}

export async function decodeImage(file: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, widthPx: info.width, heightPx: info.height }
}

const rgb = ({ data, widthPx, heightPx }: Pixels) =>
  sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 } })

function tile(face: Pixels, { tilePx }: Pyramid, row: number, column: number, quality: number): Promise<Buffer> {
  return rgb(face)
    .extract({ left: column * tilePx, top: row * tilePx, width: tilePx, height: tilePx })
    .jpeg({ quality })
    .toBuffer()
}

function faceOf(photo: Pixels, face: Face, sidePx: number): Pixels {
  return paint(sidePx, sidePx, middle, (x, y, sum) => {
    const point = pointOnFace(face, (x / sidePx) * 2 - 1, (y / sidePx) * 2 - 1)
    addSample(photo, point[0], point[1], point[2], sum)
  })
}

const middle = [0.5]
const corners = [0.25, 0.75]

/** Asks some points of every pixel (offsets in both directions) and takes their mean; `add` adds a colour to the sum. */
function paint(
  widthPx: number,
  heightPx: number,
  offsets: readonly number[],
  add: (x: number, y: number, sum: Float64Array) => void,
): Pixels {
  const data = new Uint8Array(widthPx * heightPx * 3)
  const sum = new Float64Array(3)
  for (let row = 0, at = 0; row < heightPx; row++) {
    for (let column = 0; column < widthPx; column++) {
      sum.fill(0)
      for (const dy of offsets) for (const dx of offsets) add(column + dx, row + dy, sum)
      for (const value of sum) data[at++] = Math.round(value / offsets.length ** 2)
    }
  }
  return { data, widthPx, heightPx }
}

/** What lies in a direction of any length. Bilinear; the picture closes at its sides, at the poles it is clamped. */
function addSample(photo: Pixels, east: number, upwards: number, south: number, sum: Float64Array): void {
  const { data, widthPx, heightPx } = photo
  const x = (Math.atan2(east, -south) / (2 * Math.PI) + 0.5) * widthPx - 0.5
  const pitch = Math.atan2(upwards, Math.sqrt(east * east + south * south))
  const y = Math.min(heightPx - 1, Math.max(0, (0.5 - pitch / Math.PI) * heightPx - 0.5))
  const left = Math.floor(x)
  const top = Math.min(heightPx - 2, Math.floor(y))
  const [shareX, shareY] = [x - left, y - top]
  const first = (top * widthPx + ((left + widthPx) % widthPx)) * 3
  const second = (top * widthPx + ((left + 1 + widthPx) % widthPx)) * 3
  const row = widthPx * 3
  for (let channel = 0; channel < 3; channel++) {
    const upper = (data[first + channel] ?? 0) * (1 - shareX) + (data[second + channel] ?? 0) * shareX
    const lower = (data[first + row + channel] ?? 0) * (1 - shareX) + (data[second + row + channel] ?? 0) * shareX
    sum[channel] = (sum[channel] ?? 0) + upper * (1 - shareY) + lower * shareY
  }
}
