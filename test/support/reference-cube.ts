// A plain reference for what the imaging and the viewer do: double precision, one pixel after the other, no cleverness. It cuts
// an equirectangular picture into cube tiles, projects views straight from the source, and says how far two pictures differ.
import sharp from 'sharp'
import { anglesOf, type Direction, toRadians } from '#tour/angles.ts'
import { pointOnFace } from '#tour/faces.ts'
import { type Camera, unproject } from '#tour/projection.ts'
import { type Face, facePx, faces, type Pyramid, tileName, tilesAcross } from '#tour/pyramid.ts'
import type { Pixels } from './synthetic-photo.ts'

export interface CubeTiles {
  pyramid: Pyramid
  /** By tile name. */
  tiles: Map<string, Buffer>
  /** data: URL of the strip of six small faces. */
  preview: string
}

export async function cutCube(photo: Pixels, pyramid: Pyramid, quality = 80): Promise<CubeTiles> {
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
  return paint(camera.widthPx, camera.heightPx, corners, (x, y) => {
    const { yawDegrees, pitchDegrees } = unproject(camera, { x, y })
    return sample(photo, toRadians(yawDegrees), toRadians(pitchDegrees))
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
  return paint(sidePx, sidePx, middle, (x, y) => {
    const direction: Direction = pointOnFace(face, (x / sidePx) * 2 - 1, (y / sidePx) * 2 - 1)
    const { yawDegrees, pitchDegrees } = anglesOf(direction)
    return sample(photo, toRadians(yawDegrees), toRadians(pitchDegrees))
  })
}

const middle = [0.5]
const corners = [0.25, 0.75]

/** Asks some points of every pixel (offsets in both directions) and takes their mean. */
function paint(
  widthPx: number,
  heightPx: number,
  offsets: readonly number[],
  colour: (x: number, y: number) => readonly number[],
): Pixels {
  const data = new Uint8Array(widthPx * heightPx * 3)
  for (let row = 0, at = 0; row < heightPx; row++) {
    for (let column = 0; column < widthPx; column++, at += 3) {
      const sum = [0, 0, 0]
      for (const dy of offsets) {
        for (const dx of offsets) {
          const found = colour(column + dx, row + dy)
          for (let channel = 0; channel < 3; channel++) sum[channel] = (sum[channel] ?? 0) + (found[channel] ?? 0)
        }
      }
      for (let channel = 0; channel < 3; channel++)
        data[at + channel] = Math.round((sum[channel] ?? 0) / offsets.length ** 2)
    }
  }
  return { data, widthPx, heightPx }
}

/** Bilinear; the picture closes at its sides, at the poles it is clamped. */
function sample({ data, widthPx, heightPx }: Pixels, yaw: number, pitch: number): number[] {
  const x = ((yaw + Math.PI) / (2 * Math.PI)) * widthPx - 0.5
  const y = Math.min(heightPx - 1, Math.max(0, ((Math.PI / 2 - pitch) / Math.PI) * heightPx - 0.5))
  const left = Math.floor(x)
  const top = Math.min(heightPx - 2, Math.floor(y))
  const [shareX, shareY] = [x - left, y - top]
  const columns = [(left + widthPx) % widthPx, (left + 1 + widthPx) % widthPx]
  return [0, 1, 2].map((channel) => {
    const value = (row: number, column = 0) => data[(row * widthPx + column) * 3 + channel] ?? 0
    const upper = value(top, columns[0]) * (1 - shareX) + value(top, columns[1]) * shareX
    const lower = value(top + 1, columns[0]) * (1 - shareX) + value(top + 1, columns[1]) * shareX
    return upper * (1 - shareY) + lower * shareY
  })
}
