// Where one looks, on the plan, live. Its tip can be turned: that says how the scene's photo lies on the plan, its heading.
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef } from 'react'
import { toDegrees, toRadians } from '#tour/angles.ts'
import { useWords } from '../../../lib/words.tsx'
import { changeScene, compassOf, headingFrom } from '../editor/edits.ts'
import { useViewYaw } from '../editor/use-view-yaw.ts'
import { useWorkplace } from '../editor/workplace.tsx'
import classes from './levels.module.css'
import type { Dot } from './plan-board.tsx'

const reachPx = 62
const tipPx = 74

interface ViewConeProps {
  dot: Dot
  upDegrees: number
  board: RefObject<HTMLDivElement | null>
}

export function ViewCone({ dot, upDegrees, board }: ViewConeProps) {
  const { t } = useWords()
  const { engine, editor } = useWorkplace()
  const yaw = useViewYaw(engine)
  const isHeld = useRef(false)
  const { scene } = dot
  const compass = compassOf(yaw, scene.pose.headingDegrees)
  const onPlan = compass - upDegrees
  const half = Math.min(60, (engine?.view.fovDegrees ?? 90) / 2)

  /** What one looks at lies in this direction of the plan. */
  const turnTo = (degreesOnPlan: number, group: string) =>
    editor.edit(
      (document) =>
        changeScene(document, scene.id, (one) => ({
          ...one,
          pose: { ...one.pose, headingDegrees: headingFrom(yaw, degreesOnPlan + upDegrees) },
        })),
      group,
    )
  const onPointerMove = (event: PointerEvent) => {
    const frame = board.current?.getBoundingClientRect()
    if (!isHeld.current || !frame) return
    const [x, y] = [event.clientX - frame.x - dot.x * frame.width, event.clientY - frame.y - dot.y * frame.height]
    if (Math.hypot(x, y) > 8) turnTo(toDegrees(Math.atan2(x, -y)), `cone.${scene.id}`)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = turns[event.key]
    if (by === undefined) return
    event.preventDefault()
    turnTo(onPlan + by * (event.shiftKey ? 10 : 1), `cone.${scene.id}`)
  }
  const release = () => {
    isHeld.current = false
    editor.endGroup()
  }
  return (
    <div className={classes.cone} style={{ left: `${dot.x * 100}%`, top: `${dot.y * 100}%` }}>
      <svg viewBox={`${-reachPx} ${-reachPx} ${2 * reachPx} ${2 * reachPx}`} aria-hidden="true" focusable="false">
        <path d={wedge(half)} transform={`rotate(${onPlan})`} />
      </svg>
      {editor.canEdit && (
        <button
          type="button"
          role="slider"
          className={classes.tip}
          style={{ transform: `rotate(${onPlan}deg) translateY(${-tipPx}px)` }}
          aria-label={t('web.plan.cone')}
          aria-valuemin={0}
          aria-valuemax={360}
          aria-valuenow={Math.round(compass)}
          aria-valuetext={`${Math.round(compass)}°`}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            isHeld.current = true
          }}
          onPointerMove={onPointerMove}
          onPointerUp={release}
          onPointerCancel={release}
          onKeyDown={onKeyDown}
        >
          <span />
        </button>
      )}
    </div>
  )
}

function wedge(halfDegrees: number): string {
  const [x, y] = [Math.sin(toRadians(halfDegrees)) * reachPx, -Math.cos(toRadians(halfDegrees)) * reachPx]
  return `M0 0L${-x} ${y}A${reachPx} ${reachPx} 0 0 1 ${x} ${y}Z`
}

const turns: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }
