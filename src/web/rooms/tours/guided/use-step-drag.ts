// Dragging steps into another order with the mouse or a finger.
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { attachClosestEdge, type Edge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { useEffect, useEffectEvent, useRef, useState } from 'react'

export function useStepDrag(stepId: string, enabled: boolean) {
  const element = useRef<HTMLLIElement>(null)
  const handle = useRef<HTMLSpanElement>(null)
  const [edge, setEdge] = useState<Edge | null>(null)
  const [dragging, setDragging] = useState(false)
  useEffect(() => {
    if (!element.current || !enabled) return
    const node = element.current
    return combine(
      draggable({
        element: node,
        dragHandle: handle.current ?? node,
        getInitialData: () => ({ stepId }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element: node,
        canDrop: ({ source }) => typeof source.data.stepId === 'string',
        getData: ({ input, element: over }) =>
          attachClosestEdge({ stepId }, { input, element: over, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self, source }) => setEdge(source.data.stepId === stepId ? null : extractClosestEdge(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    )
  }, [stepId, enabled])
  return { element, handle, edge: edge ?? undefined, dragging }
}

/** Watches the list: tells which step was let go before which index. */
export function useStepOrder(ids: readonly string[], onMove: (stepId: string, toIndex: number) => void) {
  const drop = useEffectEvent((stepId: string, overId: string, isBelow: boolean) => {
    const from = ids.indexOf(stepId)
    const over = ids.indexOf(overId) + (isBelow ? 1 : 0)
    if (from >= 0 && stepId !== overId) onMove(stepId, over > from ? over - 1 : over)
  })
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data.stepId === 'string',
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0]
          if (!target) return
          drop(String(source.data.stepId), String(target.data.stepId), extractClosestEdge(target.data) === 'bottom')
        },
      }),
    [],
  )
}
