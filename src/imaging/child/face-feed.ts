// Gives one face after the other in any size, from six files or from the cells of a strip.
import type { Sharp } from 'sharp'
import { type Face, faces } from '#tour/pyramid.ts'
import type { PanoramaInput } from '../contract.ts'
import { bestStripOrder } from './cube-strip.ts'
import { fromPixels, openPicture, type Pixels, readPixels } from './decode.ts'
import { posterSize, previewPyramid, type SmallPictures } from './preview.ts'

export interface FaceFeed {
  read(face: Face, sizePx: number): Promise<Pixels>
}

export function feedFromFiles(paths: Extract<PanoramaInput, { kind: 'faces' }>['paths'], maxPixels: number): FaceFeed {
  return { read: async (face, sizePx) => readPixels(toSquare(await openPicture(paths[face], maxPixels), sizePx)) }
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
  const { tilePx } = previewPyramid
  const read = async (face: Face) => [face, await feed.read(face, tilePx)] as const
  const pictures = await Promise.all(faces.map(read))
  const { widthPx, heightPx } = posterSize
  const ahead = fromPixels(await feed.read('f', widthPx))
  const poster = await readPixels(
    ahead.extract({ left: 0, top: (widthPx - heightPx) / 2, width: widthPx, height: heightPx }),
  )
  const byFace = new Map(pictures)
  const of = (face: Face) => {
    const found = byFace.get(face)
    if (!found) throw new Error(`Face ${face} is missing`)
    return found
  }
  return { faces: { f: of('f'), r: of('r'), b: of('b'), l: of('l'), u: of('u'), d: of('d') }, poster }
}
