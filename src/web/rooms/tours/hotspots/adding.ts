// What happens to a new hotspot once it is complete.
import type { Hotspot } from '#tour/hotspots.ts'
import { addHotspot } from '../editor/edits.ts'
import { useWorkplace } from '../editor/workplace.tsx'

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
