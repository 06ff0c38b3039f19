// Draws the rooms of a tour from outside, each panorama on the walls of its room box, with the tiles that are there and as many more as
// the memory holds; and flies the eye between standpoints. Knows no DOM.
import { anglesOf, clamp } from '#tour/angles.ts'
import { type Place3d, toScene, toTour } from '#tour/places.ts'
import type { Camera } from '#tour/projection.ts'
import type { PublishedPanoramaScene } from '#tour/published.ts'
import { faces } from '#tour/pyramid.ts'
import { distanceAlong, lengthOf, minus, type Point3 } from '#tour/space.ts'
import { affordableTiles, coverOf, type Tile, type VisibleTile } from '../engine/cover.ts'
import { smooth } from '../engine/motion.ts'
import type { Painter } from '../engine/painter.ts'
import type { Drawer } from '../engine/panorama.ts'
import type { Shot } from '../engine/shot.ts'
import { drawingOrder, flown, type Standpoint } from './orbit.ts'
import { tileSight } from './sight.ts'

export interface Room {
  scene: PublishedPanoramaScene
  place: Place3d
  /** Another capture shows the same walls already. */
  isDouble: boolean
  /** There are several captures in this room. */
  isShared: boolean
}

interface Flight {
  from: Standpoint
  to: Standpoint
  startedAt: number | undefined
  durationMs: number
  /** The room that it ends in: its sharp tiles are fetched on the way. */
  into: Room | undefined
  done: () => void
}

/** The stage's own ground, so that the picture has no frame. */
const ground = [16 / 255, 20 / 255, 24 / 255] as const
/** Part of the texture memory that the model may fill; the rest are previews and pages half used. */
const memoryShare = 0.85

export class DollhouseModel implements Drawer {
  rooms: readonly Room[]
  standpoint: Standpoint
  /** Only what is there already is shown: for visitors who save data. */
  isSaving = false
  /** Called after every frame. */
  onFrame: () => void = () => {}
  #flight: Flight | undefined

  constructor(rooms: readonly Room[], standpoint: Standpoint) {
    this.rooms = rooms
    this.standpoint = standpoint
  }

  get isFlying(): boolean {
    return this.#flight !== undefined
  }

  /** Resolves when the eye is there, or when another flight took over. */
  fly(to: Standpoint, durationMs: number, into?: Room): Promise<void> {
    this.#flight?.done()
    return new Promise((done) => {
      this.#flight = { from: this.standpoint, to, startedAt: undefined, durationMs, into, done }
    })
  }

  /** At once; a flight ends. */
  stand(standpoint: Standpoint): void {
    this.#flight?.done()
    this.#flight = undefined
    this.standpoint = standpoint
  }

  draw(painter: Painter, now: number): ReturnType<Drawer['draw']> {
    const flight = this.#advance(now)
    const { gl } = painter.gpu
    gl.clearColor(...ground, 1)
    gl.clear(gl.COLOR_BUFFER_BIT)
    gl.clearColor(0, 0, 0, 0)
    const shown = this.rooms.filter(({ isDouble }) => !isDouble)
    const ordered = drawingOrder(shown, this.standpoint.positionMetres)
    const plans = this.#plan(painter, ordered)
    for (const room of ordered) drawRoom(painter, room, plans.get(room))
    const wanted = this.isSaving ? [] : [...plans].map(([{ scene }, { tiles }]) => ({ source: scene.panorama, tiles }))
    if (flight?.into) wanted.unshift(arrivalOf(painter, flight.into, flight.to))
    this.onFrame()
    return { wanted, isMoving: this.#flight !== undefined }
  }

  #advance(now: number): Flight | undefined {
    const flight = this.#flight
    if (!flight) return undefined
    flight.startedAt ??= now
    const share = clamp((now - flight.startedAt) / flight.durationMs, 0, 1)
    this.standpoint = flown(flight.from, flight.to, smooth(share))
    if (share === 1) {
      this.#flight = undefined
      flight.done()
    }
    return flight
  }

