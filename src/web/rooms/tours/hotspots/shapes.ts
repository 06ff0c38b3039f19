// Hotspots that cover more than a point: where their handles are, and how they look after one was moved. Pure.
import { type Angles, angleBetween, anglesOf, clamp, directionOf, wrapDegrees } from '#tour/angles.ts'
import type { FlatHotspot, Hotspot, MeasurementHotspot, RegionHotspot, Sight } from '#tour/hotspots.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { added, lengthBetween, type Point3 } from '#tour/space.ts'
import type { Scene } from '#tour/tour.ts'
import type { View } from '#tour/view.ts'
import { distanceTo, isFlatPicture, rectangleOn, rehang, thousandth, wallAt } from './walls.ts'

export type Shaped = RegionHotspot | FlatHotspot | MeasurementHotspot

export const isShaped = (hotspot: Hotspot): hotspot is Shaped =>
  hotspot.kind === 'region' || hotspot.kind === 'flat' || hotspot.kind === 'measurement'

/** What of a scene a shape is drawn in. */
export interface Room {
  roomBox?: RoomBox
}

export const roomOf = (scene: Scene): Room => (scene.kind === 'panorama' ? scene : {})

/** As few corners as make an area, as many as the format takes. */
export const cornerRange = { min: 3, max: 60 }

/** The handles, in order. */
export function handlesOf(hotspot: Shaped): readonly Sight[] {
  if (hotspot.kind !== 'measurement') return hotspot.corners
  const { yawDegrees, pitchDegrees, to } = hotspot
  return [{ yawDegrees, pitchDegrees }, to]
}

/** Where the mark of a hotspot is drawn: in the middle of its shape. */
export const anchorOf = (hotspot: Hotspot): Sight =>
  hotspot.kind === 'measurement'
    ? middleOf(handlesOf(hotspot))
    : { yawDegrees: hotspot.yawDegrees, pitchDegrees: hotspot.pitchDegrees }

/** The hotspot with its handles elsewhere; as it was where they would make no shape of its kind. */
export function withHandles<Kind extends Shaped>(hotspot: Kind, handles: readonly Sight[]): Kind
export function withHandles(hotspot: Shaped, handles: readonly Sight[]): Shaped {
  if (hotspot.kind === 'measurement') {
    const [from, to] = handles
    return from && to ? { ...hotspot, ...from, to } : hotspot
  }
  const place = middleOf(handles)
  if (hotspot.kind === 'region') {
    const isArea = handles.length >= cornerRange.min && handles.length <= cornerRange.max
    return isArea ? { ...hotspot, ...place, corners: [...handles] } : hotspot
  }
  const [upperLeft, upperRight, lowerRight, lowerLeft] = handles
  if (!upperLeft || !upperRight || !lowerRight || !lowerLeft || !isFlatPicture(handles)) return hotspot
  return { ...hotspot, ...place, corners: [upperLeft, upperRight, lowerRight, lowerLeft] }
}

export const withHandle = <Kind extends Shaped>(hotspot: Kind, index: number, to: Angles): Kind =>
  withHandles(
    hotspot,
    handlesOf(hotspot).map((handle, each) => (each === index ? tidy(to) : handle)),
  )

/** A region with one more corner in the middle of the edge that begins at `index`. */
export function withCornerAfter(region: RegionHotspot, index: number): RegionHotspot {
  const middle = edgeMiddle(region.corners, index)
  return middle ? withHandles(region, region.corners.toSpliced(index + 1, 0, middle)) : region
}

export const withoutCorner = (region: RegionHotspot, index: number): RegionHotspot =>
  withHandles(region, region.corners.toSpliced(index, 1))

export function edgeMiddle(corners: readonly Sight[], index: number): Sight | undefined {
  const [from, to] = [corners[index], corners[(index + 1) % corners.length]]
  return from && to && middleOf([from, to])
}

