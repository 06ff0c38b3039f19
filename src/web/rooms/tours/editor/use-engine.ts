// Ties the engine to the canvas: one engine per canvas, one panorama per scene, a better picture of the same scene in place.
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { keepHeading } from '#tour/angles.ts'
import { panoramaOf } from '#tour/panoramas-of.ts'
import type { Point } from '#tour/projection.ts'
import { targetOf } from '#tour/rules.ts'
import type { Scene } from '#tour/tour.ts'
import type { View } from '#tour/view.ts'
import { attachInput } from '#viewer/engine/input.ts'
import { createPanorama, type Panorama as Engine, NoWebGl2 } from '#viewer/engine/panorama.ts'
import { useWorkplace } from './workplace.tsx'

export function useEngine(canvas: RefObject<HTMLCanvasElement | null>, onTap: (point: Point) => void) {
  const { scene, hotspotId, panoramas, engine, setEngine } = useWorkplace()
  const [unsupported, setUnsupported] = useState(false)
  const [changing, setChanging] = useState(false)
  const tapped = useEffectEvent(onTap)
  const shown = useRef<{ scene: Scene; sourceId: string; engine: Engine }>(undefined)

  useEffect(() => {
    if (!canvas.current) return
    try {
      const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)').matches
      const created = createPanorama(canvas.current, { reducedMotion })
      const detach = attachInput(created, { onTap: (point) => tapped(point) })
      setEngine(created)
      return () => {
        detach()
        setEngine(undefined)
        created.destroy()
      }
    } catch (error) {
      if (!(error instanceof NoWebGl2)) throw error
      setUnsupported(true)
    }
  }, [canvas, setEngine])

  const source = scene && panoramas.get(panoramaOf(scene) ?? '')?.source
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another scene or another picture of it changes the canvas
  useEffect(() => {
    if (!engine || !scene || !source) return
    const before = shown.current?.engine === engine ? shown.current : undefined
    shown.current = { scene, sourceId: source.id, engine }
    const limits = scene.kind === 'panorama' ? scene.limits : undefined
    if (!before) return engine.show(source, scene.view, limits)
    if (before.scene.id === scene.id) {
      // The full pyramid replaces the preview: nobody's view moves.
      if (before.sourceId !== source.id) void engine.goTo(source, { view: (current) => current, limits })
      return
    }
    let current = true
    setChanging(true)
    void engine.goTo(source, { view: arrival(before.scene, scene, hotspotId), limits }).then(() => {
      if (current) setChanging(false)
    })
    return () => {
      current = false
      setChanging(false)
    }
  }, [engine, scene?.id, source?.id])

  return { changing, unsupported }
}

/** To a chosen hotspot one looks at it; through a link one keeps looking the same way; else one begins where a visitor would. */
function arrival(from: Scene, to: Scene, hotspotId: string | undefined): View | ((current: View) => View) {
  const isLinked = from.hotspots.some((hotspot) => targetOf(hotspot) === to.id && hotspot.id === walked.hotspotId)
  const { view } = walked
  walked.hotspotId = undefined
  walked.view = undefined
  if (view) return view
  const chosen = to.hotspots.find(({ id }) => id === hotspotId)
  if (chosen) return { ...to.view, yawDegrees: chosen.yawDegrees, pitchDegrees: chosen.pitchDegrees }
  if (!isLinked) return to.view
  return (current) => ({
    ...current,
    yawDegrees: keepHeading(current.yawDegrees, from.pose.headingDegrees, to.pose.headingDegrees),
    fovDegrees: to.view.fovDegrees,
  })
}

/** How the next scene is entered: through which link, or at which view, if it is either. */
export const walked: { hotspotId: string | undefined; view: View | undefined } = {
  hotspotId: undefined,
  view: undefined,
}
