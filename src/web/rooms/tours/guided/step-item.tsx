// One step of a guided tour: a row that shows it, and, when it is open, its caption, duration, narration and view.
import { ActionIcon, Button } from '@mantine/core'
import { type KeyboardEvent, useEffect } from 'react'
import { panoramaOf } from '#tour/panoramas-of.ts'
import type { GuidedStep, GuidedTour } from '#tour/tour.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { DownIcon, FrameIcon, GripIcon, PhotoIcon, TrashIcon, UpIcon } from '../../../ui/icons.tsx'
import { Named } from '../../../ui/pieces.tsx'
import { languageNames } from '../../../ui/preferences.tsx'
import { AttachmentField } from '../../media/attachments/attachment-field.tsx'
import { findScene } from '../editor/edits.ts'
import { TextField } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { NumberField } from '../space/number-field.tsx'
import space from '../space/space.module.css'
import classes from './guided.module.css'
import { changeStep, removeStep, tidyView, withNarration } from './guided-edits.ts'
import { useStepDrag } from './use-step-drag.ts'

interface StepItemProps {
  guided: GuidedTour
  step: GuidedStep
  index: number
  isOpen: boolean
  isPlaying: boolean
  onOpen: () => void
  onMove: (toIndex: number) => void
}

export function StepItem({ guided, step, index, isOpen, isPlaying, onOpen, onMove }: StepItemProps) {
  const { t, text } = useWords()
  const { tour, editor, panoramas, nameOf } = useWorkplace()
  const { element, handle, edge, dragging } = useStepDrag(step.id, editor.canEdit)
  const scene = findScene(tour, step.sceneId)
  const thumbnail = scene && panoramas.get(panoramaOf(scene) ?? '')?.thumbnailUrl
  const name = scene ? nameOf(scene) : ''
  useEffect(() => {
    if (isOpen || isPlaying) element.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen, isPlaying, element])
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!event.altKey || by === 0 || !editor.canEdit || !guided.steps[index + by]) return
    event.preventDefault()
    onMove(index + by)
  }
  return (
    <li
      ref={element}
      className={classes.step}
      data-open={isOpen || undefined}
      data-playing={isPlaying || undefined}
      data-dragging={dragging || undefined}
      data-edge={edge}
    >
      <div className={classes.row}>
        <span ref={handle} className={classes.grip} aria-hidden="true">
          {editor.canEdit && <GripIcon size={18} />}
        </span>
        <button type="button" className={classes.open} aria-expanded={isOpen} onClick={onOpen} onKeyDown={onKeyDown}>
          <span className={classes.thumb}>
            {thumbnail ? <img src={thumbnail} alt="" loading="lazy" /> : <PhotoIcon />}
          </span>
          <span className={classes.text}>
            <span className={classes.name}>
              {index + 1}. {name}
            </span>
            <span className={classes.note}>{text(step.caption) || t('web.guided.no_caption')}</span>
          </span>
          <span className={classes.seconds}>{t('web.guided.seconds', { count: step.durationSeconds })}</span>
        </button>
      </div>
      {isOpen && <StepForm guided={guided} step={step} index={index} onMove={onMove} />}
    </li>
  )
}

function StepForm({ guided, step, index, onMove }: Pick<StepItemProps, 'guided' | 'step' | 'index' | 'onMove'>) {
  const { t } = useWords()
  const { teamId, editor, writing, engine, scene } = useWorkplace()
  const change = (edit: (step: GuidedStep) => GuidedStep, group?: string) =>
    editor.edit((document) => changeStep(document, guided.id, step.id, edit), group && `${step.id}.${group}`)
  const useView = () => {
    if (!engine || !scene) return
    const view = tidyView(engine.view)
    change((one) => ({ ...one, sceneId: scene.id, view }))
  }
  return (
    <div className={classes.form}>
      <TextField
        label={t('web.guided.caption')}
        multiline
        rows={3}
        value={step.caption[writing] ?? ''}
        onChange={(value) =>
          change((one) => ({ ...one, caption: withText(one.caption, writing, value) }), `caption.${writing}`)
        }
      />
      <AttachmentField
        key={writing}
        teamId={teamId}
        kind="sound"
        label={t('web.guided.narration', { language: languageNames[writing] })}
        value={step.narration?.[writing]}
        disabled={!editor.canEdit}
        onChange={(id) => change((one) => withNarration(one, writing, id))}
      />
      <NumberField
        label={t('web.guided.duration')}
        description={step.narration ? t('web.guided.duration_note') : undefined}
        unit={t('web.guided.second')}
        value={step.durationSeconds}
        min={1}
        max={600}
        step={1}
        digits={1}
        onChange={(seconds) =>
          seconds !== undefined && change((one) => ({ ...one, durationSeconds: seconds }), 'seconds')
        }
      />
      {editor.canEdit && (
        <div className={space.actions}>
          <Button leftSection={<FrameIcon size={18} />} disabled={!engine} onClick={useView}>
            {t('web.guided.set_view')}
          </Button>
          <span className={classes.signs}>
            <Named label={t('web.guided.up')} keys="Alt ↑">
              <ActionIcon aria-label={t('web.guided.up')} disabled={index === 0} onClick={() => onMove(index - 1)}>
                <UpIcon />
              </ActionIcon>
            </Named>
            <Named label={t('web.guided.down')} keys="Alt ↓">
              <ActionIcon
                aria-label={t('web.guided.down')}
                disabled={index === guided.steps.length - 1}
                onClick={() => onMove(index + 1)}
              >
                <DownIcon />
              </ActionIcon>
            </Named>
            <Named label={t('web.guided.remove_step')}>
              <ActionIcon
                color="danger"
                aria-label={t('web.guided.remove_step')}
                onClick={() => editor.edit((document) => removeStep(document, guided.id, step.id))}
              >
                <TrashIcon />
              </ActionIcon>
            </Named>
          </span>
        </div>
      )}
    </div>
  )
}
