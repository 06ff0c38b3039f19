// The gallery's photos: straight-lined views cut from the panoramas, as a photographer with a wide lens would take them.
import sharp from 'sharp'
import type { AttachmentFile } from './catalogue.ts'

export interface Photo {
  file: AttachmentFile
  /** Scene whose panorama it is cut from. */
  scene: string
  yawDegrees: number
  pitchDegrees: number
  /** Across the width. */
  fovDegrees: number
}

export const photos: readonly Photo[] = [
  { file: 'photo-living.jpg', scene: 'living-window', yawDegrees: 2, pitchDegrees: -8, fovDegrees: 88 },
  { file: 'photo-kitchen.jpg', scene: 'kitchen', yawDegrees: 8, pitchDegrees: -8, fovDegrees: 88 },
  { file: 'photo-bedroom.jpg', scene: 'bedroom', yawDegrees: 8, pitchDegrees: -10, fovDegrees: 88 },
  { file: 'photo-study.jpg', scene: 'study', yawDegrees: 6, pitchDegrees: -8, fovDegrees: 88 },
]

const [width, height] = [1200, 800]
/** Samples per pixel along each side. */
const fineness = 2

export async function photoOf(panoramaFile: string, photo: Photo): Promise<Buffer> {
  const { data, info } = await sharp(panoramaFile).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const out = new Uint8Array(width * height * 3)
  const radians = Math.PI / 180
  const reach = Math.tan((photo.fovDegrees / 2) * radians)
  const [sinPitch, cosPitch] = [Math.sin(photo.pitchDegrees * radians), Math.cos(photo.pitchDegrees * radians)]
  const sum = [0, 0, 0]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      sum.fill(0)
      for (let i = 0; i < fineness * fineness; i++) {
        const right = ((x + ((i % fineness) + 0.5) / fineness) / width - 0.5) * 2 * reach
        const up = ((0.5 - (y + (Math.floor(i / fineness) + 0.5) / fineness) / height) * 2 * reach * height) / width
        const ahead = cosPitch - up * sinPitch
        const yaw = Math.atan2(right, ahead) / radians + photo.yawDegrees
        const pitch = Math.atan2(sinPitch + up * cosPitch, Math.hypot(right, ahead)) / radians
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
