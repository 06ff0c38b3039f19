// Renders the small pictures that previews are made of, from halves of the sphere.
import type { Face } from '#tour/pyramid.ts'
import { facePlanes, type Kernel, type Plane, type Sphere } from '../kernel/kernel.ts'
import type { Pixels } from './decode.ts'
import type { Size } from './layout.ts'
import { type Arena, planHalves } from './memory-plan.ts'
import { posterSize, previewFacePxFor, type SmallPictures, stripFacePx, thumbnailSize } from './preview.ts'
import { halveSphere } from './sphere.ts'

/** Below this width a half of the sphere is too coarse for the preview's faces. */
const smallestHalfPx = 1500
/** The poster shows 90° on 1200 px. */
const posterSourcePx = 3000

export interface SmallPicturesPlan {
  sphere: Sphere
  halves: Sphere[]
  poster: number
  /** A face in the preview's size and halved again and again, down to the strip's. */
  faceSizes: { sidePx: number; address: number }[]
}

export function planSmallPictures(arena: Arena, sphere: Sphere): SmallPicturesPlan {
  const halves = planHalves(arena, sphere, smallestHalfPx)
  const poster = arena.take(posterSize.widthPx * posterSize.heightPx * 3 + 16)
  const faceSizes: SmallPicturesPlan['faceSizes'] = []
  for (let sidePx = previewFacePxFor(sphere.widthPx); sidePx >= stripFacePx; sidePx /= 2)
    faceSizes.push({ sidePx, address: arena.take(sidePx * sidePx * 3 + 16) })
  return { sphere, halves, poster, faceSizes }
}

/** Fills the halves of the filled sphere, then renders from the smallest that is fine enough. */
export function renderSmallPictures(
  kernel: Kernel,
  memory: Uint8Array,
  plan: SmallPicturesPlan,
  ahead: Plane,
): SmallPictures {
  const spheres = [plan.sphere, ...plan.halves]
  plan.halves.forEach((half, index) => {
    halveSphere(kernel, memory, spheres[index] ?? plan.sphere, half)
  })
  const copy = (address: number, size: Size): Pixels => {
    const end = address + size.widthPx * size.heightPx * 3
    return { ...size, data: Buffer.from(memory.slice(address, end).buffer) }
  }
  const render = (source: Sphere, plane: Plane, size: Size, address: number): Pixels => {
    const sides = { planeWidthPx: size.widthPx, planeHeightPx: size.heightPx }
    kernel.render(source, plane, { columnPx: 0, rowPx: 0, ...size, ...sides }, address, size.widthPx * 3)
    return copy(address, size)
  }
  const coarse = spheres.at(-1) ?? plan.sphere
  const small = (face: Face) => {
    const [full, ...smaller] = plan.faceSizes.map(({ sidePx, address }) => ({
      address,
      widthPx: sidePx,
      heightPx: sidePx,
    }))
    if (!full) throw new Error('No face was planned')
    const preview = render(coarse, facePlanes[face], full, full.address)
    let last = full
    for (const next of smaller) {
      kernel.halve(last.address, last.widthPx * 3, next.address, next.widthPx * 3, next.widthPx, next.heightPx)
      last = next
    }
    return { preview, strip: copy(last.address, { widthPx: last.widthPx, heightPx: last.heightPx }) }
  }
  const posterSource = spheres.findLast(({ widthPx }) => widthPx >= posterSourcePx) ?? plan.sphere
  const poster = render(posterSource, ahead, posterSize, plan.poster)
  const thumbnail = render(coarse, ahead, thumbnailSize, plan.poster)
  return {
    poster,
    thumbnail,
    faces: { f: small('f'), r: small('r'), b: small('b'), l: small('l'), u: small('u'), d: small('d') },
  }
}
