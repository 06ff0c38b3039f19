// A visitor's browser: a fresh process with an empty profile for every visit, of one screen, on one network. What floats over the
// pictures is hidden from the start, so that every engine is measured by its picture alone.
import { type CDPSession, chromium, type Page } from 'playwright-core'
import { chromiumPath } from '#test/support/chromium.ts'
import { probeGl } from './gl-probe.ts'

export interface Screen {
  width: number
  height: number
  ratio: number
  touch: boolean
}

export interface Network {
  downloadBytesPerSecond: number
  roundTripMs: number
}

export const desk: Screen = { width: 1280, height: 720, ratio: 1, touch: false }
export const phone: Screen = { width: 390, height: 844, ratio: 2, touch: true }
const fourG: Network = { downloadBytesPerSecond: 10e6 / 8, roundTripMs: 60 }
const slow3g: Network = { downloadBytesPerSecond: 400e3 / 8, roundTripMs: 400 }

export const profiles = {
  unthrottled: { title: 'unthrottled, 1280×720', screen: desk, network: undefined },
  '4g': { title: '4G (10 Mbit/s, 60 ms), 1280×720', screen: desk, network: fourG },
  slow_3g: { title: 'slow 3G (400 kbit/s, 400 ms), 1280×720', screen: desk, network: slow3g },
  phone: { title: 'phone, 390×844 at 2×, 4G', screen: phone, network: fourG },
} satisfies { [name: string]: { title: string; screen: Screen; network: Network | undefined } }
export type ProfileName = keyof typeof profiles
export const profileNames = Object.keys(profiles).filter((name): name is ProfileName => name in profiles)

export interface Visitor {
  page: Page
  cdp: CDPSession
  /** CPU seconds so far, by kind of process. */
  cpuSeconds(): Promise<{ gpu: number; renderer: number }>
  close(): Promise<void>
}

export async function openVisitor(screen: Screen, { network, probe }: { network?: Network; probe?: boolean } = {}) {
  // The ratio of the process, not of an emulation: only so the screencast has all device pixels.
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    // The bench's own end: the browser ends with it.
    handleSIGTERM: false,
    args: [
      ...['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
      ...[`--force-device-scale-factor=${screen.ratio}`, `--window-size=${screen.width},${screen.height}`],
    ],
  })
  const context = await browser.newContext({ viewport: null })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  const { width, height, touch } = screen
  await cdp.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 0, mobile: touch })
  if (touch) await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true })
  await wakeGraphics(page)
  await cdp.send('Network.enable')
  if (network) await throttle(cdp, network)
  await page.addInitScript(hideInterface)
  if (probe) await page.addInitScript(probeGl)
  const processes = await browser.newBrowserCDPSession()
  const visitor: Visitor = {
    page,
    cdp,
    async cpuSeconds() {
      const { processInfo } = await processes.send('SystemInfo.getProcessInfo')
      const of = (type: string) =>
        processInfo.filter((each) => each.type === type).reduce((sum, { cpuTime }) => sum + cpuTime, 0)
      return { gpu: of('GPU'), renderer: of('renderer') }
    },
    close: () => browser.close(),
  }
  return visitor
}

/** A browser in use has its graphics process running; its start is nobody's merit. */
async function wakeGraphics(page: Page): Promise<void> {
  await page.setContent('<canvas id="c"></canvas>')
  await page.evaluate(async () => {
    const gl = document.querySelector('canvas')?.getContext('webgl2')
    gl?.clear(gl.COLOR_BUFFER_BIT)
    gl?.finish()
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  })
}

function throttle(cdp: CDPSession, { downloadBytesPerSecond, roundTripMs }: Network): Promise<unknown> {
  return cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: roundTripMs,
    downloadThroughput: downloadBytesPerSecond,
    uploadThroughput: downloadBytesPerSecond,
  })
}

/** Runs in the page. Everything keeps its place and its work, but only pictures are painted. */
function hideInterface(): void {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('body * { visibility: hidden !important } canvas { visibility: visible !important }')
  document.adoptedStyleSheets = [sheet]
}
