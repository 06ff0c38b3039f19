// A picture that costs a decoder and a coder what a photo costs: soft large shapes, edges, texture and grain, always the same.
import { join } from 'node:path'
import sharp from 'sharp'

const patchWidthPx = 2048
const patchHeightPx = 1024
let patch: Buffer | undefined

/** Writes `photo-<width>.jpg`; about 9 MB at 8192 px. The patch repeats, so that every size costs the same per pixel. */
export async function makePhotoLikeJpeg(folder: string, widthPx: number): Promise<string> {
  patch ??= makePatch()
  const path = join(folder, `photo-${widthPx}.jpg`)
  await sharp(patch, { raw: { width: patchWidthPx, height: patchHeightPx, channels: 3 }, limitInputPixels: false })
    .extend({ right: widthPx - patchWidthPx, bottom: widthPx / 2 - patchHeightPx, extendWith: 'repeat' })
    .jpeg({ quality: 88 })
    .toFile(path)
  return path
}

function makePatch(): Buffer {
  const pixels = Buffer.alloc(patchWidthPx * patchHeightPx * 3)
  const layers = [512, 256, 128, 64, 32, 16, 8, 4].map((cellPx, i) => ({
    cellPx,
    weight: 56 * 0.62 ** i,
    seed: i * 7919,
  }))
  for (let y = 0; y < patchHeightPx; y++)
    for (let x = 0; x < patchWidthPx; x++) {
      let value = 128
      for (const { cellPx, weight, seed } of layers)
        value += weight * (2 * smoothNoise(x / cellPx, y / cellPx, cellPx, seed) - 1)
      // Hard borders of walls and furniture.
      if (((x >> 7) ^ (y >> 7)) % 3 === 0) value += 28
      const grain = (hash(x, y, 99) - 0.5) * 5
      const at = (y * patchWidthPx + x) * 3
      pixels[at] = clamp(value * 1.04 + grain)
      pixels[at + 1] = clamp(value + grain)
      pixels[at + 2] = clamp(value * 0.9 + 12 + grain)
    }
  return pixels
}

const clamp = (value: number) => Math.max(0, Math.min(255, Math.round(value)))

/** 0…1, the same for the same place. */
function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed + 1, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  return ((h ^ (h >>> 13)) >>> 0) / 2 ** 32
}

/** Value noise on a grid that wraps with the patch. */
function smoothNoise(x: number, y: number, cellPx: number, seed: number): number {
  const across = patchWidthPx / cellPx
  const down = patchHeightPx / cellPx
  const [x0, y0] = [Math.floor(x), Math.floor(y)]
  const [fx, fy] = [x - x0, y - y0]
  const corner = (dx: number, dy: number) => hash((x0 + dx) % across, (y0 + dy) % down, seed)
  const top = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * fx
  const bottom = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * fx
  return top + (bottom - top) * fy
}
