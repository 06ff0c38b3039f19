// Photo-like files for tests that need something to upload: quick to make, each with other bytes.
import { randomInt } from 'node:crypto'
import sharp from 'sharp'

/** An equirectangular JPEG; the same seed gives the same file. */
export async function panoramaJpeg(widthPx: number, seed = randomInt(1 << 30)): Promise<Buffer> {
  return picture(widthPx, widthPx / 2, seed).then((image) => image.jpeg({ quality: 80 }).toBuffer())
}

/** One square face of a cube. */
export async function faceJpeg(sidePx: number, seed = randomInt(1 << 30)): Promise<Buffer> {
  return picture(sidePx, sidePx, seed).then((image) => image.jpeg({ quality: 80 }).toBuffer())
}

async function picture(widthPx: number, heightPx: number, seed: number) {
  const [width, height] = [64, Math.max(1, Math.round((64 * heightPx) / widthPx))]
  const data = Buffer.alloc(width * height * 3)
  let state = seed >>> 0 || 1
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    data[at] = state >>> 24
  }
  return sharp(data, { raw: { width, height, channels: 3 } }).resize(widthPx, heightPx, {
    kernel: 'cubic',
    fit: 'fill',
  })
}
