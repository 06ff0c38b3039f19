// The pixels of pictures and videos that are glued to walls: a small picture first, a large one when it is seen large; videos play
// silently while they are in sight. Fetched only where a tour has a flat.
import type { FlatHotspot } from '#tour/hotspots.ts'
import type { PanoramaSource, PublishedAttachment, PublishedFile, PublishedScene } from '#tour/published.ts'
import type { TourStage } from '../stage.ts'
import { alongGreatCircles, Eye, meetsPicture } from './outline.ts'

type Pixels = ImageBitmap | HTMLVideoElement

interface Flat {
  hotspot: FlatHotspot
  attachment: PublishedAttachment
  outline: ReturnType<typeof alongGreatCircles>
  pixels?: Pixels
  /** The file that is shown or on its way. */
  file?: PublishedFile
  failures: number
  isInSight: boolean
}

/** A picture may be blown up by so much before a larger one is fetched. */
const blownUp = 1.15
const mostFailures = 3

export class Flats {
  readonly #stage: TourStage
  readonly #listeners = new AbortController()
  readonly #endings: (() => void)[]
  #flats: Flat[] = []
  #source: PanoramaSource | undefined

  constructor(stage: TourStage) {
    this.#stage = stage
    const { signal } = this.#listeners
    document.addEventListener('visibilitychange', () => this.#playInSight(), { signal })
    this.#endings = [
      stage.on('scene', (scene) => this.#enter(scene)),
      stage.on('settled', () => this.#loadAll()),
      stage.on('frame', () => this.#look()),
    ]
    this.#enter(stage.scene)
  }

  destroy(): void {
    this.#listeners.abort()
    for (const end of this.#endings) end()
    this.#leave()
  }

  #enter(scene: PublishedScene): void {
    this.#leave()
    this.#source = 'panorama' in scene ? scene.panorama : undefined
    this.#flats = scene.hotspots.flatMap((hotspot) => {
      const attachment = hotspot.kind === 'flat' ? this.#stage.attachment(hotspot.attachment) : undefined
      if (hotspot.kind !== 'flat' || !attachment) return []
      const outline = alongGreatCircles(hotspot.corners, true)
      return [{ hotspot, attachment, outline, failures: 0, isInSight: false }]
    })
    this.#look()
  }

  /** What was glued to the walls of the scene before stays there until that is out of sight: the engine lets go of it. */
  #leave(): void {
    for (const { pixels } of this.#flats) if (pixels instanceof HTMLVideoElement) pixels.pause()
    this.#flats = []
  }

  #look(): void {
    if (this.#flats.length === 0) return
    const { camera } = this.#stage.panorama
    const eye = new Eye(camera)
    let hasChanged = false
    for (const flat of this.#flats) {
      const isInSight = meetsPicture(eye.area(flat.outline), camera)
      hasChanged ||= isInSight !== flat.isInSight
      flat.isInSight = isInSight
      if (isInSight && !flat.file && flat.failures < mostFailures)
        void this.#load(flat, flat.attachment.small ?? flat.attachment.file)
    }
    if (hasChanged) this.#playInSight()
  }

  /** Now that the room is sharp: what is seen larger than its small picture gets a large one. */
  #loadAll(): void {
    const { camera } = this.#stage.panorama
    const eye = new Eye(camera)
    for (const flat of this.#flats) {
      const { attachment, file, pixels } = flat
      if (this.#stage.savesData.isOn || !flat.isInSight || !pixels || !file || file === attachment.file) continue
      const xs = eye.area(flat.outline).map(({ x }) => x)
      const ys = eye.area(flat.outline).map(({ y }) => y)
      const seenPx = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)) * devicePixelRatio
      const hasPx = Math.max(file.widthPx ?? 0, file.heightPx ?? 0)
      if (seenPx > hasPx * blownUp) void this.#load(flat, attachment.file)
    }
  }

  async #load(flat: Flat, file: PublishedFile): Promise<void> {
    flat.file = file
    const pixels = await (flat.attachment.kind === 'video' ? this.#videoOf(file) : pictureOf(file)).catch(
      () => undefined,
    )
    if (!this.#flats.includes(flat) || flat.file !== file) return
    if (pixels) flat.pixels = pixels
    else {
      flat.failures++
      flat.file = undefined
    }
    this.#glue()
    this.#playInSight()
  }

  #glue(): void {
    const quads = this.#flats.flatMap(({ hotspot: { id, corners }, pixels }) =>
      pixels ? [{ id, corners, pixels }] : [],
    )
    this.#stage.panorama.setQuads(quads, this.#source)
  }

  /** Where motion is unwelcome the first picture of the video stands for it. */
  async #videoOf(file: PublishedFile): Promise<Pixels> {
    const video = document.createElement('video')
    Object.assign(video, { muted: true, loop: true, playsInline: true, crossOrigin: 'anonymous', preload: 'auto' })
    video.src = file.url
    await new Promise((loaded, failed) => {
      video.addEventListener('loadeddata', loaded, { once: true })
      video.addEventListener('error', failed, { once: true })
    })
    return this.#stage.panorama.reducedMotion ? createImageBitmap(video) : video
  }

  #playInSight(): void {
    for (const { pixels, isInSight } of this.#flats) {
      if (!(pixels instanceof HTMLVideoElement)) continue
      if (isInSight && !document.hidden) pixels.play().catch(() => {})
      else pixels.pause()
    }
  }
}

async function pictureOf(file: PublishedFile): Promise<ImageBitmap> {
  const answer = await fetch(file.url)
  if (!answer.ok) throw new Error(`A picture on a wall did not come: ${answer.status}`)
  return createImageBitmap(await answer.blob())
}
