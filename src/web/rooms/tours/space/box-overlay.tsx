// The room box over the panorama: twelve edges, a handle per face and one to turn. A chosen face can be dragged anywhere on it.
// Lines follow the engine's own frames; nothing here renders per frame.
import { type KeyboardEvent, type PointerEvent, useEffect, useEffectEvent, useId, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { Angles } from '#tour/angles.ts'
import { turnDegrees } from '#tour/angles.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { distanceKey, edgesOf, faceAlong, type RoomFace, roomFaces, withDistance } from '#tour/space.ts'
import type { Panorama } from '#viewer/engine/panorama.ts'
import { useWords, type WordKey } from '../../../lib/words.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { facePath, handleOf, linePath, turnHandleOf, wallAhead } from './box-lines.ts'
import { dragged, formatBoxSize, formatMetres, metreUnit, tidy, withCameraHeight, withTurn } from './measures.ts'
import classes from './space.module.css'

export const faceWords: Record<RoomFace, WordKey> = {
  front: 'web.space.front',
  back: 'web.space.back',
  left: 'web.space.left',
  right: 'web.space.right',
  up: 'web.space.up',
  down: 'web.space.down',
}

interface BoxOverlayProps {
  box: RoomBox
  chosen: RoomFace | undefined
  onChoose: (face: RoomFace | undefined) => void
  /** `group`: changes of one drag are one step of undo. */
  onChange: (box: RoomBox, group: string) => void
}

export function BoxOverlay(props: BoxOverlayProps) {
  const { engine, stageLayer } = useWorkplace()
  return engine && stageLayer ? createPortal(<Overlay {...props} engine={engine} />, stageLayer) : null
}

function Overlay({ box, chosen, onChoose, onChange, engine }: BoxOverlayProps & { engine: Panorama }) {
  const { t, language } = useWords()
  const { editor, takeTaps } = useWorkplace()
  const layer = useRef<HTMLDivElement>(null)
  const drag = useBoxDrag(engine, onChange)
  usePlacing(layer, engine, box, chosen, drag.turning)
  const tap = useEffectEvent((point: { x: number; y: number }) => {
    const { face } = faceAlong(box, engine.unproject(point.x, point.y))
    onChoose(face === chosen ? undefined : face)
  })
  useEffect(() => {
    takeTaps((point) => tap(point))
    return () => takeTaps(undefined)
  }, [takeTaps])

  const nudge = (change: (by: number) => RoomBox, step: number, name: string) => (event: KeyboardEvent) => {
    const sign = signs[event.key]
    if (!sign || !editor.canEdit) return
    event.preventDefault()
    onChange(change(sign * step * (event.shiftKey ? 10 : 1)), `keys.${name}`)
  }
  const showHandle = (event: { currentTarget: HTMLElement }) => {
    // Those who come by keyboard see what they will move.
    if (!event.currentTarget.matches(':focus-visible')) return
    const { yaw, pitch } = event.currentTarget.dataset
    void engine.turnTo({ yawDegrees: Number(yaw), pitchDegrees: Number(pitch) })
  }
  return (
    <div ref={layer} className={classes.overlay}>
      <svg className={classes.lines} aria-hidden="true" focusable="false">
        {chosen && (
          <path
            className={classes.face}
            data-face={chosen}
            onPointerDown={(event) => editor.canEdit && drag.down(event, box, chosen)}
            onPointerMove={drag.move}
            onPointerUp={(event) => {
              if (drag.up(event)) onChoose(undefined)
            }}
            onPointerCancel={drag.up}
            // The wheel belongs to the panorama under the face.
            onWheel={(event) => engine.canvas.dispatchEvent(new WheelEvent('wheel', event.nativeEvent))}
          />
        )}
        <g className={classes.shades} data-lines />
        <g className={classes.edges} data-lines />
      </svg>
      {editor.canEdit && (
        <>
          {roomFaces.map((face) => (
            <button
              key={face}
              type="button"
              role="slider"
              className={classes.handle}
              data-handle={face}
              data-chosen={face === chosen || undefined}
              aria-label={t(faceWords[face])}
              aria-valuenow={box[distanceKey[face]]}
              aria-valuemin={0.05}
              aria-valuemax={500}
              aria-valuetext={`${formatMetres(box[distanceKey[face]], language)} ${metreUnit[language]}`}
              onFocus={showHandle}
              onKeyDown={nudge((by) => movedBy(box, face, by), 0.05, face)}
              onPointerDown={(event) => drag.down(event, box, face)}
              onPointerMove={drag.move}
              onPointerUp={(event) => {
                if (drag.up(event)) onChoose(face)
              }}
              onPointerCancel={drag.up}
            >
              <span className={classes.knob} />
              <span className={classes.handleName} aria-hidden="true">
                {t(faceWords[face])} {formatMetres(box[distanceKey[face]], language)} {metreUnit[language]}
              </span>
            </button>
          ))}
          <button
            type="button"
            role="slider"
            className={classes.handle}
            data-handle="turn"
            aria-label={t('web.space.turn')}
            aria-valuenow={Math.round(box.yawDegrees)}
            aria-valuemin={-180}
            aria-valuemax={180}
            aria-valuetext={`${formatMetres(box.yawDegrees, language)}°`}
            onFocus={showHandle}
            onKeyDown={nudge((by) => withTurn(box, box.yawDegrees + by), 0.5, 'turn')}
            onPointerDown={(event) => drag.down(event, box, 'turn')}
            onPointerMove={drag.move}
            onPointerUp={drag.up}
            onPointerCancel={drag.up}
          >
            <span className={classes.knob}>↔</span>
          </button>
        </>
      )}
      <output className={classes.size}>{formatBoxSize(box, language)}</output>
    </div>
  )
}

const signs: Record<string, number> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }

