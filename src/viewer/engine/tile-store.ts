// The tiles of all panoramas in play: fetched, decoded, uploaded a few per frame, found again, forgotten when memory is needed.
// Order per frame: `beginFrame` (uploads), `painted` for what is drawn, `want` for what is missing.
import type { PanoramaSource } from '#tour/published.ts'
import type { Face } from '#tour/pyramid.ts'
import { type Patch, previewTile, type Tile } from './cover.ts'
import type { Gpu, PaintedPatch } from './gpu.ts'
import { Loader, type LoadFailure, type TileRequest } from './loader.ts'
import { decodePreview } from './preview.ts'
import { TileSlots } from './slots.ts'
import { keyOf } from './wanted.ts'

export interface TileStoreOptions {
  budgetBytes: number
  concurrency: number
  /** Something arrived, failed or is due again: time for a frame. */
  onChange(): void
  onFailure(failure: LoadFailure): void
}

export class TileStore {
  readonly #options: TileStoreOptions
  readonly #loader: Loader<ImageBitmap>
  readonly #slots: TileSlots<WebGLTexture>
  readonly #decoding = new Set<string>()
  #previews: { source: PanoramaSource; pictures: Map<Face, ImageBitmap> }[] = []
  #gpu: Gpu
  #frame = 0

  constructor(gpu: Gpu, options: TileStoreOptions) {
    this.#gpu = gpu
    this.#options = options
    this.#slots = new TileSlots({
      budgetBytes: options.budgetBytes,
      create: (sizePx, layers) => this.#gpu.createPage(sizePx, layers),
      destroy: (texture) => this.#gpu.deletePage(texture),
    })
    this.#loader = new Loader({
      decode: (blob) => createImageBitmap(blob, { premultiplyAlpha: 'none', colorSpaceConversion: 'none' }),
      discard: (pixels) => pixels.close(),
      concurrency: options.concurrency,
      onChange: options.onChange,
      onFailure: options.onFailure,
    })
  }

  get textureBytes(): number {
    return this.#slots.bytes
  }

  get receivedBytes(): number {
    return this.#loader.bytes
  }

  /** True while something waits for its upload. */
  get isBusy(): boolean {
    return this.#loader.hasReady
  }

  /** How many tiles of this panorama can be in memory at once. */
  capacity(source: PanoramaSource): number {
    return this.#slots.capacity(source.pyramid.tilePx)
  }

  has(source: PanoramaSource, tile: Tile): boolean {
    return this.#slots.has(keyOf(source, tile))
  }

  hasKey(key: string): boolean {
    return this.#slots.has(key)
  }

  hasPreview(source: PanoramaSource): boolean {
    return this.has(source, previewTile('f'))
  }

  /** Uploads what has arrived: only a few tiles per frame, because turning must stay smooth meanwhile. */
  beginFrame(mostTiles: number): void {
    this.#frame++
    for (const { source, pictures } of this.#previews.splice(0)) {
      for (const [face, pixels] of pictures) this.#put(keyOf(source, previewTile(face)), pixels)
    }
    for (let left = mostTiles; left > 0; left--) {
      const item = this.#loader.take()
      if (!item) return
      if (this.#put(item.request.key, item.pixels)) continue
      this.#loader.giveBack(item)
      return
    }
  }

  /** The patches with the places of their pixels, which thereby count as used. */
  painted(source: PanoramaSource, patches: readonly Patch[]): PaintedPatch[] {
    return patches.flatMap((patch) => {
      const slot = this.#slots.use(keyOf(source, patch.from), this.#frame)
      return slot ? [{ ...patch, slot }] : []
    })
  }

  want(requests: TileRequest[]): void {
    this.#loader.want(requests)
  }

  /** Decodes the preview unless it is there; also again after it had to make room. */
  needPreview(source: PanoramaSource): void {
    if (this.#decoding.has(source.id) || this.hasPreview(source)) return
    this.#decoding.add(source.id)
    decodePreview(source.preview)
      .then((pictures) => this.#previews.push({ source, pictures }))
      // A broken preview is no reason to stop: the tiles come all the same.
      .catch(() => this.#options.onFailure({ url: 'preview', attempts: 1 }))
      .finally(() => {
        this.#decoding.delete(source.id)
        this.#options.onChange()
      })
  }

  retry(): void {
    this.#loader.retryNow()
  }

  /** Everything in graphics memory is gone or must go; from now on textures are made on this one. */
  renew(gpu: Gpu): void {
    this.#slots.clear()
    this.#gpu = gpu
  }

  stop(): void {
    this.#loader.stop()
    this.#slots.clear()
  }

  #put(key: string, pixels: ImageBitmap): boolean {
    const slot = this.#slots.claim(key, pixels.width, this.#frame)
    if (!slot) return false
    this.#gpu.upload(slot, pixels)
    pixels.close()
    return true
  }
}
