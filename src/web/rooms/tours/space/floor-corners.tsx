// Marking the corners of the floor on the panorama: pressed one after another around the room, movable until the box is made.
import { type KeyboardEvent, type PointerEvent, useEffect, useEffectEvent, useRef } from 'react'
import { createPortal } from 'react-dom'
import { type Angles, clamp, wrapDegrees } from '#tour/angles.ts'
import { floorPointAlong } from '#tour/space.ts'
import type { Panorama } from '#viewer/engine/panorama.ts'
import { useWords } from '../../../lib/words.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { linePath } from './box-lines.ts'
import classes from './space.module.css'

interface FloorCornersProps {
  cameraHeightMetres: number
  corners: readonly Angles[]
  onChange: (corners: Angles[]) => void
}

export function FloorCorners(props: FloorCornersProps) {
  const { engine, stageLayer } = useWorkplace()
  return engine && stageLayer ? createPortal(<Marks {...props} engine={engine} />, stageLayer) : null
}

/** A floor lies below the eye. */
const highestDegrees = -2
const mostCorners = 12

function Marks({ cameraHeightMetres, corners, onChange, engine }: FloorCornersProps & { engine: Panorama }) {
  const { t } = useWords()
  const { takeTaps } = useWorkplace()
  const layer = useRef<HTMLDivElement>(null)
  const held = useRef<number>(undefined)
  const move = (index: number, { yawDegrees, pitchDegrees }: Angles) =>
    onChange(
      corners.with(index, {
        yawDegrees: wrapDegrees(yawDegrees),
        pitchDegrees: clamp(pitchDegrees, -89, highestDegrees),
      }),
    )
  const tap = useEffectEvent((point: { x: number; y: number }) => {
    const angles = engine.unproject(point.x, point.y)
    if (angles.pitchDegrees < highestDegrees && corners.length < mostCorners) onChange([...corners, angles])
  })
  useEffect(() => {
    takeTaps((point) => tap(point))
    return () => takeTaps(undefined)
  }, [takeTaps])
  useEffect(() => {
    const place = () => {
      layer.current?.querySelector('path')?.setAttribute('d', outline(engine, cameraHeightMetres, corners))
      for (const mark of layer.current?.querySelectorAll<HTMLElement>('[data-corner]') ?? []) {
        const corner = corners[Number(mark.dataset.corner)]
        const point = corner && engine.project(corner.yawDegrees, corner.pitchDegrees)
        mark.style.transform = point ? `translate(${point.x}px, ${point.y}px)` : 'translate(-200px, -200px)'
      }
    }
    place()
    const ends = [engine.on('frame', place), engine.on('view', place)]
    return () => {
      for (const end of ends) end()
    }
  })
  const onPointerMove = (event: PointerEvent) => {
    if (held.current === undefined) return
    const frame = engine.canvas.getBoundingClientRect()
    move(held.current, engine.unproject(event.clientX - frame.x, event.clientY - frame.y))
  }
  const onKeyDown = (event: KeyboardEvent, index: number, corner: Angles) => {
    const step = steps[event.key]
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      onChange(corners.toSpliced(index, 1))
    }
    if (!step) return
    event.preventDefault()
    const times = event.shiftKey ? 5 : 0.5
    move(index, {
      yawDegrees: corner.yawDegrees + step[0] * times,
      pitchDegrees: corner.pitchDegrees + step[1] * times,
    })
  }
  return (
    <div ref={layer} className={classes.overlay}>
      <svg className={classes.lines} aria-hidden="true" focusable="false">
        <path className={classes.between} />
      </svg>
      {corners.map((corner, index) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its number
          key={index}
          type="button"
          className={classes.mark}
          data-corner={index}
          aria-label={t('web.space.corner', { number: index + 1 })}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            held.current = index
          }}
          onPointerMove={onPointerMove}
          onPointerUp={() => {
            held.current = undefined
          }}
          onPointerCancel={() => {
            held.current = undefined
          }}
          onKeyDown={(event) => onKeyDown(event, index, corner)}
        >
          <span>{index + 1}</span>
        </button>
      ))}
    </div>
  )
}

const steps: Record<string, [yaw: number, pitch: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** The floor's edges as far as they are marked; from the third corner on they close. */
function outline(engine: Panorama, cameraHeightMetres: number, corners: readonly Angles[]): string {
  const points = corners
    .map((corner) => floorPointAlong(cameraHeightMetres, corner))
    .filter((point) => point !== undefined)
  const project = ({ yawDegrees, pitchDegrees }: Angles) => engine.project(yawDegrees, pitchDegrees)
  return points
    .map((point, index) => {
      const before = index === 0 ? (points.length > 2 ? points.at(-1) : undefined) : points[index - 1]
      return before ? linePath([before, point], project) : ''
    })
    .join('')
}