/** By keys the floor, too, is the measure: what is told is the height of the camera. */
const movedBy = (box: RoomBox, face: RoomFace, metres: number): RoomBox =>
  face === 'down'
    ? withCameraHeight(box, Math.max(0.3, box.downMetres + metres))
    : tidy(withDistance(box, face, box[distanceKey[face]] + metres))

type Grip = RoomFace | 'turn'

/** Every move is computed from the box as it was grabbed, so that a hand that comes back undoes itself. */
function useBoxDrag(engine: Panorama, onChange: BoxOverlayProps['onChange']) {
  const { editor } = useWorkplace()
  const id = useId()
  const count = useRef(0)
  const grip = useRef<{ of: Grip; box: RoomBox; from: Angles; handle: Angles | undefined; moved: boolean }>(undefined)
  const turning = useRef<Angles>(undefined)

  const anglesAt = (event: PointerEvent) => {
    const frame = engine.canvas.getBoundingClientRect()
    return engine.unproject(event.clientX - frame.x, event.clientY - frame.y)
  }
  return {
    turning,
    down(event: PointerEvent<Element>, box: RoomBox, of: Grip) {
      if (event.button > 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const from = anglesAt(event)
      count.current++
      grip.current = { of, box, from, handle: undefined, moved: false }
      if (of === 'turn') turning.current = turnHandleOf(box, from.yawDegrees)
    },
    move(event: PointerEvent<Element>) {
      const held = grip.current
      if (!held) return
      const to = anglesAt(event)
      const by = turnDegrees(held.from.yawDegrees, to.yawDegrees)
      if (!held.moved && Math.hypot(by, to.pitchDegrees - held.from.pitchDegrees) < 0.3) return
      held.moved = true
      if (held.of === 'turn' && turning.current) turning.current = { ...turning.current, yawDegrees: to.yawDegrees }
      const box =
        held.of === 'turn' ? withTurn(held.box, held.box.yawDegrees + by) : dragged(held.box, held.of, held.from, to)
      onChange(box, `box.${id}.${count.current}`)
    },
    /** Whether it was a press rather than a drag. */
    up(_event: PointerEvent<Element>): boolean {
      const held = grip.current
      grip.current = undefined
      turning.current = undefined
      if (held?.moved) editor.endGroup()
      return held !== undefined && !held.moved
    },
  }
}

/** Writes lines and handles straight to their elements, whenever the engine draws. */
function usePlacing(
  layer: React.RefObject<HTMLDivElement | null>,
  engine: Panorama,
  box: RoomBox,
  chosen: RoomFace | undefined,
  turning: React.RefObject<Angles | undefined>,
) {
  useEffect(() => {
    const root = layer.current
    if (!root) return
    const project = ({ yawDegrees, pitchDegrees }: Angles) => engine.project(yawDegrees, pitchDegrees)
    const edges = edgesOf(box)
    const groups = [...root.querySelectorAll('[data-lines]')].map((group) => pathsIn(group, edges.length))
    const place = () => {
      edges.forEach(({ ends, faces }, index) => {
        const path = linePath(ends, project)
        for (const lines of groups) {
          lines[index]?.setAttribute('d', path)
          lines[index]?.toggleAttribute('data-chosen', chosen !== undefined && faces.includes(chosen))
        }
      })
      if (chosen) root.querySelector('[data-face]')?.setAttribute('d', facePath(box, chosen, project))
      for (const handle of root.querySelectorAll<HTMLElement>('[data-handle]')) {
        const of = roomFaces.find((face) => face === handle.dataset.handle)
        const { yawDegrees } = engine.view
        const angles = of
          ? handleOf(box, of, wallAhead(box, yawDegrees))
          : turnHandleOf(box, turning.current?.yawDegrees ?? yawDegrees)
        placeHandle(handle, angles, project(angles))
      }
    }
    place()
    const ends = [engine.on('frame', place), engine.on('view', place)]
    return () => {
      for (const end of ends) end()
    }
  })
}

/** Handles out of sight stay reachable by keyboard: they only lie where nobody sees them. */
function placeHandle(handle: HTMLElement, angles: Angles, point: { x: number; y: number } | undefined) {
  handle.dataset.yaw = String(angles.yawDegrees)
  handle.dataset.pitch = String(angles.pitchDegrees)
  handle.style.transform = point ? `translate(${point.x}px, ${point.y}px)` : 'translate(-200px, -200px)'
}

const svgSpace = 'http://www.w3.org/2000/svg'

function pathsIn(group: Element, count: number): Element[] {
  while (group.childElementCount < count) group.append(document.createElementNS(svgSpace, 'path'))
  return [...group.children]
}
