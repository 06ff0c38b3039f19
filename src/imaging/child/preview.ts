// What exists first: a thumbnail, a poster, a strip for the first frame and a one-level archive, all from pictures that are
// already small.
import { join } from 'node:path'
import { type Face, faces, type Pyramid, tileName } from '#tour/pyramid.ts'
import { writeArchive, writeDurably } from '../archive.ts'
import type { Inspection, PreviewFiles } from '../contract.ts'
import { fromPixels, jpegOptions, type Pixels } from './decode.ts'

const previewFormat = 'jpg'
/** Side of a preview's faces. */
export const previewFacePx = 512
/** A panorama below 6000 px has its tiles so soon that less will do meanwhile, and its cost stays in proportion. */
export const previewFacePxFor = (panoramaWidthPx: number) =>
  panoramaWidthPx < 6000 ? previewFacePx / 2 : previewFacePx
export const posterSize = { widthPx: 1200, heightPx: 800 }
export const thumbnailSize = { widthPx: 480, heightPx: 320 }
export const stripFacePx = 64
const stripLimitBytes = 3700

/** Small pictures of the panorama: six faces of previewFacePx (or half) and of stripFacePx, and the view ahead at two sizes. */
export interface SmallPictures {
  faces: Record<Face, { preview: Pixels; strip: Pixels }>
  poster: Pixels
  thumbnail: Pixels
}

export async function writePreview(
  small: SmallPictures,
  inspection: Inspection,
  outputFolder: string,
): Promise<PreviewFiles> {
  const files = {
    thumbnailPath: join(outputFolder, 'thumbnail.webp'),
    posterPath: join(outputFolder, 'poster.jpg'),
    archivePath: join(outputFolder, 'preview.zip'),
  }
  const save = async (path: string, data: Promise<Buffer>) => {
    const bytes = await data
    await writeDurably(path, () => [bytes])
  }
  const [strip] = await Promise.all([
    stripUrl(small),
    save(files.thumbnailPath, fromPixels(small.thumbnail).webp({ quality: 74, effort: 2 }).toBuffer()),
    save(files.posterPath, fromPixels(small.poster).jpeg(jpegOptions).toBuffer()),
    writePreviewArchive(files.archivePath, small),
  ])
  const pyramid: Pyramid = { tilePx: small.faces.f.preview.widthPx, levels: 1, format: previewFormat }
  return { inspection, ...files, strip, pyramid }
}

async function writePreviewArchive(path: string, small: SmallPictures): Promise<void> {
  const coded = faces.map(async (face) => ({
    name: tileName(previewFormat, 1, face, 0, 0),
    data: await fromPixels(small.faces[face].preview).jpeg(jpegOptions).toBuffer(),
  }))
  await writeArchive(path, await Promise.all(coded))
}

/** Six faces, one below the other, as a data: URL small enough to be inlined in every page. */
async function stripUrl(small: SmallPictures): Promise<string> {
  const data = Buffer.concat(faces.map((face) => small.faces[face].strip.data))
  const picture = { data, widthPx: stripFacePx, heightPx: stripFacePx * faces.length }
  const code = (quality: number) => fromPixels(picture).webp({ quality, effort: 3 }).toBuffer()
  let webp = await code(45)
  // Busy pictures get what fits: the size falls a little slower than the quality.
  if (webp.length > stripLimitBytes)
    webp = await code(Math.max(5, Math.floor(38 * (stripLimitBytes / webp.length) ** 1.6)))
  if (webp.length > stripLimitBytes) webp = await code(5)
  return `data:image/webp;base64,${webp.toString('base64')}`
}
