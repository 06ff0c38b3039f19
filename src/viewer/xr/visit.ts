// A visit of the tour in VR, whatever shows it: which way the scene lies around the head, what one points at and chooses, the change
// of scenes, the picture of each eye. Headset and cardboard feed it once per frame; it keeps no loop and touches no session.
import { turnDegrees, wrapDegrees } from '#tour/angles.ts'
import type { PanoramaSource, PublishedScene } from '#tour/published.ts'
import type { View } from '#tour/view.ts'
import type { Eye } from '../engine/panorama.ts'
import type { TourStage } from '../stage.ts'
import { Blink } from './blink.ts'
import { Brush, type Colour, dark } from './brush.ts'
import { Dwell } from './dwell.ts'
import { Hand } from './hand.ts'
import { forwardOfPose, pitchOf, turnedView, yawOf } from './matrices.ts'
import { Plane } from './plane.ts'
import { Surroundings } from './surroundings.ts'
import type { Thing } from './thing.ts'

const light: Colour = [0.95, 0.96, 0.97]
const gold: Colour = [0.95, 0.72, 0.02]
const mostHands = 2
const ringRadius = 0.03
/** A round thing wears the ring itself. */
const roundRing = 1.5
/** The dot of the gaze shows when something to choose is as near as this. */
const nearCosine = Math.cos((14 * Math.PI) / 180)
/** What follows the view outside (sounds, the address) hears of turns from this on. */
const toldDegrees = 1
/** Steeper than this a yaw says little. */
const steepDegrees = 72

export class Visit {
  readonly #stage: TourStage
  readonly #brush: Brush
  readonly #surroundings: Surroundings
  readonly #before: View
  readonly #blink = new Blink()
  readonly #dwell = new Dwell<Thing>()
  readonly #hands = Array.from({ length: mostHands }, () => new Hand())
  readonly #forward = new Float32Array([0, 0, -1])
  readonly #head = new Float32Array(3)
  readonly #selected = new Float32Array(3)
  readonly #gazePlane = new Plane()
  readonly #sceneView = new Float32Array(16)
  readonly #eye: Eye & { view: Float32Array }
  readonly #isPointedAt = (thing: Thing) => {
    for (const hand of this.#hands) if (hand.thing === thing) return true
    return thing === this.#gazed
  }
  readonly #endings: (() => void)[]
  /** Compass degrees of the session's −z; known from the first frame on. */
  #northDegrees: number | undefined
  /** The scene's yaw is the session's plus this. */
  #turnDegrees = 0
  #yawDegrees = 0
  #toldYaw = Number.NaN
  #toldPitch = 0
  #source: PanoramaSource | undefined
  #gazed: Thing | undefined
  #isSharp = false
  #darkness = 0
  #now = 0

