// The offer to compute positions from links; shown only where there is something to compute.
import { Button } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { useWords } from '../../../lib/words.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { changeScene } from '../editor/edits.ts'
import { useWorkplace } from '../editor/workplace.tsx'
import { movedTo } from '../levels/level-edits.ts'
import { positionsFromLinks } from './positions.ts'

export function FromLinksButton({ icon }: { icon?: ReactNode }) {
  const { t } = useWords()
  const { tour, editor } = useWorkplace()
  const found = useMemo(() => positionsFromLinks(tour), [tour])
  if (found.size === 0 || !editor.canEdit) return null
  const take = () => {
    editor.edit((document) =>
      [...found].reduce(
        (then, [sceneId, position]) => changeScene(then, sceneId, (one) => movedTo(one, position)),
        document,
      ),
    )
    showToast(t('web.place.from_links_done', { count: found.size }), {
      action: { label: t('web.undo'), run: editor.undo },
    })
  }
  return (
    <Button leftSection={icon} onClick={take}>
      {t('web.place.from_links', { count: found.size })}
    </Button>
  )
}
