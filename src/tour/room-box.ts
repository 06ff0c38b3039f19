// A room as a box around the camera: the schema. What is computed with it is in space.ts, which the viewer ships. Pure.
// Scene frame: metres, origin = the camera, yaw 0 = −z, +x right, +y up.
import { z } from 'zod'

const Distance = z.number().min(0.05).max(500)

/**
 * A room as a box around the camera. The six numbers are distances from the camera to its faces, along axes that are turned to the
 * right by `yawDegrees` from the scene's own frame: `frontMetres` lies in the direction of yaw `yawDegrees`.
 */
export const RoomBox = z.strictObject({
  yawDegrees: z.number().min(-180).max(180).default(0),
  frontMetres: Distance,
  backMetres: Distance,
  leftMetres: Distance,
  rightMetres: Distance,
  upMetres: Distance,
  downMetres: Distance,
})
export type RoomBox = z.infer<typeof RoomBox>
