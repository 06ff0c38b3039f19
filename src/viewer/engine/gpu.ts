// Everything that speaks WebGL2: pages of tiles as texture arrays, uploads, and drawing patches of cube faces. Decides nothing.
import type { Direction } from '#tour/angles.ts'
import { faceFrames, pointOnFace } from '#tour/faces.ts'
import { type Camera, cameraAxes, focalPx } from '#tour/projection.ts'
import { type Patch, partOf, squareOf } from './cover.ts'
import type { Page, Slot } from './slots.ts'

/** Thrown when the browser has no WebGL2: show the flat picture instead. */
export class NoWebGl2 extends Error {}

export interface PaintedPatch extends Patch {
  slot: Slot<WebGLTexture>
}

// A patch is a parallelogram on the cube; depth along the view is w, so the hardware does the perspective and the clipping.
// z = w − 0.02 cuts at a depth of 0.01. A corner at a depth of exactly 0 is moved by a hair: SwiftShader spoils its whole patch.
const vertexShader = `#version 300 es
layout(location=0) in vec3 corner;
layout(location=1) in vec3 across;
layout(location=2) in vec3 downward;
layout(location=3) in vec4 part;
uniform mat3 camera;
out highp vec3 texel;
void main() {
  vec2 at = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  vec3 p = camera * (corner + across * at.x + downward * at.y);
  float depth = abs(p.z) < 1e-5 ? 1e-5 : p.z;
  gl_Position = vec4(p.xy, depth - 0.02, depth);
  texel = vec3(part.xy + at * part.z, part.w);
}`

const fragmentShader = `#version 300 es
precision mediump float;
precision mediump sampler2DArray;
uniform sampler2DArray tiles;
uniform float opacity;
in highp vec3 texel;
out vec4 colour;
void main() { colour = vec4(texture(tiles, texel).rgb, opacity); }`

/** Sizes of the instance attributes, in floats: corner, across, downward, part. */
const attributeSizes = [3, 3, 3, 4]
const floatsPerPatch = 13

export class Gpu {
  readonly #gl: WebGL2RenderingContext
  readonly #camera: WebGLUniformLocation | null
  readonly #opacity: WebGLUniformLocation | null

  constructor(canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false })
    if (!gl) throw new NoWebGl2('no WebGL2')
    this.#gl = gl
    const program = link(gl)
    // biome-ignore lint/correctness/useHookAtTopLevel: this is WebGL's useProgram, not a React hook
    gl.useProgram(program)
    this.#camera = gl.getUniformLocation(program, 'camera')
    this.#opacity = gl.getUniformLocation(program, 'opacity')
    gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA)
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
    let offset = 0
    attributeSizes.forEach((size, location) => {
      gl.enableVertexAttribArray(location)
      gl.vertexAttribPointer(location, size, gl.FLOAT, false, floatsPerPatch * 4, offset * 4)
      gl.vertexAttribDivisor(location, 1)
      offset += size
    })
  }

  get isLost(): boolean {
    return this.#gl.isContextLost()
  }

  createPage(sizePx: number, layers: number): WebGLTexture {
    const gl = this.#gl
    const texture = gl.createTexture()
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture)
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.RGBA8, sizePx, sizePx, layers)
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.LINEAR)
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE)
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE)
    return texture
  }

  deletePage(texture: WebGLTexture): void {
    this.#gl.deleteTexture(texture)
  }

  upload(slot: Slot<WebGLTexture>, pixels: ImageBitmap): void {
    const gl = this.#gl
    const { sizePx, texture } = slot.page
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture)
    gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, slot.layer, sizePx, sizePx, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
  }

  /** Begins a frame on a canvas of this many device pixels. */
  clear(widthPx: number, heightPx: number): void {
    this.#gl.viewport(0, 0, widthPx, heightPx)
    this.#gl.clear(this.#gl.COLOR_BUFFER_BIT)
  }

  /** Draws patches over what is there: one call per page. */
  draw(camera: Camera, patches: readonly PaintedPatch[], opacity = 1): void {
    const gl = this.#gl
    if (opacity < 1) gl.enable(gl.BLEND)
    else gl.disable(gl.BLEND)
    gl.uniform1f(this.#opacity, opacity)
    gl.uniformMatrix3fv(this.#camera, false, cameraMatrix(camera))
    for (const [page, onPage] of groupByPage(patches)) {
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, page.texture)
      gl.bufferData(gl.ARRAY_BUFFER, new Float32Array(onPage.flatMap(instanceOf)), gl.STREAM_DRAW)
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, onPage.length)
    }
  }
}

function link(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, fragmentShader],
  ] as const) {
    const shader = gl.createShader(type)
    // A lost context makes no shaders; it will be restored and asked again.
    if (!shader) continue
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  return program
}

function groupByPage(patches: readonly PaintedPatch[]): Map<Page<WebGLTexture>, PaintedPatch[]> {
  const pages = new Map<Page<WebGLTexture>, PaintedPatch[]>()
  for (const patch of patches) {
    const onPage = pages.get(patch.slot.page)
    if (onPage) onPage.push(patch)
    else pages.set(patch.slot.page, [patch])
  }
  return pages
}

function instanceOf(patch: PaintedPatch): number[] {
  const { s, t, side } = squareOf(patch.tile)
  const { right, down } = faceFrames[patch.tile.face]
  const part = partOf(patch)
  const corner = pointOnFace(patch.tile.face, s, t)
  return [...corner, ...scaled(right, side), ...scaled(down, side), part.left, part.top, part.side, patch.slot.layer]
}

const scaled = ([x, y, z]: Direction, by: number): Direction => [x * by, y * by, z * by]

/** Column-major 3×3: world → clip x, clip y, depth. */
function cameraMatrix(camera: Camera): Float32Array {
  const { right, up, forward } = cameraAxes(camera.view)
  const x = (2 * focalPx(camera)) / camera.widthPx
  const y = (2 * focalPx(camera)) / camera.heightPx
  return new Float32Array(([0, 1, 2] as const).flatMap((axis) => [right[axis] * x, up[axis] * y, forward[axis]]))
}
