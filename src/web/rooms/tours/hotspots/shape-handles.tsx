// The handles of a shape over the panorama: corners and ends that are moved, edges out of which new corners are pulled.
import { type KeyboardEvent, useRef } from 'react'
import type { Angles } from '#tour/angles.ts'
import type { Panorama as Engine } from '#viewer/engine/panorama.ts'
import { useWords } from '../../../lib/words.tsx'
import { CloseIcon, PlusIcon } from '../../../ui/icons.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import classes from './shapes.module.css'
import { movedByKey, useStageDrag } from './stage-drag.ts'

interface HandleProps {
  at: Angles
  name: string
  isInHand: boolean
  onHand: (held: boolean) => void
  onMove: (to: Angles, group: string) => void
  /** Absent where it can't be spared. */
  onRemove: (() => void) | undefined
}

/** Part of the field of view that an arrow key moves a handle. */
const keyShare = 0.005

export function Handle({ at, name, isInHand, onHand, onMove, onRemove }: HandleProps) {
  const { t } = useWords()
  const { engine, editor } = useWorkplace()
  const { handlers } = useStageDrag(at, (to) => onMove(to, 'drag'))
  const box = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      // Never the whole hotspot, as elsewhere on this page.
      event.preventDefault()
      onRemove?.()
    }
    const to = movedByKey(event, at, (engine?.view.fovDegrees ?? 90) * keyShare)
    if (!to) return
    event.preventDefault()
    onMove(to, 'keys')
  }
  return (
    <div ref={box} className={classes.handlePlace} data-yaw={at.yawDegrees} data-pitch={at.pitchDegrees} hidden>
      <button
        type="button"
        className={classes.handle}
        aria-label={name}
        {...handlers}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          onHand(true)
          if (event.currentTarget.matches(':focus-visible') && engine && !isNearMiddle(engine, at))
            void engine.turnTo({ yawDegrees: at.yawDegrees, pitchDegrees: at.pitchDegrees })
        }}
        onBlur={(event) => {
          editor.endGroup()
          if (!box.current?.contains(event.relatedTarget)) onHand(false)
        }}
      />
      {isInHand && onRemove && (
        <button
          type="button"
          className={classes.remove}
          aria-label={`${t('web.shape.remove_corner')}: ${name}`}
          onClick={onRemove}
          onBlur={() => onHand(false)}
        >
          <CloseIcon size={14} strokeWidth={2.25} />
        </button>
      )}
    </div>
  )
}

interface CornerAdderProps {
  at: Angles | undefined
  name: string
  onAdd: () => void
  /** A new corner that is still in hand; the first time it has to be made. */
  onPull: (to: Angles, isFirst: boolean) => void
}

/** Press adds a corner; dragging pulls it out of the edge. */
export function CornerAdder({ at, name, onAdd, onPull }: CornerAdderProps) {
  const isPulling = useRef(false)
  const { handlers, wasDrag } = useStageDrag(at ?? { yawDegrees: 0, pitchDegrees: 0 }, (to) => {
    onPull(to, !isPulling.current)
    isPulling.current = true
  })
  if (!at) return null
  return (
    <div className={classes.handlePlace} data-yaw={at.yawDegrees} data-pitch={at.pitchDegrees} hidden>
      <button
        type="button"
        className={classes.adder}
        aria-label={name}
        {...handlers}
        onClick={() => {
          isPulling.current = false
          if (!wasDrag()) onAdd()
        }}
      >
        <PlusIcon size={12} strokeWidth={2.5} />
      </button>
    </div>
  )
}

/** The view only turns to a handle that would be missed. */
export function isNearMiddle(engine: Engine, { yawDegrees, pitchDegrees }: Angles): boolean {
  const point = engine.project(yawDegrees, pitchDegrees)
  const { widthPx, heightPx } = engine.camera
  return (
    point !== undefined &&
    Math.abs(point.x - widthPx / 2) < widthPx * 0.42 &&
    Math.abs(point.y - heightPx / 2) < heightPx * 0.36
  )
}
