// What a visitor in a headset reads and presses, painted on canvases: hotspots with their names, buttons, panels with text. In the
// tour's own colours and the viewer's own type. Draws nothing into the scene.
import { fewLines, linesOf } from './lines-of-text.ts'
import type { Box } from './plane.ts'

export interface Style {
  accent: string
  onAccent: string
  family: string
}

/** A picture with the box that it fills on its plane. */
export interface Painted {
  canvas: HTMLCanvasElement
  box: Box
}

const ink = '#f4f5f6'
const quietSign = '#0b7285'
const pill = 'rgb(16 20 24 / 0.82)'
const panelGround = 'rgb(20 25 30 / 0.96)'
/** Of the icons' own grid. */
const iconGrid = 24

/** Tangents per pixel: a line of a name is 1.4° high, a line of a panel 1.6°. */
const spotScale = 0.00048
const panelScale = 0.00068
const spotRadiusPx = 96
const spotTextPx = 50
const buttonTextPx = 42
export const panelPx = { width: 1120, text: 41, title: 56, line: 58, padding: 64 }
export const spotRadius = spotRadiusPx * spotScale

export function styleOf(element: Element): Style {
  const style = getComputedStyle(element)
  const accent = style.getPropertyValue('--pv-spot').trim() || '#f2b705'
  const onAccent = style.getPropertyValue('--pv-on-spot').trim() || '#1a1d21'
  return { accent, onAccent, family: style.fontFamily || 'sans-serif' }
}

/**
 * A disc with its sign, and the name below it; as outside of VR what leads on is larger, in the tour's colour. The middle of the disc is
 * the middle of the plane.
 */
export function paintSpot(sign: string, name: string, leadsOn: boolean, style: Style): Painted {
  const widthPx = 760
  const { context, canvas } = canvasOf(widthPx, 10)
  context.font = fontOf(600, spotTextPx, style)
  const lines = fewLines(linesOf(name, widthPx - 60, widthIn(context)), 2)
  const lineHeight = spotTextPx * 1.25
  const textTop = spotRadiusPx * 2 + 30
  canvas.height = textTop + (name ? lines.length * lineHeight + 40 : 10)
  const middle = widthPx / 2
  const radiusPx = leadsOn ? spotRadiusPx - 6 : spotRadiusPx - 16
  context.fillStyle = leadsOn ? style.accent : '#fff'
  context.strokeStyle = '#fff'
  context.lineWidth = 8
  context.beginPath()
  context.arc(middle, spotRadiusPx + 4, radiusPx, 0, 2 * Math.PI)
  context.fill()
  context.stroke()
  paintSign(context, sign, middle, spotRadiusPx + 4, radiusPx * 1.3, leadsOn ? style.onAccent : quietSign)
  if (name) {
    context.font = fontOf(600, spotTextPx, style)
    const wide = Math.max(...lines.map((line) => context.measureText(line).width))
    paintGround(context, pill, middle - wide / 2 - 28, textTop, wide + 56, lines.length * lineHeight + 24, 26)
    paintLines(context, lines, middle, textTop + 12 + lineHeight / 2, lineHeight)
  }
  return painted(canvas, spotScale, (canvas.height / 2 - spotRadiusPx - 4) * -spotScale)
}

/** A pill with a sign and a name, its middle `x`, `y` beside that of its plane. */
export function paintButton(sign: string, name: string, style: Style, place = { x: 0, y: 0 }): Painted {
  const { context, canvas } = canvasOf(10, 120)
  context.font = fontOf(600, buttonTextPx, style)
  const textWidth = context.measureText(name).width
  canvas.width = Math.ceil(textWidth) + 150
  paintGround(context, pill, 2, 2, canvas.width - 4, 116, 34)
  context.strokeStyle = 'rgb(255 255 255 / 0.25)'
  context.lineWidth = 3
  context.stroke()
  paintSign(context, sign, 62, 60, 58, ink)
  context.font = fontOf(600, buttonTextPx, style)
  context.fillStyle = ink
  context.textBaseline = 'middle'
  context.fillText(name, 108, 62)
  const { box, ...rest } = painted(canvas, panelScale, place.y)
  return { ...rest, box: { ...box, x: place.x } }
}

