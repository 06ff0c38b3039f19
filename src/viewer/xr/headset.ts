// A tour in a headset: a WebXR session that draws through the panorama's own graphics context. Loaded when somebody asks for it; must
// be started from a press of a button, because browsers let nobody else in.
import type { TourStage } from '../stage.ts'
import { clearFrame } from './brush.ts'
import { forwardOfPose } from './matrices.ts'
import { Visit } from './visit.ts'
import type { XrFrame, XrInputSource, XrLayer, XrSelectEvent, XrSession, XrSpace } from './webxr.ts'

/** 'denied' where the person or the page around forbids it, 'failed' where the headset doesn't start. */
export type Entry = 'on' | 'denied' | 'failed'

/** `onEnd` is called when the visitor has left VR again, the tour being shown as usual. */
export async function enterHeadset(stage: TourStage, onEnd: () => void): Promise<Entry> {
  const session = await askForSession()
  if (typeof session === 'string') return session
  const { panorama } = stage
  try {
    const gl = panorama.glContext
    await gl.makeXRCompatible?.()
    await panorama.suspend()
    const space = await session.requestReferenceSpace('local')
    const layer = layerOf(session, gl)
    session.updateRenderState({ baseLayer: layer })
    const shown = new HeadsetVisit(stage, { session, space, layer, gl })
    session.addEventListener('end', () => {
      shown.end()
      onEnd()
    })
    return 'on'
  } catch {
    await session.end().catch(() => {})
    panorama.resume()
    return 'failed'
  }
}

async function askForSession(): Promise<XrSession | Exclude<Entry, 'on'>> {
  try {
    const session = await navigator.xr?.requestSession('immersive-vr')
    return session ?? 'failed'
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    return name === 'SecurityError' || name === 'NotAllowedError' ? 'denied' : 'failed'
  }
}

/** Nothing here has an edge that would need smoothing, nor a depth. */
function layerOf(session: XrSession, gl: WebGL2RenderingContext): XrLayer {
  if (!window.XRWebGLLayer) throw new Error('no WebXR layers')
  return new window.XRWebGLLayer(session, gl, { antialias: false, depth: false, stencil: false, alpha: false })
}

interface Means {
  session: XrSession
  space: XrSpace
  layer: XrLayer
  gl: WebGL2RenderingContext
}

class HeadsetVisit {
  readonly #stage: TourStage
  readonly #means: Means
  readonly #visit: Visit
  readonly #forward = new Float32Array(3)
  readonly #head = new Float32Array(3)
  #isOver = false

  constructor(stage: TourStage, means: Means) {
    this.#stage = stage
    this.#means = means
    const { session } = means
    this.#visit = new Visit(stage, () => void session.end().catch(() => {}))
    session.addEventListener('select', (event) => this.#select(event))
    session.requestAnimationFrame(this.#draw)
  }

  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    const { panorama } = this.#stage
    const view = this.#visit.end()
    this.#means.gl.bindFramebuffer(this.#means.gl.FRAMEBUFFER, null)
    panorama.view = view
    panorama.resume()
  }

  readonly #draw = (now: number, frame: XrFrame): void => {
    if (this.#isOver) return
    const { session, space, layer, gl } = this.#means
    session.requestAnimationFrame(this.#draw)
    const pose = frame.getViewerPose(space)
    if (!pose || gl.isContextLost()) return
    const { matrix } = pose.transform
    forwardOfPose(this.#forward, matrix)
    for (let axis = 0; axis < 3; axis++) this.#head[axis] = matrix[12 + axis] ?? 0
    this.#visit.beginFrame(now, this.#forward, this.#head)
    let hand = 0
    for (const source of session.inputSources) {
      if (isHand(source)) this.#visit.point(hand++, frame.getPose(source.targetRaySpace, space)?.transform.matrix)
    }
    for (; hand < 2; hand++) this.#visit.point(hand, undefined)
    this.#visit.aim()
    clearFrame(gl, layer.framebuffer)
    for (const view of pose.views) {
      const viewport = layer.getViewport(view)
      if (!viewport || viewport.width === 0) continue
      this.#visit.drawEye(layer.framebuffer, viewport, view.projectionMatrix, view.transform.inverse.matrix)
    }
  }

  #select({ frame, inputSource }: XrSelectEvent): void {
    const pose = frame.getPose(inputSource.targetRaySpace, this.#means.space)
    const hands = [...this.#means.session.inputSources].filter(isHand)
    const index = hands.indexOf(inputSource)
    this.#visit.select(pose?.transform.matrix, index < 0 ? undefined : index)
  }
}

const isHand = ({ targetRayMode }: XrInputSource) => targetRayMode === 'tracked-pointer'
