// Two rooms joined by a doorway, made of nothing but maths: any picture of them from any place can be computed, so that what the
// viewer shows between two captures can be compared with the truth. Tour frame: metres, +x east, +y up, −z north; floor at y = 0.
import { type Direction, directionOf } from '#tour/angles.ts'
import { boxOfRoom, type Place3d, shareInside } from '#tour/places.ts'
import { type Camera, cameraAxes, depthAt, lensOf } from '#tour/projection.ts'
import type { Point3 } from '#tour/space.ts'
import type { Pixels } from './synthetic-photo.ts'

type Colour = readonly [red: number, green: number, blue: number]

interface Room {
  west: number
  east: number
  north: number
  south: number
  heightMetres: number
  wall: Colour
  floor: Colour
}

/** The way through the wall between the rooms, which runs from north to south. */
interface Doorway {
  north: number
  south: number
  heightMetres: number
}

const wallMetres = 0.15
export const westRoom: Room = {
  west: -5,
  east: 0,
  north: -2,
  south: 2.2,
  heightMetres: 2.7,
  wall: [196, 184, 160],
  floor: [150, 110, 74],
}
export const eastRoom: Room = {
  west: wallMetres,
  east: 4.6,
  north: -2.4,
  south: 1.8,
  heightMetres: 2.7,
  wall: [150, 174, 186],
  floor: [120, 124, 128],
}
const doorway: Doorway = { north: -0.55, south: 0.45, heightMetres: 2.1 }

/** A capture in one of the rooms. */
export function placeIn(room: Room, positionMetres: Point3, headingDegrees: number): Place3d {
  const corners = [
    { x: room.west, z: room.north },
    { x: room.east, z: room.north },
    { x: room.east, z: room.south },
    { x: room.west, z: room.south },
  ]
  const standing = { positionMetres, headingDegrees }
  return { ...standing, box: boxOfRoom(standing, { corners, floorMetres: 0, ceilingMetres: room.heightMetres }) }
}

/** The colour that one sees from a point in a direction, 0…255. */
export function colourSeen(from: Point3, towards: Direction): Colour {
  let room = from[0] < wallMetres / 2 ? westRoom : eastRoom
  let point = from
  for (let crossings = 0; ; crossings++) {
    const hit = wallHit(room, point, towards)
    const isShared = hit.axis === 0 && (room === westRoom ? towards[0] > 0 : towards[0] < 0)
    if (!isShared || crossings > 0 || !isOpen(hit.point)) return paint(room, hit)
    const other = room === westRoom ? eastRoom : westRoom
    const farPlane = room === westRoom ? eastRoom.west : westRoom.east
    const through = along(hit.point, towards, (farPlane - hit.point[0]) / towards[0])
    if (!isOpen(through)) return jamb(hit.point, towards)
    room = other
    point = through
  }
}

const panoramas = new Map<string, Pixels>()

/** An equirectangular picture as a camera at this place would take it. Nobody writes into it. */
export function panoramaFrom(place: Place3d, widthPx: number): Pixels {
  const key = JSON.stringify([place, widthPx])
  const panorama = panoramas.get(key) ?? paintPanorama(place, widthPx)
  panoramas.set(key, panorama)
  return panorama
}

function paintPanorama(place: Place3d, widthPx: number): Pixels {
  const heightPx = widthPx / 2
  const turn = place.headingDegrees
  return painted(widthPx, heightPx, (x, y) =>
    directionOf({ yawDegrees: (x / widthPx - 0.5) * 360 + turn, pitchDegrees: (0.5 - y / heightPx) * 180 }),
  )((direction) => colourSeen(place.positionMetres, direction))
}

/** What a camera at a point of the tour sees; its yaw is a heading. */
export const truthFrom = (positionMetres: Point3, camera: Camera): Pixels =>
  painted(camera.widthPx, camera.heightPx, sightOf(camera))((direction) => colourSeen(positionMetres, direction))

/** What an eye above the rooms sees of them when the walls and ceilings on its side are open: the farther walls and the floors. */
export function openRoomsFrom(eye: Point3, camera: Camera, ground: Colour): Pixels {
  const places = [westRoom, eastRoom].map((room) => placeIn(room, [(room.west + room.east) / 2, 1.5, 0], 0))
  return painted(
    camera.widthPx,
    camera.heightPx,
    sightOf(camera),
  )((direction) => {
    const met = places.flatMap((place) => shareInside(place, eye, along(eye, direction, 1)) ?? [])
    const [first] = met.sort((a, b) => a.enters - b.enters)
    return first ? colourSeen(along(eye, direction, first.enters + 1e-6), direction) : ground
  })
}

interface Hit {
  point: Point3
  axis: 0 | 1 | 2
}

function wallHit(room: Room, from: Point3, towards: Direction): Hit {
  const low = [room.west, 0, room.north] as const
  const high = [room.east, room.heightMetres, room.south] as const
  let best: { metres: number; axis: 0 | 1 | 2 } = { metres: Number.POSITIVE_INFINITY, axis: 0 }
  for (const axis of [0, 1, 2] as const) {
    const plane = towards[axis] > 0 ? high[axis] : low[axis]
    const metres = towards[axis] === 0 ? Number.POSITIVE_INFINITY : (plane - from[axis]) / towards[axis]
    if (metres < best.metres) best = { metres, axis }
  }
  return { point: along(from, towards, best.metres), axis: best.axis }
}

