// The script of the page /docs/embedding: connects its frame and its element, and shows what they say. Only for that page.
import { connect, PanoqorTour } from './panoqor.ts'

const log = document.getElementById('news')
const shownLines = 12

function write(from: string, name: string, detail: unknown): void {
  if (!log) return
  const line = document.createElement('li')
  line.textContent = `${from} · ${name} ${JSON.stringify(detail)}`
  log.prepend(line)
  while (log.childElementCount > shownLines) log.lastElementChild?.remove()
}

function onPress(id: string, act: () => Promise<void> | undefined): void {
  document.getElementById(id)?.addEventListener('click', () => {
    act()?.catch((error: unknown) => write(id, 'error', String(error)))
  })
}

async function driveFrame(frame: HTMLIFrameElement): Promise<void> {
  const tour = await connect(frame)
  write('frame', 'ready', await tour.state())
  for (const name of ['scene', 'view', 'settled', 'hotspot', 'language'] as const)
    tour.on(name, (detail) => write('frame', name, detail))
  onPress('frame-next', async () => {
    const [{ sceneId }, scenes] = await Promise.all([tour.state(), tour.scenes()])
    const at = scenes.findIndex(({ id }) => id === sceneId)
    const next = scenes[(at + 1) % scenes.length]
    if (next) await tour.goTo(next.id)
  })
  onPress('frame-turn', async () => {
    const { view } = await tour.state()
    await tour.turnTo({ yawDegrees: ((view.yawDegrees + 270) % 360) - 180 }, 900)
  })
}

function driveElement(element: PanoqorTour): void {
  for (const name of ['ready', 'scene', 'settled', 'hotspot', 'language', 'error'])
    element.addEventListener(`panoqor-${name}`, (event) => {
      if (event instanceof CustomEvent) write('element', name, event.detail)
    })
  onPress('element-hotspot', async () => {
    const [first] = element.hotspots
    if (first) element.pressHotspot(first.id)
  })
  onPress('element-language', async () => {
    const next = { kk: 'ru', ru: 'en', en: 'kk' } as const
    await element.setLanguage(next[element.state?.language ?? 'en'])
  })
}

const frame = document.querySelector('iframe')
if (frame) void driveFrame(frame)
const element = document.querySelector('panoqor-tour')
if (element instanceof PanoqorTour) driveElement(element)
