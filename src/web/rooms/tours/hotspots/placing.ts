// How a new hotspot comes into being where somebody pointed.
import type { Point } from '#tour/projection.ts'
import { newId } from '../../../lib/ids.ts'
import { useWorkplace } from '../editor/workplace.tsx'
import { useAdding } from './adding.ts'
import { definitionOf, type Placement } from './registry.tsx'
import { thousandth } from './walls.ts'

/** Puts a new hotspot there; kinds that must ask first get the place and their question. */
export function usePlacing(ask: (placement: Placement) => void) {
  const { engine, tool, tour, scene } = useWorkplace()
  const add = useAdding()
  return (point: Point) => {
    if (!engine || !scene || tool === 'select') return
    const { yawDegrees, pitchDegrees } = engine.unproject(point.x, point.y)
    const placement = { id: newId(), yawDegrees: thousandth(yawDegrees), pitchDegrees: thousandth(pitchDegrees) }
    const { create, Ask } = definitionOf(tool)
    if (Ask) return ask(placement)
    if (create) add(create(placement, { tour, scene, view: engine.view }))
  }
}
