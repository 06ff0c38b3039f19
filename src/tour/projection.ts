// The rectilinear camera: from a direction on the sphere to a pixel of the picture and back. Pure; used by viewer, studio and tests.
import { type Angles, anglesOf, type Direction, directionOf, toRadians } from './angles.ts'
import type { View } from './view.ts'

export interface Camera {
  view: View
  widthPx: number
  heightPx: number
}

export interface Point {
  x: number
  y: number
}

/** Right, up and forward of the camera as unit vectors. */
export function cameraAxes({ yawDegrees, pitchDegrees }: Angles): {
  right: Direction
  up: Direction
  forward: Direction
} {
  const yaw = toRadians(yawDegrees)
  const pitch = toRadians(pitchDegrees)
  const [sinYaw, cosYaw, sinPitch, cosPitch] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)]
  return {
    right: [cosYaw, 0, sinYaw],
    up: [-sinYaw * sinPitch, cosPitch, cosYaw * sinPitch],
    forward: [sinYaw * cosPitch, sinPitch, -cosYaw * cosPitch],
  }
}

/** Focal length in pixels, which is also the pixels per radian in the middle of the picture. */
export const focalPx = ({ view, widthPx, heightPx }: Camera) =>
  Math.max(widthPx, heightPx) / 2 / Math.tan(toRadians(view.fovDegrees) / 2)

/** Where a direction is drawn, in pixels from the upper left corner; undefined behind the camera. May lie outside the picture. */
export function project(camera: Camera, angles: Angles): Point | undefined {
  const direction = directionOf(angles)
  const { right, up, forward } = cameraAxes(camera.view)
  const depth = dot(direction, forward)
  if (depth <= 1e-6) return undefined
  const focal = focalPx(camera) / depth
  return {
    x: camera.widthPx / 2 + dot(direction, right) * focal,
    y: camera.heightPx / 2 - dot(direction, up) * focal,
  }
}

/** The direction of sight through a pixel of the picture. */
export function unproject(camera: Camera, point: Point): Angles {
  const { right, up, forward } = cameraAxes(camera.view)
  const focal = focalPx(camera)
  const a = (point.x - camera.widthPx / 2) / focal
  const b = (camera.heightPx / 2 - point.y) / focal
  return anglesOf([
    forward[0] + right[0] * a + up[0] * b,
    forward[1] + right[1] * a + up[1] * b,
    forward[2] + right[2] * a + up[2] * b,
  ])
}

const dot = (a: Direction, b: Direction) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
