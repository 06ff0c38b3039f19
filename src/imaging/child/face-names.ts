// Recognises pictures that are named like one face of a cube: pano_f.jpg, px.png, "Living room-front.jpg", face0.png.
import { type Face, faces } from '#tour/pyramid.ts'

const sides: Record<string, Face> = {
  f: 'f',
  r: 'r',
  b: 'b',
  l: 'l',
  u: 'u',
  d: 'd',
  front: 'f',
  right: 'r',
  back: 'b',
  left: 'l',
  up: 'u',
  down: 'd',
  top: 'u',
  bottom: 'd',
  // Axes as in cube maps of graphics libraries: +X right, +Y up, +Z ahead.
  px: 'r',
  nx: 'l',
  py: 'u',
  ny: 'd',
  pz: 'f',
  nz: 'b',
  posx: 'r',
  negx: 'l',
  posy: 'u',
  negy: 'd',
  posz: 'f',
  negz: 'b',
}

/** The side is the whole name or its last part after `_`, `-`, `.` or a space; the rest names the set. */
export function faceByName(fileName: string): { side: Face; setName: string } | undefined {
  const stem = fileName.replace(/\.[^.]*$/, '').toLowerCase()
  const match = /^(?:(.*?)[\s_.-]+)?([a-z]+)$/u.exec(stem)
  const side = match?.[2] === undefined ? undefined : sides[match[2]]
  return side && { side, setName: match?.[1] ?? '' }
}

/**
 * face0 … face5, 0 … 5, pano_0 … pano_5: programs differ in what the numbers mean, so the side is only the commonest guess and the
 * seams decide later. Longer numbers count photos, not sides.
 */
export function faceByNumber(fileName: string): { side: Face; setName: string } | undefined {
  const stem = fileName.replace(/\.[^.]*$/, '').toLowerCase()
  const match = /^(|.*[^\d])([0-5])$/u.exec(stem)
  const side = match ? faces[Number(match[2])] : undefined
  return side && { side, setName: (match?.[1] ?? '').replace(/[\s_.-]+$/, '') }
}