  /**
   * What each room shows, those nearest to the middle of the picture first: the coarse level of all of them as long as there is memory,
   * then what they deserve from where the eye is.
   */
  #plan(painter: Painter, ordered: readonly Room[]): Map<Room, RoomPlan> {
    const plans = ordered.map((room) => [room, planOf(painter, room, this.standpoint)] as const)
    plans.sort(([, a], [, b]) => a.angleDegrees - b.angleDegrees)
    let used = 0
    for (const [{ scene }, plan] of plans) {
      const costs = plan.tiles.length / painter.tiles.capacity(scene.panorama)
      if (used + costs > memoryShare) plan.tiles = []
      else used += costs
    }
    for (const [{ scene }, plan] of plans) {
      const costs = (plan.finer.length - plan.tiles.length) / painter.tiles.capacity(scene.panorama)
      if (plan.tiles.length === 0 || used + costs > memoryShare) continue
      plan.tiles = plan.finer
      used += costs
    }
    return new Map(plans)
  }
}

interface RoomPlan {
  shot: Shot
  /** What is drawn of the preview where there are no tiles. */
  blurred: Tile[]
  /** Empty where the preview must do. */
  tiles: VisibleTile[]
  /** As sharp as the picture can show it. */
  finer: VisibleTile[]
  angleDegrees: number
}

function planOf(painter: Painter, { scene, place }: Room, from: Standpoint): RoomPlan {
  const eye = toScene(place, from.positionMetres)
  const yawDegrees = from.view.yawDegrees - place.headingDegrees
  const camera = painter.cameraOf({ ...from.view, yawDegrees })
  const isInside = lengthOf(eye) < 1e-6 || lengthOf(eye) < distanceAlong(place.box, anglesOf(eye))
  const shot: Shot = { camera, place: { box: place.box, eye } }
  const { panorama } = scene
  const most = painter.tiles.capacity(panorama) / 4
  const isSeen = tileSight(place.box, eye)
  const fromOutside = (levels: number, detail: number) =>
    affordableTiles({ ...panorama.pyramid, levels }, camera, most, detail, shot.place)
      // The tops of near walls may lie on the upper face: so little makes do with the preview.
      .filter((tile) => tile.face !== 'u' && isSeen(tile))
  const finer = isInside
    ? painter.tilesFor(panorama, camera, shot.place)
    : fromOutside(panorama.pyramid.levels, detailFrom(place, from.positionMetres))
  const tiles = isInside ? finer : fromOutside(1, 1)
  const blurred = isInside ? [] : wholeFaces.filter(isSeen)
  return { shot, tiles, finer, blurred, angleDegrees: Math.min(180, ...tiles.map((tile) => tile.angleDegrees)) }
}

/** A wall that the camera had before it, seen from so far: how much of the camera's own resolution that needs. */
function detailFrom({ box, positionMetres }: Place3d, eye: Point3): number {
  const wallMetres = (box.frontMetres + box.backMetres + box.leftMetres + box.rightMetres) / 4
  return clamp(wallMetres / lengthOf(minus(eye, positionMetres)), 0.06, 1)
}

function drawRoom(painter: Painter, { scene: { panorama } }: Room, plan: RoomPlan | undefined): void {
  if (!plan) return
  painter.tiles.needPreview(panorama)
  const has = (tile: Tile) => painter.tiles.has(panorama, tile)
  const missing = plan.blurred.filter(({ face }) => plan.tiles.length === 0 || face === 'u')
  const shown = [...plan.tiles, ...missing]
  painter.gpu.draw(plan.shot, painter.tiles.painted(panorama, coverOf(shown, has)), { overlap: true })
}

const wholeFaces: Tile[] = faces.map((face) => ({ face, level: 1, row: 0, column: 0 }))

function arrivalOf(painter: Painter, { scene, place }: Room, { view }: Standpoint) {
  const camera: Camera = painter.cameraOf({ ...view, yawDegrees: view.yawDegrees - place.headingDegrees })
  return { source: scene.panorama, tiles: painter.tilesFor(scene.panorama, camera) }
}

/** Where a scene's own view stands in the tour. */
export const standpointIn = ({ place }: Room, view: Standpoint['view']): Standpoint => ({
  positionMetres: place.positionMetres,
  view: { ...view, yawDegrees: view.yawDegrees + place.headingDegrees },
})

/** Where a room's name stands: over the middle of its floor, or where the capture stood when there are several in one room. */
export function middleOf({ place, isShared }: Room): Point3 {
  const { box, positionMetres } = place
  if (isShared) return [positionMetres[0], positionMetres[1] - box.downMetres * 0.6, positionMetres[2]]
  const across: Point3 = [
    (box.rightMetres - box.leftMetres) / 2,
    -box.downMetres * 0.6,
    (box.backMetres - box.frontMetres) / 2,
  ]
  return toTour({ ...place, headingDegrees: place.headingDegrees + box.yawDegrees }, across)
}
