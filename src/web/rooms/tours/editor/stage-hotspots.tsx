// The hotspots over the canvas: real buttons. Press selects, drag moves, double press (or the arrow button) goes through a link.
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'
import { clamp, wrapDegrees } from '#tour/angles.ts'
import type { Hotspot } from '#tour/hotspots.ts'
import type { Scene } from '#tour/tour.ts'
import { useWords } from '../../../lib/words.tsx'
import { definitionOf, labelOfHotspot } from '../hotspots/registry.tsx'
import { changeHotspot } from './edits.ts'
import classes from './stage.module.css'
import { walked } from './use-engine.ts'
import { useWorkplace } from './workplace.tsx'

const dragFromPx = 4
/** Hotspots just outside the picture are kept, so that they don't vanish while half visible. */
const marginPx = 40

export function StageHotspots({ scene }: { scene: Scene }) {
  const { engine } = useWorkplace()
  const layer = useRef<HTMLDivElement>(null)

  // Positions are written straight to the elements: sixty renders a second would be too many.
  useEffect(() => {
    if (!engine) return
    const place = () => {
      const { widthPx, heightPx } = engine.camera
      for (const element of layer.current?.children ?? []) {
        if (!(element instanceof HTMLElement)) continue
        const point = engine.project(Number(element.dataset.yaw), Number(element.dataset.pitch))
        const inside =
          point !== undefined &&
          point.x > -marginPx &&
          point.y > -marginPx &&
          point.x < widthPx + marginPx &&
          point.y < heightPx + marginPx
        element.hidden = !inside
        if (inside) element.style.transform = `translate(${point.x}px, ${point.y}px)`
      }
    }
    place()
    const ends = [engine.on('frame', place), engine.on('view', place)]
    return () => {
      for (const end of ends) end()
    }
  })

  return (
    <div ref={layer} className={classes.spots}>
      {scene.hotspots.map((hotspot) => (
        <HotspotMark key={hotspot.id} scene={scene} hotspot={hotspot} />
      ))}
    </div>
  )
}

function HotspotMark({ scene, hotspot }: { scene: Scene; hotspot: Hotspot }) {
  const { t } = useWords()
  const { tour, textOf, editor, engine, hotspotId, selectHotspot, openScene } = useWorkplace()
  const drag = useRef<{ x: number; y: number; offsetX: number; offsetY: number; moved: boolean }>(undefined)
  const { words, sign } = definitionOf(hotspot.kind)
  const label = labelOfHotspot(hotspot, tour, textOf)
  const selected = hotspot.id === hotspotId

  const move = (yawDegrees: number, pitchDegrees: number, group: string) =>
    editor.edit(
      (document) =>
        changeHotspot(document, scene.id, hotspot.id, (one) => ({
          ...one,
          yawDegrees: wrapDegrees(yawDegrees),
          pitchDegrees: clamp(pitchDegrees, -90, 90),
        })),
      group,
    )

  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    if (event.button > 0 || !engine) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = engine.project(hotspot.yawDegrees, hotspot.pitchDegrees)
    const box = engine.canvas.getBoundingClientRect()
    const [x, y] = [event.clientX, event.clientY]
    drag.current = { x, y, offsetX: (at?.x ?? 0) + box.x - x, offsetY: (at?.y ?? 0) + box.y - y, moved: false }
  }
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>) => {
    const start = drag.current
    if (!start || !engine || !editor.canEdit) return
    if (!start.moved && Math.hypot(event.clientX - start.x, event.clientY - start.y) < dragFromPx) return
    start.moved = true
    const box = engine.canvas.getBoundingClientRect()
    const angles = engine.unproject(event.clientX + start.offsetX - box.x, event.clientY + start.offsetY - box.y)
    move(angles.yawDegrees, angles.pitchDegrees, `move.${hotspot.id}`)
  }
  const onPointerUp = () => {
    if (drag.current?.moved) editor.endGroup()
  }
  const go = () => {
    if (hotspot.kind !== 'link') return
    walked.hotspotId = hotspot.id
    openScene(hotspot.targetSceneId)
  }
  const steps: Record<string, [yaw: number, pitch: number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (!step || !editor.canEdit) return
    event.preventDefault()
    const times = event.shiftKey ? 5 : 1
    move(hotspot.yawDegrees + step[0] * times, hotspot.pitchDegrees + step[1] * times, `keys.${hotspot.id}`)
  }

  return (
    <div
      className={classes.spot}
      data-yaw={hotspot.yawDegrees}
      data-pitch={hotspot.pitchDegrees}
      data-kind={hotspot.kind}
      data-selected={selected || undefined}
      hidden
    >
      <button
        type="button"
        className={classes.spotMark}
        aria-label={`${t(words.name)}: ${label || t('web.hotspot.unnamed')}`}
        aria-pressed={selected}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          drag.current = undefined
        }}
        onClick={() => {
          const moved = drag.current?.moved
          drag.current = undefined
          if (!moved) selectHotspot(hotspot.id)
        }}
        onDoubleClick={go}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          // Focus by keyboard turns the view to the hotspot.
          if (!event.currentTarget.matches(':focus-visible')) return
          void engine?.turnTo({ yawDegrees: hotspot.yawDegrees, pitchDegrees: hotspot.pitchDegrees })
        }}
      >
        {sign(20)}
      </button>
      {(label || selected) && (
        <span className={classes.spotLabel}>
          {label || t(words.name)}
          {selected && hotspot.kind === 'link' && (
            <button type="button" className={classes.spotGo} onClick={go}>
              {t('web.link.go_short')}
            </button>
          )}
        </span>
      )}
    </div>
  )
}