  /** The panorama must be suspended. `leave` is called when the visitor asks for it, or nothing can be shown any more. */
  constructor(stage: TourStage, leave: () => void) {
    const { panorama } = stage
    this.#stage = stage
    this.#before = panorama.view
    this.#brush = new Brush(panorama.glContext)
    this.#eye = {
      framebuffer: null,
      viewport: { x: 0, y: 0, width: 0, height: 0 },
      projection: this.#sceneView,
      view: this.#sceneView,
    }
    this.#surroundings = new Surroundings({
      stage,
      brush: this.#brush,
      enter: (sceneId) => this.#enter(sceneId),
      toStart: () => this.#toStart(),
      leave,
    })
    this.#endings = [
      panorama.on('contextLost', leave),
      stage.on('scene', (scene) => {
        if (!('panorama' in scene)) leave()
      }),
    ]
    panorama.lookAround = true
  }

  /** First in a frame: where the head looks (a unit vector) and where it is. */
  beginFrame(now: number, forward: ArrayLike<number>, head?: ArrayLike<number>): void {
    this.#now = now
    for (let axis = 0; axis < 3; axis++) {
      this.#forward[axis] = forward[axis] ?? 0
      this.#head[axis] = head?.[axis] ?? 0
    }
    if (Math.abs(pitchOf(forward)) < steepDegrees) this.#yawDegrees = yawOf(forward)
    this.#follow()
    this.#tell()
    this.#darkness = this.#blink.advance(now, this.#isSharp)
    this.#isSharp = true
  }

  /** A hand in this frame, by the pose of its ray; undefined where it isn't seen. */
  point(index: number, pose: ArrayLike<number> | undefined): void {
    this.#hands[index]?.follow(pose, this.#head, this.#now)
  }

  /** Last before the eyes: what is pointed at, and what was looked at long enough. */
  aim(): void {
    let isHandUsed = false
    for (const hand of this.#hands) {
      const before = hand.thing
      hand.thing = hand.points(this.#now) ? this.#thingAt(hand.direction) : undefined
      isHandUsed ||= hand.points(this.#now)
      if (hand.thing && hand.thing !== before) hand.thing.approach?.()
    }
    const before = this.#gazed
    this.#gazed = isHandUsed ? undefined : this.#thingAt(this.#forward)
    if (this.#gazed && this.#gazed !== before) this.#gazed.approach?.()
    this.#gazePlane.turnTo(this.#forward)
    this.#surroundings.advance(this.#forward, this.#isPointedAt)
    // What was chosen in the scene before stays chosen: nobody goes twice for looking at one thing.
    if (this.#blink.isOpen) this.#dwell.look(this.#gazed, this.#now)?.choose?.()
  }

  /** Draws one eye; its frame was cleared. Matrices as WebXR gives them. */
  drawEye(
    framebuffer: WebGLFramebuffer | null,
    viewport: Eye['viewport'],
    projection: Float32Array,
    view: Float32Array,
  ): void {
    turnedView(this.#sceneView, view, this.#turnDegrees)
    this.#eye.framebuffer = framebuffer
    this.#eye.viewport = viewport
    this.#eye.projection = projection
    if (!this.#stage.panorama.drawEye(this.#eye)) this.#isSharp = false
    this.#brush.begin(projection, view)
    if (this.#darkness < 1) {
      this.#surroundings.draw()
      this.#drawPointers()
    }
    if (this.#darkness > 0) this.#brush.veil(dark, this.#darkness)
  }

  /** A trigger, a pinch, a tap: chooses what the pose's ray points at, or what is looked at. */
  select(pose?: ArrayLike<number>, index?: number): void {
    if (pose) forwardOfPose(this.#selected, pose)
    else this.#selected.set(this.#forward)
    if (index !== undefined) this.#hands[index]?.touch(this.#now)
    const thing = this.#thingAt(this.#selected)
    if (!thing) {
      this.#surroundings.closePanel()
      return
    }
    this.#dwell.done()
    thing.choose?.()
  }

  /** Returns the view to go on with outside: where the visitor looked last, as upright and wide as before. */
  end(): View {
    for (const end of this.#endings) end()
    this.#surroundings.closePanel()
    this.#brush.destroy()
    const { pitchDegrees, fovDegrees } = this.#before
    return { yawDegrees: wrapDegrees(this.#yawDegrees + this.#turnDegrees), pitchDegrees, fovDegrees }
  }

  #thingAt(direction: ArrayLike<number>): Thing | undefined {
    return this.#blink.isOpen ? this.#surroundings.thingAt(direction) : undefined
  }

  #drawPointers(): void {
    const { share } = this.#dwell
    let isHandUsed = false
    for (const hand of this.#hands) {
      if (!hand.points(this.#now)) continue
      isHandUsed = true
      this.#brush.beam(hand.middle, hand.across, hand.along, hand.thing ? gold : light)
      this.#brush.ring(hand.plane, ringRadius, 0, light, 1)
    }
    if (isHandUsed) return
    const gazed = this.#gazed
    if (gazed?.isRound) this.#brush.ring(gazed.plane, gazed.reach.halfWidth * gazed.scale * roundRing, share, light, 1)
    if (this.#surroundings.nearness(this.#forward) < nearCosine) return
    this.#brush.ring(this.#gazePlane, ringRadius, gazed && !gazed.isRound ? share : 0, light, 1)
  }

  /** Another scene is on screen: it lies around the head so that the compass keeps. */
  #follow(): void {
    const { panorama } = this.#stage
    if (panorama.source === this.#source && this.#northDegrees !== undefined) return
    this.#source = panorama.source
    const scene = this.#sceneOnScreen()
    this.#northDegrees ??= scene.pose.headingDegrees + this.#before.yawDegrees - this.#yawDegrees
    this.#turnDegrees = wrapDegrees(this.#northDegrees - scene.pose.headingDegrees)
    this.#gazed = undefined
    this.#isSharp = false
    for (const hand of this.#hands) hand.thing = undefined
    this.#surroundings.showScene(scene, this.#turnDegrees)
  }

  #sceneOnScreen(): PublishedScene {
    const { tour, scene } = this.#stage
    const isShown = (each: PublishedScene) => 'panorama' in each && each.panorama === this.#source
    return isShown(scene) ? scene : (tour.scenes.find(isShown) ?? scene)
  }

  /** The rest of the viewer follows the head, but not every tremble of it. */
  #tell(): void {
    const yawDegrees = wrapDegrees(yawOf(this.#forward) + this.#turnDegrees)
    const pitchDegrees = pitchOf(this.#forward)
    const isTold =
      Math.abs(turnDegrees(this.#toldYaw, yawDegrees)) < toldDegrees &&
      Math.abs(this.#toldPitch - pitchDegrees) < toldDegrees
    if (isTold) return
    this.#toldYaw = yawDegrees
    this.#toldPitch = pitchDegrees
    this.#stage.panorama.view = { yawDegrees, pitchDegrees, fovDegrees: this.#before.fovDegrees }
  }

  #enter(sceneId: string): void {
    this.#stage.expectScene(sceneId)
    this.#blink.close(this.#now, () => this.#cutTo(sceneId))
  }

  /** The first scene, with what it shows first before the eyes, whichever way they look. */
  #toStart(): void {
    const { tour } = this.#stage
    const start = this.#stage.sceneById(tour.start)
    if (!start || !('panorama' in start)) return
    this.#blink.close(this.#now, () => {
      this.#northDegrees = start.pose.headingDegrees + start.view.yawDegrees - this.#yawDegrees
      this.#source = undefined
      this.#cutTo(start.id)
    })
  }

  #cutTo(sceneId: string): void {
    void this.#stage.enterScene(sceneId, { isCut: true, isStep: true })
    this.#isSharp = false
    this.#follow()
  }
}
