// How a scene is seen: its camera, and the place of the eye where the room around it is known. Pure.
import { type Direction, toRadians } from '#tour/angles.ts'
import type { Camera } from '#tour/projection.ts'
import type { RoomBox } from '#tour/room-box.ts'
import type { View } from '#tour/view.ts'

/** An eye in the room on whose walls a panorama is drawn. */
export interface PlaceInRoom {
  box: RoomBox
  /**
   * Metres from the place of the capture, in the scene's own frame; [0, 0, 0] shows what the panorama itself shows. Seen from outside,
   * walls that turn their back to the eye are left out.
   */
  eye: Direction
}

/** What a scene shows at a moment; without a place the panorama is infinitely far away. */
export interface Look {
  view: View
  place?: PlaceInRoom
}

/** A hole in the wall between two rooms, through which one of them is seen from the other. */
export interface Doorway {
  /** How much (0…1) of the new scene is seen around it; what is seen in it is the change's own share. */
  outside: number
  /**
   * Column-major 3×3: a direction from the eye, in the new scene's frame → where it meets the door's wall, as (x·z, y·z, z). −1…1 is
   * within the door, z ≤ 0 never meets it.
   */
  plane: Float32Array
}

/** A look with all that drawing needs. */
export interface Shot {
  /** In the scene's own frame; its size is in device pixels. */
  camera: Camera
  place?: PlaceInRoom
  /**
   * A headset's eye, in place of the camera's own size and view. `sight`: column-major 3×3, scene frame → right, up, forward of the
   * eye; `scale`: by how much right and up become x and y of the picture, and what the depth adds to each.
   */
  headset?: { sight: number[]; scale: number[] }
}

/** One by the distance of each wall along the room's own axes, and the room's turn. */
export function wallsOf(box: RoomBox): { positive: Direction; negative: Direction; cos: number; sin: number } {
  const turn = toRadians(box.yawDegrees)
  return {
    positive: [1 / box.rightMetres, 1 / box.upMetres, 1 / box.backMetres],
    negative: [1 / box.leftMetres, 1 / box.downMetres, 1 / box.frontMetres],
    cos: Math.cos(turn),
    sin: Math.sin(turn),
  }
}

/**
 * The way from the eye to the wall behind a point of the cube around the capture, times the nearness of that wall: the shader
 * computes with the same vector.
 */
export function seenFrom({ box, eye }: PlaceInRoom, [x, y, z]: Direction): Direction {
  const { positive, negative, cos, sin } = wallsOf(box)
  const towards = [x * cos + z * sin, y, z * cos - x * sin] as const
  const stand = [eye[0] * cos + eye[2] * sin, eye[1], eye[2] * cos - eye[0] * sin] as const
  let nearness = 0
  for (const axis of [0, 1, 2] as const) {
    // Open walls count for nothing.
    if (stand[axis] * positive[axis] < 1) nearness = Math.max(nearness, towards[axis] * positive[axis])
    if (-stand[axis] * negative[axis] < 1) nearness = Math.max(nearness, -towards[axis] * negative[axis])
  }
  return [x - eye[0] * nearness, y - eye[1] * nearness, z - eye[2] * nearness]
}
