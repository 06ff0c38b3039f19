// Guided tours: composed step by step from what is on the canvas, tried out in the stage.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { GuidedTour } from '#tour/tour.ts'
import { newId } from '../../../lib/ids.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { GuidedIcon, PlayIcon, PlusIcon, StopIcon, TrashIcon } from '../../../ui/icons.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import panel from '../editor/side-panel.module.css'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import levels from '../levels/levels.module.css'
import space from '../space/space.module.css'
import classes from './guided.module.css'
import { addGuided, addStep, changeGuided, findGuided, moveStep, removeGuided, secondsOf } from './guided-edits.ts'
import { PreviewBar } from './preview-bar.tsx'
import { StepItem } from './step-item.tsx'
import { usePreview, useShowStep } from './use-preview.ts'
import { useStepOrder } from './use-step-drag.ts'

/** As many as the format allows. */
const mostGuided = 20

export function GuidedPanel() {
  const { t, text } = useWords()
  const { tour, editor } = useWorkplace()
  const [guidedId, setGuidedId] = useState<string>()
  const guided = findGuided(tour, guidedId) ?? tour.guided[0]
  const add = () => {
    const id = newId()
    editor.edit((document) => addGuided(document, id))
    setGuidedId(id)
  }
  return (
    <div className={panel.body}>
      <p className={panel.note}>{t('web.guided.about')}</p>
      {tour.guided.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: a row of buttons, one of which is pressed
        <div className={levels.levels} role="group" aria-label={t('web.guided')}>
          {tour.guided.map((one) => (
            <button
              key={one.id}
              type="button"
              className={levels.level}
              aria-pressed={one.id === guided?.id}
              onClick={() => setGuidedId(one.id)}
            >
              {text(one.name) || t('web.guided.unnamed')}
            </button>
          ))}
        </div>
      )}
      {guided && <OneGuided key={guided.id} guided={guided} />}
      {editor.canEdit && (
        <div className={space.actions}>
          <Button
            variant={guided ? 'default' : 'filled'}
            leftSection={<GuidedIcon size={18} />}
            disabled={tour.guided.length >= mostGuided}
            onClick={add}
          >
            {t(guided ? 'web.guided.add' : 'web.guided.add_first')}
          </Button>
          {guided && (
            <Button
              variant="danger"
              leftSection={<TrashIcon size={18} />}
              onClick={() => {
                editor.edit((document) => removeGuided(document, guided.id))
                showToast(t('web.guided.removed'), { action: { label: t('web.undo'), run: editor.undo } })
              }}
            >
              {t('web.guided.remove')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

function OneGuided({ guided }: { guided: GuidedTour }) {
  const { t } = useWords()
  const { editor, engine, scene, writing, textOf } = useWorkplace()
  const [openId, setOpenId] = useState<string>()
  const [news, setNews] = useState('')
  const preview = usePreview(guided.steps)
  const show = useShowStep()
  const move = (stepId: string, toIndex: number) => {
    editor.edit((document) => moveStep(document, guided.id, stepId, toIndex))
    setNews(t('web.strip.moved', { place: toIndex + 1, count: guided.steps.length }))
  }
  useStepOrder(
    guided.steps.map(({ id }) => id),
    move,
  )
  const add = () => {
    if (!engine || !scene) return
    const step = { id: newId(), sceneId: scene.id, view: engine.view }
    editor.edit((document) => addStep(document, guided.id, step, openId))
    setOpenId(step.id)
  }
  return (
    <>
      <WritingTabs texts={[guided.name, ...guided.steps.map(({ caption }) => caption)]} />
      <TextField
        label={t('web.guided.name')}
        placeholder={textOf(guided.name) || t('web.guided.name_example')}
        value={guided.name[writing] ?? ''}
        onChange={(value) =>
          editor.edit(
            (document) =>
              changeGuided(document, guided.id, (one) => ({ ...one, name: withText(one.name, writing, value) })),
            `guided.${guided.id}.${writing}`,
          )
        }
      />
      <div className={classes.bar}>
        {editor.canEdit && (
          <Button variant="filled" leftSection={<PlusIcon size={18} />} disabled={!engine} onClick={add}>
            {t('web.guided.add_view')}
          </Button>
        )}
        <Button
          leftSection={preview.step ? <StopIcon size={18} /> : <PlayIcon size={18} />}
          disabled={guided.steps.length === 0}
          onClick={preview.step ? preview.stop : preview.play}
        >
          {t(preview.step ? 'web.guided.stop' : 'web.guided.try')}
        </Button>
      </div>
      {guided.steps.length === 0 ? (
        <p className={panel.note}>{t('web.guided.none')}</p>
      ) : (
        <ol className={classes.steps}>
          {guided.steps.map((step, index) => (
            <StepItem
              key={step.id}
              guided={guided}
              step={step}
              index={index}
              isOpen={step.id === openId}
              isPlaying={step.id === preview.step?.id}
              onOpen={() => {
                preview.stop()
                setOpenId(step.id === openId ? undefined : step.id)
                if (step.id !== openId) show(step)
              }}
              onMove={(to) => move(step.id, to)}
            />
          ))}
        </ol>
      )}
      {guided.steps.length > 0 && (
        <p className={panel.note}>
          {t('web.guided.length', { count: guided.steps.length, seconds: secondsOf(guided) })}
        </p>
      )}
      <PreviewBar preview={preview} count={guided.steps.length} />
      <span className="visually-hidden" role="status">
        {news}
      </span>
    </>
  )
}
