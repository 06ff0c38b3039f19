// The dollhouse on screen: the model fills the picture, rooms are buttons with names over it, hands turn it. Loaded when it is opened;
// made anew each time and gone without a trace when it closes.
import { clampView, wrapDegrees } from '#tour/angles.ts'
import { isSameRoom, placeOf, type Storey, storeysOf } from '#tour/places.ts'
import { type Camera, type Point, project, unproject } from '#tour/projection.ts'
import type { PublishedScene } from '#tour/published.ts'
import { lengthOf, minus } from '#tour/space.ts'
import type { View } from '#tour/view.ts'
import type { TourStage } from '../stage.ts'
import { adoptStyle } from '../ui/adopt-style.ts'
import { iconButton, icons, make, nameButton } from '../ui/dom.ts'
import style from './dollhouse.css?inline'
import { attachHands } from './hands.ts'
import { DollhouseModel, middleOf, type Room, standpointIn } from './model.ts'
import { Names } from './names.ts'
import {
  clampOrbit,
  cornersOfRooms,
  firstOrbit,
  limitsOf,
  type Orbit,
  type OrbitLimits,
  roomSeen,
  type Standpoint,
  sightOf,
  standpointOf,
} from './orbit.ts'

const flightMs = 1300
const turnMs = 500
/** Between storeys that are shown together, so that each can be looked into. */
const liftMetres = 3.2

/** The rooms that the model can show. */
export const roomsOf = ({ tour }: Pick<TourStage, 'tour'>): Room[] =>
  tour.scenes.flatMap((scene) => {
    const place = placeOf(scene)
    return place && 'panorama' in scene ? [{ scene, place, isDouble: false, isShared: false }] : []
  })

/** Of several captures in one room the one where the visitor is shows the walls, else the first. */
function withDoubles(rooms: Room[], here: PublishedScene): Room[] {
  const shown: Room[] = []
  for (const room of [...rooms].sort((a, b) => Number(b.scene === here) - Number(a.scene === here))) {
    if (!shown.some(({ place }) => isSameRoom(place, room.place))) shown.push(room)
  }
  return rooms.map((room) => ({
    ...room,
    isDouble: !shown.includes(room),
    isShared: rooms.some((other) => other !== room && isSameRoom(other.place, room.place)),
  }))
}

