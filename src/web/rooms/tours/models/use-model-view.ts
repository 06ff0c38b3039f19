// Ties a model on screen to an element: a new one for each file, gone with the scene.
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import type { Point } from '#tour/projection.ts'
import type { ModelScene } from '#tour/tour.ts'
import { ModelView } from '#viewer/model/model-view.ts'
import type { Attachment } from '../../../lib/api.ts'
import { useWords } from '../../../lib/words.tsx'
import { useWorkplace } from '../editor/workplace.tsx'

export function useModelView(
  place: RefObject<HTMLElement | null>,
  scene: ModelScene,
  attachment: Attachment | undefined,
  onTap: (point: Point) => void,
): ModelView | undefined {
  const { t, language } = useWords()
  const { setModel } = useWorkplace()
  const [view, setView] = useState<ModelView>()
  const tapped = useEffectEvent(onTap)
  const say = useEffectEvent(t)
  const url = attachment?.published?.file.url

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another scene or another file begins anew
  useEffect(() => {
    const published = attachment?.published
    if (!place.current || !published) return
    const { file, small } = published
    const created = new ModelView(
      document,
      { kind: scene.kind, file, small, camera: scene.camera },
      {
        words: { say: (key, values) => say(key, values) },
        reducedMotion: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
        onTap: (point) => tapped(point),
      },
    )
    const end = created.on('shown', () => setModel(created))
    // Enter points at the middle of the view.
    created.element.addEventListener('keydown', ({ key, target }) => {
      const { widthPx, heightPx } = created.size
      if (key === 'Enter' && target === created.canvas) tapped({ x: widthPx / 2, y: heightPx / 2 })
    })
    place.current.append(created.element)
    setView(created)
    void created.open()
    return () => {
      end()
      setModel(undefined)
      setView(undefined)
      created.destroy()
    }
  }, [scene.id, url])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the language is the trigger
  useEffect(() => view?.panel.rename(), [view, language])
  return view
}
