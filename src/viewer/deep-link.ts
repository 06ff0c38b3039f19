// The place in a tour as the part of an address behind '#': `scene=<id>&yaw=…&pitch=…&fov=…`, for models
// `scene=<id>&eye=x,y,z&target=x,y,z`. Pure.
import type { ModelScene } from '#tour/tour.ts'
import type { View } from '#tour/view.ts'

/** Where one stands before a model, and what one looks at. */
export type ModelCamera = NonNullable<ModelScene['camera']>

export interface Place {
  sceneId: string
  view?: View
  camera?: ModelCamera
}

export function formatPlace({ sceneId, view, camera }: Place): string {
  const place = new URLSearchParams({ scene: sceneId })
  if (view) {
    place.set('yaw', short(view.yawDegrees))
    place.set('pitch', short(view.pitchDegrees))
    place.set('fov', short(view.fovDegrees))
  }
  if (camera) {
    place.set('eye', camera.positionMetres.map(millimetres).join())
    place.set('target', camera.targetMetres.map(millimetres).join())
  }
  return `#${place}`
}

/** Undefined when the text names no scene; a view with a number missing or out of range is left out. */
export function parsePlace(hash: string): Place | undefined {
  const place = new URLSearchParams(hash.replace(/^#/, ''))
  const sceneId = place.get('scene')
  if (!sceneId) return undefined
  const [positionMetres, targetMetres] = [pointIn(place.get('eye')), pointIn(place.get('target'))]
  if (positionMetres && targetMetres) return { sceneId, camera: { positionMetres, targetMetres } }
  const yawDegrees = numberIn(place.get('yaw'), -360, 360)
  const pitchDegrees = numberIn(place.get('pitch'), -90, 90)
  const fovDegrees = numberIn(place.get('fov'), 20, 140)
  if (yawDegrees === undefined || pitchDegrees === undefined || fovDegrees === undefined) return { sceneId }
  return { sceneId, view: { yawDegrees, pitchDegrees, fovDegrees } }
}

const short = (degrees: number) => String(Math.round(degrees * 100) / 100)
const millimetres = (metres: number) => String(Math.round(metres * 1000) / 1000)

function pointIn(text: string | null): [number, number, number] | undefined {
  const [x, y, z] = (text?.split(',') ?? []).map((part) => numberIn(part, -20_000, 20_000))
  return x === undefined || y === undefined || z === undefined ? undefined : [x, y, z]
}

function numberIn(text: string | null, low: number, high: number): number | undefined {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text)
  return value >= low && value <= high ? value : undefined
}
