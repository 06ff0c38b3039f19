// The floor plan over the picture: dots for the scenes, a cone for what is in sight, tabs for the levels; small in a corner or large.
// Fetched when it is opened.
import { fovOfSides } from '#tour/angles.ts'
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { iconButton, icons, make, nameButton, setAttributes } from '../ui/dom.ts'
import { PanZoom } from './pan-zoom.ts'
import style from './plan.css?inline'
import { conePath, type Plan, plansOf, radarDegrees } from './plans.ts'

const svg = 'http://www.w3.org/2000/svg'
const coneRadius = 46
const larger = 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7'
const smaller = 'M19 10h-5V5M14 10l6-6M5 14h5v5M10 14l-6 6'
/** Left of the stage's height for the head of the plan, the dock and the edges. */
const aroundLargePx = 190
const smallPx = 170

export class PlanView {
  readonly element = make('section', { class: 'pv-plan pv-pill', hidden: true })
  readonly #stage: TourStage
  readonly #plans: Plan[]
  readonly #tabs: HTMLButtonElement[]
  readonly #size = iconButton(larger, () => this.enlarge(!this.#isLarge))
  readonly #close: HTMLButtonElement
  readonly #sheet = make('div', { class: 'pv-plan-sheet' })
  readonly #field = make('div', { class: 'pv-plan-field' }, this.#sheet)
  readonly #panZoom = new PanZoom(this.#field, this.#sheet)
  readonly #cone = document.createElementNS(svg, 'svg')
  readonly #sector = document.createElementNS(svg, 'path')
  readonly #endings: (() => void)[]
  #dots = new Map<string, HTMLButtonElement>()
  #shown: Plan | undefined
  #isLarge = false

