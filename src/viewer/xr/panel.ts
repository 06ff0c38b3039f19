// A panel to read in VR: a title, text in pages, pictures, and the buttons below it.
import type { PublishedFile } from '#tour/published.ts'
import { signs } from '../hotspots/signs.ts'
import { icons } from '../ui/dom.ts'
import type { Words } from '../words.ts'
import type { Brush } from './brush.ts'
import type { Page } from './deeds.ts'
import { pagesOf } from './lines-of-text.ts'
import { linesForPanel, type Painted, paintButton, paintPanel, type Style } from './pictures.ts'
import { Plane } from './plane.ts'
import type { Thing } from './thing.ts'

const mostLines = 9
const linesUnderPicture = 5
const gap = 0.05
const betweenButtons = 0.03

interface PanelPage {
  lines: string[]
  file?: PublishedFile
}

export class Panel {
  things: Thing[] = []
  readonly plane: Plane
  readonly #title: string
  readonly #pages: PanelPage[]
  readonly #options: { brush: Brush; style: Style; words: Words; close(): void }
  readonly #pictures = new Map<string, ImageBitmap>()
  #index = 0
  #isGone = false

  constructor(
    place: { yawDegrees: number; pitchDegrees: number },
    { title, pages }: { title: string; pages: readonly Page[] },
    options: { brush: Brush; style: Style; words: Words; close(): void },
  ) {
    this.plane = new Plane(place.yawDegrees, place.pitchDegrees)
    this.#title = title
    this.#options = options
    this.#pages = pages.flatMap(({ text, picture }) => {
      const file = picture && (picture.small ?? picture.file)
      const lines = text ? linesForPanel(text, options.style) : []
      const first = file ? [{ lines: lines.slice(0, linesUnderPicture), file }] : []
      return [
        ...first,
        ...pagesOf(lines.slice(file ? linesUnderPicture : 0), mostLines).map((page) => ({ lines: page })),
      ]
    })
    if (this.#pages.length === 0) this.#pages.push({ lines: [] })
    this.#paint()
  }

  destroy(): void {
    this.#isGone = true
    this.#forget()
    for (const picture of this.#pictures.values()) picture.close()
  }

  #forget(): void {
    for (const { picture } of this.things) this.#options.brush.deletePicture(picture)
    this.things = []
  }

  #leaf(by: 1 | -1): void {
    this.#index = (this.#index + by + this.#pages.length) % this.#pages.length
    this.#paint()
  }

  #paint(): void {
    const page = this.#pages[this.#index]
    if (!page) return
    this.#forget()
    const { style } = this.#options
    const count = this.#pages.length
    const board = paintPanel(
      {
        title: this.#title,
        lines: page.lines,
        picture: page.file && this.#pictures.get(page.file.url),
        count: count > 1 ? this.#options.words.say('viewer.of', { number: this.#index + 1, count }) : undefined,
      },
      style,
    )
    this.things = [this.#thing(board), ...this.#buttons(-board.box.halfHeight - gap)]
    if (page.file && !this.#pictures.has(page.file.url)) void this.#fetch(page.file.url)
  }

  #buttons(top: number): Thing[] {
    const { words, style, close } = this.#options
    const wanted = [
      ...(this.#pages.length > 1
        ? [
            { sign: signs.before, name: words.say('viewer.vr_before'), choose: () => this.#leaf(-1) },
            { sign: signs.after, name: words.say('viewer.vr_after'), choose: () => this.#leaf(1) },
          ]
        : []),
      { sign: icons.close, name: words.say('viewer.close'), choose: close },
    ]
    const painted = wanted.map(({ sign, name }) => paintButton(sign, name, style))
    const width = painted.reduce((sum, { box }) => sum + 2 * box.halfWidth, (painted.length - 1) * betweenButtons)
    let left = -width / 2
    return painted.map((button, index) => {
      button.box.x = left + button.box.halfWidth
      button.box.y = top - button.box.halfHeight
      left += 2 * button.box.halfWidth + betweenButtons
      return this.#thing(button, wanted[index]?.choose)
    })
  }

  #thing({ canvas, box }: Painted, choose?: () => void): Thing {
    const picture = this.#options.brush.createPicture(canvas)
    return { plane: this.plane, box, picture, reach: box, opacity: 1, scale: 1, choose }
  }

  /** Without its picture a page keeps its text. */
  async #fetch(url: string): Promise<void> {
    try {
      const answer = await fetch(url)
      const picture = answer.ok ? await createImageBitmap(await answer.blob()) : undefined
      if (!picture || this.#isGone) return picture?.close()
      this.#pictures.set(url, picture)
      if (this.#pages[this.#index]?.file?.url === url) this.#paint()
    } catch {
      // No network: nothing to show.
    }
  }
}
