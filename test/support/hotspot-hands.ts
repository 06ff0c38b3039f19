// Hands and eyes for tests of hotspots: opening a tour at a place, pressing, dragging, and reading where things are drawn.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { decodeImage } from './reference-cube.ts'
import type { ServedTour } from './viewer-tour.ts'

export const pictureSize = { width: 1000, height: 640 }

export interface Opening extends BrowserContextOptions {
  /** A script that runs before the page's own. */
  before?: string
}

/** The tour at a place, once everything there is sharp. */
export async function openTour(
  browser: Browser,
  { server }: ServedTour,
  hash = '',
  { before, ...options }: Opening = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: pictureSize, ...options })
  const page = await context.newPage()
  if (before) await page.addInitScript(before)
  page.setDefaultTimeout(20_000)
  server.asked.length = 0
  await page.goto(`${server.url}/${hash}`)
  await settled(page)
  return page
}

export const settled = (page: Page) => page.waitForSelector('[data-settled=true]')

/** With the mouse, in the middle of what can be pressed. */
export async function press(page: Page, id: string): Promise<void> {
  const box = await page.locator(`[data-hotspot="${id}"]`).boundingBox()
  await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2)
}

export const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-hotspot') ?? null)

/** The corners of what is drawn as SVG. */
export async function pointsOf(page: Page, id: string): Promise<{ x: number; y: number }[]> {
  const holder = page.locator(`path[data-hotspot="${id}"], [data-hotspot="${id}"] path`)
  const d = (await holder.getAttribute('d')) ?? ''
  return [...d.matchAll(/([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }))
}

export function nearest(point: { x: number; y: number } | undefined, points: { x: number; y: number }[]): number {
  return point ? Math.min(...points.map(({ x, y }) => Math.hypot(x - point.x, y - point.y))) : Number.POSITIVE_INFINITY
}

export const sidesOf = (elements: Element[]) =>
  elements.map((element) => {
    const { width, height } = element.getBoundingClientRect()
    return [width, height]
  })

export async function pixelAt(page: Page, x: number, y: number): Promise<number[]> {
  const clip = { x: Math.round(x), y: Math.round(y), width: 1, height: 1 }
  const { data } = await decodeImage(await page.screenshot({ clip }))
  return [...data.slice(0, 3)]
}

/** Notes what videos and sounds outside of the page are told. */
export const watchMedia = `
  window.watched = []
  for (const name of ['play', 'pause']) {
    const own = HTMLMediaElement.prototype[name]
    HTMLMediaElement.prototype[name] = function () {
      if (watched.at(-1) !== name && (name === 'play' || watched.length > 0)) watched.push(name)
      return own.call(this)
    }
  }`

export async function drag(page: Page, [fromX, fromY]: [number, number], [toX, toY]: [number, number]): Promise<void> {
  await page.mouse.move(fromX, fromY)
  await page.mouse.down()
  await page.mouse.move(toX, toY, { steps: 5 })
  await page.mouse.up()
}

export const farFrom = (colour: number[], [...other]: number[]) =>
  Math.hypot(...colour.map((part, index) => part - (other[index] ?? 0))) > 120

export const isRed = ([red = 0, green = 0]: number[]) => red > 150 && green < 90
