// Draws the flat things of a VR visit over the panorama, in the engine's own graphics context, with a program of its own. Knows
// nothing of tours. Everything here lasts for one visit and is let go of with it.
import type { Box, Plane } from './plane.ts'

const vertexShader = `#version 300 es
uniform mat4 projection;
uniform mat4 view;
uniform vec3 anchor;
uniform vec3 right;
uniform vec3 up;
uniform vec4 box;
uniform float near;
out vec2 at;
void main() {
  at = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  vec2 place = box.xy + box.zw * at;
  vec4 clip = projection * (view * vec4(anchor + right * place.x + up * place.y, near));
  gl_Position = near < 0.0 ? vec4(at, 0.0, 1.0) : vec4(clip.xy, 0.0, clip.w);
}`

/** Premultiplied colours. Forms: 0 a picture, 1 a ring that fills clockwise, 2 a plain colour, 3 a beam that fades along its way. */
const fragmentShader = `#version 300 es
precision highp float;
uniform sampler2D picture;
uniform int form;
uniform float opacity;
uniform float share;
uniform vec3 colour;
in vec2 at;
out vec4 seen;
void main() {
  if (form == 0) seen = texture(picture, vec2(at.x, -at.y) * 0.5 + 0.5);
  else if (form == 1) {
    float away = length(at);
    float soft = fwidth(away);
    float ring = smoothstep(0.68 - soft, 0.68, away) * (1.0 - smoothstep(0.92 - soft, 0.92, away));
    float dark = smoothstep(0.58, 0.7, away) * (1.0 - smoothstep(0.9, 1.0, away));
    float way = fract(atan(at.x, at.y) / 6.2831853 + 1.0);
    float dot = 1.0 - smoothstep(0.22 - soft, 0.22, away);
    float light = max(dot, ring * (way < share ? 1.0 : 0.0));
    seen = vec4(mix(vec3(1.0), colour, share > 0.0 ? 1.0 : 0.0) * light, max(light, share > 0.0 ? dark * 0.55 : 0.0));
  } else {
    float strength = form == 3 ? (1.0 - abs(at.x)) * (0.55 - 0.45 * at.y) : 1.0;
    seen = vec4(colour, 1.0) * strength;
  }
  seen *= opacity;
}`

export type Colour = readonly [red: number, green: number, blue: number]

/** What the picture closes into, and what is seen where there is no picture: never quite black. */
export const dark: Colour = [0.063, 0.078, 0.094]

/** Empties a frame. The engine expects the colour to be what it was. */
export function clearFrame(gl: WebGL2RenderingContext, framebuffer: WebGLFramebuffer | null): void {
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer)
  gl.clearColor(dark[0], dark[1], dark[2], 1)
  gl.clear(gl.COLOR_BUFFER_BIT)
  gl.clearColor(0, 0, 0, 0)
}

const names = [
  'projection',
  'view',
  'anchor',
  'right',
  'up',
  'box',
  'near',
  'form',
  'opacity',
  'share',
  'colour',
] as const
type Name = (typeof names)[number]

