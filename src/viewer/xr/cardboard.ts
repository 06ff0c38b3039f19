// A tour in glasses that hold a phone: both eyes side by side on the screen, turned by the phone's own motion. For browsers without
// WebXR. Loaded when somebody asks for it; must be started from a press of a button, because iOS asks the person for permission only
// then.
import { attachOrientation, endOrientation } from '../engine/orientation.ts'
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { iconButton, icons, make, nameButton } from '../ui/dom.ts'
import { clearFrame } from './brush.ts'
import style from './cardboard.css?inline'
import { deviceView, eyeProjection, forwardOfView } from './matrices.ts'
import { Visit } from './visit.ts'

export type Entry = 'on' | 'denied' | 'missing'

/** What each lens shows from top to bottom; common glasses show about as much. */
const eyeFovDegrees = 86
/** Between the middles of the lenses: 63 mm, as 160 CSS pixels are about an inch of a phone. */
const lensDistancePx = 396
const mostShift = 0.3

/** `onEnd` is called when the visitor has left it again, the tour being shown as usual. */
export async function enterCardboard(stage: TourStage, onEnd: () => void): Promise<Entry> {
  const { panorama } = stage
  const view = panorama.view
  // It asks for the permission, and knows where there is no sensor.
  const answer = await attachOrientation(panorama)
  endOrientation(panorama)
  panorama.view = view
  if (answer !== 'on') return answer
  const screen = new WholeScreen(stage.element)
  await Promise.all([panorama.suspend(), screen.enter()])
  new Cardboard(stage, screen, onEnd)
  return 'on'
}

class Cardboard {
  readonly #stage: TourStage
  readonly #screen: WholeScreen
  readonly #onEnd: () => void
  readonly #visit: Visit
  readonly #element = make('div', { class: 'pv-cardboard', role: 'application', tabindex: '-1' })
  readonly #listeners = new AbortController()
  readonly #angles = { alpha: 0, beta: 90, gamma: 0 }
  readonly #view = new Float32Array(16)
  readonly #forward = new Float32Array(3)
  readonly #projections = [new Float32Array(16), new Float32Array(16)]
  readonly #viewport = { x: 0, y: 0, width: 0, height: 0 }
  #request = 0
  #hasAngles = false

  constructor(stage: TourStage, screen: WholeScreen, onEnd: () => void) {
    this.#stage = stage
    this.#screen = screen
    this.#onEnd = onEnd
    this.#visit = new Visit(stage, () => this.end())
    this.#cover()
    this.#listen()
    this.#request = requestAnimationFrame(this.#draw)
  }

  end(): void {
    if (this.#listeners.signal.aborted) return
    this.#listeners.abort()
    cancelAnimationFrame(this.#request)
    const { panorama, element } = this.#stage
    panorama.view = this.#visit.end()
    this.#element.remove()
    element.removeAttribute('data-vr')
    this.#screen.leave()
    panorama.resume()
    this.#onEnd()
  }

  #cover(): void {
    const { element, root, words } = this.#stage
    adoptStyle(root, style)
    const leave = iconButton(icons.close, () => this.end(), 'pv-button pv-cardboard-leave')
    nameButton(leave, words.say('viewer.vr_leave'))
    const turn = make('p', { class: 'pv-cardboard-turn' }, words.say('viewer.vr_turn_phone'))
    this.#element.setAttribute('aria-label', words.say('viewer.vr_cardboard'))
    this.#element.append(leave, turn)
    element.dataset.vr = ''
    element.append(this.#element)
    this.#element.focus({ preventScroll: true })
  }

  #listen(): void {
    const { signal } = this.#listeners
    const moved = ({ alpha, beta, gamma }: DeviceOrientationEvent) => {
      if (alpha === null || beta === null || gamma === null) return
      this.#angles.alpha = alpha
      this.#angles.beta = beta
      this.#angles.gamma = gamma
      this.#hasAngles = true
    }
    window.addEventListener('deviceorientation', moved, { signal })
    window.addEventListener('pagehide', () => this.end(), { signal })
    // The way out of the full screen that every browser has.
    this.#screen.onLeft(() => this.end(), signal)
    this.#element.addEventListener('click', ({ target }) => target === this.#element && this.#visit.select(), {
      signal,
    })
    this.#element.addEventListener('keydown', (event) => this.#onKey(event), { signal })
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.end()
    else if (event.target === this.#element && (event.key === 'Enter' || event.key === ' ')) this.#visit.select()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  readonly #draw = (now: number): void => {
    this.#request = requestAnimationFrame(this.#draw)
    const gl = this.#stage.panorama.glContext
    if (!this.#hasAngles || gl.isContextLost()) return
    deviceView(this.#view, this.#angles, screenDegrees())
    forwardOfView(this.#forward, this.#view)
    this.#visit.beginFrame(now, this.#forward)
    this.#visit.aim()
    clearFrame(gl, null)
    const width = Math.floor(gl.drawingBufferWidth / 2)
    const height = gl.drawingBufferHeight
    // Each lens has the middle of its picture before it: infinitely far things then need no squint.
    const eyePx = this.#stage.element.clientWidth / 2
    const shift = Math.min(mostShift, Math.max(-mostShift, (eyePx - lensDistancePx) / eyePx))
    for (let eye = 0; eye < 2; eye++) {
      const projection = this.#projections[eye]
      if (!projection) continue
      eyeProjection(projection, eyeFovDegrees, width / Math.max(1, height), eye === 0 ? shift : -shift)
      this.#viewport.x = eye * width
      this.#viewport.width = width
      this.#viewport.height = height
      this.#visit.drawEye(null, this.#viewport, projection, this.#view)
    }
  }
}

/** How far the screen's content is turned against the device. */
function screenDegrees(): number {
  return screen.orientation?.angle ?? (typeof window.orientation === 'number' ? window.orientation : 0)
}

/** Full, across, and lit, as far as the browser lets it: an iPhone lets none of it. */
class WholeScreen {
  readonly #element: HTMLElement
  #light: WakeLockSentinel | undefined
  #isOurs = false

  constructor(element: HTMLElement) {
    this.#element = element
  }

  async enter(): Promise<void> {
    if (!document.fullscreenElement && this.#element.requestFullscreen) {
      this.#isOurs = await this.#element.requestFullscreen({ navigationUI: 'hide' }).then(
        () => true,
        () => false,
      )
    }
    await lockAcross()
    this.#light = await navigator.wakeLock?.request('screen').catch(() => undefined)
  }

  onLeft(left: () => void, signal: AbortSignal): void {
    const changed = () => {
      if (this.#isOurs && !document.fullscreenElement) left()
    }
    document.addEventListener('fullscreenchange', changed, { signal })
  }

  leave(): void {
    void this.#light?.release().catch(() => {})
    unlock()
    if (this.#isOurs && document.fullscreenElement) void document.exitFullscreen().catch(() => {})
  }
}

async function lockAcross(): Promise<void> {
  const { orientation } = screen
  if (!orientation || !('lock' in orientation) || typeof orientation.lock !== 'function') return
  try {
    await orientation.lock('landscape')
  } catch {
    // Not every screen can be held.
  }
}

function unlock(): void {
  try {
    screen.orientation?.unlock()
  } catch {
    // Nor every held screen be let go.
  }
}
