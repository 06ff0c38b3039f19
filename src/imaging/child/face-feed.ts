// Gives one face after the other in any size, from six files or from the cells of a strip.
import type { Sharp } from 'sharp'
import { type Face, faces } from '#tour/pyramid.ts'
import type { PanoramaInput } from '../contract.ts'
import { bestFileOrder, bestStripOrder } from './cube-strip.ts'
import { fromPixels, openPicture, type Pixels, readPixels } from './decode.ts'
import { posterSize, previewFacePx, type SmallPictures, stripFacePx, thumbnailSize } from './preview.ts'

export interface FaceFeed {
  read(face: Face, sizePx: number): Promise<Pixels>
}

export function feedFromFiles(paths: Extract<PanoramaInput, { kind: 'faces' }>['paths'], maxPixels: number): FaceFeed {
  return { read: async (face, sizePx) => readPixels(toSquare(await openPicture(paths[face], maxPixels), sizePx)) }
}

/** The sides are found by the seams; the files stand in the order of their numbers. */
export async function feedFromNumbered(paths: Record<Face, string>, maxPixels: number): Promise<FaceFeed> {
  const files = faces.map((face) => paths[face])
  const cells = await bestFileOrder(files, maxPixels)
  return {
    read: async (face, sizePx) => {
      const { cell, quarterTurns } = cells[face]
      const picture = toSquare(await openPicture(files[cell] ?? '', maxPixels), sizePx)
      if (quarterTurns === 0) return readPixels(picture)
      return readPixels(fromPixels(await readPixels(picture)).rotate(360 - quarterTurns * 90))
    },
  }
}

export async function feedFromStrip(
  path: string,
  grid: { columns: number; rows: number },
  maxPixels: number,
): Promise<FaceFeed> {
  const { cells } = await bestStripOrder(path, grid, maxPixels)
  const strip = await readPixels(await openPicture(path, maxPixels))
  const cellWidth = Math.floor(strip.widthPx / grid.columns)
  const cellHeight = Math.floor(strip.heightPx / grid.rows)
  return {
    read: async (face, sizePx) => {
      const { cell, quarterTurns } = cells[face]
      const left = (cell % grid.columns) * cellWidth
      const top = Math.floor(cell / grid.columns) * cellHeight
      const cut = fromPixels(strip).extract({ left, top, width: cellWidth, height: cellHeight })
      if (quarterTurns === 0) return readPixels(toSquare(cut, sizePx))
      // A step of its own, because sharp would turn the strip before it cuts.
      return readPixels(toSquare(fromPixels(await readPixels(cut)).rotate(360 - quarterTurns * 90), sizePx))
    },
  }
}

function toSquare(picture: Sharp, sizePx: number): Sharp {
  return picture.resize(sizePx, sizePx, { fit: 'fill' })
}

export async function smallPicturesOf(feed: FaceFeed): Promise<SmallPictures> {
  const small = async (face: Face) => {
    const preview = await feed.read(face, previewFacePx)
    return { preview, strip: await readPixels(toSquare(fromPixels(preview), stripFacePx)) }
  }
  const { widthPx, heightPx } = posterSize
  const ahead = fromPixels(await feed.read('f', widthPx))
  const middle = { left: 0, top: (widthPx - heightPx) / 2, width: widthPx, height: heightPx }
  const poster = await readPixels(ahead.extract(middle))
  const [f, r, b, l, u, d] = await Promise.all([small('f'), small('r'), small('b'), small('l'), small('u'), small('d')])
  const shrunk = fromPixels(poster).resize(thumbnailSize.widthPx, thumbnailSize.heightPx)
  return { faces: { f, r, b, l, u, d }, poster, thumbnail: await readPixels(shrunk) }
}
