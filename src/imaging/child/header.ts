// Reads what a picture file says about itself (type, size, EXIF, XMP) from its first bytes and chunk list. Decodes no pixel and
// trusts no length: this runs on every upload, hostile ones included.
import { type FileHandle, open } from 'node:fs/promises'
import { inflateSync } from 'node:zlib'
import { ImagingRefusal } from '../refusal.ts'

export interface Header {
  format: 'jpeg' | 'png' | 'webp'
  /** Size as stored, before EXIF orientation. */
  widthPx: number
  heightPx: number
  /** The decoder must hold the whole picture (progressive JPEG, interlaced PNG, any WebP). */
  wholeInMemory: boolean
  /** TIFF block of EXIF and packet of XMP, where present. */
  exif?: Buffer
  xmp?: string
}

/** Reads at most `length` bytes at `position`; shorter at the end of the file. */
type Read = (position: number, length: number) => Promise<Buffer>

const metadataLimitBytes = 512 * 1024

export async function readHeader(path: string): Promise<Header> {
  const file = await open(path, 'r')
  try {
    const read = reader(file)
    const start = await read(0, 64)
    if (start.length === 0) throw new ImagingRefusal('empty')
    if (start[0] === 0xff && start[1] === 0xd8 && start[2] === 0xff) return await readJpeg(read)
    if (start.subarray(0, 8).equals(pngMagic)) return await readPng(read)
    if (start.toString('latin1', 0, 4) === 'RIFF' && start.toString('latin1', 8, 12) === 'WEBP')
      return await readWebp(read)
    throw refuseOther(start)
  } finally {
    await file.close()
  }
}

/** After a decoder gave up: was the file simply not there to its end? */
export async function isCutShort(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const read = reader(file)
    const start = await read(0, 12)
    if (start.toString('latin1', 0, 4) === 'RIFF') return start.readUInt32LE(4) + 8 > size
    const tail = await read(Math.max(0, size - 65536), 65536)
    return start.subarray(0, 8).equals(pngMagic) && !tail.includes('IEND')
  } finally {
    await file.close()
  }
}

function reader(file: FileHandle): Read {
  return async (position, length) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
    return buffer.subarray(0, bytesRead)
  }
}

const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

const otherTypes: [offset: number, magic: string, name: string][] = [
  [0, 'II*\0', 'TIFF'],
  [0, 'MM\0*', 'TIFF'],
  [0, 'II+\0', 'TIFF'],
  [0, 'GIF8', 'GIF'],
  [0, 'BM', 'BMP'],
  [0, '8BPS', 'Photoshop'],
  [0, '%PDF', 'PDF'],
  [0, '\u0000\u0000\u0000\u000cJXL ', 'JPEG XL'],
  [0, '\u00ff\u000a', 'JPEG XL'],
  [0, '\u0000\u0000\u0000\u000cjP  ', 'JPEG 2000'],
  [0, 'v/1\u0001', 'OpenEXR'],
  [0, '#?RADIANCE', 'HDR'],
  [0, '\u001aE\u00df\u00a3', 'video'],
]

const archiveTypes: [magic: string, name: string][] = [
  ['PK\u0003\u0004', 'ZIP'],
  ['PK\u0005\u0006', 'ZIP'],
  ['Rar!', 'RAR'],
  ['7z\u00bc\u00af', '7z'],
]

/** ISO media files tell their kind by brand. */
function isoMedia(start: Buffer): string | undefined {
  if (start.toString('latin1', 4, 8) !== 'ftyp') return undefined
  const brands = start.toString('latin1', 8, 40)
  if (brands.includes('avif')) return 'AVIF'
  if (/hei[cfxms]|hev[cx]|mif1/.test(brands)) return 'HEIC'
  return 'video'
}

function refuseOther(start: Buffer): ImagingRefusal {
  const iso = isoMedia(start)
  if (iso === 'HEIC') return new ImagingRefusal('heic')
  if (iso) return new ImagingRefusal('wrong_type', { found: iso })
  const text = start.toString('latin1')
  for (const [magic, name] of archiveTypes)
    if (text.startsWith(magic)) return new ImagingRefusal('packed', { found: name })
  for (const [offset, magic, name] of otherTypes)
    if (text.startsWith(magic, offset)) return new ImagingRefusal('wrong_type', { found: name })
  if (/^\s*(<\?xml[^>]*>\s*)?<svg/i.test(text)) return new ImagingRefusal('wrong_type', { found: 'SVG' })
  return new ImagingRefusal('not_an_image')
}

/** Walks the marker segments up to the first scan. */
async function readJpeg(read: Read): Promise<Header> {
  let size: Pick<Header, 'widthPx' | 'heightPx' | 'wholeInMemory'> | undefined
  const found: Pick<Header, 'exif' | 'xmp'> = {}
  let position = 2
  for (let segments = 0; segments < 4096; segments++) {
    const head = await read(position, 4)
    if (head.length < 4) throw new ImagingRefusal('truncated')
    if (head[0] !== 0xff) throw new ImagingRefusal('damaged')
    const marker = head[1] ?? 0
    if (marker === 0xff) {
      position += 1
      continue
    }
    if (marker === 0xda) break
    if (marker === 0xd9 || marker < 0xc0) throw new ImagingRefusal('damaged')
    const length = head.readUInt16BE(2)
    if (length < 2) throw new ImagingRefusal('damaged')
    if (isStartOfFrame(marker)) size = jpegFrame(marker, await read(position + 4, 6))
    if (marker === 0xe1) keepApp1(await read(position + 4, length - 2), found)
    position += 2 + length
  }
  if (!size) throw new ImagingRefusal('damaged')
  return { format: 'jpeg', ...size, ...found }
}

const isStartOfFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

function jpegFrame(marker: number, frame: Buffer) {
  if (frame.length < 6) throw new ImagingRefusal('truncated')
  const progressive = (marker & 3) === 2
  return { widthPx: frame.readUInt16BE(3), heightPx: frame.readUInt16BE(1), wholeInMemory: progressive }
}

const exifMark = 'Exif\0\0'
const xmpMark = 'http://ns.adobe.com/xap/1.0/\0'

function keepApp1(body: Buffer, found: Pick<Header, 'exif' | 'xmp'>): void {
  if (!found.exif && body.toString('latin1', 0, exifMark.length) === exifMark)
    found.exif = body.subarray(exifMark.length)
  if (!found.xmp && body.toString('latin1', 0, xmpMark.length) === xmpMark)
    found.xmp = body.toString('utf8', xmpMark.length)
}

async function readPng(read: Read): Promise<Header> {
  const start = await read(8, 25)
  if (start.length < 25) throw new ImagingRefusal('truncated')
  if (start.toString('latin1', 4, 8) !== 'IHDR') throw new ImagingRefusal('damaged')
  const header: Header = {
    format: 'png',
    widthPx: start.readUInt32BE(8),
    heightPx: start.readUInt32BE(12),
    wholeInMemory: start[20] === 1,
  }
  let position = 33
  for (let chunks = 0; chunks < 4096; chunks++) {
    const head = await read(position, 8)
    if (head.length < 8) break
    const length = head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    if (type === 'IDAT' || type === 'IEND') break
    if (length <= metadataLimitBytes) {
      if (type === 'eXIf') header.exif = await read(position + 8, length)
      if (type === 'iTXt' || type === 'zTXt') header.xmp ??= pngXmp(type, await read(position + 8, length))
    }
    position += 12 + length
  }
  return header
}

/** zTXt: keyword, 0, method, text. iTXt: keyword, 0, compression flag and method, language, 0, translated keyword, 0, text. */
function pngXmp(type: 'iTXt' | 'zTXt', chunk: Buffer): string | undefined {
  const keyword = 'XML:com.adobe.xmp\0'
  if (chunk.toString('latin1', 0, keyword.length) !== keyword) return undefined
  if (type === 'zTXt') return inflateText(chunk.subarray(keyword.length + 1))
  const language = chunk.indexOf(0, keyword.length + 2)
  const translated = language < 0 ? -1 : chunk.indexOf(0, language + 1)
  if (translated < 0) return undefined
  const text = chunk.subarray(translated + 1)
  return chunk[keyword.length] === 1 ? inflateText(text) : text.toString('utf8')
}

function inflateText(deflated: Buffer): string | undefined {
  try {
    return inflateSync(deflated, { maxOutputLength: metadataLimitBytes }).toString('utf8')
  } catch {
    return undefined
  }
}

async function readWebp(read: Read): Promise<Header> {
  let size: { widthPx: number; heightPx: number } | undefined
  const found: Pick<Header, 'exif' | 'xmp'> = {}
  let position = 12
  for (let chunks = 0; chunks < 4096; chunks++) {
    const head = await read(position, 18)
    if (head.length < 8) break
    const type = head.toString('latin1', 0, 4)
    const length = head.readUInt32LE(4)
    size ??= webpSize(type, head.subarray(8))
    if (length <= metadataLimitBytes) {
      if (type === 'EXIF') found.exif = withoutExifMark(await read(position + 8, length))
      if (type === 'XMP ') found.xmp = (await read(position + 8, length)).toString('utf8')
    }
    position += 8 + length + (length & 1)
  }
  if (!size) throw new ImagingRefusal('damaged')
  return { format: 'webp', ...size, wholeInMemory: true, ...found }
}

function webpSize(type: string, body: Buffer): { widthPx: number; heightPx: number } | undefined {
  if (body.length < 10) return undefined
  if (type === 'VP8X') return { widthPx: 1 + body.readUIntLE(4, 3), heightPx: 1 + body.readUIntLE(7, 3) }
  if (type === 'VP8 ') return { widthPx: body.readUInt16LE(6) & 0x3fff, heightPx: body.readUInt16LE(8) & 0x3fff }
  if (type === 'VP8L') {
    const bits = body.readUInt32LE(1)
    return { widthPx: 1 + (bits & 0x3fff), heightPx: 1 + ((bits >>> 14) & 0x3fff) }
  }
  return undefined
}

const withoutExifMark = (block: Buffer) =>
  block.toString('latin1', 0, exifMark.length) === exifMark ? block.subarray(exifMark.length) : block
