// The place of a scene: a capture with its room around it. Apart from what is computed with it (places.ts), because every visit asks
// whether a scene has one. Pure and free of schemas, because the viewer ships it. Tour frame: metres, +x east, +y up, −z north.
import type { Direction } from './angles.ts'
import type { RoomBox } from './room-box.ts'

/** A capture with the room around it. */
export interface Place3d {
  box: RoomBox
  /** The camera, in the tour frame. */
  positionMetres: Direction
  /** Compass degrees of the scene's yaw 0. */
  headingDegrees: number
}

export interface Placed {
  pose: { positionMetres?: Direction; headingDegrees: number }
  roomBox?: RoomBox
}

/** The place of a scene that has both a position and a box. */
export function placeOf(scene: object & Partial<Placed>): Place3d | undefined {
  const { pose, roomBox } = scene
  if (!pose?.positionMetres || !roomBox) return undefined
  return { box: roomBox, positionMetres: pose.positionMetres, headingDegrees: pose.headingDegrees }
}