/** Any hotspot with its mark elsewhere: a shape comes along, what hangs on a wall stays on walls. */
export function movedTo(hotspot: Hotspot, to: Angles, { roomBox }: Room): Hotspot {
  const target = tidy(to)
  if (!isShaped(hotspot)) return { ...hotspot, ...target }
  const from = anchorOf(hotspot)
  const handles = handlesOf(hotspot)
  const hung = hotspot.kind === 'flat' ? rehang(handles, from, target, roomBox) : undefined
  return withHandles(hotspot, hung ?? handles.map((handle) => turnedAlong(handle, from, target)))
}

/** What lies around `from` turned to lie around `to`, as upright there as it was. */
function turnedAlong(sight: Sight, from: Angles, to: Angles): Sight {
  const ahead = directionOf({ yawDegrees: sight.yawDegrees - from.yawDegrees, pitchDegrees: sight.pitchDegrees })
  const raised = anglesOf(raise(ahead, to.pitchDegrees - from.pitchDegrees))
  return tidy({ yawDegrees: raised.yawDegrees + to.yawDegrees, pitchDegrees: raised.pitchDegrees })
}

/** Turned up around the axis to the right. */
function raise([x, y, z]: Point3, degrees: number): Point3 {
  const radians = (degrees * Math.PI) / 180
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)]
  return [x, y * cos - z * sin, y * sin + z * cos]
}

/** The direction in the middle of others. */
function middleOf(sights: readonly Sight[]): Sight {
  const sum = sights.map(directionOf).reduce<Point3>((total, direction) => added(total, direction), [0, 0, 0])
  return tidy(anglesOf(sum))
}

const tidy = ({ yawDegrees, pitchDegrees }: Angles): Sight => ({
  yawDegrees: thousandth(wrapDegrees(yawDegrees)),
  pitchDegrees: thousandth(clamp(pitchDegrees, -90, 90)),
})

/** Part of the field of view that a new shape takes. */
const newShare = 0.24

/** A rectangle around a place, as it would hang on the wall there; `aspect` = width / height. */
export function newRectangle(place: Angles, view: View, { roomBox }: Room, aspect: number) {
  const wall = wallAt(place, roomBox)
  const side = 2 * distanceTo(wall) * Math.tan((view.fovDegrees * newShare * Math.PI) / 360)
  // Pictures of any format get about the same area.
  return rectangleOn(wall, side * Math.sqrt(aspect), side / Math.sqrt(aspect))
}

/** Where a new measurement ends: to the right on the same wall. */
export function newMeasureEnd(place: Angles, view: View, { roomBox }: Room): Sight {
  const wall = wallAt(place, roomBox)
  const length = 2 * distanceTo(wall) * Math.tan((view.fovDegrees * newShare * Math.PI) / 360)
  const [, right] = rectangleOn(wall, 2 * length, 0)
  return right
}

/** A flat with a picture's proportions on its wall, in its place and about as large as it was. */
export function fittedTo(flat: FlatHotspot, aspect: number, { roomBox }: Room): FlatHotspot {
  const wall = wallAt(anchorOf(flat), roomBox)
  const [upperLeft, upperRight, lowerRight] = flat.corners
  const side = Math.sqrt(angleBetween(upperLeft, upperRight) * angleBetween(upperRight, lowerRight))
  const metres = 2 * distanceTo(wall) * Math.tan((side * Math.PI) / 360)
  return withHandles(flat, rectangleOn(wall, metres * Math.sqrt(aspect), metres / Math.sqrt(aspect)))
}

/** A measurement with what the room box says about its length, unless somebody took it with a tape. */
export function measured<Kind extends Hotspot>(hotspot: Kind, room: Room): Kind
export function measured(hotspot: Hotspot, { roomBox }: Room): Hotspot {
  if (hotspot.kind !== 'measurement' || !roomBox || !hotspot.isApproximate) return hotspot
  const [from, to] = handlesOf(hotspot)
  if (!from || !to) return hotspot
  const lengthMetres = Math.round(lengthBetween(roomBox, from, to).lengthMetres * 100) / 100
  return lengthMetres > 0 ? { ...hotspot, lengthMetres } : hotspot
}
