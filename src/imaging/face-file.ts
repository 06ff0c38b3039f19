// Is this file one face of a six-face set? Reads the first bytes only and decodes nothing, so it may run in the server itself.
import type { Face } from '#tour/pyramid.ts'
import { faceByName } from './child/face-names.ts'
import { readHeader } from './child/header.ts'

/** Undefined for everything else, damaged files included: what is wrong with those, the imaging says. */
export async function faceOfSet(path: string, fileName: string): Promise<{ side: Face; setName: string } | undefined> {
  const face = faceByName(fileName)
  if (!face) return undefined
  const header = await readHeader(path).catch(() => undefined)
  return header && header.widthPx === header.heightPx ? face : undefined
}