  constructor(stage: TourStage, onClose: () => void) {
    this.#stage = stage
    adoptStyle(stage.root, style)
    this.#plans = plansOf(stage.tour)
    this.#close = iconButton(icons.close, onClose)
    this.#tabs = this.#plans.map((plan) => {
      const tab = make('button', { type: 'button', class: 'pv-plan-tab' })
      tab.addEventListener('click', () => this.#show(plan))
      return tab
    })
    const tabs = make('div', { class: 'pv-plan-tabs', role: 'group', hidden: this.#tabs.length < 2 }, ...this.#tabs)
    this.element.append(make('div', { class: 'pv-plan-head' }, tabs, this.#size, this.#close), this.#field)
    setAttributes(this.#cone, { class: 'pv-plan-cone', viewBox: '-50 -50 100 100', 'aria-hidden': 'true' })
    this.#cone.append(this.#sector)
    const observer = new ResizeObserver(() => this.#fit())
    observer.observe(stage.element)
    this.#endings = [
      () => observer.disconnect(),
      stage.on('scene', () => this.#follow()),
      stage.on('arrived', () => this.#aim()),
      stage.on('view', () => this.#aim()),
    ]
    this.rename()
    this.#follow()
  }

  open(): void {
    this.element.hidden = false
    this.#follow()
  }

  enlarge(isLarge: boolean): void {
    this.#isLarge = isLarge
    this.element.toggleAttribute('data-large', isLarge)
    this.#panZoom.isOn = isLarge
    this.#panZoom.reset()
    this.#size.replaceChildren(...iconButton(isLarge ? smaller : larger, () => {}).children)
    this.rename()
    this.#fit()
  }

  rename(): void {
    const { words } = this.#stage
    this.element.setAttribute('aria-label', words.say('viewer.plan'))
    nameButton(this.#close, words.say('viewer.close'))
    nameButton(this.#size, words.say(this.#isLarge ? 'viewer.plan_smaller' : 'viewer.plan_larger'))
    this.#tabs.forEach((tab, index) => {
      const name = words.read(this.#plans[index]?.name) || words.say('viewer.unnamed_level', { number: index + 1 })
      tab.textContent = name
    })
    for (const [sceneId, dot] of this.#dots) {
      const name = this.#nameOf(sceneId)
      nameButton(dot, name)
      dot.replaceChildren(make('span', { class: 'pv-plan-name' }, name))
    }
  }

  destroy(): void {
    for (const end of this.#endings) end()
    this.element.remove()
  }

  /** The plan on which the visitor is comes by itself. */
  #follow(): void {
    const { id } = this.#stage.scene
    const has = (plan: Plan | undefined) => plan?.places.some(({ sceneId }) => sceneId === id)
    const plan = has(this.#shown) ? this.#shown : (this.#plans.find(has) ?? this.#shown ?? this.#plans[0])
    if (plan && plan !== this.#shown) this.#show(plan)
    else this.#mark()
  }

  #mark(): void {
    const { id } = this.#stage.scene
    for (const [sceneId, dot] of this.#dots) setAttributes(dot, { 'aria-current': sceneId === id ? 'true' : undefined })
    this.#aim()
  }

  #show(plan: Plan): void {
    this.#shown = plan
    this.#tabs.forEach((tab, index) => {
      const isShown = this.#plans[index] === plan
      tab.setAttribute('aria-pressed', String(isShown))
      if (isShown) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    })
    const picture = plan.pictureUrl
      ? make('img', { src: plan.pictureUrl, alt: '', draggable: 'false' })
      : roomsPicture(plan)
    this.#dots = new Map(plan.places.map((place) => [place.sceneId, this.#dot(place)]))
    this.#sheet.style.setProperty('--pv-aspect', String(plan.aspect))
    this.element.toggleAttribute('data-drawn', plan.pictureUrl === '')
    this.#sheet.replaceChildren(picture, this.#cone, ...this.#dots.values())
    this.#panZoom.reset()
    this.rename()
    this.#mark()
  }

  #dot({ sceneId, x, y }: { sceneId: string; x: number; y: number }): HTMLButtonElement {
    const dot = make('button', { type: 'button', class: 'pv-plan-dot', 'data-scene-id': sceneId })
    dot.style.left = `${x * 100}%`
    dot.style.top = `${y * 100}%`
    dot.addEventListener('click', () => {
      if (this.#isLarge) this.enlarge(false)
      void this.#stage.enterScene(sceneId, { isStep: true })
    })
    return dot
  }

  #aim(): void {
    const { scene, panorama } = this.#stage
    const plan = this.#shown
    const place = plan?.places.find(({ sceneId }) => sceneId === scene.id)
    const isAimed = plan && place && 'panorama' in scene
    this.#cone.toggleAttribute('hidden', !isAimed)
    if (!isAimed) return
    const { widthPx, heightPx } = panorama.camera
    const { yawDegrees, fovDegrees } = panorama.view
    const { width } = fovOfSides(fovDegrees, widthPx / Math.max(1, heightPx))
    this.#sector.setAttribute('d', conePath(width, coneRadius))
    const turn = radarDegrees(plan, scene.pose.headingDegrees, yawDegrees)
    this.#sector.setAttribute('transform', `rotate(${turn.toFixed(1)})`)
    this.#cone.style.left = `${place.x * 100}%`
    this.#cone.style.top = `${place.y * 100}%`
  }

  #fit(): void {
    const { clientHeight } = this.#stage.element
    const heightPx = this.#isLarge
      ? Math.max(smallPx, clientHeight - aroundLargePx)
      : Math.min(smallPx, clientHeight / 3)
    this.element.style.setProperty('--pv-plan-height', `${Math.round(heightPx)}px`)
  }

  #nameOf(sceneId: string): string {
    const scene = this.#stage.sceneById(sceneId)
    return scene ? this.#stage.nameOf(scene) : ''
  }
}

function roomsPicture({ rooms, aspect }: Plan): SVGSVGElement {
  const picture = document.createElementNS(svg, 'svg')
  setAttributes(picture, { viewBox: `0 0 ${aspect * 100} 100`, 'aria-hidden': 'true', class: 'pv-plan-rooms' })
  for (const { points } of rooms) {
    const room = document.createElementNS(svg, 'polygon')
    room.setAttribute(
      'points',
      points.map(({ x, y }) => `${(x * aspect * 100).toFixed(2)},${(y * 100).toFixed(2)}`).join(' '),
    )
    picture.append(room)
  }
  return picture
}