export class DollhouseView {
  readonly #stage: TourStage
  readonly #onClose: () => void
  readonly #rooms: Room[]
  readonly #storeys: Storey<Room>[]
  readonly #model: DollhouseModel
  readonly #ground = make('div', {
    class: 'pv-doll-ground',
    tabindex: '0',
    role: 'application',
    'aria-describedby': 'pv-doll-help',
  })
  readonly #names = new Names()
  readonly #levels = make('div', { class: 'pv-doll-levels pv-pill', role: 'group' })
  readonly #close = iconButton(icons.close, () => void this.leave(), 'pv-doll-close pv-pill')
  readonly #help = make('p', { id: 'pv-doll-help', class: 'pv-spoken' })
  readonly #element = make(
    'section',
    { class: 'pv-doll' },
    this.#ground,
    this.#help,
    this.#names.element,
    this.#levels,
    this.#close,
  )
  readonly #endings: (() => void)[] = []
  /** Index of the storey on show; undefined = all of them. */
  #shown: number | undefined
  #orbit: Orbit
  #limits: OrbitLimits
  #isOpen = true

  constructor(stage: TourStage, onClose: () => void) {
    this.#stage = stage
    this.#onClose = onClose
    this.#rooms = withDoubles(roomsOf(stage), stage.scene)
    this.#storeys = storeysOf(
      this.#rooms.map((room) => ({ ...room, levelId: room.scene.levelId })),
      ({ place }) => place,
    )
    const here = this.#roomHere
    const index = this.#storeys.findIndex(({ scenes }) => scenes.some(({ scene }) => scene === here?.scene))
    this.#shown = Math.max(0, index)
    const rooms = this.#roomsShown()
    const heading = here ? here.place.headingDegrees + stage.panorama.view.yawDegrees : 0
    const corners = cornersOfRooms(rooms.map(({ place }) => place))
    this.#orbit = firstOrbit(corners, this.#aspect, heading)
    this.#limits = limitsOf(corners, this.#orbit)
    const orbitStart = standpointOf(this.#orbit)
    this.#model = new DollhouseModel(rooms, here ? standpointIn(here, stage.panorama.view) : orbitStart)
    this.#model.onFrame = () => this.#placeNames()
    this.#open()
    void this.#fly(orbitStart, flightMs)
  }

  rename(): void {
    const { words } = this.#stage
    this.#element.setAttribute('aria-label', words.say('viewer.dollhouse'))
    this.#ground.setAttribute('aria-label', words.say('viewer.dollhouse'))
    this.#help.textContent = words.say('viewer.dollhouse_help')
    nameButton(this.#close, words.say('viewer.dollhouse_leave'))
    this.#levels.setAttribute('aria-label', words.say('viewer.dollhouse_levels'))
    this.#names.rename(({ scene }) => this.#stage.nameOf(scene))
    this.#nameLevels()
  }

  /** Back into the scene from which it was opened. */
  async leave(): Promise<void> {
    const here = this.#roomHere
    if (here) await this.#flyInto(here, this.#stage.panorama.view)
    this.close()
  }

  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    for (const end of this.#endings) end()
    const hadFocus = this.#element.matches(':focus-within')
    this.#element.remove()
    delete this.#stage.element.dataset.dollhouse
    this.#stage.panorama.canvas.inert = false
    this.#stage.panorama.drawWith(undefined)
    if (hadFocus) this.#stage.panorama.canvas.focus({ preventScroll: true })
    this.#onClose()
  }

  #open(): void {
    const { element, root, panorama, sheet } = this.#stage
    adoptStyle(root, style)
    sheet.close()
    element.dataset.dollhouse = ''
    panorama.canvas.inert = true
    panorama.canvas.after(this.#element)
    this.#makeNames()
    this.#levels.hidden = this.#storeys.length < 2
    this.#levels.append(...[...this.#storeys.keys(), undefined].map((index) => this.#levelButton(index)))
    this.#endings.push(
      attachHands(this.#element, this.#ground, {
        orbit: () => this.#orbit,
        turn: (orbit) => this.#turn(orbit),
        home: () => this.#lookAtAll(),
        point: (point) => this.#roomAt(point),
        choose: (room) => void this.#enter(room),
        hover: (room) => this.#names.mark(room),
      }),
    )
    const leave = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || sheet.isOpen || element.querySelector('.pv-menu:not([hidden])')) return
      event.stopPropagation()
      void this.leave()
    }
    element.addEventListener('keydown', leave, { capture: true })
    this.#endings.push(() => element.removeEventListener('keydown', leave, { capture: true }))
    this.#model.isSaving = this.#stage.savesData.isOn
    panorama.drawWith(this.#model)
    this.rename()
    this.#ground.focus({ preventScroll: true })
  }

  async #enter(room: Room): Promise<void> {
    const { stage, here } = { stage: this.#stage, here: this.#roomHere }
    const { scene, place } = room
    const isHere = scene === here?.scene
    const ahead: View = {
      yawDegrees: wrapDegrees(this.#orbit.headingDegrees - place.headingDegrees),
      pitchDegrees: 0,
      fovDegrees: scene.view.fovDegrees,
    }
    const view = isHere ? stage.panorama.view : clampView(ahead, this.#aspect, scene.limits)
    await this.#flyInto(room, view)
    if (!this.#isOpen) return
    if (!isHere) void stage.enterScene(scene.id, { view, isStep: true, isCut: true })
    this.close()
  }

  async #flyInto(room: Room, view: View): Promise<void> {
    this.#element.dataset.leaving = ''
    await this.#fly(standpointIn(room, view), flightMs, room)
  }

  async #fly(to: Standpoint, durationMs: number, into?: Room): Promise<void> {
    const { panorama } = this.#stage
    panorama.requestFrame()
    await this.#model.fly(to, panorama.reducedMotion ? 1 : durationMs, into)
  }

  #turn(orbit: Orbit): void {
    if ('leaving' in this.#element.dataset) return
    this.#orbit = clampOrbit(orbit, this.#limits)
    this.#model.stand(standpointOf(this.#orbit))
    this.#stage.panorama.requestFrame()
  }

  #lookAtAll(): void {
    const corners = cornersOfRooms(this.#model.rooms.map(({ place }) => place))
    this.#orbit = firstOrbit(corners, this.#aspect, this.#orbit.headingDegrees)
    this.#limits = limitsOf(corners, this.#orbit)
    void this.#fly(standpointOf(this.#orbit), turnMs)
  }

  #show(index: number | undefined): void {
    this.#shown = index
    this.#model.rooms = this.#roomsShown()
    this.#makeNames()
    this.rename()
    this.#lookAtAll()
  }

  #roomsShown(): Room[] {
    if (this.#shown !== undefined) return this.#storeys[this.#shown]?.scenes ?? []
    return this.#storeys.flatMap(({ scenes }, index) =>
      scenes.map((room) => {
        const [x, y, z] = room.place.positionMetres
        return { ...room, place: { ...room.place, positionMetres: [x, y + index * liftMetres, z] as const } }
      }),
    )
  }

  get #roomHere(): Room | undefined {
    const shown = this.#model?.rooms ?? []
    return [...shown, ...this.#rooms].find(({ scene }) => scene === this.#stage.scene)
  }

  #makeNames(): void {
    this.#names.show(this.#model.rooms, this.#stage.scene, (room) => void this.#enter(room))
  }

  #placeNames(): void {
    const { standpoint } = this.#model
    const camera = this.#camera
    this.#names.place((room) => {
      const point = middleOf(room)
      const at = project(camera, sightOf(standpoint, point))
      return at && { at, metres: lengthOf(minus(point, standpoint.positionMetres)) }
    })
    this.#element.toggleAttribute('data-flying', this.#model.isFlying)
  }

  #roomAt(point: Point): Room | undefined {
    return roomSeen(this.#model.rooms, this.#model.standpoint, unproject(this.#camera, point))
  }

  #levelButton(index: number | undefined): HTMLButtonElement {
    const button = make('button', { type: 'button' })
    button.addEventListener('click', () => this.#show(index))
    return button
  }

  #nameLevels(): void {
    const { words, tour } = this.#stage
    const nameOf = (storey: Storey<Room> | undefined, index: number) => {
      if (!storey) return words.say('viewer.dollhouse_all')
      const level = tour.levels?.find(({ id }) => id === storey.levelId)
      return words.read(level?.name) || words.say('viewer.dollhouse_level', { number: index + 1 })
    }
    for (const [index, button] of [...this.#levels.querySelectorAll('button')].entries()) {
      button.textContent = nameOf(this.#storeys[index], index)
      const isShown = index === (this.#shown ?? this.#storeys.length)
      button.setAttribute('aria-pressed', String(isShown))
    }
  }

  get #camera(): Camera {
    const { widthPx, heightPx } = this.#stage.panorama.camera
    return { view: this.#model.standpoint.view, widthPx, heightPx }
  }

  get #aspect(): number {
    const { widthPx, heightPx } = this.#stage.panorama.camera
    return widthPx / Math.max(1, heightPx)
  }
}
