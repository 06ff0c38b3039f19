// The plan as a working surface: its picture, or the floors of rooms drawn from their boxes, and the scenes on it. Dots are buttons:
// press opens the scene, drag or arrow keys move it; the open scene shows where one looks, and its cone can be turned.
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import type { Scene } from '#tour/tour.ts'
import { useWords } from '../../../lib/words.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import classes from './levels.module.css'
import type { Spot } from './plan-frame.ts'
import { ViewCone } from './view-cone.tsx'

export interface Dot extends Spot {
  scene: Scene
}

interface PlanBoardProps {
  label: string
  picture?: { url: string; onSize: (aspect: number) => void }
  /** Height divided by width. */
  aspect: number
  upDegrees: number
  dots: readonly Dot[]
  onMove: (sceneId: string, spot: Spot) => void
  onTakeOff: (sceneId: string) => void
  /** Drawn under the dots, in a square of 1000 units of width. */
  drawing?: ReactNode
  /** Over the dots: points that are being measured. */
  children?: ReactNode
  board: React.RefObject<HTMLDivElement | null>
}

export function PlanBoard(props: PlanBoardProps) {
  const { label, picture, aspect, upDegrees, dots, drawing, children, board } = props
  const { t } = useWords()
  const { scene: open } = useWorkplace()
  const here = dots.find(({ scene }) => scene.id === open?.id)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this is a drawing with buttons on it
    <div
      ref={board}
      className={classes.board}
      role="group"
      aria-label={label}
      style={{ aspectRatio: `1 / ${aspect}` }}
      data-drawn={picture ? undefined : true}
    >
      {picture && (
        <img
          className={classes.picture}
          src={picture.url}
          alt=""
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            if (naturalWidth > 0) picture.onSize(naturalHeight / naturalWidth)
          }}
        />
      )}
      {drawing && (
        <svg className={classes.drawing} viewBox={`0 0 1000 ${1000 * aspect}`} aria-hidden="true" focusable="false">
          {drawing}
        </svg>
      )}
      <svg className={classes.rose} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
        <g transform={`rotate(${-upDegrees} 20 20)`}>
          <path d="m20 5 4 11h-8l4-11Z" />
          <text x="20" y="29" textAnchor="middle" transform={`rotate(${upDegrees} 20 25)`}>
            {t('web.north.letter')}
          </text>
        </g>
      </svg>
      {here && <ViewCone dot={here} upDegrees={upDegrees} board={board} />}
      {dots.map((dot) => (
        <SceneDot key={dot.scene.id} dot={dot} {...props} />
      ))}
      {children}
    </div>
  )
}

const dragFromPx = 4

function SceneDot({ dot, board, onMove, onTakeOff, aspect }: PlanBoardProps & { dot: Dot }) {
  const { t } = useWords()
  const { scene: open, openScene, nameOf, editor, tour } = useWorkplace()
  const drag = useRef<{ x: number; y: number; spot: Spot; moved: boolean }>(undefined)
  const { scene, x, y } = dot
  const isOpen = scene.id === open?.id
  const number = tour.scenes.indexOf(scene) + 1
  const onPointerMove = (event: PointerEvent) => {
    const held = drag.current
    const frame = board.current?.getBoundingClientRect()
    if (!held || !frame || !editor.canEdit) return
    const [byX, byY] = [event.clientX - held.x, event.clientY - held.y]
    if (!held.moved && Math.hypot(byX, byY) < dragFromPx) return
    held.moved = true
    onMove(scene.id, { x: held.spot.x + byX / frame.width, y: held.spot.y + byY / frame.height })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!editor.canEdit) return
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      onTakeOff(scene.id)
    }
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    const by = event.shiftKey ? 0.05 : 0.005
    onMove(scene.id, { x: x + step[0] * by, y: y + (step[1] * by) / aspect })
  }
  return (
    <button
      type="button"
      className={classes.dot}
      style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
      data-open={isOpen || undefined}
      aria-label={t('web.plan.dot', { name: `${number} ${nameOf(scene)}` })}
      aria-current={isOpen ? 'true' : undefined}
      onPointerDown={(event) => {
        if (event.button > 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, y: event.clientY, spot: { x, y }, moved: false }
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        if (drag.current?.moved) editor.endGroup()
      }}
      onPointerCancel={() => {
        drag.current = undefined
      }}
      onClick={() => {
        const moved = drag.current?.moved
        drag.current = undefined
        if (!moved && !isOpen) openScene(scene.id)
      }}
      onKeyDown={onKeyDown}
      onBlur={editor.endGroup}
    >
      <span className={classes.dotMark}>{number}</span>{' '}
      <span className={classes.dotName} data-left={x > 0.6 || undefined}>
        {nameOf(scene)}
      </span>
    </button>
  )
}

export const steps: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