export interface PanelContent {
  title: string
  lines: readonly string[]
  picture?: ImageBitmap
  /** Which page of how many, where there are several. */
  count?: string
}

export const linesForPanel = (text: string, style: Style): string[] => {
  const { context } = canvasOf(1, 1)
  context.font = fontOf(400, panelPx.text, style)
  return linesOf(text, panelPx.width - 2 * panelPx.padding, widthIn(context))
}

export function paintPanel({ title, lines, picture, count }: PanelContent, style: Style): Painted {
  const { width, padding, line } = panelPx
  const { context, canvas } = canvasOf(width, 10)
  context.font = fontOf(700, panelPx.title, style)
  const titleLines = title ? fewLines(linesOf(title, width - 2 * padding, widthIn(context)), 2) : []
  const titleLine = panelPx.title * 1.25
  const pictureSize = picture ? fitted(picture, width - 2 * padding, 420) : undefined
  const parts = [
    titleLines.length * titleLine,
    pictureSize ? pictureSize.height : 0,
    lines.length * line,
    count ? line : 0,
  ].filter((height) => height > 0)
  canvas.height = parts.reduce((sum, height) => sum + height, 0) + 2 * padding + (parts.length - 1) * 24
  paintGround(context, panelGround, 0, 0, width, canvas.height, 44)
  context.textBaseline = 'middle'
  context.fillStyle = ink
  let top = padding
  context.font = fontOf(700, panelPx.title, style)
  for (const [index, text] of titleLines.entries()) context.fillText(text, padding, top + titleLine * (index + 0.5))
  top += titleLines.length > 0 ? titleLines.length * titleLine + 24 : 0
  if (picture && pictureSize) {
    context.drawImage(picture, (width - pictureSize.width) / 2, top, pictureSize.width, pictureSize.height)
    top += pictureSize.height + 24
  }
  context.font = fontOf(400, panelPx.text, style)
  for (const [index, text] of lines.entries()) context.fillText(text, padding, top + line * (index + 0.5))
  if (count) {
    context.fillStyle = '#c3c9d0'
    context.textAlign = 'right'
    context.fillText(count, width - padding, canvas.height - padding - line / 2)
  }
  return painted(canvas, panelScale, 0)
}

function fitted({ width, height }: { width: number; height: number }, mostWidth: number, mostHeight: number) {
  const scale = Math.min(mostWidth / width, mostHeight / height)
  return { width: width * scale, height: height * scale }
}

function painted(canvas: HTMLCanvasElement, scale: number, y: number): Painted {
  return { canvas, box: { x: 0, y, halfWidth: (canvas.width / 2) * scale, halfHeight: (canvas.height / 2) * scale } }
}

function canvasOf(width: number, height: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas to paint on')
  return { canvas, context }
}

const fontOf = (weight: number, px: number, { family }: Style) => `${weight} ${px}px ${family}`

const widthIn = (context: CanvasRenderingContext2D) => (text: string) => context.measureText(text).width

function paintGround(
  context: CanvasRenderingContext2D,
  colour: string,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): void {
  context.fillStyle = colour
  context.beginPath()
  context.roundRect(x, y, width, height, radius)
  context.fill()
}

function paintLines(
  context: CanvasRenderingContext2D,
  lines: readonly string[],
  middle: number,
  top: number,
  lineHeight: number,
): void {
  context.fillStyle = ink
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (const [index, line] of lines.entries()) context.fillText(line, middle, top + index * lineHeight)
}

function paintSign(
  context: CanvasRenderingContext2D,
  sign: string,
  x: number,
  y: number,
  sizePx: number,
  colour: string,
): void {
  context.save()
  context.translate(x - sizePx / 2, y - sizePx / 2)
  context.scale(sizePx / iconGrid, sizePx / iconGrid)
  Object.assign(context, { strokeStyle: colour, lineWidth: 1.75, lineCap: 'round', lineJoin: 'round' })
  context.stroke(new Path2D(sign))
  context.restore()
}
