// The picture that a scene change comes from: drawn beside the canvas, so that the shader can mix it with the new scene as light
// mixes. Exists only during a change; loaded before the first.
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

  /** What is drawn from now on becomes the picture before. */
  begin(widthPx: number, heightPx: number): void {
    const { gl } = this.#gpu
    if (this.#widthPx !== widthPx || this.#heightPx !== heightPx) this.end()
    this.#bind(undefined)
    if (!this.#framebuffer) this.#create(widthPx, heightPx)
    this.#gpu.target(this.#framebuffer ?? null, 0, 0, widthPx, heightPx)
    gl.clear(gl.COLOR_BUFFER_BIT)
  }

  /** What is drawn from now on goes to the canvas again, as this share of a mix with the picture before. */
  mix(share: number, doorway?: Doorway): void {
    this.#gpu.target(null, 0, 0, this.#widthPx, this.#heightPx)
    this.#bind(this.#texture)
    this.#gpu.mix(share, doorway)
  }

  /** The change is over. */
  end(): void {
    if (!this.#texture) return
    const { gl } = this.#gpu
    this.#bind(undefined)
    gl.deleteFramebuffer(this.#framebuffer ?? null)
    gl.deleteTexture(this.#texture)
    this.#texture = undefined
    this.#framebuffer = undefined
  }

  #create(widthPx: number, heightPx: number): void {
    const { gl } = this.#gpu
    this.#widthPx = widthPx
    this.#heightPx = heightPx
    this.#texture = gl.createTexture()
    this.#framebuffer = gl.createFramebuffer()
    this.#bind(this.#texture)
    gl.activeTexture(gl.TEXTURE1)
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, widthPx, heightPx)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST)
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST)
    gl.activeTexture(gl.TEXTURE0)
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#framebuffer)
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.#texture, 0)
    this.#bind(undefined)
  }

  #bind(texture: WebGLTexture | undefined): void {
    const { gl } = this.#gpu
    gl.activeTexture(gl.TEXTURE1)
    gl.bindTexture(gl.TEXTURE_2D, texture ?? null)
    gl.activeTexture(gl.TEXTURE0)
    if (!texture) this.#gpu.mix(1)
  }
}
