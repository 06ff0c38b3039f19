// What the settings of a scene hold where it is a model: the file, and where a visitor stands first.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ModelScene } from '#tour/tour.ts'
import { useWords } from '../../../lib/words.tsx'
import { BoxIcon, CheckIcon, FrameIcon } from '../../../ui/icons.tsx'
import { AttachmentField } from '../../media/attachments/attachment-field.tsx'
import { changeScene } from '../editor/edits.ts'
import classes from '../editor/side-panel.module.css'
import { useWorkplace } from '../editor/workplace.tsx'

const doneMs = 1800

function useModelEdit(sceneId: string) {
  const { editor } = useWorkplace()
  return (change: (scene: ModelScene) => ModelScene) =>
    editor.edit((document) => changeScene(document, sceneId, (one) => (one.kind === 'panorama' ? one : change(one))))
}

export function ModelFile({ scene }: { scene: ModelScene }) {
  const { t } = useWords()
  const { teamId, editor } = useWorkplace()
  const edit = useModelEdit(scene.id)
  return (
    <section className={classes.section}>
      <AttachmentField
        teamId={teamId}
        kind={scene.kind}
        label={t('web.models.file')}
        value={scene.attachment}
        required
        disabled={!editor.canEdit}
        // Another model has other places: the camera would look past it.
        onChange={(attachment) => edit(({ camera: _former, ...one }) => ({ ...one, attachment }))}
      />
    </section>
  )
}

export function StartCameraButton({ scene, pill }: { scene: ModelScene; pill?: boolean }) {
  const { t } = useWords()
  const { model } = useWorkplace()
  const edit = useModelEdit(scene.id)
  const [done, setDone] = useState(false)
  const set = () => {
    const camera = model?.camera
    if (!camera) return
    edit((one) => ({ ...one, camera }))
    setDone(true)
    setTimeout(() => setDone(false), doneMs)
  }
  return (
    <Button
      fullWidth={!pill}
      justify={pill ? 'center' : 'flex-start'}
      variant={pill ? 'pill' : 'default'}
      leftSection={done ? <CheckIcon size={18} /> : <FrameIcon size={18} />}
      disabled={!model}
      onClick={set}
    >
      {done ? t('web.models.view_set') : t('web.scene.set_view')}
    </Button>
  )
}

/** Both ways to say where one begins, one below the other. */
export function StartCamera({ scene }: { scene: ModelScene }) {
  const { t } = useWords()
  const edit = useModelEdit(scene.id)
  return (
    <>
      <StartCameraButton scene={scene} />
      <Button
        fullWidth
        justify="flex-start"
        leftSection={<BoxIcon size={18} />}
        disabled={!scene.camera}
        onClick={() => edit(({ camera: _former, ...one }) => one)}
      >
        {t('web.models.view_all')}
      </Button>
    </>
  )
}
