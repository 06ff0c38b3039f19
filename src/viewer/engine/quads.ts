// Pictures and videos glued to the walls of scenes, drawn with true perspective over their panoramas. Loaded with the first of them.
import { type Angles, type Direction, directionOf } from '#tour/angles.ts'
import type { Gpu, Parallelogram } from './gpu.ts'
import type { Shot } from './shot.ts'

export interface Quad {
  id: string
  /** Upper left, upper right, lower right, lower left. */
  corners: readonly [Angles, Angles, Angles, Angles]
  /** Belongs to the caller, and must stay usable while the quad is set. */
  pixels: ImageBitmap | HTMLVideoElement | HTMLCanvasElement
  /** 0…1, absent = 1. */
  opacity?: number
}

interface Picture {
  quad: Quad
  shape: Parallelogram
  texture?: WebGLTexture
  widthPx: number
  heightPx: number
  /** New pixels wait for their upload. */
  isStale: boolean
  /** Ends the wait for a video's next frame. */
  stop(): void
}

/** Larger pictures are shrunk before they take graphics memory. */
const mostPx = 1536

/**
 * The flat rectangle (or parallelogram) whose corners lie in four directions: there is one in space, up to its size, for every four
 * directions around a picture. Its texture then runs across it evenly, as it does on a real wall.
 */
export function parallelogramOf(corners: Quad['corners']): Parallelogram {
  const [a, b, c, d] = corners.map(directionOf) as [Direction, Direction, Direction, Direction]
  // A + C = B + D with lengths 1, c, b, d along the four directions, by Cramer's rule.
  const volume = triple(b, c, d)
  const lengthB = triple(a, c, d) / volume
  const lengthD = triple(b, c, a) / volume
  const lengthC = -triple(b, a, d) / volume
  const isFlat = [lengthB, lengthC, lengthD].every((length) => length > 1e-3 && length < 1e3)
  const [byB, byD] = isFlat ? [lengthB, lengthD] : [1, 1]
  return { corner: a, across: minus(b, byB, a), downward: minus(d, byD, a) }
}

export class Quads {
  readonly #onChange: () => void
  /** By the scene's panorama. */
  readonly #scenes = new Map<string, Picture[]>()

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get bytes(): number {
    return [...this.#scenes.values()].flat().reduce((sum, { texture, widthPx, heightPx }) => {
      return texture ? sum + Math.round((widthPx * heightPx * 16) / 3) : sum
    }, 0)
  }

  /** Replaces a scene's quads; one with the same id and pixels keeps its texture. */
  set(sourceId: string, quads: readonly Quad[], gpu: Gpu): void {
    const before = new Map(this.#scenes.get(sourceId)?.map((picture) => [picture.quad.id, picture]))
    const pictures = quads.map((quad) => {
      const known = before.get(quad.id)
      if (known?.quad.pixels !== quad.pixels) return this.#pictureOf(quad)
      before.delete(quad.id)
      return Object.assign(known, { quad, shape: parallelogramOf(quad.corners) })
    })
    for (const picture of before.values()) drop(picture, gpu)
    if (pictures.length > 0) this.#scenes.set(sourceId, pictures)
    else this.#scenes.delete(sourceId)
    this.#onChange()
  }

  /** One scene alone is on screen from now on. */
  dropOthers(sourceId: string | undefined, gpu: Gpu): void {
    for (const id of this.#scenes.keys()) if (id !== sourceId) this.set(id, [], gpu)
  }

  /** The graphics context is a new one. */
  renew(): void {
    for (const picture of [...this.#scenes.values()].flat()) {
      Object.assign(picture, { texture: undefined, isStale: true })
    }
  }

  draw(sourceId: string, gpu: Gpu, shot: Shot): void {
    for (const picture of this.#scenes.get(sourceId) ?? []) {
      const { quad, shape } = picture
      if (picture.isStale) upload(picture, gpu.gl)
      if (picture.texture) gpu.drawPicture(shot, picture.texture, shape, quad.opacity ?? 1)
    }
  }

  #pictureOf(quad: Quad): Picture {
    const picture: Picture = {
      quad,
      shape: parallelogramOf(quad.corners),
      widthPx: 0,
      heightPx: 0,
      isStale: true,
      stop: () => {},
    }
    const { pixels } = quad
    if (!('requestVideoFrameCallback' in pixels)) return picture
    let request = 0
    const wait = () => {
      request = pixels.requestVideoFrameCallback(() => {
        picture.isStale = true
        this.#onChange()
        wait()
      })
    }
    wait()
    picture.stop = () => pixels.cancelVideoFrameCallback(request)
    return picture
  }
}

function drop(picture: Picture, { gl }: Gpu): void {
  picture.stop()
  if (picture.texture) gl.deleteTexture(picture.texture)
}

function upload(picture: Picture, gl: WebGL2RenderingContext): void {
  const pixels = shrunk(picture.quad.pixels)
  const { widthPx, heightPx } = sizeOf(pixels)
  // A video without its first frame.
  if (widthPx === 0 || heightPx === 0) return
  if (!picture.texture || picture.widthPx !== widthPx || picture.heightPx !== heightPx) {
    if (picture.texture) gl.deleteTexture(picture.texture)
    picture.texture = gl.createTexture()
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, picture.texture)
    const levels = Math.floor(Math.log2(Math.max(widthPx, heightPx))) + 1
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, levels, gl.RGBA8, widthPx, heightPx, 1)
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR)
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE)
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE)
    const sharper = gl.getExtension('EXT_texture_filter_anisotropic')
    if (sharper) gl.texParameterf(gl.TEXTURE_2D_ARRAY, sharper.TEXTURE_MAX_ANISOTROPY_EXT, 4)
    Object.assign(picture, { widthPx, heightPx })
  }
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, picture.texture)
  gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, 0, widthPx, heightPx, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
  gl.generateMipmap(gl.TEXTURE_2D_ARRAY)
  picture.isStale = false
}

function sizeOf(pixels: Quad['pixels']): { widthPx: number; heightPx: number } {
  return 'videoWidth' in pixels
    ? { widthPx: pixels.videoWidth, heightPx: pixels.videoHeight }
    : { widthPx: pixels.width, heightPx: pixels.height }
}

function shrunk(pixels: Quad['pixels']): Quad['pixels'] {
  const { widthPx, heightPx } = sizeOf(pixels)
  const scale = mostPx / Math.max(widthPx, heightPx)
  if (scale >= 1 || 'videoWidth' in pixels) return pixels
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(widthPx * scale)
  canvas.height = Math.round(heightPx * scale)
  const context = canvas.getContext('2d')
  if (!context) return pixels
  context.imageSmoothingQuality = 'high'
  context.drawImage(pixels, 0, 0, canvas.width, canvas.height)
  return canvas
}

/** a · (b × c) */
const triple = (a: Direction, b: Direction, c: Direction) =>
  a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0])

const minus = (a: Direction, times: number, b: Direction): Direction => [
  a[0] * times - b[0],
  a[1] * times - b[1],
  a[2] * times - b[2],
]
