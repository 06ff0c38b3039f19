// Scenes that are not on the plan yet: press puts one where there is room, dragging puts it where it is let go.
import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import type { Scene } from '#tour/tour.ts'
import { useWords } from '../../../lib/words.tsx'
import { PlusIcon } from '../../../ui/icons.tsx'
import panel from '../editor/side-panel.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import classes from './levels.module.css'
import { freeSpot, type Spot } from './plan-frame.ts'

interface UnplacedProps {
  scenes: readonly Scene[]
  board: RefObject<HTMLDivElement | null>
  taken: readonly Spot[]
  onPlace: (sceneId: string, spot: Spot) => void
}

export function Unplaced({ scenes, board, taken, onPlace }: UnplacedProps) {
  const { t } = useWords()
  const { nameOf, tour, editor } = useWorkplace()
  const [held, setHeld] = useState<string>()
  const start = useRef<{ x: number; y: number; moved: boolean }>(undefined)
  // While it is dragged it stays in the list: its button holds the pointer.
  const ids = new Set([...scenes.map(({ id }) => id), held])
  const shown = tour.scenes.filter(({ id }) => ids.has(id))
  if (shown.length === 0 || !editor.canEdit) return null

  const onPointerMove = (event: PointerEvent, scene: Scene) => {
    const frame = board.current?.getBoundingClientRect()
    const from = start.current
    if (!from || !frame) return
    if (!from.moved && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 6) return
    from.moved = true
    const spot = { x: (event.clientX - frame.x) / frame.width, y: (event.clientY - frame.y) / frame.height }
    if (spot.x >= 0 && spot.x <= 1 && spot.y >= 0 && spot.y <= 1) onPlace(scene.id, spot)
  }
  const release = () => {
    setHeld(undefined)
    editor.endGroup()
  }
  return (
    <section className={panel.section}>
      <h3>{t('web.plan.unplaced')}</h3>
      <p className={panel.note}>{t('web.plan.unplaced_note')}</p>
      <ul className={classes.unplaced}>
        {shown.map((scene) => (
          <li key={scene.id}>
            <button
              type="button"
              className={classes.chip}
              aria-label={t('web.plan.put', { name: nameOf(scene) })}
              onPointerDown={(event) => {
                if (event.button > 0) return
                event.currentTarget.setPointerCapture(event.pointerId)
                start.current = { x: event.clientX, y: event.clientY, moved: false }
                setHeld(scene.id)
              }}
              onPointerMove={(event) => onPointerMove(event, scene)}
              onPointerUp={release}
              onPointerCancel={release}
              onClick={() => {
                const moved = start.current?.moved
                start.current = undefined
                if (moved) return
                onPlace(scene.id, freeSpot(taken))
                editor.endGroup()
              }}
            >
              <PlusIcon size={16} />
              {tour.scenes.findIndex(({ id }) => id === scene.id) + 1} · {nameOf(scene)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