const isOpen = ([, y, z]: Point3) => y >= 0 && y < doorway.heightMetres && z > doorway.north && z < doorway.south

/** The reveals of the doorway and its threshold. */
function jamb(from: Point3, towards: Direction): Colour {
  const toSide = towards[2] > 0 ? (doorway.south - from[2]) / towards[2] : (doorway.north - from[2]) / towards[2]
  const toFloor = towards[1] < 0 ? -from[1] / towards[1] : Number.POSITIVE_INFINITY
  return toFloor < toSide ? [100, 78, 58] : [226, 222, 212]
}

function paint(room: Room, { point: [x, y, z], axis }: Hit): Colour {
  if (axis === 1) return y > 1 ? shade([236, 234, 228], 1 - 0.06 * wave(x, 0.9) * wave(z, 0.8)) : boards(room, x, z)
  const u = axis === 0 ? z : x
  const base = shade(room.wall, 0.86 + 0.1 * (y / room.heightMetres) + 0.04 * wave(u, 1.7))
  if (y < 0.12) return [232, 230, 224]
  return picture(room, u, y, axis) ?? shade(base, 1 + 0.05 * wave(u, 0.23) * wave(y, 0.31))
}

/** Boards of wood with a grain and dark joints. */
function boards(room: Room, x: number, z: number): Colour {
  const row = Math.floor(z / 0.2)
  const board = Math.floor((x + row * 0.37) / 1.1)
  const tone = 0.82 + 0.3 * fraction(Math.sin(row * 12.9 + board * 78.2) * 437.5)
  const joint = fraction(z / 0.2) < 0.05 ? 0.6 : 1
  return shade(room.floor, tone * joint * (1 + 0.08 * wave(z, 0.045) * wave(x, 0.4)))
}

/** Framed pictures on the walls, each with its own pattern. */
function picture(room: Room, u: number, y: number, axis: number): Colour | undefined {
  const column = Math.floor(u / 1.4)
  const s = (fraction(u / 1.4) - 0.5) * 1.4
  const t = y - 1.5
  if (Math.abs(s) > 0.4 || Math.abs(t) > 0.32) return undefined
  if (Math.abs(s) > 0.36 || Math.abs(t) > 0.28) return [58, 46, 40]
  const kind = Math.abs(column * 3 + axis * 5 + (room === westRoom ? 0 : 7)) % 4
  const rings = wave(Math.hypot(s, t * 1.2), 0.11 + 0.03 * kind)
  return [130 + 80 * rings, 90 + 60 * wave(s, 0.3) + kind * 18, 120 - 70 * rings + kind * 12]
}

const along = (from: Point3, towards: Direction, metres: number): Point3 => [
  from[0] + towards[0] * metres,
  from[1] + towards[1] * metres,
  from[2] + towards[2] * metres,
]
const shade = ([r, g, b]: Colour, by: number): Colour => [r * by, g * by, b * by]
const wave = (value: number, lengthMetres: number) => Math.sin((value / lengthMetres) * 2 * Math.PI)
const fraction = (value: number) => value - Math.floor(value)

/** The direction of sight through each pixel, of length 1. */
function sightOf(camera: Camera): (x: number, y: number) => Direction {
  const { right, up, forward } = cameraAxes(camera.view)
  const lens = lensOf(camera)
  return (x, y) => {
    const a = (x - camera.widthPx / 2) / lens.focalPx
    const b = (camera.heightPx / 2 - y) / lens.focalPx
    const c = depthAt(lens, a, b)
    const length = Math.sqrt(a * a + b * b + c * c)
    const along = (axis: 0 | 1 | 2) => (forward[axis] * c + right[axis] * a + up[axis] * b) / length
    return [along(0), along(1), along(2)]
  }
}

/** Four samples per pixel. */
function painted(widthPx: number, heightPx: number, directionAt: (x: number, y: number) => Direction) {
  return (colourOf: (direction: Direction) => Colour): Pixels => {
    const data = new Uint8Array(widthPx * heightPx * 3)
    const offsets = [0.25, 0.75]
    for (let row = 0, at = 0; row < heightPx; row++) {
      for (let column = 0; column < widthPx; column++, at += 3) {
        let [red, green, blue] = [0, 0, 0]
        for (const dy of offsets) {
          for (const dx of offsets) {
            const [r, g, b] = colourOf(directionAt(column + dx, row + dy))
            red += r
            green += g
            blue += b
          }
        }
        data[at] = clampByte(red / 4)
        data[at + 1] = clampByte(green / 4)
        data[at + 2] = clampByte(blue / 4)
      }
    }
    return { data, widthPx, heightPx }
  }
}

const clampByte = (value: number) => Math.min(255, Math.max(0, Math.round(value)))
