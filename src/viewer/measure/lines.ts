// Measured lines over the picture with their lengths. Only draws.
import type { Point } from '#tour/projection.ts'
import { make, setAttributes } from '../ui/dom.ts'

export interface Line {
  /** Undefined where it is out of the picture's reach. */
  points: (Point | undefined)[]
  text: string
}

const svg = 'http://www.w3.org/2000/svg'

export class Lines {
  readonly element = make('div', { class: 'pv-measure-lines' })
  readonly #picture = document.createElementNS(svg, 'svg')
  readonly #drawn: { shade: SVGPathElement; line: SVGPathElement; label: HTMLElement }[] = []

  constructor() {
    this.#picture.setAttribute('aria-hidden', 'true')
    this.element.append(this.#picture)
  }

  /** Lengths stand at the middle of what is in sight of their lines. */
  draw(lines: readonly Line[], widthPx: number, heightPx: number): void {
    while (this.#drawn.length < lines.length) this.#add()
    for (const { shade, line, label } of this.#drawn.splice(lines.length))
      for (const each of [shade, line, label]) each.remove()
    for (const [index, { shade, line, label }] of this.#drawn.entries()) {
      const { points = [], text = '' } = lines[index] ?? {}
      const path = pathOf(points)
      shade.setAttribute('d', path)
      line.setAttribute('d', path)
      const seen = points.filter(
        (point) => point && point.x > 0 && point.y > 0 && point.x < widthPx && point.y < heightPx,
      )
      const at = seen[Math.floor(seen.length / 2)]
      label.hidden = !at
      label.textContent = text
      if (at) label.style.transform = `translate(${at.x}px, ${at.y}px) translate(-50%, -50%)`
    }
  }

  #add(): void {
    const shade = path('pv-measure-shade')
    const line = path('pv-measure-line')
    const label = make('output', { class: 'pv-measure-label' })
    this.#picture.append(shade, line)
    this.element.append(label)
    this.#drawn.push({ shade, line, label })
  }
}

function path(name: string): SVGPathElement {
  const element = document.createElementNS(svg, 'path')
  setAttributes(element, { class: name })
  return element
}

/** A stroke, broken where it can't be seen, with short bars at its ends. */
function pathOf(points: readonly (Point | undefined)[]): string {
  const stroke = points.map((point, index) => {
    if (!point) return ''
    const begins = index === 0 || points[index - 1] === undefined
    return `${begins ? 'M' : 'L'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`
  })
  return stroke.join('') + barAt(points[0], points[1]) + barAt(points.at(-1), points.at(-2))
}

const barPx = 7

function barAt(end: Point | undefined, next: Point | undefined): string {
  if (!end) return ''
  const [x, y] = next ? [next.x - end.x, next.y - end.y] : [1, 0]
  const length = Math.hypot(x, y)
  const [acrossX, acrossY] = length > 0.01 ? [(-y / length) * barPx, (x / length) * barPx] : [0, barPx]
  const at = (sign: number) => `${(end.x + sign * acrossX).toFixed(1)} ${(end.y + sign * acrossY).toFixed(1)}`
  return `M${at(-1)}L${at(1)}`
}
