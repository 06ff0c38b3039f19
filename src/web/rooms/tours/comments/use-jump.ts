// Shows what a talk is pinned to: its scene, turned to the view or to the hotspot, as far as they still exist.
import { findScene } from '../editor/edits.ts'
import { walked } from '../editor/use-engine.ts'
import { useWorkplace } from '../editor/workplace.tsx'
import type { Pin } from './comments-api.ts'
import { placeOf } from './pins.tsx'

const turnMs = 600

export function useJump() {
  const { tour, scene, engine, openScene } = useWorkplace()
  return (pin: Pin | null) => {
    const target = pin && findScene(tour, pin.sceneId)
    if (!target) return
    const place = placeOf(pin, target)
    const fovDegrees = pin.kind === 'view' ? pin.fovDegrees : target.view.fovDegrees
    const view = place && { yawDegrees: place.yawDegrees, pitchDegrees: place.pitchDegrees, fovDegrees }
    if (target.id === scene?.id) {
      if (view) void engine?.turnTo(view, turnMs)
      return
    }
    walked.view = view
    openScene(target.id)
  }
}
