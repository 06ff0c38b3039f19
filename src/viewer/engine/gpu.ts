// Everything that speaks WebGL2: pages of tiles as texture arrays, uploads, and drawing patches of cube faces. Decides nothing.
import type { Direction } from '#tour/angles.ts'
import { faceFrames } from '#tour/faces.ts'
import { type Camera, cameraAxes, lensOf } from '#tour/projection.ts'
import { tilesAcross } from '#tour/pyramid.ts'
import { type Patch, partOf, squareOf } from './cover.ts'
import { attributeSizes, floatsPerPatch, linkProgram, verticesOf } from './shader.ts'
import { type Doorway, type PlaceInRoom, type Shot, wallsOf } from './shot.ts'
import type { Page, Slot } from './slots.ts'

/** Thrown when the browser has no WebGL2: show the flat picture instead. */
export class NoWebGl2 extends Error {}

export interface PaintedPatch extends Patch {
  slot: Slot<WebGLTexture>
  /** 0…1, absent = 1. Counts only in a blended drawing. */
  opacity?: number
}

export interface DrawOptions {
  /** Lets neighbours overlap by about a pixel, so that no hairlines show where different levels meet. */
  overlap?: boolean
  /** Draws over what is there by the patches' opacity and the pictures' own transparency. */
  blended?: boolean
  /** Draws only the patches' rims, half a texel wide, over their neighbours: what smooths the seams between magnified tiles. */
  rims?: boolean
}

/** A flat picture in the scene: upper left corner and the two sides, as points and vectors around the camera. */
export interface Parallelogram {
  corner: Direction
  across: Direction
  downward: Direction
}

/** Cells along a side of a patch where straight lines bend: off by less than 0.2 px, and fine enough for the creases of a room. */
const bentCells = 32
/**
 * Large patches are cut even where they are straight, so that no visible triangle reaches to a depth of 0: with such a corner
 * SwiftShader loses the texture of the whole triangle.
 */
const straightCells = (largestSide: number) => Math.max(1, Math.ceil(largestSide * 2))
const overlapPx = 1

export class Gpu {
  readonly gl: WebGL2RenderingContext
  readonly #program: WebGLProgram
  readonly #attributes: WebGLVertexArrayObject
  readonly #buffer: WebGLBuffer
  readonly #locations = new Map<string, WebGLUniformLocation | null>()
  #isReady = false
  #instances = new Float32Array(floatsPerPatch * 64)
  #cells = 1
  #rims = false

  constructor(canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false })
    if (!gl) throw new NoWebGl2('no WebGL2')
    this.gl = gl
    // Compiled beside the main thread until something is drawn.
    this.#program = linkProgram(gl)
    this.#attributes = gl.createVertexArray()
    this.#buffer = gl.createBuffer()
  }

  get isLost(): boolean {
    return this.gl.isContextLost()
  }

  createPage(sizePx: number, layers: number): WebGLTexture {
    const { gl } = this
    const texture = gl.createTexture()
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture)
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.RGBA8, sizePx, sizePx, layers)
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.LINEAR)
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE)
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE)
    return texture
  }

  deletePage(texture: WebGLTexture): void {
    this.gl.deleteTexture(texture)
  }

  upload(slot: Slot<WebGLTexture>, pixels: ImageBitmap): void {
    const { gl } = this
    const { sizePx, texture } = slot.page
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture)
    gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, slot.layer, sizePx, sizePx, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
  }

  /** What is drawn from now on goes to this part of a framebuffer (null = the canvas), whoever used the context before. */
  target(framebuffer: WebGLFramebuffer | null, x: number, y: number, widthPx: number, heightPx: number): void {
    const { gl } = this
    this.#begin()
    gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA)
    gl.disable(gl.DEPTH_TEST)
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer)
    gl.viewport(x, y, widthPx, heightPx)
  }

  clear(): void {
    this.gl.clear(this.gl.COLOR_BUFFER_BIT)
  }

  /** From now on only this share (0…1) of what is drawn is seen, mixed with the picture on texture unit 1. */
  mix(share: number, doorway?: Doorway): void {
    this.gl.uniform2f(this.#at('share'), doorway?.outside ?? share, share)
    if (doorway) this.gl.uniformMatrix3fv(this.#at('door'), false, doorway.plane)
  }

  /** Draws patches: one call per page. */
  draw(shot: Shot, patches: readonly PaintedPatch[], { overlap, blended, rims }: DrawOptions = {}): void {
    if (patches.length === 0) return
    const lowest = patches.reduce((level, { tile }) => Math.min(level, tile.level), patches[0]?.tile.level ?? 1)
    const cells = straightCells(2 / tilesAcross(lowest))
    this.#look(shot, { blended: blended || rims, marginPx: overlap ? overlapPx : 0, rims, cells })
    if (this.#instances.length < patches.length * floatsPerPatch) {
      this.#instances = new Float32Array(patches.length * floatsPerPatch * 2)
    }
    const drawn = new Set<Page<WebGLTexture>>()
    for (const { slot } of patches) {
      if (drawn.has(slot.page)) continue
      drawn.add(slot.page)
      let count = 0
      for (const patch of patches) {
        if (patch.slot.page === slot.page) this.#write(patch, count++)
      }
      this.#drawInstances(slot.page.texture, slot.page.sizePx, count)
    }
  }

  /** Draws one picture (an array texture of one layer) over what is there. */
  drawPicture(shot: Shot, texture: WebGLTexture, { corner, across, downward }: Parallelogram, opacity: number): void {
    this.#look(shot, { blended: true, cells: straightCells(2) })
    this.#instances.set([...corner, ...across, ...downward, 0, 0, 1, 0, opacity])
    this.#drawInstances(texture, 1, 1)
  }

  /** Made ready at its first use, because asking for uniforms waits for the compiler. */
  #begin(): void {
    const { gl } = this
    // biome-ignore lint/correctness/useHookAtTopLevel: this is WebGL's useProgram, not a React hook
    gl.useProgram(this.#program)
    gl.bindVertexArray(this.#attributes)
    gl.bindBuffer(gl.ARRAY_BUFFER, this.#buffer)
    if (this.#isReady) return
    this.#isReady = true
    this.mix(1)
    gl.uniform1i(this.#at('before'), 1)
    let offset = 0
    attributeSizes.forEach((size, location) => {
      gl.enableVertexAttribArray(location)
      gl.vertexAttribPointer(location, size, gl.FLOAT, false, floatsPerPatch * 4, offset * 4)
      gl.vertexAttribDivisor(location, 1)
      offset += size
    })
  }

  #at(name: string): WebGLUniformLocation | null {
    const known = this.#locations.get(name)
    if (known !== undefined) return known
    const location = this.gl.getUniformLocation(this.#program, name)
    this.#locations.set(name, location)
    return location
  }

  #look({ camera, place, headset }: Shot, { blended = false, marginPx = 0, rims = false, cells = 1 }): void {
    const { gl } = this
    set(gl, gl.BLEND, blended)
    const lens = lensOf(camera)
    const bend = headset ? 0 : lens.bend
    this.#cells = bend > 0 || place ? bentCells : cells
    this.#rims = rims
    gl.uniform1i(this.#at('cells'), this.#cells)
    gl.uniform1i(this.#at('rim'), rims ? 1 : 0)
    gl.uniform1f(this.#at('margin'), marginPx / lens.focalPx)
    gl.uniform2f(this.#at('bend'), bend / (1 + bend), lens.round)
    const { sight, scale } = headset ?? {
      sight: axesOf(camera),
      scale: [(2 * lens.focalPx) / camera.widthPx, (2 * lens.focalPx) / camera.heightPx, 0, 0],
    }
    gl.uniformMatrix3fv(this.#at('axes'), false, sight)
    gl.uniform4fv(this.#at('scale'), scale)
    gl.uniformMatrix3fv(this.#at('room'), false, place ? roomOf(place) : noRoom)
    if (place) gl.uniform3f(this.#at('eye'), ...place.eye)
  }

  #write(patch: PaintedPatch, index: number): void {
    const into = this.#instances
    const at = index * floatsPerPatch
    const { s, t, side } = squareOf(patch.tile)
    const { middle, right, down } = faceFrames[patch.tile.face]
    for (const axis of axes) {
      into[at + axis] = middle[axis] + right[axis] * s + down[axis] * t
      into[at + 3 + axis] = right[axis] * side
      into[at + 6 + axis] = down[axis] * side
    }
    const part = partOf(patch)
    into[at + 9] = part.left
    into[at + 10] = part.top
    into[at + 11] = part.side
    into[at + 12] = patch.slot.layer
    into[at + 13] = patch.opacity ?? 1
  }

  #drawInstances(texture: WebGLTexture, sizePx: number, instances: number): void {
    const { gl } = this
    if (this.#rims) gl.uniform1f(this.#at('texels'), sizePx)
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture)
    gl.bufferData(gl.ARRAY_BUFFER, this.#instances, gl.STREAM_DRAW, 0, instances * floatsPerPatch)
    const { first, count } = verticesOf(this.#cells, this.#rims)
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, first, count, instances)
  }
}

const axes = [0, 1, 2] as const

function set(gl: WebGL2RenderingContext, capability: number, on: boolean): void {
  if (on) gl.enable(capability)
  else gl.disable(capability)
}

/** Column-major 3×3: scene frame → right, up, forward of the camera. */
function axesOf({ view }: Camera): number[] {
  const { right, up, forward } = cameraAxes(view)
  return axes.flatMap((axis) => [right[axis], up[axis], forward[axis]])
}

/** Nearness of the walls towards +x, +y, +z and −x, −y, −z of the room, then whether there is one, and its turn. */
function roomOf({ box }: PlaceInRoom): number[] {
  const { positive, negative, cos, sin } = wallsOf(box)
  return [...positive, ...negative, 1, cos, sin]
}

const noRoom = new Array<number>(9).fill(0)
