// A direction of sight with its field of view. Degrees; yaw grows to the right, pitch up, yaw 0 is the image centre.
import { z } from 'zod'

export const View = z.strictObject({
  yawDegrees: z.number().min(-180).max(180),
  pitchDegrees: z.number().min(-90).max(90),
  /** Field of view across the longer side of the picture, so that one view suits phone and desk. */
  fovDegrees: z.number().min(20).max(140),
})
export type View = z.infer<typeof View>

export const defaultView: View = { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 }

/** What part of the sphere may be looked at: set for partial panoramas, absent where the whole sphere exists. */
export const ViewLimits = z.strictObject({
  minYawDegrees: z.number().min(-180).max(180),
  maxYawDegrees: z.number().min(-180).max(180),
  minPitchDegrees: z.number().min(-90).max(90),
  maxPitchDegrees: z.number().min(-90).max(90),
})
export type ViewLimits = z.infer<typeof ViewLimits>
