// The hotspots over the canvas: real buttons. Press selects, drag moves, double press (or the arrow button) goes through a link; shapes
// show their lines, the selected one its handles.
import { useEffect, useRef } from 'react'
import type { Angles } from '#tour/angles.ts'
import type { Hotspot } from '#tour/hotspots.ts'
import { targetOf } from '#tour/rules.ts'
import type { Scene } from '#tour/tour.ts'
import { useWords } from '../../../lib/words.tsx'
import { useFlatPictures } from '../hotspots/flat-pictures.ts'
import { definitionOf, labelOfHotspot } from '../hotspots/registry.tsx'
import { anchorOf, isShaped, measured, movedTo, roomOf } from '../hotspots/shapes.ts'
import { movedByKey, useStageDrag } from '../hotspots/stage-drag.ts'
import { drawShapes, ShapeHandles, ShapeLines } from '../hotspots/stage-shapes.tsx'
import { changeHotspot } from './edits.ts'
import classes from './stage.module.css'
import { walked } from './use-engine.ts'
import { useWorkplace } from './workplace.tsx'

/** Hotspots just outside the picture are kept, so that they don't vanish while half visible. */
const marginPx = 40

export function StageHotspots({ scene }: { scene: Scene }) {
  const { engine, editor, hotspotId } = useWorkplace()
  const layer = useRef<HTMLDivElement>(null)
  const lines = useRef<SVGSVGElement>(null)
  const selected = scene.hotspots.find(({ id }) => id === hotspotId)
  useFlatPictures(scene)

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
      drawShapes(lines.current, scene, engine)
    }
    place()
    const ends = [engine.on('frame', place), engine.on('view', place)]
    return () => {
      for (const end of ends) end()
    }
  })

  const isDrawing = selected !== undefined && isShaped(selected) && editor.canEdit
  return (
    <div ref={layer} className={classes.spots} data-drawing={isDrawing || undefined}>
      <ShapeLines scene={scene} svg={lines} />
      {scene.hotspots.map((hotspot) => (
        <HotspotMark key={hotspot.id} scene={scene} hotspot={hotspot} />
      ))}
      {isDrawing && <ShapeHandles key={selected.id} scene={scene} hotspot={selected} />}
    </div>
  )
}

function HotspotMark({ scene, hotspot }: { scene: Scene; hotspot: Hotspot }) {
  const { t } = useWords()
  const { tour, textOf, editor, engine, hotspotId, selectHotspot, setTool, openScene } = useWorkplace()
  const { words, sign } = definitionOf(hotspot.kind)
  const label = labelOfHotspot(hotspot, tour, textOf)
  const selected = hotspot.id === hotspotId
  const at = anchorOf(hotspot)
  const target = targetOf(hotspot)

  const move = (to: Angles, group: string) =>
    editor.edit(
      (document) =>
        changeHotspot(document, scene.id, hotspot.id, (one) =>
          measured(movedTo(one, to, roomOf(scene)), roomOf(scene)),
        ),
      group,
    )
  const { handlers, wasDrag } = useStageDrag(at, (to) => move(to, `move.${hotspot.id}`))
  const go = () => {
    if (target === undefined) return
    walked.hotspotId = hotspot.id
    openScene(target)
  }
  return (
    <div
      className={classes.spot}
      data-yaw={at.yawDegrees}
      data-pitch={at.pitchDegrees}
      data-kind={hotspot.kind}
      data-selected={selected || undefined}
      data-shaped={isShaped(hotspot) || undefined}
      hidden
    >
      <button
        type="button"
        className={classes.spotMark}
        aria-label={`${t(words.name)}: ${label || t('web.hotspot.unnamed')}`}
        aria-pressed={selected}
        {...handlers}
        onClick={() => {
          if (wasDrag()) return
          setTool('select')
          selectHotspot(hotspot.id)
        }}
        onDoubleClick={go}
        onKeyDown={(event) => {
          const to = editor.canEdit && movedByKey(event, at, 1)
          if (!to) return
          event.preventDefault()
          move(to, `keys.${hotspot.id}`)
        }}
        onFocus={(event) => {
          // Focus by keyboard turns the view to the hotspot.
          if (event.currentTarget.matches(':focus-visible')) void engine?.turnTo(at)
        }}
      >
        {sign(20)}
      </button>
      {(label || selected) && (
        <span className={classes.spotLabel}>
          {label || t(words.name)}
          {selected && target !== undefined && (
            <button type="button" className={classes.spotGo} onClick={go}>
              {t('web.link.go_short')}
            </button>
          )}
        </span>
      )}
    </div>
  )
}
