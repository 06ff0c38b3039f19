// How a new hotspot comes into being where somebody pointed.
import type { Hotspot } from '#tour/hotspots.ts'
import type { Point } from '#tour/projection.ts'
import { newId } from '../../../lib/ids.ts'
import { addHotspot } from '../editor/edits.ts'
import { useWorkplace } from '../editor/workplace.tsx'
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

/** Adds a hotspot to the scene on screen, puts the tool down and opens the new one's form. */
export function useAdding() {
  const { scene, editor, setTool, selectHotspot } = useWorkplace()
  return (hotspot: Hotspot) => {
    if (!scene) return
    editor.edit((document) => addHotspot(document, scene.id, hotspot))
    setTool('select')
    selectHotspot(hotspot.id)
  }
}
