// The scale of a plan: two points on it, and how far apart they are in the building.
import { Button } from '@mantine/core'
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react'
import { clamp } from '#tour/angles.ts'
import { useWords } from '../../../lib/words.tsx'
import { metreUnit } from '../space/measures.ts'
import { NumberField } from '../space/number-field.tsx'
import space from '../space/space.module.css'
import classes from './levels.module.css'
import { steps } from './plan-board.tsx'
import { type Spot, widthFromStretch } from './plan-frame.ts'

export interface Stretch {
  a: Spot
  b: Spot
}

export const firstStretch: Stretch = { a: { x: 0.25, y: 0.5 }, b: { x: 0.75, y: 0.5 } }

interface ScaleMarksProps {
  stretch: Stretch
  aspect: number
  board: RefObject<HTMLDivElement | null>
  onChange: (stretch: Stretch) => void
}

export function ScaleMarks({ stretch, aspect, board, onChange }: ScaleMarksProps) {
  const { t } = useWords()
  const held = useRef<'a' | 'b'>(undefined)
  const move = (end: 'a' | 'b', { x, y }: Spot) =>
    onChange({ ...stretch, [end]: { x: clamp(x, 0, 1), y: clamp(y, 0, 1) } })
  const onPointerMove = (event: PointerEvent) => {
    const frame = board.current?.getBoundingClientRect()
    if (!held.current || !frame) return
    move(held.current, { x: (event.clientX - frame.x) / frame.width, y: (event.clientY - frame.y) / frame.height })
  }
  const release = () => {
    held.current = undefined
  }
  const { a, b } = stretch
  return (
    <>
      <svg className={classes.drawing} viewBox={`0 0 1000 ${1000 * aspect}`} aria-hidden="true" focusable="false">
        <path
          className={classes.stretch}
          d={`M${a.x * 1000} ${a.y * 1000 * aspect}L${b.x * 1000} ${b.y * 1000 * aspect}`}
        />
      </svg>
      {(['a', 'b'] as const).map((end, index) => (
        <button
          key={end}
          type="button"
          className={classes.stretchEnd}
          style={{ left: `${stretch[end].x * 100}%`, top: `${stretch[end].y * 100}%` }}
          aria-label={t('web.plan.stretch_end', { number: index + 1 })}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            held.current = end
          }}
          onPointerMove={onPointerMove}
          onPointerUp={release}
          onPointerCancel={release}
          onKeyDown={(event: KeyboardEvent) => {
            const step = steps[event.key]
            if (!step) return
            event.preventDefault()
            const by = event.shiftKey ? 0.05 : 0.005
            move(end, { x: stretch[end].x + step[0] * by, y: stretch[end].y + (step[1] * by) / aspect })
          }}
        >
          <span />
        </button>
      ))}
    </>
  )
}

interface ScaleFormProps {
  stretch: Stretch
  aspect: number
  onDone: (widthMetres?: number) => void
}

export function ScaleForm({ stretch, aspect, onDone }: ScaleFormProps) {
  const { t, language } = useWords()
  const [length, setLength] = useState<number>()
  const width = length === undefined ? undefined : widthFromStretch(stretch.a, stretch.b, aspect, length)
  return (
    <div className={classes.scale}>
      <p>{t('web.plan.scale_how')}</p>
      <NumberField
        label={t('web.plan.stretch')}
        unit={metreUnit[language]}
        value={length}
        min={0.1}
        max={1000}
        mayBeEmpty
        onChange={setLength}
      />
      <div className={space.actions}>
        <Button variant="filled" disabled={width === undefined} onClick={() => onDone(width)}>
          {t('web.plan.scale_set')}
        </Button>
        <Button variant="subtle" onClick={() => onDone()}>
          {t('web.cancel')}
        </Button>
      </div>
    </div>
  )
}
