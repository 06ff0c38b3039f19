// Everything around a visitor in VR that is not the panorama: the hotspots of the scene, the panel that one reads, the menu at the
// feet. Knows where it is and what choosing it does; who points and when is the visit's.
import { toRadians } from '#tour/angles.ts'
import type { PublishedScene } from '#tour/published.ts'
import { type BoundHotspot, bindHotspot } from '../hotspots/kinds.ts'
import type { TourStage } from '../stage.ts'
import { icons } from '../ui/dom.ts'
import type { Brush } from './brush.ts'
import { type Deed, deedOf } from './deeds.ts'
import { pitchOf } from './matrices.ts'
import { Panel } from './panel.ts'
import { paintButton, paintSpot, type Style, spotRadius, styleOf } from './pictures.ts'
import { Plane } from './plane.ts'
import { grow, nearest, type Thing, thingAt } from './thing.ts'

export interface SurroundingsOptions {
  stage: TourStage
  brush: Brush
  enter(sceneId: string): void
  toStart(): void
  leave(): void
}

const homeSign = 'M4 11.5 12 4.5l8 7M6.5 9.8V19h11V9.8'
const leaveSign = 'M10 5H5v14h5M14 8l4 4-4 4M18 12H9'

/** The menu lies before the feet; it is seen, and can be chosen, when one looks down. */
const menuPitchDegrees = -52
const menuHeight = Math.sin(toRadians(menuPitchDegrees))
const menuLevel = Math.cos(toRadians(menuPitchDegrees))
const menuAppears = { fromDegrees: -16, toDegrees: -30 }
const panelPitch = { lowest: -8, highest: 12 }
const panelReach = Math.cos(toRadians(62))
/** What lies behind an open panel. */
const dimmed = 0.14

export class Surroundings {
  readonly style: Style
  readonly #options: SurroundingsOptions
  readonly #menu: Thing[]
  readonly #menuPlane = new Plane(0, menuPitchDegrees)
  readonly #before = new Float32Array(3)
  #spots: Thing[] = []
  #panel: Panel | undefined

  constructor(options: SurroundingsOptions) {
    this.#options = options
    this.style = styleOf(options.stage.element)
    this.#menu = this.#makeMenu()
  }

