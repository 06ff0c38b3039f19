// The talks of the scene as numbered pins over the panorama, as long as the comments are open; and the place of the next one.
import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { Angles } from '#tour/angles.ts'
import type { Scene } from '#tour/tour.ts'
import { useWords } from '../../../lib/words.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { anchorOf } from '../hotspots/shapes.ts'
import classes from './comments.module.css'
import type { Pin, Thread } from './comments-api.ts'

const marginPx = 30

interface PinsProps {
  scene: Scene
  threads: readonly Thread[]
  selectedId: string | undefined
  next: Pin | null
  onSelect: (threadId: string) => void
}

export function Pins(props: PinsProps) {
  const { stageLayer, engine } = useWorkplace()
  return stageLayer && engine ? createPortal(<Layer {...props} />, stageLayer) : null
}

function Layer({ scene, threads, selectedId, next, onSelect }: PinsProps) {
  const { t } = useWords()
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
        const isInside =
          point !== undefined &&
          point.x > -marginPx &&
          point.y > -marginPx &&
          point.x < widthPx + marginPx &&
          point.y < heightPx + marginPx
        element.hidden = !isInside
        if (isInside) element.style.transform = `translate(${point.x}px, ${point.y}px)`
      }
    }
    place()
    const ends = [engine.on('frame', place), engine.on('view', place)]
    return () => {
      for (const end of ends) end()
    }
  })
  const nextAt = next?.kind === 'view' && next.sceneId === scene.id ? next : undefined
  return (
    <div ref={layer} className={classes.pins}>
      {threads.map((thread) => {
        const at = placeOf(thread.pin, scene)
        return at ? (
          <div key={thread.id} className={classes.pin} data-yaw={at.yawDegrees} data-pitch={at.pitchDegrees} hidden>
            <button
              type="button"
              aria-label={t('comments.pin', {
                number: thread.number,
                text: thread.comments[0]?.text.slice(0, 80) ?? '',
              })}
              aria-pressed={thread.id === selectedId}
              data-resolved={thread.resolvedAt !== null || undefined}
              onClick={() => onSelect(thread.id)}
            >
              {thread.number}
            </button>
          </div>
        ) : null
      })}
      {nextAt && (
        <div className={classes.pin} data-yaw={nextAt.yawDegrees} data-pitch={nextAt.pitchDegrees} hidden>
          <span className={classes.nextPin} aria-hidden="true" />
        </div>
      )}
    </div>
  )
}

/** Where a pin is in this scene, if it is there at all. */
export function placeOf(pin: Pin | null, scene: Scene): Angles | undefined {
  if (!pin || pin.sceneId !== scene.id || pin.kind === 'scene') return undefined
  if (pin.kind === 'view') return pin
  const hotspot = scene.hotspots.find(({ id }) => id === pin.hotspotId)
  return hotspot && anchorOf(hotspot)
}
