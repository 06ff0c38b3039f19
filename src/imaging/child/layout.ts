// Decides how the pixels of a picture lie on the sphere, from its size, its GPano fields and its name. Looks at no pixels.
import type { Projection } from '../contract.ts'
import { ImagingRefusal } from '../refusal.ts'

export interface Size {
  widthPx: number
  heightPx: number
}

/** Where a partial panorama lies in the whole sphere, in pixels of that sphere. */
export interface Crop extends Size {
  /** widthPx × heightPx is what the picture takes there: its own size, or less where the sphere would be too large for it. */
  fullWidthPx: number
  fullHeightPx: number
  leftPx: number
  topPx: number
}

export interface Layout {
  projection: Projection
  crop?: Crop
  /** Cells of a cube strip. */
  grid?: { columns: number; rows: number }
  /** Ordinary photos have this shape too: the pixels must agree. */
  needsEvidence: boolean
}

export const narrowestPanoramaPx = 512
const smallestStereoPx = 2048
const smallestFacePx = 128
/** Ordinary photos and films are up to 2:1 wide; what is wider was most likely cropped from a panorama. */
const widerThanPanorama = 2
/**
 * A picture may claim to be a tiny part of a huge sphere. The sphere gets at most so many times the picture's own pixels, so that
 * the work stays in proportion to what was really photographed.
 */
export const sphereShare = 8
export const smallSpherePixels = 4096 * 2048
const grids: [columns: number, rows: number, commonPhotoShape: boolean][] = [
  [6, 1, false],
  [1, 6, false],
  [3, 2, true],
  [2, 3, true],
]

export function layoutOf(size: Size, gpano: Map<string, string>, namedAsFace: boolean): Layout {
  const { widthPx, heightPx } = size
  const stated = cropFrom(size, gpano)
  if (stated.crop) return { projection: 'partial', crop: stated.crop, needsEvidence: false }
  if (isTwoToOne(widthPx, heightPx)) return ifWideEnough(size, { projection: 'equirectangular', needsEvidence: false })
  if (stated.nonsense) throw new ImagingRefusal('gpano_nonsense', { widthPx, heightPx })
  if (widthPx === heightPx && namedAsFace && widthPx >= smallestFacePx)
    return { projection: 'face', needsEvidence: false }
  if (isTwoToOne(widthPx, heightPx / 2) && widthPx >= smallestStereoPx)
    return { projection: 'stereo', needsEvidence: true }
  for (const [columns, rows, needsEvidence] of grids) {
    const cellPx = Math.round(widthPx / columns)
    const fits = Math.abs(widthPx - cellPx * columns) <= 2 && Math.abs(heightPx - cellPx * rows) <= 2
    if (fits && cellPx >= smallestFacePx) return { projection: 'cube-strip', grid: { columns, rows }, needsEvidence }
  }
  if (Math.max(widthPx, heightPx) < narrowestPanoramaPx) throw tooSmall(size)
  throw notAPanorama(size)
}

/** Each shape has another way out, so each has a sentence of its own. */
export function notAPanorama({ widthPx, heightPx }: Size): ImagingRefusal {
  if (widthPx === heightPx) return new ImagingRefusal('square', { widthPx, heightPx })
  const isWider = widthPx > heightPx * widerThanPanorama
  return new ImagingRefusal(isWider ? 'no_crop_data' : 'not_a_panorama', { widthPx, heightPx })
}

/** Cameras and editors round: a few pixels more or less are no reason to refuse. */
function isTwoToOne(widthPx: number, heightPx: number): boolean {
  return Math.abs(widthPx - 2 * heightPx) <= Math.max(3, widthPx / 1000)
}

function tooSmall({ widthPx, heightPx }: Size): ImagingRefusal {
  return new ImagingRefusal('too_small', { widthPx, heightPx, minimumWidthPx: narrowestPanoramaPx })
}

function ifWideEnough(size: Size, layout: Layout): Layout {
  if (size.widthPx < narrowestPanoramaPx) throw tooSmall(size)
  return layout
}

/**
 * Reads the GPano crop as shares of the full size: programs that resize a picture leave the old pixel numbers behind. A crop
 * that covers everything is no crop; one that contradicts itself or the picture's shape is nonsense.
 */
function cropFrom(size: Size, gpano: Map<string, string>): { crop?: Crop; nonsense?: boolean } {
  const number = (name: string) => Number(gpano.get(name) || Number.NaN)
  const full = { width: number('FullPanoWidthPixels'), height: number('FullPanoHeightPixels') }
  const area = { width: number('CroppedAreaImageWidthPixels'), height: number('CroppedAreaImageHeightPixels') }
  const at = { left: number('CroppedAreaLeftPixels'), top: number('CroppedAreaTopPixels') }
  const all = [full.width, full.height, area.width, area.height, at.left, at.top]
  if (all.every(Number.isNaN)) return {}
  const nearly = 1.01
  const sound =
    all.every(Number.isFinite) &&
    area.width > 0 &&
    area.height > 0 &&
    at.left >= 0 &&
    at.top >= 0 &&
    at.left + area.width <= full.width * nearly &&
    at.top + area.height <= full.height * nearly &&
    Math.abs(full.width / full.height / 2 - 1) < 0.02 &&
    Math.abs((size.widthPx * area.height) / (size.heightPx * area.width) - 1) < 0.02
  if (!sound) return { nonsense: true }
  if (area.width * nearly >= full.width && area.height * nearly >= full.height) return {}
  const shares = { across: Math.max(1, full.width / area.width), down: Math.max(1, full.height / area.height) }
  const { widthPx, heightPx } = sizeInSphere(size, shares)
  const fullWidthPx = Math.max(widthPx, Math.round(widthPx * shares.across))
  const fullHeightPx = Math.max(heightPx, Math.round(heightPx * shares.down))
  const leftPx = Math.min(Math.round((at.left / full.width) * fullWidthPx), fullWidthPx - widthPx)
  const topPx = Math.min(Math.round((at.top / full.height) * fullHeightPx), fullHeightPx - heightPx)
  return { crop: { fullWidthPx, fullHeightPx, leftPx, topPx, widthPx, heightPx } }
}

/** The picture's own size, shrunk where the whole sphere in its resolution would be out of proportion to it. */
function sizeInSphere({ widthPx, heightPx }: Size, { across, down }: { across: number; down: number }): Size {
  const most = Math.max(smallSpherePixels, widthPx * heightPx * sphereShare)
  const scale = Math.min(1, Math.sqrt(most / (widthPx * across * heightPx * down)))
  const shrunk = (px: number) => Math.max(1, Math.floor(px * scale))
  return { widthPx: shrunk(widthPx), heightPx: shrunk(heightPx) }
}
