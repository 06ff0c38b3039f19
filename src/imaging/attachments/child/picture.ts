// Pictures: upright, sRGB, without metadata, as WebP of at most 2560 and 640 px. Transparency stays.
import { join } from 'node:path'
import { openUpright, refuse } from '../../child/decode.ts'
import { readHeader } from '../../child/header.ts'
import { ImagingRefusal } from '../../refusal.ts'
import type { AttachmentRefusalCode, DerivedAttachment, DerivedPath, DeriveOrder } from '../contract.ts'
import { AttachmentRefusal } from '../refusal.ts'

/** A decoder may have to hold all of it at once: 400 MB. */
const maximumMegapixels = 100
const maximumPixels = maximumMegapixels * 1e6

const sizes = {
  picture: { sidePx: 2560, quality: 82 },
  small: { sidePx: 640, quality: 78 },
} as const

export async function derivePicture({ path, outputFolder }: DeriveOrder): Promise<DerivedAttachment> {
  try {
    const { widthPx, heightPx } = await readHeader(path)
    if (widthPx * heightPx > maximumPixels)
      throw new AttachmentRefusal('picture_too_large', { widthPx, heightPx, maximumMegapixels })
    const file = await scale(path, join(outputFolder, 'picture.webp'), sizes.picture)
    return { kind: 'picture', file, small: await scale(path, join(outputFolder, 'small.webp'), sizes.small) }
  } catch (error) {
    throw error instanceof ImagingRefusal ? asOurs(error) : error
  }
}

async function scale(
  path: string,
  target: string,
  { sidePx, quality }: { sidePx: number; quality: number },
): Promise<DerivedPath> {
  const picture = await openUpright(path, maximumPixels)
  const { width, height } = await picture
    .resize(sidePx, sidePx, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality, alphaQuality: 90, effort: 4, smartSubsample: true })
    .toFile(target)
    .catch(refuse)
  return { path: target, type: 'image/webp', widthPx: width, heightPx: height }
}

const codes: Partial<Record<ImagingRefusal['code'], AttachmentRefusalCode>> = {
  empty: 'empty',
  truncated: 'truncated',
  damaged: 'damaged',
  not_an_image: 'unknown_type',
  wrong_type: 'picture_type',
  heic: 'picture_type',
  packed: 'picture_type',
}

function asOurs(refusal: ImagingRefusal): Error {
  const code = codes[refusal.code]
  if (!code) return refusal
  return new AttachmentRefusal(code, refusal.code === 'heic' ? { found: 'HEIC' } : refusal.details)
}
