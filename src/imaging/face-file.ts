// Is this file one face of a six-face set? Reads the first bytes only and decodes nothing, so it may run in the server itself.
import type { Face } from '#tour/pyramid.ts'
import { faceByName, faceByNumber } from './child/face-names.ts'
import { readHeader } from './child/header.ts'

export interface FaceOfSet {
  side: Face
  setName: string
  /** Named by a number: `side` is a guess, and without the other five it may be something else, a stereo panorama for example. */
  isNumbered: boolean
}

/** Undefined for everything else, damaged files included: what is wrong with those, the imaging says. */
export async function faceOfSet(path: string, fileName: string): Promise<FaceOfSet | undefined> {
  const isNumbered = isNumberedFace(fileName)
  const face = isNumbered ? faceByNumber(fileName) : faceByName(fileName)
  if (!face) return undefined
  const header = await readHeader(path).catch(() => undefined)
  return header && header.widthPx === header.heightPx ? { ...face, isNumbered } : undefined
}

export const isNumberedFace = (fileName: string): boolean => faceByNumber(fileName) !== undefined
