// The settings of one scene: name, start scene, first view, north, and the list of its hotspots.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { panoramaOf } from '#tour/panoramas-of.ts'
import type { Scene } from '#tour/tour.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { CheckIcon, FrameIcon, StartIcon, TrashIcon } from '../../../ui/icons.tsx'
import { definitionOf, labelOfHotspot } from '../hotspots/registry.tsx'
import { ModelFile, StartCamera } from '../models/model-matters.tsx'
import { changeScene, startSceneOf } from './edits.ts'
import { NorthField } from './north-field.tsx'
import classes from './side-panel.module.css'
import { SceneMatters } from './sub-panels.tsx'
import { TextField, WritingTabs } from './text-fields.tsx'
import { useWorkplace } from './workplace.tsx'

export function ScenePanel({ scene }: { scene: Scene }) {
  const { t } = useWords()
  const { tour, editor, writing, textOf, deleteScene, panoramas } = useWorkplace()
  const isStart = startSceneOf(tour)?.id === scene.id
  const panorama = panoramas.get(panoramaOf(scene) ?? '')
  return (
    <div className={classes.body}>
      <section className={classes.section}>
        <WritingTabs texts={[scene.name]} />
        <TextField
          label={t('web.scene.name')}
          placeholder={textOf(scene.name)}
          value={scene.name[writing] ?? ''}
          onChange={(value) =>
            editor.edit(
              (document) =>
                changeScene(document, scene.id, (one) => ({ ...one, name: withText(one.name, writing, value) })),
              `scene.${scene.id}.${writing}`,
            )
          }
        />
      </section>
      {editor.canEdit && (
        <section className={classes.section}>
          <h2>{t('web.scene.beginning')}</h2>
          <div className={classes.stack}>
            <Button
              fullWidth
              justify="flex-start"
              disabled={isStart}
              leftSection={isStart ? <CheckIcon size={18} /> : <StartIcon size={18} />}
              onClick={() => editor.edit((document) => ({ ...document, start: scene.id }))}
            >
              {isStart ? t('web.scene.is_start') : t('web.scene.make_start')}
            </Button>
            {scene.kind === 'panorama' ? <StartViewButton scene={scene} /> : <StartCamera scene={scene} />}
          </div>
          <p className={classes.note}>
            {t(scene.kind === 'panorama' ? 'web.scene.view_note' : 'web.models.view_note')}
          </p>
        </section>
      )}
      {scene.kind === 'panorama' ? <NorthField scene={scene} /> : <ModelFile scene={scene} />}
      {scene.kind === 'panorama' && <SceneMatters scene={scene} />}
      <HotspotList scene={scene} />
      {panorama && (
        <section className={classes.section}>
          <h2>{t('web.scene.photo')}</h2>
          <p className={classes.note}>
            {panorama.fileName}
            {panorama.widthPx && panorama.heightPx ? ` · ${panorama.widthPx} × ${panorama.heightPx}` : ''}
          </p>
        </section>
      )}
      {editor.canEdit && (
        <Button
          className={classes.delete}
          variant="danger"
          leftSection={<TrashIcon size={18} />}
          onClick={() => deleteScene(scene.id)}
        >
          {t('web.scene.delete')}
        </Button>
      )}
    </div>
  )
}

export function StartViewButton({ scene, pill }: { scene: Scene; pill?: boolean }) {
  const { t } = useWords()
  const { editor, engine } = useWorkplace()
  const [done, setDone] = useState(false)
  const set = () => {
    if (!engine) return
    const { yawDegrees, pitchDegrees, fovDegrees } = engine.view
    const view = { yawDegrees: tenth(yawDegrees), pitchDegrees: tenth(pitchDegrees), fovDegrees: tenth(fovDegrees) }
    editor.edit((document) => changeScene(document, scene.id, (one) => ({ ...one, view })))
    setDone(true)
    setTimeout(() => setDone(false), 1800)
  }
  return (
    <Button
      fullWidth={!pill}
      justify={pill ? 'center' : 'flex-start'}
      variant={pill ? 'pill' : 'default'}
      leftSection={done ? <CheckIcon size={18} /> : <FrameIcon size={18} />}
      disabled={!engine}
      onClick={set}
    >
      {done ? t('web.scene.view_set') : t('web.scene.set_view')}
    </Button>
  )
}

function HotspotList({ scene }: { scene: Scene }) {
  const { t } = useWords()
  const { tour, textOf, selectHotspot, engine, model } = useWorkplace()
  return (
    <section className={classes.section}>
      <h2>{t('web.hotspots')}</h2>
      {scene.hotspots.length === 0 ? (
        <p className={classes.note}>{t('web.hotspots.none')}</p>
      ) : (
        <ul className={classes.spots}>
          {scene.hotspots.map((hotspot) => {
            const { words, sign } = definitionOf(hotspot.kind)
            return (
              <li key={hotspot.id}>
                <button
                  type="button"
                  className={classes.spot}
                  onClick={() => {
                    void engine?.turnTo({ yawDegrees: hotspot.yawDegrees, pitchDegrees: hotspot.pitchDegrees })
                    if (hotspot.positionMetres) model?.face(hotspot.positionMetres)
                    selectHotspot(hotspot.id)
                  }}
                >
                  <span className={classes.spotSign} data-kind={hotspot.kind}>
                    {sign(16)}
                  </span>
                  <span className={classes.spotName}>{labelOfHotspot(hotspot, tour, textOf) || t(words.name)}</span>
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

const tenth = (degrees: number) => Math.round(degrees * 10) / 10
