// The side sheet of the tour page: the scene, the whole tour, or the selected hotspot. On phones it comes from below.
import { ActionIcon, Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { Hotspot } from '#tour/hotspots.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { BackIcon, CloseIcon, TrashIcon } from '../../../ui/icons.tsx'
import { definitionOf } from '../hotspots/registry.tsx'
import { isShaped } from '../hotspots/shapes.ts'
import { WalkNote } from '../space/walk-section.tsx'
import { changeHotspot } from './edits.ts'
import { ScenePanel } from './scene-panel.tsx'
import classes from './side-panel.module.css'
import { isSubPanel, SubPanelPlace, TourMatters } from './sub-panels.tsx'
import { TextField, WritingTabs } from './text-fields.tsx'
import { useWorkplace, type Workplace } from './workplace.tsx'

/** A shape is drawn while its form is open: the form must not lie over it. */
export function isDrawing({ panel, scene, hotspotId }: Workplace): boolean {
  const hotspot = scene?.hotspots.find(({ id }) => id === hotspotId)
  return panel === 'hotspot' && hotspot !== undefined && isShaped(hotspot)
}

export function SidePanel() {
  const { t } = useWords()
  const workplace = useWorkplace()
  const { panel, setPanel, scene, hotspotId } = workplace
  const hotspot = scene?.hotspots.find(({ id }) => id === hotspotId)
  if (!panel || !scene) return null
  return (
    <section
      className={classes.panel}
      data-panel={panel}
      data-shape={isDrawing(workplace) || undefined}
      aria-label={t('web.panel')}
    >
      <div className={classes.grip} aria-hidden="true" />
      {panel === 'hotspot' && hotspot ? (
        <HotspotPanel key={hotspot.id} sceneId={scene.id} hotspot={hotspot} />
      ) : isSubPanel(panel) ? (
        <SubPanelPlace key={panel} name={panel} />
      ) : (
        <>
          <div className={classes.head}>
            <div className={classes.switch}>
              <button type="button" aria-pressed={panel !== 'tour'} onClick={() => setPanel('scene')}>
                {t('web.panel.scene')}
              </button>
              <button type="button" aria-pressed={panel === 'tour'} onClick={() => setPanel('tour')}>
                {t('web.panel.tour')}
              </button>
            </div>
            <ActionIcon className={classes.close} aria-label={t('web.panel.close')} onClick={() => setPanel(undefined)}>
              <CloseIcon />
            </ActionIcon>
          </div>
          {panel === 'tour' ? <TourPanel /> : <ScenePanel key={scene.id} scene={scene} />}
        </>
      )}
    </section>
  )
}

function HotspotPanel({ sceneId, hotspot }: { sceneId: string; hotspot: Hotspot }) {
  const { t } = useWords()
  const { editor, selectHotspot, deleteHotspot } = useWorkplace()
  const heading = useRef<HTMLHeadingElement>(null)
  // Those who came by keyboard go on in the form; a field that takes the focus by itself keeps it.
  useEffect(() => {
    if (!heading.current?.closest('section')?.contains(document.activeElement))
      heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <>
      <div className={classes.head}>
        <ActionIcon aria-label={t('web.hotspot.done')} onClick={() => selectHotspot(undefined)}>
          <BackIcon />
        </ActionIcon>
        <h2 ref={heading} className={classes.heading} tabIndex={-1}>
          {t(definitionOf(hotspot.kind).words.name)}
        </h2>
      </div>
      <div className={classes.body}>
        <HotspotForm sceneId={sceneId} hotspot={hotspot} />
        {hotspot.kind === 'link' && <WalkNote sceneId={sceneId} targetId={hotspot.targetSceneId} />}
        {editor.canEdit && (
          <Button
            className={classes.delete}
            variant="danger"
            leftSection={<TrashIcon size={18} />}
            onClick={() => deleteHotspot(hotspot.id)}
          >
            {t('web.hotspot.delete')}
          </Button>
        )}
      </div>
    </>
  )
}

function HotspotForm({ sceneId, hotspot }: { sceneId: string; hotspot: Hotspot }) {
  const { editor } = useWorkplace()
  const { Form } = definitionOf(hotspot.kind)
  return (
    <Form
      sceneId={sceneId}
      hotspot={hotspot}
      change={(change, group) =>
        editor.edit(
          (document) => changeHotspot(document, sceneId, hotspot.id, change),
          group && `${hotspot.id}.${group}`,
        )
      }
    />
  )
}

function TourPanel() {
  const { t } = useWords()
  const { tour, editor, writing, textOf } = useWorkplace()
  return (
    <div className={classes.body}>
      <WritingTabs texts={[tour.title, tour.description]} />
      <TextField
        label={t('web.tour.title')}
        placeholder={textOf(tour.title)}
        value={tour.title[writing] ?? ''}
        onChange={(value) =>
          editor.edit(
            (document) => ({ ...document, title: withText(document.title, writing, value) }),
            `tour.title.${writing}`,
          )
        }
      />
      <TextField
        label={t('web.tour.description')}
        multiline
        value={tour.description[writing] ?? ''}
        onChange={(value) =>
          editor.edit(
            (document) => ({ ...document, description: withText(document.description, writing, value) }),
            `tour.description.${writing}`,
          )
        }
      />
      <p className={classes.note}>{t('web.tour.texts.note')}</p>
      <TourMatters />
    </div>
  )
}
