// The eye of a headset as the engine draws it. Pure.
import { anglesOf, clamp, toDegrees } from '#tour/angles.ts'
import type { Shot } from './shot.ts'

export interface Eye {
  framebuffer: WebGLFramebuffer | null
  viewport: { x: number; y: number; width: number; height: number }
  /** As WebXR gives it. */
  projection: ArrayLike<number>
  /** From the scene's frame to the eye: the inverse of the eye's transform, turned by the scene's yaw where the two differ. */
  view: ArrayLike<number>
}

/** Its camera sees all that the eye sees, whichever way the head is tilted: tiles are chosen by it. */
export function shotOfEye({ viewport, projection, view }: Eye): Shot {
  const forward = anglesOf([-(view[2] ?? 0), -(view[6] ?? 0), -(view[10] ?? 1)])
  const across = (1 + Math.abs(projection[8] ?? 0)) / (projection[0] ?? 1)
  const up = (1 + Math.abs(projection[9] ?? 0)) / (projection[5] ?? 1)
  const reach = Math.hypot(across, up)
  const focalPx = ((projection[0] ?? 1) * viewport.width) / 2
  const sidePx = 2 * focalPx * reach
  const fovDegrees = clamp(toDegrees(2 * Math.atan(reach)), 20, 170)
  return {
    camera: { view: { ...forward, fovDegrees }, widthPx: sidePx, heightPx: sidePx },
    headset: {
      // WebXR looks along −z.
      sight: [0, 1, 2, 4, 5, 6, 8, 9, 10].map((i) => (view[i] ?? 0) * (i % 4 === 2 ? -1 : 1)),
      scale: [projection[0] ?? 1, projection[5] ?? 1, -(projection[8] ?? 0), -(projection[9] ?? 0)],
    },
  }
}