export class Brush {
  readonly #gl: WebGL2RenderingContext
  readonly #program: WebGLProgram
  readonly #vertices: WebGLVertexArrayObject
  readonly #at = new Map<Name, WebGLUniformLocation | null>()
  readonly #textures = new Set<WebGLTexture>()

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl
    this.#program = programOf(gl)
    // Vertices are counted, not stored.
    this.#vertices = gl.createVertexArray()
    for (const name of names) this.#at.set(name, gl.getUniformLocation(this.#program, name))
  }

  /** A picture to draw; `deletePicture` when it is not needed any more. */
  createPicture(pixels: HTMLCanvasElement): WebGLTexture {
    const gl = this.#gl
    const texture = gl.createTexture()
    this.#textures.add(texture)
    gl.activeTexture(gl.TEXTURE0)
    gl.bindTexture(gl.TEXTURE_2D, texture)
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true)
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false)
    gl.generateMipmap(gl.TEXTURE_2D)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE)
    gl.bindTexture(gl.TEXTURE_2D, null)
    return texture
  }

  deletePicture(texture: WebGLTexture): void {
    this.#textures.delete(texture)
    this.#gl.deleteTexture(texture)
  }

  /** Before anything is drawn for an eye, and after the panorama was. */
  begin(projection: Float32List, view: Float32List): void {
    const gl = this.#gl
    // biome-ignore lint/correctness/useHookAtTopLevel: this is WebGL's useProgram, not a React hook
    gl.useProgram(this.#program)
    gl.bindVertexArray(this.#vertices)
    gl.activeTexture(gl.TEXTURE0)
    gl.enable(gl.BLEND)
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
    gl.uniformMatrix4fv(this.#where('projection'), false, projection)
    gl.uniformMatrix4fv(this.#where('view'), false, view)
  }

  picture(texture: WebGLTexture, plane: Plane, box: Box, scale: number, opacity: number): void {
    this.#gl.bindTexture(this.#gl.TEXTURE_2D, texture)
    this.#place(plane, box.x * scale, box.y * scale, box.halfWidth * scale, box.halfHeight * scale)
    this.#draw(0, opacity)
  }

  /** A dot in the middle of a plane, with a ring around it that is filled to `share`. */
  ring(plane: Plane, radius: number, share: number, colour: Colour, opacity: number): void {
    this.#gl.uniform1f(this.#where('share'), share)
    this.#gl.uniform3f(this.#where('colour'), colour[0], colour[1], colour[2])
    this.#place(plane, 0, 0, radius, radius)
    this.#draw(1, opacity)
  }

  /** From a hand towards where it points: near, unlike everything else. */
  beam(middle: Float32List, across: Float32List, along: Float32List, colour: Colour): void {
    const gl = this.#gl
    gl.uniform3fv(this.#where('anchor'), middle)
    gl.uniform3fv(this.#where('right'), across)
    gl.uniform3fv(this.#where('up'), along)
    gl.uniform4f(this.#where('box'), 0, 0, 1, 1)
    gl.uniform1f(this.#where('near'), 1)
    gl.uniform3f(this.#where('colour'), colour[0], colour[1], colour[2])
    this.#draw(3, 0.8)
  }

  /** Over all that the eye sees. */
  veil(colour: Colour, opacity: number): void {
    this.#gl.uniform1f(this.#where('near'), -1)
    this.#gl.uniform3f(this.#where('colour'), colour[0], colour[1], colour[2])
    this.#draw(2, opacity)
  }

  destroy(): void {
    const gl = this.#gl
    for (const texture of this.#textures) gl.deleteTexture(texture)
    this.#textures.clear()
    gl.deleteProgram(this.#program)
    gl.deleteVertexArray(this.#vertices)
  }

  #place(plane: Plane, x: number, y: number, halfWidth: number, halfHeight: number): void {
    const gl = this.#gl
    gl.uniform3fv(this.#where('anchor'), plane.anchor)
    gl.uniform3fv(this.#where('right'), plane.right)
    gl.uniform3fv(this.#where('up'), plane.up)
    gl.uniform4f(this.#where('box'), x, y, halfWidth, halfHeight)
    gl.uniform1f(this.#where('near'), 0)
  }

  #draw(form: number, opacity: number): void {
    const gl = this.#gl
    gl.uniform1i(this.#where('form'), form)
    gl.uniform1f(this.#where('opacity'), opacity)
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4)
  }

  #where(name: Name): WebGLUniformLocation | null {
    return this.#at.get(name) ?? null
  }
}

function programOf(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, fragmentShader],
  ] as const) {
    const shader = gl.createShader(type)
    // A lost context makes no shaders: the visit ends then.
    if (!shader) continue
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
    gl.deleteShader(shader)
  }
  gl.linkProgram(program)
  return program
}
