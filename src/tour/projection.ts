// The camera: from a direction on the sphere to a pixel of the picture and back. Rectilinear up to a field of view of 90°; beyond it
// bends by itself (Pannini: upright lines stay straight, the sides do not stretch). Pure; used by viewer, studio and tests.
import { type Angles, anglesOf, clamp, type Direction, directionOf, toRadians } from './angles.ts'
import type { View } from './view.ts'

export interface Camera {
  view: View
  widthPx: number
  heightPx: number
  /** 0…1: how much of a little planet the picture is (stereographic, the whole sphere around the middle of the view). */
  planet?: number
}

export interface Point {
  x: number
  y: number
}

/**
 * How a point in camera space (X right, Y up, Z forward) becomes a pixel: x = focalPx · X / w, y = focalPx · Y / w with
 * w = (bend · √(X² + (round·Y)² + Z²) + Z) / (1 + bend). bend 0: rectilinear; round 0: Pannini; both 1: stereographic.
 */
export interface Lens {
  focalPx: number
  bend: number
  round: number
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

const straightFovDegrees = 90
const mostBentFovDegrees = 130
const mostBend = 0.7
/** Upright pictures are not bent, nor square ones; from this aspect on they are bent fully. */
const bentAspect = 1.25
/** Radius of a planet's horizon, in shorter sides of the picture. */
const horizonRadius = 0.3

export function lensOf({ view, widthPx, heightPx, planet = 0 }: Camera): Lens {
  const half = toRadians(view.fovDegrees) / 2
  const isWide = smoothStep((widthPx / Math.max(1, heightPx) - 1) / (bentAspect - 1))
  const fovShare = (view.fovDegrees - straightFovDegrees) / (mostBentFovDegrees - straightFovDegrees)
  const bend = mostBend * smoothStep(fovShare) * isWide
  const longSide = Math.max(widthPx, heightPx) / 2
  const focalPx = (longSide * (bend + Math.cos(half))) / ((1 + bend) * Math.sin(half))
  if (planet === 0) return { focalPx, bend, round: 0 }
  const planetFocalPx = (Math.min(widthPx, heightPx) * horizonRadius) / 2
  return {
    focalPx: focalPx ** (1 - planet) * planetFocalPx ** planet,
    bend: bend + (1 - bend) * planet,
    round: planet,
  }
}

/** Focal length in pixels, which is also the pixels per radian in the middle of the picture. */
export const focalPx = (camera: Camera) => lensOf(camera).focalPx

/** Where a direction is drawn, in pixels from the upper left corner; undefined behind the camera. May lie outside the picture. */
export function project(camera: Camera, angles: Angles): Point | undefined {
  const direction = directionOf(angles)
  const { right, up, forward } = cameraAxes(camera.view)
  const { focalPx, bend, round } = lensOf(camera)
  const [x, y, z] = [dot(direction, right), dot(direction, up), dot(direction, forward)]
  const w = (bend * Math.hypot(x, round * y, z) + z) / (1 + bend)
  if (w <= 1e-6) return undefined
  return { x: camera.widthPx / 2 + (x / w) * focalPx, y: camera.heightPx / 2 - (y / w) * focalPx }
}

/** The direction of sight through a pixel of the picture. */
export function unproject(camera: Camera, point: Point): Angles {
  const { right, up, forward } = cameraAxes(camera.view)
  const lens = lensOf(camera)
  const a = (point.x - camera.widthPx / 2) / lens.focalPx
  const b = (camera.heightPx / 2 - point.y) / lens.focalPx
  const c = depthAt(lens, a, b)
  return anglesOf([
    forward[0] * c + right[0] * a + up[0] * b,
    forward[1] * c + right[1] * a + up[1] * b,
    forward[2] * c + right[2] * a + up[2] * b,
  ])
}

/** Z of the point in camera space with X = a, Y = b and w = 1: what is seen at a place of the picture, given in focal lengths. */
export function depthAt({ bend, round }: Lens, a: number, b: number): number {
  const sum = 1 + bend
  const away = a * a + round * round * b * b
  return (sum * sum - bend * bend * away) / (sum + bend * Math.sqrt(sum * sum + (1 - bend * bend) * away))
}

const dot = (a: Direction, b: Direction) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]

function smoothStep(value: number): number {
  const share = clamp(value, 0, 1)
  return share * share * (3 - 2 * share)
}
