// The tiles of all panoramas in play: fetched, decoded, uploaded a few per frame, found again, forgotten when memory is needed.
// Order per frame: `beginFrame` (uploads), `painted` for what is drawn, `want` for what is missing.
import type { PanoramaSource } from '#tour/published.ts'
import { type Face, faces } from '#tour/pyramid.ts'
import { type Patch, previewTile, type Tile } from './cover.ts'
import type { Gpu, PaintedPatch } from './gpu.ts'
import { Loader, type LoadFailure, type TileRequest } from './loader.ts'
import { decodePreview } from './preview.ts'
import { TileSlots } from './slots.ts'
import { keyOf } from './wanted.ts'

export interface TileStoreOptions {
  budget: { budgetBytes: number; easyBytes?: number }
  concurrency: number
  /** Something arrived, failed or is due again: time for a frame. */
  onChange(): void
  onFailure(failure: LoadFailure): void
}

const patienceMs = 120
const previewTiles = faces.map(previewTile)

export class TileStore {
  readonly #options: TileStoreOptions
  readonly #loader: Loader<ImageBitmap>
  readonly #slots: TileSlots<WebGLTexture>
  readonly #decoding = new Set<string>()
  /** Data that is no picture. */
  readonly #broken = new Set<string>()
  #previews: { source: PanoramaSource; pictures: Map<Face, ImageBitmap> }[] = []
  #gpu: Gpu | undefined
  #frame = 0
  #frameAt = 0

  constructor(options: TileStoreOptions) {
    this.#options = options
    this.#slots = new TileSlots({
      ...options.budget,
      create: (sizePx, layers) => this.#graphics.createPage(sizePx, layers),
      destroy: (texture) => this.#graphics.deletePage(texture),
    })
    this.#loader = new Loader({
      decode: (blob) => createImageBitmap(blob, { premultiplyAlpha: 'none', colorSpaceConversion: 'none' }),
      discard: (pixels) => pixels.close(),
      concurrency: options.concurrency,
      onChange: () => {
        if (!this.#waitsForMore) options.onChange()
      },
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

  /** How many without taking more than is easy: for what is not on screen. */
  easyCapacity(source: PanoramaSource): number {
    return this.#slots.easyCapacity(source.pyramid.tilePx)
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

  /** There is a preview, and it may still come. */
  awaitsPreview(source: PanoramaSource): boolean {
    return source.preview !== '' && !this.#broken.has(source.preview) && !this.hasPreview(source)
  }

  /** A tile did not come at its last attempt. */
  get hasFailures(): boolean {
    return this.#loader.hasFailures
  }

  /** When the tile's picture came, in the clock of the frames. */
  bornAt(source: PanoramaSource, tile: Tile): number {
    return this.#slots.use(keyOf(source, tile), this.#frame)?.bornAt ?? 0
  }

  /** Uploads what has arrived, no more than about so many bytes: turning must stay smooth meanwhile. */
  beginFrame(now: number, mostBytes: number): void {
    this.#frame++
    this.#frameAt = now
    for (const { source, pictures } of this.#previews.splice(0)) {
      for (const [face, pixels] of pictures) this.#put(keyOf(source, previewTile(face)), pixels, now)
    }
    for (let bytes = 0; bytes < mostBytes; ) {
      const item = this.#loader.take()
      if (!item) return
      bytes += item.pixels.width * item.pixels.height * 4
      if (this.#put(item.request.key, item.pixels, now)) continue
      this.#loader.giveBack(item)
      return
    }
  }

  /** Counts tiles as used although they are not drawn: what will be seen soon must not make room for what will be, too. */
  keep(source: PanoramaSource, tiles: readonly Tile[]): void {
    for (const tile of tiles) this.#slots.use(keyOf(source, tile), this.#frame)
  }

  /** So many bytes of texture memory go to something else, until it says 0. */
  reserve(bytes: number): void {
    this.#slots.reserve(bytes, this.#frame)
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

  /** Decodes the preview unless it is there, also again after it had to make room; counts it as used. */
  needPreview(source: PanoramaSource): void {
    this.keep(source, previewTiles)
    if (this.#decoding.has(source.id) || !this.awaitsPreview(source)) return
    this.#decoding.add(source.id)
    decodePreview(source.preview)
      .then((pictures) => this.#previews.push({ source, pictures }))
      // A broken preview is no reason to stop: the tiles come all the same.
      .catch(() => this.#broken.add(source.preview))
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

  /** Nobody looks: nothing is fetched any more, and what is not on screen gives its memory back. */
  rest(resting: boolean): void {
    this.#loader.rest(resting)
    if (resting) this.#slots.dropUnused(this.#frame)
  }

  stop(): void {
    this.#loader.stop()
    this.#slots.clear()
  }

  /** Tiles that are being decoded will be there in a moment: one frame for all is sooner on the screen than one for each. */
  get #waitsForMore(): boolean {
    return this.#loader.isDecoding && performance.now() - this.#frameAt < patienceMs
  }

  get #graphics(): Gpu {
    if (!this.#gpu) throw new Error('no graphics yet')
    return this.#gpu
  }

  #put(key: string, pixels: ImageBitmap, now: number): boolean {
    const slot = this.#slots.claim(key, pixels.width, this.#frame)
    if (!slot) return false
    slot.bornAt = now
    this.#graphics.upload(slot, pixels)
    pixels.close()
    return true
  }
}
