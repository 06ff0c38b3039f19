// The hotspots of a model over its canvas: press selects, a drag carries one to another place of the model, double press goes through a
// link. Their positions are written straight to the elements.
import { type PointerEvent, useEffect, useRef } from 'react'
import type { Hotspot } from '#tour/hotspots.ts'
import { targetOf } from '#tour/rules.ts'
import type { ModelScene } from '#tour/tour.ts'
import type { ModelView } from '#viewer/model/model-view.ts'
import { useWords } from '../../../lib/words.tsx'
import { changeHotspot } from '../editor/edits.ts'
import classes from '../editor/stage.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import { definitionOf, labelOfHotspot } from '../hotspots/registry.tsx'
import { usePlaceUnder } from './pointing.ts'

const dragFromPx = 4

export function ModelHotspots({ scene, view }: { scene: ModelScene; view: ModelView }) {
  const layer = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const place = () => {
      for (const { id, positionMetres } of scene.hotspots) {
        const element = layer.current?.querySelector<HTMLElement>(`[data-spot="${CSS.escape(id)}"]`)
        if (!element || 'dragged' in element.dataset) continue
        const point = positionMetres && view.locate(positionMetres)
        element.hidden = !point
        if (point) element.style.transform = `translate(${point.x}px, ${point.y}px)`
      }
    }
    place()
    return view.on('frame', place)
  })
  return (
    <div ref={layer} className={classes.spots}>
      {scene.hotspots.map((hotspot) => (
        <ModelMark key={hotspot.id} scene={scene} hotspot={hotspot} view={view} />
      ))}
    </div>
  )
}

function ModelMark({ scene, hotspot, view }: { scene: ModelScene; hotspot: Hotspot; view: ModelView }) {
  const { t } = useWords()
  const { tour, textOf, hotspotId, selectHotspot, setTool, openScene } = useWorkplace()
  const { words, sign } = definitionOf(hotspot.kind)
  const label = labelOfHotspot(hotspot, tour, textOf)
  const selected = hotspot.id === hotspotId
  const target = targetOf(hotspot)
  const { handlers, wasDrag } = useMarkDrag(scene, hotspot, view)
  return (
    <div
      className={classes.spot}
      data-spot={hotspot.id}
      data-kind={hotspot.kind}
      data-selected={selected || undefined}
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
        onDoubleClick={() => target !== undefined && openScene(target)}
        onFocus={(event) => {
          // Focus by keyboard turns the model to the hotspot.
          if (event.currentTarget.matches(':focus-visible') && hotspot.positionMetres) view.face(hotspot.positionMetres)
        }}
      >
        {sign(20)}
      </button>
      {(label || selected) && <span className={classes.spotLabel}>{label || t(words.name)}</span>}
    </div>
  )
}

/** The mark follows the hand; where it is let go the model is asked what lies there. */
function useMarkDrag(scene: ModelScene, hotspot: Hotspot, view: ModelView) {
  const { editor } = useWorkplace()
  const placeUnder = usePlaceUnder(view)
  const grip = useRef<{ x: number; y: number; moved: boolean }>(undefined)

  const pointIn = (event: PointerEvent<Element>) => {
    const { left, top } = view.canvas.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
  const follow = (event: PointerEvent<Element>) => {
    const from = grip.current
    const mark = event.currentTarget.parentElement
    if (!from || !mark || !editor.canEdit) return
    if (!from.moved && Math.hypot(event.clientX - from.x, event.clientY - from.y) < dragFromPx) return
    from.moved = true
    const { x, y } = pointIn(event)
    mark.dataset.dragged = ''
    mark.style.transform = `translate(${x}px, ${y}px)`
  }
  const drop = async (event: PointerEvent<Element>) => {
    const mark = event.currentTarget.parentElement
    if (!grip.current?.moved || !mark) return
    const place = event.type === 'pointerup' ? await placeUnder(pointIn(event)) : undefined
    delete mark.dataset.dragged
    if (place) editor.edit((document) => changeHotspot(document, scene.id, hotspot.id, (one) => ({ ...one, ...place })))
    // Where nothing lies it goes back to its place.
    else view.turn(view.orbit)
  }
  return {
    wasDrag: () => {
      const moved = grip.current?.moved ?? false
      grip.current = undefined
      return moved
    },
    handlers: {
      onPointerDown: (event: PointerEvent<Element>) => {
        if (event.button > 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        grip.current = { x: event.clientX, y: event.clientY, moved: false }
      },
      onPointerMove: follow,
      onPointerUp: (event: PointerEvent<Element>) => void drop(event),
      onPointerCancel: (event: PointerEvent<Element>) => void drop(event),
    },
  }
}
