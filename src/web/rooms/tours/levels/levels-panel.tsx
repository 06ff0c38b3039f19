// Plan and levels: the storeys of the building, a plan for each, and the scenes on it.
import { ActionIcon, Button } from '@mantine/core'
import { useState } from 'react'
import type { Level } from '#tour/tour.ts'
import { newId } from '../../../lib/ids.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { DownIcon, LayersIcon, LinkSpotIcon, TrashIcon, UpIcon } from '../../../ui/icons.tsx'
import { Named } from '../../../ui/pieces.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import panel from '../editor/side-panel.module.css'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { FromLinksButton } from '../space/from-links.tsx'
import { metreUnit } from '../space/measures.ts'
import { NumberField } from '../space/number-field.tsx'
import space from '../space/space.module.css'
import { DrawnBoard } from './drawn-board.tsx'
import { addLevel, changeLevel, findLevel, moveLevel, removeLevel, setElevation } from './level-edits.ts'
import classes from './levels.module.css'
import { PictureBoard } from './picture-board.tsx'

export function LevelsPanel() {
  const { t, text } = useWords()
  const { tour, scene, editor } = useWorkplace()
  const [levelId, setLevelId] = useState(scene?.levelId ?? tour.levels[0]?.id)
  const level = findLevel(tour, levelId) ?? tour.levels[0]
  const add = () => {
    const id = newId()
    editor.edit((document) => addLevel(document, id))
    setLevelId(id)
  }
  return (
    <div className={panel.body}>
      {tour.levels.length > 1 && (
        // biome-ignore lint/a11y/useSemanticElements: a row of buttons, one of which is pressed
        <div className={classes.levels} role="group" aria-label={t('web.levels.list')}>
          {tour.levels.toReversed().map((one) => (
            <button
              key={one.id}
              type="button"
              className={classes.level}
              aria-pressed={one.id === level?.id}
              onClick={() => setLevelId(one.id)}
            >
              {text(one.name) || t('web.level.unnamed')}
            </button>
          ))}
        </div>
      )}
      {level?.plan ? (
        <PictureBoard key={level.id} level={level} plan={level.plan} />
      ) : (
        <DrawnBoard key={level?.id} level={level} />
      )}
      {level && <LevelSettings key={`settings.${level.id}`} level={level} onGone={() => setLevelId(undefined)} />}
      {editor.canEdit && (
        <div className={space.actions}>
          <Button leftSection={<LayersIcon size={18} />} onClick={add}>
            {t(tour.levels.length === 0 ? 'web.levels.add_first' : 'web.levels.add')}
          </Button>
          <FromLinksButton icon={<LinkSpotIcon size={18} />} />
        </div>
      )}
    </div>
  )
}

function LevelSettings({ level, onGone }: { level: Level; onGone: () => void }) {
  const { t, language } = useWords()
  const { tour, editor, writing, textOf } = useWorkplace()
  const index = tour.levels.indexOf(level)
  const remove = () => {
    editor.edit((document) => removeLevel(document, level.id))
    onGone()
    showToast(t('web.levels.removed'), { action: { label: t('web.undo'), run: editor.undo } })
  }
  return (
    <section className={panel.section}>
      <h2>{t('web.level')}</h2>
      <WritingTabs texts={[level.name]} />
      <div className={classes.nameAndHeight}>
        <TextField
          label={t('web.level.name')}
          placeholder={textOf(level.name) || t('web.level.name_example')}
          value={level.name[writing] ?? ''}
          onChange={(value) =>
            editor.edit(
              (document) =>
                changeLevel(document, level.id, (one) => ({ ...one, name: withText(one.name, writing, value) })),
              `level.${level.id}.${writing}`,
            )
          }
        />
        <NumberField
          label={t('web.level.elevation')}
          unit={metreUnit[language]}
          value={level.elevationMetres}
          min={-1000}
          max={10_000}
          onChange={(metres) =>
            metres !== undefined && editor.edit((document) => setElevation(document, level.id, metres))
          }
        />
      </div>
      {editor.canEdit && (
        <div className={space.actions}>
          <Named label={t('web.levels.up')}>
            <ActionIcon
              aria-label={t('web.levels.up')}
              disabled={index === tour.levels.length - 1}
              onClick={() => editor.edit((document) => moveLevel(document, level.id, index + 1))}
            >
              <UpIcon />
            </ActionIcon>
          </Named>
          <Named label={t('web.levels.down')}>
            <ActionIcon
              aria-label={t('web.levels.down')}
              disabled={index === 0}
              onClick={() => editor.edit((document) => moveLevel(document, level.id, index - 1))}
            >
              <DownIcon />
            </ActionIcon>
          </Named>
          <Button variant="danger" leftSection={<TrashIcon size={18} />} onClick={remove}>
            {t('web.levels.remove')}
          </Button>
        </div>
      )}
    </section>
  )
}
