// Places for tiles in texture memory: pages of equal layers, the least recently drawn tile makes room, a byte budget that holds.
// Pure: what a page is made of is the caller's business, so that tests need no GPU.

export interface Page<Texture> {
  texture: Texture
  sizePx: number
  slots: Slot<Texture>[]
}

export interface Slot<Texture> {
  page: Page<Texture>
  layer: number
  /** '' while nothing is in it. */
  key: string
  /** Frame in which it was drawn last; −1 = never. */
  usedAt: number
  /** When its picture came, in the clock of the frames. */
  bornAt: number
}

export interface SlotOptions<Texture> {
  /** Never more than this. */
  budgetBytes: number
  /** More than this only while that much is on screen at once; absent = the budget. */
  easyBytes?: number
  create(sizePx: number, layers: number): Texture
  destroy(texture: Texture): void
}

const bytesPerTexel = 4
/** Small previews share a page; a big tile has one for itself, so that nothing is reserved in vain. */
const layersFor = (sizePx: number) => (sizePx < 256 ? 24 : 1)
const pageBytes = (sizePx: number) => sizePx * sizePx * bytesPerTexel * layersFor(sizePx)

export class TileSlots<Texture> {
  readonly #options: SlotOptions<Texture>
  readonly #byKey = new Map<string, Slot<Texture>>()
  #pages: Page<Texture>[] = []
  /** What something else takes from the same memory. */
  #reservedBytes = 0
  /** Frame in which more than is easy was asked for and refused. */
  #refusedAt = -1

  constructor(options: SlotOptions<Texture>) {
    this.#options = options
  }

  get bytes(): number {
    return this.#pages.reduce((sum, page) => sum + pageBytes(page.sizePx), 0)
  }

  /** How many tiles of this size fit beside a page of previews: at most, and without strain. */
  capacity(sizePx: number, limitBytes = this.#options.budgetBytes): number {
    const pages = Math.floor((limitBytes - pageBytes(64)) / pageBytes(sizePx))
    return Math.max(1, pages) * layersFor(sizePx)
  }

  easyCapacity(sizePx: number): number {
    return this.capacity(sizePx, this.#easyBytes)
  }

  get #easyBytes(): number {
    return this.#options.easyBytes ?? this.#options.budgetBytes
  }

  has(key: string): boolean {
    return this.#byKey.has(key)
  }

  /** The tile's place, marked as drawn in this frame. */
  use(key: string, frame: number): Slot<Texture> | undefined {
    const slot = this.#byKey.get(key)
    if (slot) slot.usedAt = frame
    return slot
  }

  /** A place for a new tile, or undefined when everything is on screen and the budget is spent. */
  claim(key: string, sizePx: number, frame: number): Slot<Texture> | undefined {
    const slot = this.#freeSlot(sizePx, frame)
    if (!slot) return undefined
    this.#byKey.delete(slot.key)
    slot.key = key
    slot.usedAt = frame
    this.#byKey.set(key, slot)
    return slot
  }

  /** Gives back the pages of which nothing is on screen. */
  dropUnused(frame: number): void {
    while (this.#dropPage(frame)) {}
  }

  /** Something else takes so much for a while: what is not on screen makes room for it. */
  reserve(bytes: number, frame: number): void {
    this.#reservedBytes = bytes
    while (!this.#fits(0, this.#easyBytes) && this.#dropPage(frame)) {}
  }

  clear(): void {
    for (const page of this.#pages) this.#options.destroy(page.texture)
    this.#pages = []
    this.#byKey.clear()
  }

  #freeSlot(sizePx: number, frame: number): Slot<Texture> | undefined {
    const oldest = this.#oldest(sizePx)
    if (oldest?.usedAt === -1) return oldest
    const isEasy = () => this.#fits(pageBytes(sizePx), this.#easyBytes)
    // What was seen longest ago makes room, other scenes first, before more is taken than is easy; previews take one page, if they can.
    if (oldest && oldest.usedAt < frame - 1 && (layersFor(sizePx) > 1 || !isEasy())) return oldest
    while (!isEasy() && this.#dropPage(frame, sizePx)) {}
    // In the next frame what a jump has left behind is off the screen.
    if (oldest && !isEasy() && this.#refusedAt !== frame - 1) {
      this.#refusedAt = frame
      return undefined
    }
    // A picture of a new size must have at least one page, whatever the budget says.
    if (this.#fits(pageBytes(sizePx), this.#options.budgetBytes) || !oldest) return this.#addPage(sizePx).slots[0]
    return undefined
  }

  #fits(moreBytes: number, limitBytes: number): boolean {
    return this.bytes + this.#reservedBytes + moreBytes <= limitBytes
  }

  #oldest(sizePx: number): Slot<Texture> | undefined {
    let oldest: Slot<Texture> | undefined
    for (const page of this.#pages) {
      if (page.sizePx !== sizePx) continue
      for (const slot of page.slots) if (!oldest || slot.usedAt < oldest.usedAt) oldest = slot
    }
    return oldest
  }

  /** Gives back the page that was drawn longest ago, if none of it is on screen; not one of the size that is asked for. */
  #dropPage(frame: number, sizePx?: number): boolean {
    const [page] = this.#pages
      .filter((candidate) => candidate.sizePx !== sizePx && lastUse(candidate) < frame - 1)
      .sort((a, b) => lastUse(a) - lastUse(b))
    if (page) this.#drop(page)
    return page !== undefined
  }

  #drop(page: Page<Texture>): void {
    for (const slot of page.slots) this.#byKey.delete(slot.key)
    this.#pages = this.#pages.filter((other) => other !== page)
    this.#options.destroy(page.texture)
  }

  #addPage(sizePx: number): Page<Texture> {
    const layers = layersFor(sizePx)
    const page: Page<Texture> = { texture: this.#options.create(sizePx, layers), sizePx, slots: [] }
    for (let layer = 0; layer < layers; layer++) page.slots.push({ page, layer, key: '', usedAt: -1, bornAt: 0 })
    this.#pages.push(page)
    return page
  }
}

const lastUse = (page: Page<unknown>) => Math.max(...page.slots.map((slot) => slot.usedAt))

const megabyte = 1024 * 1024

/**
 * Texture memory for tiles that a device may spend: `easyBytes` is what a view, the coarse sphere and a little more take, counted in
 * canvases (fewer where the screen is dense), `budgetBytes` what a zoomed view or a scene change may need at once. The cap keeps iOS
 * from reloading the tab, which happens above roughly 100–150 MB; the picture that a scene change mixes with counts, too.
 */
export function textureBudget(device: { canvasPx: number; touch: boolean; memoryGigabytes?: number }) {
  const canvasBytes = device.canvasPx * bytesPerTexel
  const small = (device.memoryGigabytes ?? 8) <= 2
  const cap = Math.max(16 * megabyte, (small ? 64 : device.touch ? 96 : 192) * megabyte - canvasBytes)
  const budgetBytes = Math.min(cap, Math.max((small || device.touch ? 44 : 60) * megabyte, canvasBytes * 8))
  return {
    budgetBytes,
    easyBytes: Math.min(budgetBytes, Math.max(20 * megabyte, canvasBytes * (device.touch ? 6 : 8))),
  }
}
