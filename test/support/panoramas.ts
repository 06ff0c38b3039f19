// Small pictures for imaging tests, made on the spot: panoramas whose every direction has a known colour, and files that should
// be refused.
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { type Face, faces } from '#tour/pyramid.ts'
import { directionCodedFace, directionCodedPanorama } from './direction-code.ts'

/** Side of the faces that a 1024 px panorama becomes. */
export const codedSidePx = 320
const codedWidthPx = 1024

const coded = directionCodedPanorama(codedWidthPx, codedWidthPx / 2, codedSidePx)

/** A direction-coded panorama, 1024×512. */
export function codedPanorama(): Sharp {
  return sharp(coded, { raw: { width: codedWidthPx, height: codedWidthPx / 2, channels: 3 } })
}

export function codedFace(face: Face, sidePx = codedSidePx): Sharp {
  return sharp(directionCodedFace(face, sidePx), { raw: { width: sidePx, height: sidePx, channels: 3 } })
}

/** A strip of direction-coded faces in the given order, as PNG. */
export async function codedStrip(
  order: string,
  columns: number,
  turned: Partial<Record<Face, number>> = {},
): Promise<Sharp> {
  const cells = [...order].map(async (letter, cell) => {
    const face = faces.find((name) => name === letter) ?? 'f'
    const input = await codedFace(face)
      .rotate((turned[face] ?? 0) * 90)
      .png()
      .toBuffer()
    return { input, left: (cell % columns) * codedSidePx, top: Math.floor(cell / columns) * codedSidePx }
  })
  const size = {
    width: columns * codedSidePx,
    height: (6 / columns) * codedSidePx,
    channels: 3 as const,
    background: 'black',
  }
  return sharp({ create: size })
    .composite(await Promise.all(cells))
    .removeAlpha()
}

/** Something like a snapshot: soft shapes with no relation between its borders. */
export async function snapshot(width: number, height: number): Promise<Sharp> {
  const cells = { width: 12, height: 8, channels: 3 as const }
  const colours = Buffer.from(Array.from({ length: 12 * 8 * 3 }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 13) & 255))
  const soft = await sharp(colours, { raw: cells })
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .png()
    .toBuffer()
  return sharp(soft)
}

/** An XMP packet with these GPano fields. */
export function gpanoXmp(fields: Record<string, number | string>): string {
  const attributes = Object.entries({ ProjectionType: 'equirectangular', ...fields }).map(
    ([name, value]) => `GPano:${name}="${value}"`,
  )
  return (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    `<rdf:Description rdf:about="" xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" ${attributes.join(' ')}/>` +
    '</rdf:RDF></x:xmpmeta>'
  )
}

/** The first bytes of a PNG that claims a size. */
export function pngClaiming(width: number, height: number): Buffer {
  const header = Buffer.from('89504e470d0a1a0a0000000d494844520000000000000000080200000000000000', 'hex')
  header.writeUInt32BE(width, 16)
  header.writeUInt32BE(height, 20)
  return header
}

/** Writes files into a new folder; the system clears it in time. */
export async function pictureFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'panoqor-pictures-'))
  const save = async (name: string, content: Buffer | Sharp | string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, Buffer.isBuffer(content) || typeof content === 'string' ? content : await content.toBuffer())
    return path
  }
  return { folder, save }
}
