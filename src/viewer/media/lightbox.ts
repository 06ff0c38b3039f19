// Pictures, large, in the wide sheet: one leafs through them, comes closer, and reads what they show. Sizes are known beforehand:
// nothing jumps. Fetched only when a visitor comes near a gallery.
import type { GalleryHotspot } from '#tour/hotspots.ts'
import type { PublishedAttachment } from '#tour/published.ts'
import { signs } from '../hotspots/signs.ts'
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { iconButton, make, nameButton } from '../ui/dom.ts'
import type { Words } from '../words.ts'
import style from './media.css?inline'
import { type HandledPicture, handlePicture } from './picture-hands.ts'
import { closeScale, fitted, kept, type Size, scaledAround, whole, type Zoomed } from './zoomed.ts'

export interface ShownPicture {
  attachment: PublishedAttachment
  caption: string
  /** What is seen, for those who can't see it. */
  alt: string
}

export function openGallery({ title, pictures }: GalleryHotspot, stage: TourStage, giveFocusBack: () => void): void {
  const { words } = stage
  const shown = pictures.flatMap(({ attachment: id, caption, alt }) => {
    const attachment = stage.attachment(id)
    const said = words.read(caption)
    return attachment?.kind === 'picture' ? [{ attachment, caption: said, alt: words.read(alt) || said }] : []
  })
  openPictures(words.read(title), shown, stage, giveFocusBack)
}

export function openPictures(
  title: string,
  pictures: readonly ShownPicture[],
  stage: TourStage,
  giveFocusBack: () => void,
): void {
  const { words } = stage
  if (pictures.length === 0) return
  adoptStyle(stage.root, style)
  const lightbox = new Lightbox(pictures, stage, title)
  stage.openSheet({
    title: title || words.say('viewer.spot_gallery'),
    body: lightbox.element,
    isWide: true,
    onClose: giveFocusBack,
  })
  lightbox.start()
}

class Lightbox implements HandledPicture {
  readonly element = make('div', { class: 'pv-lightbox', role: 'group', tabindex: '0' })
  readonly frame = make('div', { class: 'pv-lightbox-frame' })
  readonly #pictures: readonly ShownPicture[]
  readonly #words: Words
  readonly #savesData: boolean
  readonly #image = make('img', { class: 'pv-lightbox-picture', draggable: 'false' })
  readonly #caption = make('p', { class: 'pv-lightbox-caption' })
  readonly #count = make('p', { class: 'pv-lightbox-count' })
  #index = 0
  #zoomed = whole

  constructor(pictures: readonly ShownPicture[], { words, savesData }: TourStage, title: string) {
    this.#pictures = pictures
    this.#words = words
    this.#savesData = savesData.isOn
    this.element.setAttribute('aria-label', title || words.say('viewer.spot_gallery'))
    this.frame.append(this.#image)
    if (pictures.length > 1) this.frame.append(this.#leafButton(-1), this.#leafButton(1))
    const foot = make('div', { class: 'pv-lightbox-foot', 'aria-live': 'polite' }, this.#caption, this.#count)
    this.element.append(this.frame, foot)
    this.element.addEventListener('keydown', (event) => this.#onKey(event))
    handlePicture(this)
    new ResizeObserver(() => this.#fit()).observe(this.frame)
  }

  /** Once it is in the page. */
  start(): void {
    this.element.focus({ preventScroll: true })
    this.#show(0)
  }

  get size(): Size {
    const { widthPx = 3, heightPx = 2 } = this.#pictures[this.#index]?.attachment.file ?? {}
    return fitted({ widthPx, heightPx }, { widthPx: this.frame.clientWidth, heightPx: this.frame.clientHeight })
  }

  get zoomed(): Zoomed {
    return this.#zoomed
  }

  set zoomed(zoomed: Zoomed) {
    this.#zoomed = zoomed
    const { scale, x, y } = zoomed
    this.#image.style.transform =
      scale === 1 ? '' : `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) scale(${scale.toFixed(4)})`
    this.frame.toggleAttribute('data-zoomed', scale > 1)
  }

  pull(px: number): void {
    const isAtEnd = !this.#pictures[this.#index - Math.sign(px)]
    this.#image.style.transform = px === 0 ? '' : `translateX(${Math.round(isAtEnd ? px / 4 : px)}px)`
  }

  leaf(by: 1 | -1): void {
    const next = this.#index + by
    if (this.#pictures[next]) this.#show(next)
  }

  #show(index: number): void {
    const shown = this.#pictures[index]
    if (!shown) return
    const { attachment, caption, alt } = shown
    this.#index = index
    this.zoomed = whole
    this.#image.alt = alt
    this.#fit()
    // The small picture is in the cache of whoever saw the preview, and stands in for the large one.
    this.#image.src = (attachment.small ?? attachment.file).url
    if (attachment.small) void this.#sharpen(index, attachment.file.url)
    this.#caption.textContent = caption
    this.#count.textContent =
      this.#pictures.length > 1 ? this.#words.say('viewer.of', { number: index + 1, count: this.#pictures.length }) : ''
    for (const button of this.frame.querySelectorAll<HTMLButtonElement>('.pv-leaf')) {
      // Not `disabled`: that would throw away the focus of who presses it again and again.
      button.setAttribute('aria-disabled', String(!this.#pictures[index + Number(button.dataset.by)]))
    }
    for (const near of [index + 1, index - 1]) this.#prepare(near)
  }

  async #sharpen(index: number, url: string): Promise<void> {
    const full = new Image()
    full.src = url
    await full.decode().catch(() => {})
    if (index === this.#index && full.naturalWidth > 0) this.#image.src = url
  }

  #prepare(index: number): void {
    const picture = this.#savesData ? undefined : this.#pictures[index]
    if (picture) new Image().src = picture.attachment.file.url
  }

  #fit(): void {
    const { size } = this
    this.#image.style.width = `${size.widthPx.toFixed(1)}px`
    this.#image.style.height = `${size.heightPx.toFixed(1)}px`
    this.zoomed = kept(this.#zoomed, size, { widthPx: this.frame.clientWidth, heightPx: this.frame.clientHeight })
  }

  #onKey(event: KeyboardEvent): void {
    const { key } = event
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (key === 'ArrowRight' || key === 'PageDown') this.leaf(1)
    else if (key === 'ArrowLeft' || key === 'PageUp') this.leaf(-1)
    else if (key === 'Home') this.#show(0)
    else if (key === 'End') this.#show(this.#pictures.length - 1)
    else if (key === '+' || key === '=') this.#zoomTo(this.#zoomed.scale * 1.5)
    else if (key === '-') this.#zoomTo(this.#zoomed.scale / 1.5)
    else if (key === 'Enter' && event.target === this.element) this.#zoomTo(this.#zoomed.scale > 1 ? 1 : closeScale)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #zoomTo(scale: number): void {
    this.zoomed = kept(scaledAround(this.#zoomed, scale, { x: 0, y: 0 }), this.size, {
      widthPx: this.frame.clientWidth,
      heightPx: this.frame.clientHeight,
    })
  }

  #leafButton(by: 1 | -1): HTMLButtonElement {
    const button = iconButton(by > 0 ? signs.after : signs.before, () => this.leaf(by), 'pv-button pv-leaf')
    button.dataset.by = String(by)
    nameButton(button, this.#words.say(by > 0 ? 'viewer.next_picture' : 'viewer.previous_picture'))
    return button
  }
}