  /** Shows the hotspots of a scene whose yaw 0 lies `turnDegrees` to the left of the session's own. */
  showScene(scene: PublishedScene, turnDegrees: number): void {
    this.closePanel()
    this.#forget()
    const { stage } = this.#options
    this.#spots = scene.hotspots.flatMap((hotspot) => {
      const deed = deedOf(hotspot, stage)
      const bound = deed && bindHotspot(hotspot, stage)
      return deed && bound ? [this.#makeSpot(bound, deed, hotspot.yawDegrees - turnDegrees)] : []
    })
  }

  closePanel(): void {
    this.#panel?.destroy()
    this.#panel = undefined
  }

  /** What a direction means. */
  thingAt(direction: ArrayLike<number>): Thing | undefined {
    return (
      (this.#panel && thingAt(this.#panel.things, direction)) ??
      thingAt(this.#menu, direction) ??
      this.#spotAt(direction)
    )
  }

  /** Cosine of the angle between a direction and the nearest thing to choose. */
  nearness(direction: ArrayLike<number>): number {
    let best = nearest(this.#menu, direction)
    if (this.#panel) best = Math.max(best, nearest(this.#panel.things, direction))
    else best = Math.max(best, nearest(this.#spots, direction))
    return best
  }

  /** Once per frame, with the direction of sight. */
  advance(forward: ArrayLike<number>, isPointedAt: (thing: Thing) => boolean): void {
    const pitch = pitchOf(forward)
    const { fromDegrees, toDegrees } = menuAppears
    const shown = Math.min(1, Math.max(0, (pitch - fromDegrees) / (toDegrees - fromDegrees)))
    // Only while nobody sees it: nothing moves before the eyes.
    if (shown === 0) this.#layMenu(forward)
    for (const thing of this.#menu) thing.opacity = shown
    grow(this.#menu, isPointedAt)
    grow(this.#spots, isPointedAt)
    // Who turns away has read it.
    if (this.#panel && this.#panel.plane.cosineTo(forward) < panelReach) this.closePanel()
    for (const spot of this.#spots) spot.opacity = this.#panel ? dimmed : 1
    if (this.#panel) grow(this.#panel.things, isPointedAt)
  }

  /** Over the panorama, for the eye that the brush has begun. */
  draw(): void {
    for (const spot of this.#spots) this.#draw(spot, spot.scale)
    for (const button of this.#menu) this.#draw(button, 1 + (button.scale - 1) / 4)
    if (this.#panel) for (const thing of this.#panel.things) this.#draw(thing, 1 + (thing.scale - 1) / 4)
  }

  #layMenu(forward: ArrayLike<number>): void {
    const level = Math.hypot(forward[0] ?? 0, forward[2] ?? 0)
    if (level < 1e-3) return
    this.#before[0] = ((forward[0] ?? 0) / level) * menuLevel
    this.#before[1] = menuHeight
    this.#before[2] = ((forward[2] ?? 0) / level) * menuLevel
    this.#menuPlane.turnTo(this.#before)
  }

  #spotAt(direction: ArrayLike<number>): Thing | undefined {
    return this.#panel ? undefined : thingAt(this.#spots, direction)
  }

  #draw({ plane, box, picture, opacity }: Thing, scale: number): void {
    if (opacity > 0) this.#options.brush.picture(picture, plane, box, scale, opacity)
  }

  #forget(): void {
    for (const { picture } of this.#spots) this.#options.brush.deletePicture(picture)
    this.#spots = []
  }

  #makeSpot(bound: BoundHotspot, deed: Deed, yawDegrees: number): Thing {
    const { brush } = this.#options
    const { hotspot } = bound
    const leadsOn = deed.does === 'enter'
    const sign = bound.sign || (leadsOn ? icons.walk : icons.info)
    const { canvas, box } = paintSpot(sign, bound.label(), leadsOn, this.style)
    return {
      plane: new Plane(yawDegrees, hotspot.pitchDegrees),
      box,
      picture: brush.createPicture(canvas),
      reach: { x: 0, y: 0, halfWidth: spotRadius, halfHeight: spotRadius },
      isRound: true,
      opacity: 1,
      scale: 1,
      choose: () => this.#act(bound, deed, yawDegrees),
      approach: () => bound.approach(),
    }
  }

  #act(bound: BoundHotspot, deed: Deed, yawDegrees: number): void {
    const { stage, enter, brush } = this.#options
    const { hotspot } = bound
    // What sounds says so by itself.
    if (deed.does === 'sound') {
      bound.activate?.(() => {})
      return
    }
    stage.emit('hotspot', hotspot)
    if (deed.does === 'enter') {
      enter(deed.sceneId)
      return
    }
    this.closePanel()
    const pitchDegrees = Math.min(panelPitch.highest, Math.max(panelPitch.lowest, hotspot.pitchDegrees))
    const title = deed.title || bound.label()
    this.#panel = new Panel(
      { yawDegrees, pitchDegrees },
      { ...deed, title },
      {
        brush,
        style: this.style,
        words: stage.words,
        close: () => this.closePanel(),
      },
    )
  }

  #makeMenu(): Thing[] {
    const { stage, brush, toStart, leave } = this.#options
    const wanted = [
      { sign: homeSign, name: stage.words.say('viewer.vr_start'), choose: toStart },
      { sign: leaveSign, name: stage.words.say('viewer.vr_leave'), choose: leave },
    ]
    return wanted.map(({ sign, name, choose }, index) => {
      const { canvas, box } = paintButton(sign, name, this.style, { x: 0, y: 0.06 - 0.12 * index })
      return {
        plane: this.#menuPlane,
        box,
        picture: brush.createPicture(canvas),
        reach: box,
        opacity: 0,
        scale: 1,
        choose,
      }
    })
  }
}
