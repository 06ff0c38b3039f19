// Where the scene stands: its level, its position in metres, and the offer to compute positions from links.
import { Button, NativeSelect } from '@mantine/core'
import type { PanoramaScene } from '#tour/tour.ts'
import { useWords } from '../../../lib/words.tsx'
import { LinkSpotIcon, PlanIcon } from '../../../ui/icons.tsx'
import { changeScene } from '../editor/edits.ts'
import panel from '../editor/side-panel.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import { movedTo, setSceneLevel } from '../levels/level-edits.ts'
import { FromLinksButton } from './from-links.tsx'
import { cameraHeightOf, metreUnit } from './measures.ts'
import { NumberField } from './number-field.tsx'
import classes from './space.module.css'

export function PositionSection({ scene }: { scene: PanoramaScene }) {
  const { t, language, text } = useWords()
  const { tour, editor, setPanel } = useWorkplace()
  const position = scene.pose.positionMetres
  const [east, height, south] = position ?? [undefined, undefined, undefined]
  const unit = metreUnit[language]
  const set = (change: { east?: number; north?: number; height?: number }) =>
    editor.edit(
      (document) =>
        changeScene(document, scene.id, (one) =>
          movedTo(one, [
            change.east ?? east ?? 0,
            change.height ?? height ?? cameraHeightOf(scene),
            change.north === undefined ? (south ?? 0) : -change.north,
          ]),
        ),
      `${scene.id}.position`,
    )
  return (
    <section className={panel.section}>
      <h2>{t('web.place')}</h2>
      <p className={panel.note}>{position ? t('web.place.note') : t('web.place.none')}</p>
      {tour.levels.length > 0 && (
        <NativeSelect
          label={t('web.level')}
          value={scene.levelId ?? ''}
          disabled={!editor.canEdit}
          onChange={(event) => {
            const levelId = event.currentTarget.value || undefined
            editor.edit((document) => setSceneLevel(document, scene.id, levelId))
          }}
          data={[
            { value: '', label: t('web.level.none') },
            ...tour.levels.map(({ id, name }) => ({ value: id, label: text(name) || t('web.level.unnamed') })),
          ]}
        />
      )}
      <div className={classes.fields} data-three>
        <NumberField
          label={t('web.place.east')}
          unit={unit}
          value={east}
          min={-10_000}
          max={10_000}
          onChange={(metres) => metres !== undefined && set({ east: metres })}
        />
        <NumberField
          label={t('web.place.north')}
          unit={unit}
          value={south === undefined ? undefined : 0 - south}
          min={-10_000}
          max={10_000}
          onChange={(metres) => metres !== undefined && set({ north: metres })}
        />
        <NumberField
          label={t('web.place.height')}
          unit={unit}
          value={height}
          min={-10_000}
          max={10_000}
          onChange={(metres) => metres !== undefined && set({ height: metres })}
        />
      </div>
      {editor.canEdit && (
        <div className={classes.actions}>
          <Button leftSection={<PlanIcon size={18} />} onClick={() => setPanel('levels')}>
            {t('web.place.on_plan')}
          </Button>
          <FromLinksButton icon={<LinkSpotIcon size={18} />} />
        </div>
      )}
    </section>
  )
}
