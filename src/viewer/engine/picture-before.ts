// The picture that a scene change comes from: drawn beside the canvas, so that the shader can mix it with the new scene as light
// mixes. Exists only during a change.
import type { Gpu } from './gpu.ts'
import type { Doorway } from './shot.ts'

export class PictureBefore {
  readonly #gpu: Gpu
  #texture: WebGLTexture | undefined
  #framebuffer: WebGLFramebuffer | undefined
  #widthPx = 0
  #heightPx = 0

  constructor(gpu: Gpu) {
    this.#gpu = gpu
  }

  get bytes(): number {
    return this.#texture ? this.#widthPx * this.#heightPx * 4 : 0
  }

  /** What is drawn from now on becomes the picture before, as large as the canvas. */
  begin(): void {
    const { width, height } = this.#gpu.gl.canvas
    if (this.#widthPx !== width || this.#heightPx !== height) this.end()
    this.#framebuffer ??= this.#create(width, height)
    this.#gpu.target(this.#framebuffer, 0, 0, width, height)
    this.#gpu.clear()
  }

  /** What is drawn from now on goes to the canvas again, as this share of a mix with the picture before. */
  mix(share: number, doorway?: Doorway): void {
    this.#gpu.target(null, 0, 0, this.#widthPx, this.#heightPx)
    this.#bind(this.#texture)
    this.#gpu.mix(share, doorway)
  }

  /** Nothing is mixed from now on: nobody may draw into a picture that is read. */
  endMix(): void {
    this.#gpu.mix(1)
    this.#bind(undefined)
  }

  /** The change is over. */
  end(): void {
    const { gl } = this.#gpu
    gl.deleteFramebuffer(this.#framebuffer ?? null)
    gl.deleteTexture(this.#texture ?? null)
    this.#texture = undefined
    this.#framebuffer = undefined
  }

  #create(widthPx: number, heightPx: number): WebGLFramebuffer {
    const { gl } = this.#gpu
    this.#widthPx = widthPx
    this.#heightPx = heightPx
    this.#texture = gl.createTexture()
    const framebuffer = gl.createFramebuffer()
    this.#bind(this.#texture)
    gl.activeTexture(gl.TEXTURE1)
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, widthPx, heightPx)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST)
    gl.activeTexture(gl.TEXTURE0)
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer)
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.#texture, 0)
    this.#bind(undefined)
    return framebuffer
  }

  #bind(texture: WebGLTexture | undefined): void {
    const { gl } = this.#gpu
    gl.activeTexture(gl.TEXTURE1)
    gl.bindTexture(gl.TEXTURE_2D, texture ?? null)
    gl.activeTexture(gl.TEXTURE0)
  }
}
