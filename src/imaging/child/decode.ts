// The only place that lets foreign bytes into a decoder: libvips through sharp, with every loader blocked but three.
import sharp, { type Sharp } from 'sharp'
import { outageOf } from '#platform/outage.ts'
import { ImagingRefusal } from '../refusal.ts'
import type { Size } from './layout.ts'

sharp.cache(false)
// Parallelism comes from coding many tiles at once; threads inside one picture would only wait for each other.
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadWebpFile'] })

/** Shown where a picture is transparent. */
const paper = { r: 128, g: 128, b: 128 }

/** For tiles and posters. Optimised Huffman tables would save 4 % of the bytes for twice the coding time: decision 022. */
export const jpegOptions = { quality: 80, optimiseCoding: false }

export interface Pixels extends Size {
  /** Packed sRGB, 8 bits. */
  data: Buffer
}

/** A picture file as sRGB, upright, opaque. `maxPixels` guards once more what the header check promised. */
export async function openPicture(path: string, maxPixels: number): Promise<Sharp> {
  return (await openUpright(path, maxPixels)).flatten({ background: paper })
}

/** As openPicture, with its transparency. */
export async function openUpright(path: string, maxPixels: number): Promise<Sharp> {
  const input = { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true, autoOrient: true } as const
  const { icc, space } = await sharp(path, input).metadata().catch(refuse)
  // Transforming sRGB to sRGB would cost more than decoding.
  const ignoreIcc = icc !== undefined && space === 'srgb' && isSrgb(icc)
  return sharp(path, { ...input, ignoreIcc }).toColourspace('srgb')
}

export async function readPixels(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true }).catch(refuse)
  const size = { widthPx: info.width, heightPx: info.height }
  return { data: info.channels === 3 ? data : toRgb(data, info.channels), ...size }
}

/** As it is stored: four bytes per pixel, where values stand for something else than colours. */
export async function readRgba(picture: Sharp): Promise<{ data: Buffer; width: number }> {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true }).catch(refuse)
  return { data, width: info.width }
}

/** Frees the pixels at once; a garbage collection would do it later and cost a tenth of the whole work. */
export async function release({ data }: Pixels): Promise<void> {
  if (data.buffer instanceof ArrayBuffer && data.byteLength === data.buffer.byteLength) data.buffer.transfer(0)
  // Memory of native code is given back in the next round of the event loop.
  await new Promise(setImmediate)
}

export function fromPixels({ data, widthPx, heightPx }: Pixels): Sharp {
  return sharp(data, { raw: { width: widthPx, height: heightPx, channels: 3 }, limitInputPixels: false })
}

/** Tells a broken file from a broken machine; libvips says it in words only. */
export function refuse(error: unknown): never {
  const text = error instanceof Error ? error.message : String(error)
  if (/memory|malloc|ENOMEM/i.test(text)) throw new ImagingRefusal('out_of_memory')
  if (/premature|truncated|end of (file|stream|image)|unexpected end|not enough data|too short/i.test(text))
    throw new ImagingRefusal('truncated')
  // A file that is gone or a full disk is the machine's trouble. Whatever else a decoder says, in words of its own or none
  // ("Unknown error"), it says about the file.
  if (outageOf(error) || /file is missing|no such file|permission denied|input\/output error/i.test(text)) throw error
  throw new ImagingRefusal('damaged')
}

function toRgb(data: Buffer, channels: number): Buffer {
  const pixels = data.length / channels
  const out = Buffer.allocUnsafe(pixels * 3)
  const second = channels >= 3 ? 1 : 0
  const third = channels >= 3 ? 2 : 0
  for (let i = 0; i < pixels; i++) {
    out[i * 3] = data[i * channels] ?? 0
    out[i * 3 + 1] = data[i * channels + second] ?? 0
    out[i * 3 + 2] = data[i * channels + third] ?? 0
  }
  return out
}

/** sRGB's primaries in the profile connection space (D50), as every maker of sRGB profiles writes them, give or take rounding. */
const srgbPrimaries: Record<string, [number, number, number]> = {
  rXYZ: [0.436, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7141],
}

/** True for a profile that names itself sRGB and has its primaries. */
function isSrgb(icc: Buffer): boolean {
  if (icc.length < 132 || icc.toString('latin1', 16, 20) !== 'RGB ') return false
  const tags = new Map<string, Buffer>()
  const count = Math.min(icc.readUInt32BE(128), 100)
  for (let at = 132; at < 132 + count * 12 && at + 12 <= icc.length; at += 12) {
    const offset = icc.readUInt32BE(at + 4)
    tags.set(icc.toString('latin1', at, at + 4), icc.subarray(offset, offset + icc.readUInt32BE(at + 8)))
  }
  const name = (tags.get('desc') ?? Buffer.alloc(0)).toString('latin1').replaceAll('\0', '')
  if (!name.includes('sRGB')) return false
  return Object.entries(srgbPrimaries).every(([tag, expected]) => {
    const value = tags.get(tag)
    return (
      value &&
      value.length >= 20 &&
      expected.every((x, i) => Math.abs(value.readInt32BE(8 + i * 4) / 65536 - x) < 0.002)
    )
  })
}
