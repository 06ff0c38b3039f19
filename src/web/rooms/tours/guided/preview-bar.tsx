// What lies over the canvas while a guided tour is tried: its caption and the buttons to pause, step and end.
import { ActionIcon } from '@mantine/core'
import { createPortal } from 'react-dom'
import { useWords } from '../../../lib/words.tsx'
import { BackIcon, ForwardIcon, PauseIcon, PlayIcon, StopIcon } from '../../../ui/icons.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import classes from './guided.module.css'
import type { Preview } from './use-preview.ts'

export function PreviewBar({ preview, count }: { preview: Preview; count: number }) {
  const { t, text } = useWords()
  const { stageLayer, nameOf, tour } = useWorkplace()
  const { step, index, isPaused } = preview
  if (!stageLayer || !step) return null
  const scene = tour.scenes.find(({ id }) => id === step.sceneId)
  const caption = text(step.caption)
  return createPortal(
    <section className={classes.player} aria-label={t('web.guided.preview')}>
      {caption && (
        <p className={classes.caption} role="status">
          {caption}
        </p>
      )}
      <div className={classes.controls}>
        <ActionIcon
          variant="pill"
          aria-label={t('web.guided.previous')}
          disabled={index === 0}
          onClick={() => preview.go(-1)}
        >
          <BackIcon />
        </ActionIcon>
        <ActionIcon
          variant="pill"
          aria-label={t(isPaused ? 'web.guided.play' : 'web.guided.pause')}
          onClick={isPaused ? preview.play : preview.pause}
        >
          {isPaused ? <PlayIcon /> : <PauseIcon />}
        </ActionIcon>
        <ActionIcon
          variant="pill"
          aria-label={t('web.guided.next')}
          disabled={index === count - 1}
          onClick={() => preview.go(1)}
        >
          <ForwardIcon />
        </ActionIcon>
        <span className={classes.where}>
          {index + 1} / {count}
          {scene ? ` · ${nameOf(scene)}` : ''}
        </span>
        <ActionIcon variant="pill" aria-label={t('web.guided.stop')} onClick={preview.stop}>
          <StopIcon />
        </ActionIcon>
      </div>
    </section>,
    stageLayer,
  )
}
