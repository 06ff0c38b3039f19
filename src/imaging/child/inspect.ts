// One look at a file: type, size, projection, metadata, and the memory that tiling it would take. Decodes pixels only where the
// shape alone can't tell a panorama from an ordinary photo.
import type { Inspection } from '../contract.ts'
import { ImagingRefusal } from '../refusal.ts'
import { bestStripOrder, stripIsCube } from './cube-strip.ts'
import { faceByName } from './face-names.ts'
import { type Header, readHeader } from './header.ts'
import { type Layout, layoutOf, notAPanorama, type Size } from './layout.ts'
import { estimateMegabytes } from './memory-plan.ts'
import type { ChildLimits } from './messages.ts'
import { readFacts } from './metadata.ts'
import { looksStereo } from './stereo.ts'

export interface Examined {
  inspection: Inspection
  layout: Layout
}

/** `asFace`: the file was handed over as one of six faces, so its name need not say so. */
export async function examine(path: string, fileName: string, limits: ChildLimits, asFace = false): Promise<Examined> {
  const header = await readHeader(path)
  const facts = await readFacts(header)
  const size = uprightSize(header, facts.orientation)
  refuseTooLarge(size, limits.maxPixels)
  const face = faceByName(fileName)
  const layout = layoutOf(size, facts.gpano, asFace || face !== undefined)
  if (layout.crop)
    refuseTooLarge({ widthPx: layout.crop.fullWidthPx, heightPx: layout.crop.fullHeightPx }, limits.maxPixels)
  if (layout.needsEvidence && !(await pixelsAgree(path, layout, limits))) throw notAPanorama(size)
  const turned = facts.orientation > 1
  const inspection: Inspection = {
    format: header.format,
    ...size,
    projection: layout.projection,
    face: layout.projection === 'face' ? face : undefined,
    estimatedMegabytes: estimateMegabytes({ ...size, layout, wholeInMemory: header.wholeInMemory, turned }),
    metadata: facts.metadata,
    privateMetadata: facts.privateMetadata,
  }
  return { inspection, layout }
}

/** Orientations 5 to 8 lie on their side. */
function uprightSize({ widthPx, heightPx }: Header, orientation: number): Size {
  if (widthPx === 0 || heightPx === 0) throw new ImagingRefusal('damaged')
  return orientation >= 5 ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx }
}

function refuseTooLarge({ widthPx, heightPx }: Size, maxPixels: number): void {
  if (widthPx * heightPx <= maxPixels) return
  const megapixels = Math.round((widthPx * heightPx) / 1e6)
  throw new ImagingRefusal('too_large', {
    widthPx,
    heightPx,
    megapixels,
    maximumMegapixels: Math.floor(maxPixels / 1e6),
  })
}

async function pixelsAgree(path: string, layout: Layout, limits: ChildLimits): Promise<boolean> {
  if (layout.projection === 'stereo') return looksStereo(path, limits.maxPixels)
  return layout.grid !== undefined && stripIsCube(await bestStripOrder(path, layout.grid, limits.maxPixels))
}
