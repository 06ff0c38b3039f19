// What the next comment is about: the view as it is, a place that was pressed in it, a hotspot of the scene, or the whole tour.
import { NativeSelect } from '@mantine/core'
import { useEffect, useEffectEvent, useState } from 'react'
import type { Angles } from '#tour/angles.ts'
import type { Point } from '#tour/projection.ts'
import { useWords } from '../../../lib/words.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { definitionOf, labelOfHotspot } from '../hotspots/registry.tsx'
import { thousandth } from '../hotspots/walls.ts'
import type { Pin } from './comments-api.ts'

export interface PinChoiceState {
  value: string
  choose: (value: string) => void
  /** What the comment will be pinned to, as of now. */
  pin: () => Pin | null
  /** Where it was pressed, to be shown. */
  shownPin: Pin | null
  clear: () => void
}

export function usePinChoice(): PinChoiceState {
  const { scene, engine, takeTaps } = useWorkplace()
  const [chosen, setChosen] = useState('here')
  const [pressed, setPressed] = useState<{ sceneId: string; at: Angles }>()
  const tap = useEffectEvent((point: Point) => {
    if (!engine || !scene) return
    const { yawDegrees, pitchDegrees } = engine.unproject(point.x, point.y)
    setPressed({
      sceneId: scene.id,
      at: { yawDegrees: thousandth(yawDegrees), pitchDegrees: thousandth(pitchDegrees) },
    })
    setChosen('here')
  })
  useEffect(() => {
    takeTaps((point) => tap(point))
    return () => takeTaps(undefined)
  }, [takeTaps])

  const isThere = chosen === 'here' || chosen === 'tour' || scene?.hotspots.some(({ id }) => id === chosen)
  const value = isThere ? chosen : 'here'
  const pressedHere = value === 'here' && scene && pressed?.sceneId === scene.id ? pressed.at : undefined
  const fovDegrees = engine?.view.fovDegrees ?? 90
  const shownPin: Pin | null =
    pressedHere && scene ? { kind: 'view', sceneId: scene.id, ...pressedHere, fovDegrees } : null
  const pin = (): Pin | null => {
    if (!scene || value === 'tour') return null
    if (value !== 'here') return { kind: 'hotspot', sceneId: scene.id, hotspotId: value }
    if (shownPin) return shownPin
    if (scene.kind !== 'panorama' || !engine) return { kind: 'scene', sceneId: scene.id }
    const { yawDegrees, pitchDegrees } = engine.view
    const at = { yawDegrees: thousandth(yawDegrees), pitchDegrees: thousandth(pitchDegrees) }
    return { kind: 'view', sceneId: scene.id, ...at, fovDegrees: thousandth(engine.view.fovDegrees) }
  }
  const choose = (next: string) => {
    setChosen(next)
    setPressed(undefined)
  }
  return { value, choose, pin, shownPin, clear: () => setPressed(undefined) }
}

export function PinChoice({ choice }: { choice: PinChoiceState }) {
  const { t } = useWords()
  const { scene, tour, textOf, nameOf } = useWorkplace()
  if (!scene) return null
  const here = choice.shownPin
    ? 'comments.about.place'
    : scene.kind === 'panorama'
      ? 'comments.about.view'
      : 'comments.about.scene'
  return (
    <NativeSelect
      label={t('comments.about')}
      description={scene.kind === 'panorama' ? t('comments.about_note') : undefined}
      value={choice.value}
      onChange={(event) => choice.choose(event.currentTarget.value)}
      data={[
        { value: 'here', label: t(here, { scene: nameOf(scene) }) },
        ...scene.hotspots.map((hotspot) => ({
          value: hotspot.id,
          label: labelOfHotspot(hotspot, tour, textOf) || t(definitionOf(hotspot.kind).words.name),
        })),
        { value: 'tour', label: t('comments.about.tour') },
      ]}
    />
  )
}
