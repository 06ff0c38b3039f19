// Draws scenes: chooses the tiles that a look needs, and covers it with the best that is there.
// Loads nothing by itself; whoever paints asks for what is missing.
import { clamp } from '#tour/angles.ts'
import { type Camera, focalPx } from '#tour/projection.ts'
import type { PanoramaSource } from '#tour/published.ts'
import type { View } from '#tour/view.ts'
import {
  affordableTiles,
  coverOf,
  hasMixedLevels,
  type Patch,
  partOf,
  squareOf,
  type Tile,
  type VisibleTile,
} from './cover.ts'
import { Gpu, type PaintedPatch } from './gpu.ts'
import type { Eye } from './headset.ts'
import type { PlaceInRoom, Shot } from './shot.ts'
import type { TileStore } from './tile-store.ts'

export interface PainterOptions {
  tiles: TileStore
  /** < 1 asks for less detail than the screen could show: a visitor who saves data. */
  detail(): number
}

/** A tile that comes late fades in over what it refines. */
const tileFadeMs = 120
/** Magnified more than this, tiles show their seams unless these are smoothed. */
const seamlessPxPerTexel = 1.15

export class Painter {
  readonly canvas: HTMLCanvasElement
  readonly tiles: TileStore
  /** Whether tiles that come now fade in: not for the first picture of a scene, which nobody should wait for. */
  fadesTiles = false
  readonly #detail: () => number
  #gpu: Gpu | undefined
  #now = 0
  #isFading = false
  /** Two scenes are on screen and share the memory. */
  isShared = false

  constructor(canvas: HTMLCanvasElement, { tiles, detail }: PainterOptions) {
    this.canvas = canvas
    this.tiles = tiles
    this.#detail = detail
  }

  /** Made at its first use. Throws NoWebGl2 where the browser can't draw. */
  get gpu(): Gpu {
    if (!this.#gpu) this.renew()
    if (!this.#gpu) throw new Error('no graphics')
    return this.#gpu
  }

  get isLost(): boolean {
    return this.gpu.isLost
  }

  /** A tile is on its way from transparent to solid. */
  get isFading(): boolean {
    return this.#isFading
  }

  /** Makes everything anew, after the graphics context was lost. */
  renew(): void {
    this.#gpu = new Gpu(this.canvas)
    this.tiles.renew(this.#gpu)
  }

  /** What a picture as large as the canvas takes. */
  get canvasBytes(): number {
    return this.canvas.width * this.canvas.height * 4
  }

  /** Begins a frame on the canvas. */
  begin(now: number): void {
    this.#begin(now)
    this.gpu.target(null, 0, 0, this.canvas.width, this.canvas.height)
    this.gpu.clear()
  }

  /** Begins the picture of one eye of a headset, whose frame is cleared by whoever asks for it. */
  beginEye(now: number, { framebuffer, viewport: { x, y, width, height } }: Eye): void {
    this.#begin(now)
    this.gpu.target(framebuffer, x, y, width, height)
  }

  /** The camera of a view on this canvas, in device pixels. */
  cameraOf(view: View, planet?: number): Camera {
    return { view, widthPx: this.canvas.width, heightPx: this.canvas.height, planet }
  }

  tilesFor(source: PanoramaSource, camera: Camera, place?: PlaceInRoom): VisibleTile[] {
    const capacity = this.tiles.capacity(source)
    return affordableTiles(source.pyramid, camera, this.isShared ? capacity / 2 : capacity, this.#detail(), place)
  }

  /** Draws a scene over what is there. Returns what the look needs of it. */
  paint(source: PanoramaSource, shot: Shot): VisibleTile[] {
    const tiles = this.tilesFor(source, shot.camera, shot.place)
    const isOld = (tile: Tile) => this.tiles.has(source, tile) && this.#opacityOf(source, tile) === 1
    const patches = this.tiles.painted(source, coverOf(tiles, isOld))
    const bent = shot.place !== undefined || !isStraight(shot.camera)
    this.gpu.draw(shot, patches, { overlap: bent || hasMixedLevels(patches) })
    if (!shot.place) {
      const magnified = patches.filter((patch) => pxPerTexel(patch, shot.camera) > seamlessPxPerTexel)
      this.gpu.draw(shot, magnified, { rims: true })
    }
    this.#fadeIn(source, shot, tiles)
    this.tiles.needPreview(source)
    return tiles
  }

  #begin(now: number): void {
    this.#now = now
    this.#isFading = false
  }

  #fadeIn(source: PanoramaSource, shot: Shot, tiles: readonly Tile[]): void {
    const young = tiles.filter((tile) => this.tiles.has(source, tile) && this.#opacityOf(source, tile) < 1)
    if (young.length === 0) return
    this.#isFading = true
    const patches = this.tiles.painted(
      source,
      young.map((tile) => ({ tile, from: tile })),
    )
    for (const patch of patches) patch.opacity = this.#opacityOf(source, patch.tile)
    this.gpu.draw(shot, patches, { blended: true })
  }

  #opacityOf(source: PanoramaSource, tile: Tile): number {
    if (!this.fadesTiles) return 1
    return clamp((this.#now - this.tiles.bornAt(source, tile)) / tileFadeMs, 0, 1)
  }
}

const isStraight = (camera: Camera) => !camera.planet && camera.view.fovDegrees <= 90

/** Screen pixels on one texel, where the patch is seen largest. */
function pxPerTexel(patch: Patch & Pick<PaintedPatch, 'slot'>, camera: Camera): number {
  const texels = partOf(patch).side * patch.slot.page.sizePx
  return (squareOf(patch.tile).side / texels) * focalPx(camera)
}
