// The panorama of the comparison in every shape that an engine asks for: the tiles of our imaging, our preview, and the whole
// picture in one file; each scene of the tour has the same bytes under addresses of its own.
import { open } from 'node:fs/promises'
import sharp from 'sharp'
import { readArchiveIndex } from '#imaging/archive-reader.ts'
import { createImaging } from '#imaging/imaging.ts'
import type { Pixels } from '#test/support/synthetic-photo.ts'
import type { Pyramid } from '#tour/pyramid.ts'
import type { WireFile } from '../visit/wire-server.ts'

export interface World {
  pyramid: Pyramid
  /** data: URL of our preview. */
  preview: string
  /** By tile name. */
  tiles: ReadonlyMap<string, WireFile>
  /** The panorama as one JPEG of the quality of the tiles. */
  whole: WireFile
  /** For lists of scenes. */
  thumbnail: WireFile
  photo: Pixels
}

const jpegQuality = 80

export async function makeWorld(file: string, folder: string): Promise<World> {
  const source = sharp(file, { limitInputPixels: false }).removeAlpha()
  const { data, info } = await source.clone().raw().toBuffer({ resolveWithObject: true })
  const whole = await source.clone().jpeg({ quality: jpegQuality }).toBuffer()
  const thumbnail = await source.clone().resize(480, 320).jpeg({ quality: jpegQuality }).toBuffer()
  return {
    ...(await tile(file, folder)),
    whole: { body: whole, type: 'image/jpeg' },
    thumbnail: { body: thumbnail, type: 'image/jpeg' },
    photo: { data, widthPx: info.width, heightPx: info.height },
  }
}

export const tilesUrlOf = (scene: number) => `/tiles/${scene}/`
export const wholeUrlOf = (scene: number) => `/whole/${scene}.jpg`
export const thumbnailUrlOf = (scene: number) => `/thumbnails/${scene}.jpg`

/** Everything that a page with so many scenes may ask for beside its own files. */
export function sceneFiles({ tiles, whole, thumbnail }: World, scenes: number): Map<string, WireFile> {
  const files = new Map<string, WireFile>()
  for (let scene = 0; scene < scenes; scene++) {
    for (const [name, tile] of tiles) files.set(tilesUrlOf(scene) + name, tile)
    files.set(wholeUrlOf(scene), whole)
    files.set(thumbnailUrlOf(scene), thumbnail)
  }
  return files
}

async function tile(file: string, folder: string): Promise<Pick<World, 'pyramid' | 'preview' | 'tiles'>> {
  const imaging = createImaging()
  try {
    const { pyramid, preview, archivePath, archiveSizeBytes } = await imaging.tile(
      { kind: 'file', path: file },
      { fileName: 'panorama.jpg', outputFolder: folder },
    )
    const archive = await open(archivePath)
    const read = async (offset: number, length: number) => {
      const { buffer } = await archive.read(Buffer.alloc(length), 0, length, offset)
      return buffer
    }
    const tiles = new Map<string, WireFile>()
    for (const [name, { offset, length }] of await readArchiveIndex(read, archiveSizeBytes)) {
      tiles.set(name, { body: await read(offset, length), type: 'image/jpeg' })
    }
    await archive.close()
    return { pyramid, preview: preview.strip, tiles }
  } finally {
    await imaging.close()
  }
}
