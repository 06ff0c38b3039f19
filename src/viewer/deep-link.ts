// The place in a tour as the part of an address behind '#': `scene=<id>&yaw=…&pitch=…&fov=…`. Pure.
import type { View } from '#tour/view.ts'

export interface Place {
  sceneId: string
  view?: View
}

export function formatPlace({ sceneId, view }: Place): string {
  const place = new URLSearchParams({ scene: sceneId })
  if (view) {
    place.set('yaw', short(view.yawDegrees))
    place.set('pitch', short(view.pitchDegrees))
    place.set('fov', short(view.fovDegrees))
  }
  return `#${place}`
}

/** Undefined when the text names no scene; a view with a number missing or out of range is left out. */
export function parsePlace(hash: string): Place | undefined {
  const place = new URLSearchParams(hash.replace(/^#/, ''))
  const sceneId = place.get('scene')
  if (!sceneId) return undefined
  const yawDegrees = numberIn(place.get('yaw'), -360, 360)
  const pitchDegrees = numberIn(place.get('pitch'), -90, 90)
  const fovDegrees = numberIn(place.get('fov'), 20, 140)
  if (yawDegrees === undefined || pitchDegrees === undefined || fovDegrees === undefined) return { sceneId }
  return { sceneId, view: { yawDegrees, pitchDegrees, fovDegrees } }
}

const short = (degrees: number) => String(Math.round(degrees * 100) / 100)

function numberIn(text: string | null, low: number, high: number): number | undefined {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text)
  return value >= low && value <= high ? value : undefined
}
