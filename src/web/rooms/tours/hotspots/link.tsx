// Link hotspots: a new one asks where it leads, and offers the way back; the form changes target, label and arrival view.
import { Button, Checkbox, Modal } from '@mantine/core'
import { useState } from 'react'
import { keepHeading, wrapDegrees } from '#tour/angles.ts'
import type { LinkHotspot } from '#tour/hotspots.ts'
import { panoramaOf } from '#tour/panoramas-of.ts'
import type { Scene, Tour } from '#tour/tour.ts'
import { newId } from '../../../lib/ids.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { BothWaysIcon, CheckIcon, ForwardIcon, LinkSpotIcon, PhotoIcon } from '../../../ui/icons.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { addHotspot, findScene } from '../editor/edits.ts'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import classes from './hotspots.module.css'
import type { FormProps, KindDefinition, Placement } from './registry.tsx'

export const linkKind: KindDefinition<'link'> = {
  kind: 'link',
  words: { name: 'web.hotspot.link', tool: 'web.tool.link', hint: 'web.tool.link.hint' },
  shortcut: 'L',
  sign: (size) => <LinkSpotIcon size={size} strokeWidth={2.25} />,
  Ask: AskTarget,
  labelOf: (hotspot, tour, text) => text(hotspot.label) || text(findScene(tour, hotspot.targetSceneId)?.name),
  Form: LinkForm,
}

/** The link that leads back: it lies where one came from, as far as the headings of the scenes are right. */
export function wayBack(tour: Tour, from: Scene, link: LinkHotspot): LinkHotspot | undefined {
  const target = findScene(tour, link.targetSceneId)
  // On a model it would need a place, which nobody has pointed at.
  if (target?.kind !== 'panorama') return undefined
  if (target.hotspots.some((hotspot) => hotspot.kind === 'link' && hotspot.targetSceneId === from.id)) return undefined
  const ahead = keepHeading(link.yawDegrees, from.pose.headingDegrees, target.pose.headingDegrees)
  return {
    id: newId(),
    kind: 'link',
    targetSceneId: from.id,
    yawDegrees: wrapDegrees(ahead + 180),
    pitchDegrees: link.pitchDegrees,
  }
}

/** Says that the way back is there, and leads to it. */
function useWayBackNews() {
  const { t } = useWords()
  const { openScene, selectHotspot } = useWorkplace()
  return (back: LinkHotspot, lyingIn: Scene) => {
    const run = () => {
      openScene(lyingIn.id)
      selectHotspot(back.id)
    }
    showToast(t('web.link.way_back_added'), { action: { label: t('web.link.look'), run } })
  }
}

function AskTarget({ placement, onDone }: { placement: Placement; onDone: () => void }) {
  const { t } = useWords()
  const { tour, scene, editor, selectHotspot } = useWorkplace()
  const [both, setBoth] = useState(true)
  const tellWayBack = useWayBackNews()
  const choose = (target: Scene) => {
    if (!scene) return
    const link: LinkHotspot = { ...placement, kind: 'link', targetSceneId: target.id }
    const back = both ? wayBack(tour, scene, link) : undefined
    editor.edit((document) => {
      const linked = addHotspot(document, scene.id, link)
      return back ? addHotspot(linked, target.id, back) : linked
    })
    if (back) tellWayBack(back, target)
    onDone()
    selectHotspot(link.id)
  }
  const others = tour.scenes.filter((one) => one.id !== scene?.id)
  return (
    <Modal
      opened
      onClose={onDone}
      title={t('web.link.ask')}
      size={640}
      closeButtonProps={{ 'aria-label': t('web.close') }}
    >
      {others.length === 0 ? (
        <p className={classes.hint}>{t('web.link.no_other')}</p>
      ) : (
        <>
          <ScenePictures scenes={others} onChoose={choose} />
          <Checkbox
            mt={16}
            checked={both}
            onChange={(event) => setBoth(event.currentTarget.checked)}
            label={t('web.link.way_back')}
          />
        </>
      )}
    </Modal>
  )
}

export function ScenePictures({
  scenes,
  chosen,
  onChoose,
}: {
  scenes: readonly Scene[]
  chosen?: string
  onChoose: (scene: Scene) => void
}) {
  const { panoramas, nameOf } = useWorkplace()
  return (
    <ul className={classes.pictures}>
      {scenes.map((scene) => {
        const url = panoramas.get(panoramaOf(scene) ?? '')?.thumbnailUrl
        return (
          <li key={scene.id}>
            <button
              type="button"
              className={classes.choice}
              aria-pressed={scene.id === chosen}
              onClick={() => onChoose(scene)}
            >
              <span className={classes.picture}>
                {url ? <img src={url} alt="" loading="lazy" /> : <PhotoIcon />}
                {scene.id === chosen && (
                  <span className={classes.chosen}>
                    <CheckIcon size={16} />
                  </span>
                )}
              </span>
              <span className={classes.pictureName}>{nameOf(scene)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function LinkForm({ sceneId, hotspot, change }: FormProps<'link'>) {
  const { t } = useWords()
  const { tour, editor, openScene, writing, nameOf } = useWorkplace()
  const scene = findScene(tour, sceneId)
  const target = findScene(tour, hotspot.targetSceneId)
  const back = scene && wayBack(tour, scene, hotspot)
  const [choosing, setChoosing] = useState(!target)
  const tellWayBack = useWayBackNews()
  return (
    <>
      <div className={classes.target}>
        <h3>{t('web.link.target')}</h3>
        {target && !choosing ? (
          <>
            <ScenePictures scenes={[target]} onChoose={() => setChoosing(editor.canEdit)} />
            <div className={classes.row}>
              <Button leftSection={<ForwardIcon size={18} />} onClick={() => openScene(target.id)}>
                {t('web.link.go')}
              </Button>
              {editor.canEdit && (
                <Button variant="subtle" onClick={() => setChoosing(true)}>
                  {t('web.link.change')}
                </Button>
              )}
            </div>
          </>
        ) : (
          <ScenePictures
            scenes={tour.scenes.filter(({ id }) => id !== sceneId)}
            chosen={hotspot.targetSceneId}
            onChoose={(chosen) => {
              change((link) => ({ ...link, targetSceneId: chosen.id }))
              setChoosing(false)
            }}
          />
        )}
      </div>
      {back && target && editor.canEdit && (
        <Button
          leftSection={<BothWaysIcon size={18} />}
          onClick={() => {
            editor.edit((document) => addHotspot(document, target.id, back))
            tellWayBack(back, target)
          }}
        >
          {t('web.link.add_way_back')}
        </Button>
      )}
      <WritingTabs texts={[hotspot.label]} />
      <TextField
        label={t('web.link.label')}
        placeholder={target ? nameOf(target) : ''}
        value={hotspot.label?.[writing] ?? ''}
        onChange={(value) =>
          change((link) => ({ ...link, label: withText(link.label, writing, value) }), `label.${writing}`)
        }
      />
    </>
  )
}
