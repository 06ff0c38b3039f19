// Regions: areas of the picture that lead to a scene, or tell something.
import { useState } from 'react'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { RegionIcon } from '../../../ui/icons.tsx'
import { findScene } from '../editor/edits.ts'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { Choice } from './choice.tsx'
import classes from './hotspots.module.css'
import { ScenePictures } from './link.tsx'
import type { FormProps, KindDefinition } from './registry.tsx'
import { newRectangle, roomOf } from './shapes.ts'

export const regionKind: KindDefinition<'region'> = {
  kind: 'region',
  words: { name: 'web.hotspot.region', tool: 'web.tool.region', hint: 'web.tool.region.hint' },
  shortcut: 'R',
  sign: (size) => <RegionIcon size={size} strokeWidth={2} />,
  create: (placement, { scene, view }) => ({
    ...{ ...placement, kind: 'region', title: {}, body: {} },
    corners: newRectangle(placement, view, roomOf(scene), 4 / 3),
  }),
  labelOf: (hotspot, tour, text) => text(hotspot.title) || text(findScene(tour, hotspot.targetSceneId)?.name),
  Form: RegionForm,
}

function RegionForm({ sceneId, hotspot, change }: FormProps<'region'>) {
  const { t } = useWords()
  const { tour, writing, editor } = useWorkplace()
  const [leads, setLeads] = useState(hotspot.targetSceneId !== undefined)
  const target = findScene(tour, hotspot.targetSceneId)
  const others = tour.scenes.filter(({ id }) => id !== sceneId)
  return (
    <>
      <WritingTabs texts={[hotspot.title, hotspot.body]} />
      <TextField
        label={t('web.info.title')}
        placeholder={target ? Object.values(target.name)[0] : undefined}
        value={hotspot.title[writing] ?? ''}
        onChange={(value) =>
          change((region) => ({ ...region, title: withText(region.title, writing, value) }), `title.${writing}`)
        }
      />
      <Choice
        label={t('web.region.opens')}
        value={leads ? 'scene' : 'text'}
        disabled={!editor.canEdit}
        options={[
          { value: 'text', label: t('web.region.tells') },
          { value: 'scene', label: t('web.region.leads') },
        ]}
        onChange={(chosen) => {
          setLeads(chosen === 'scene')
          if (chosen === 'text') change(({ targetSceneId: _before, ...region }) => region)
        }}
      />
      {!leads ? (
        <TextField
          label={t('web.info.body')}
          multiline
          value={hotspot.body[writing] ?? ''}
          onChange={(value) =>
            change((region) => ({ ...region, body: withText(region.body, writing, value) }), `body.${writing}`)
          }
        />
      ) : others.length === 0 ? (
        <p className={classes.note}>{t('web.link.no_other')}</p>
      ) : (
        <ScenePictures
          scenes={others}
          chosen={hotspot.targetSceneId}
          onChoose={({ id }) => editor.canEdit && change((region) => ({ ...region, targetSceneId: id }))}
        />
      )}
      <p className={classes.note}>
        {t('web.region.corners', { count: hotspot.corners.length })}. {t('web.region.note')}
      </p>
    </>
  )
}
