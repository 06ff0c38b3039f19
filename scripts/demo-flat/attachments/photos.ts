// The gallery's photos: views cut from the panoramas as a photographer with a wide lens would take them, upright walls upright.
import sharp from 'sharp'
import type { AttachmentFile } from './catalogue.ts'

export interface Photo {
  file: AttachmentFile
  /** Scene whose panorama it is cut from. */
  scene: string
  yawDegrees: number
  /** How far the lens is shifted downwards, in shares of the picture's height. */
  shift: number
  /** Across the width. */
  fovDegrees: number
}

export const photos: readonly Photo[] = [
  { file: 'photo-living.jpg', scene: 'living-window', yawDegrees: 2, shift: 0.14, fovDegrees: 88 },
  { file: 'photo-kitchen.jpg', scene: 'kitchen', yawDegrees: 8, shift: 0.14, fovDegrees: 88 },
  { file: 'photo-bedroom.jpg', scene: 'bedroom', yawDegrees: 8, shift: 0.14, fovDegrees: 88 },
  { file: 'photo-study.jpg', scene: 'study', yawDegrees: 6, shift: 0.14, fovDegrees: 88 },
]

const [width, height] = [1200, 800]
/** Samples per pixel along each side. */
const fineness = 2

export async function photoOf(panoramaFile: string, photo: Photo): Promise<Buffer> {
  const { data, info } = await sharp(panoramaFile).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const out = new Uint8Array(width * height * 3)
  const radians = Math.PI / 180
  const reach = Math.tan((photo.fovDegrees / 2) * radians)
  const sum = [0, 0, 0]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sum.fill(0)
      for (let i = 0; i < fineness * fineness; i++) {
        const right = ((x + ((i % fineness) + 0.5) / fineness) / width - 0.5) * 2 * reach
        const down = (y + (Math.floor(i / fineness) + 0.5) / fineness) / height - 0.5 + photo.shift
        const up = (-down * 2 * reach * height) / width
        const yaw = Math.atan2(right, 1) / radians + photo.yawDegrees
        const pitch = Math.atan2(up, Math.hypot(right, 1)) / radians
        addSample(data, info.width, yaw, pitch, sum)
      }
      for (let k = 0; k < 3; k++) out[(y * width + x) * 3 + k] = Math.round(sum[k] / fineness ** 2)
    }
  }
  return sharp(out, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 78, mozjpeg: true })
    .toBuffer()
}

/** Blends the four nearest pixels. */
function addSample(data: Buffer, panoramaWidth: number, yaw: number, pitch: number, sum: number[]): void {
  const column = (yaw / 360 + 0.5) * panoramaWidth - 0.5
  const row = (0.5 - pitch / 180) * (panoramaWidth / 2) - 0.5
  const [left, top] = [Math.floor(column), Math.floor(row)]
  for (let j = 0; j < 2; j++) {
    const y = Math.min(panoramaWidth / 2 - 1, Math.max(0, top + j))
    for (let i = 0; i < 2; i++) {
      const x = (((left + i) % panoramaWidth) + panoramaWidth) % panoramaWidth
      const share = (i ? column - left : 1 - column + left) * (j ? row - top : 1 - row + top)
      for (let k = 0; k < 3; k++) sum[k] += data[(y * panoramaWidth + x) * 3 + k] * share
    }
  }
}
