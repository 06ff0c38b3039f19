// Adds a scene that is a 3D model or a capture: asks which kind, then for the file.
import { Menu, UnstyledButton } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ModelScene } from '#tour/tour.ts'
import type { Attachment } from '../../../lib/api.ts'
import { newId } from '../../../lib/ids.ts'
import { useWords } from '../../../lib/words.tsx'
import { BoxIcon } from '../../../ui/icons.tsx'
import { AttachmentPicker } from '../../media/attachments/attachment-picker.tsx'
import { titleOfFile } from '../../media/attachments/kinds.ts'
import { useWorkplace } from '../editor/workplace.tsx'

type ModelKind = ModelScene['kind']

export function AddModel({ className, children }: { className?: string; children: ReactNode }) {
  const { t } = useWords()
  const { teamId, tour, editor, openScene } = useWorkplace()
  const [kind, setKind] = useState<ModelKind>()

  const add = (attachment: Attachment | undefined) => {
    if (!kind || !attachment) return
    setKind(undefined)
    const scene: ModelScene = {
      id: newId(),
      kind,
      attachment: attachment.id,
      name: { [tour.defaultLanguage]: titleOfFile(attachment.fileName).slice(0, 80) },
      pose: { headingDegrees: 0 },
      view: { yawDegrees: 0, pitchDegrees: 0, fovDegrees: 90 },
      hotspots: [],
    }
    editor.edit((document) => ({ ...document, scenes: [...document.scenes, scene] }))
    openScene(scene.id)
  }
  return (
    <>
      <Menu position="top-start" returnFocus>
        <Menu.Target>
          <UnstyledButton className={className}>{children}</UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<BoxIcon size={18} />} onClick={() => setKind('model')}>
            {t('web.models.add_file')}
          </Menu.Item>
          <Menu.Item leftSection={<BoxIcon size={18} />} onClick={() => setKind('splat')}>
            {t('web.models.add_capture')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {kind && (
        <AttachmentPicker
          teamId={teamId}
          kind={kind}
          onChoose={([attachment]) => add(attachment)}
          onClose={() => setKind(undefined)}
        />
      )}
    </>
  )
}
