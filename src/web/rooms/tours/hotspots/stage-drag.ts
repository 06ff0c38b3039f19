// Dragging something over the panorama: it follows the hand by the distance at which it was grabbed.
import { type PointerEvent, useRef } from 'react'
import { type Angles, turnDegrees } from '#tour/angles.ts'
import type { Panorama as Engine } from '#viewer/engine/panorama.ts'
import { useWorkplace } from '../editor/workplace.tsx'

const dragFromPx = 4

interface Grip {
  x: number
  y: number
  /** Where the dragged thing was, and what of the picture was grabbed. */
  at: Angles
  grabbed: Angles
  moved: boolean
}

/** `at`: where the thing is now. The handlers go onto the element that is grabbed. */
export function useStageDrag(at: Angles, onMove: (to: Angles) => void) {
  const { engine, editor } = useWorkplace()
  const grip = useRef<Grip>(undefined)
  const dragged = useRef(false)

  const begin = (event: PointerEvent<Element>) => {
    if (event.button > 0 || !engine) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const [x, y] = [event.clientX, event.clientY]
    grip.current = { x, y, at, grabbed: sightAt(engine, x, y), moved: false }
    dragged.current = false
  }
  const follow = (event: PointerEvent<Element>) => {
    const start = grip.current
    if (!start || !engine || !editor.canEdit) return
    if (!start.moved && Math.hypot(event.clientX - start.x, event.clientY - start.y) < dragFromPx) return
    start.moved = true
    const now = sightAt(engine, event.clientX, event.clientY)
    onMove({
      yawDegrees: start.at.yawDegrees + turnDegrees(start.grabbed.yawDegrees, now.yawDegrees),
      pitchDegrees: start.at.pitchDegrees + now.pitchDegrees - start.grabbed.pitchDegrees,
    })
  }
  return {
    /** Answers whether the press that has just ended was a drag, and forgets it. */
    wasDrag: () => {
      const was = dragged.current
      dragged.current = false
      return was
    },
    handlers: {
      onPointerDown: begin,
      onPointerMove: follow,
      onPointerUp: () => {
        if (grip.current?.moved) editor.endGroup()
        dragged.current = grip.current?.moved ?? false
        grip.current = undefined
      },
      onPointerCancel: () => {
        grip.current = undefined
        editor.endGroup()
      },
    },
  }
}

function sightAt(engine: Engine, clientX: number, clientY: number): Angles {
  const box = engine.canvas.getBoundingClientRect()
  return engine.unproject(clientX - box.x, clientY - box.y)
}

const arrows: Record<string, [yaw: number, pitch: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** Where an arrow key moves something; undefined for other keys. With Shift the step is five times as long. */
export function movedByKey(
  event: { key: string; shiftKey: boolean },
  at: Angles,
  stepDegrees: number,
): Angles | undefined {
  const way = arrows[event.key]
  if (!way) return undefined
  const step = stepDegrees * (event.shiftKey ? 5 : 1)
  return { yawDegrees: at.yawDegrees + way[0] * step, pitchDegrees: at.pitchDegrees + way[1] * step }
}
