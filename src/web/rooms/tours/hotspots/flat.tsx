// Flats: a picture or a silent video glued to a wall.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Attachment } from '../../../lib/api.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { FlatIcon, FrameIcon } from '../../../ui/icons.tsx'
import { AttachmentField } from '../../media/attachments/attachment-field.tsx'
import { AttachmentPicker } from '../../media/attachments/attachment-picker.tsx'
import { titleOfFile } from '../../media/attachments/kinds.ts'
import { useAttachment } from '../../media/attachments/use-attachments.ts'
import { findScene } from '../editor/edits.ts'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { useAdding } from './adding.ts'
import { Choice } from './choice.tsx'
import classes from './hotspots.module.css'
import type { FormProps, KindDefinition, Placement } from './registry.tsx'
import { fittedTo, newRectangle, roomOf } from './shapes.ts'

export const flatKind: KindDefinition<'flat'> = {
  kind: 'flat',
  words: { name: 'web.hotspot.flat', tool: 'web.tool.flat', hint: 'web.tool.flat.hint' },
  shortcut: 'F',
  sign: (size) => <FlatIcon size={size} strokeWidth={2} />,
  Ask: AskFlat,
  labelOf: (hotspot, _tour, text) => text(hotspot.alt),
  Form: FlatForm,
}

/** Width / height of what will hang there; that of a screen where nobody knows. */
function aspectOf(attachment: Attachment | undefined): number {
  const { widthPx, heightPx } = attachment?.published?.file ?? {}
  return widthPx && heightPx ? widthPx / heightPx : 16 / 9
}

function AskFlat({ placement, onDone }: { placement: Placement; onDone: () => void }) {
  const { teamId, scene, engine } = useWorkplace()
  const add = useAdding()
  return (
    <AttachmentPicker
      teamId={teamId}
      kind="picture"
      onClose={onDone}
      onChoose={([picture]) => {
        onDone()
        if (!picture || !scene || !engine) return
        const corners = newRectangle(placement, engine.view, roomOf(scene), aspectOf(picture))
        add({ ...placement, kind: 'flat', corners, attachment: picture.id, alt: {} })
      }}
    />
  )
}

function FlatForm({ sceneId, hotspot, change }: FormProps<'flat'>) {
  const { t } = useWords()
  const { writing, editor, teamId, tour } = useWorkplace()
  const { data: attachment } = useAttachment(teamId, hotspot.attachment)
  const [wanted, setWanted] = useState<'picture' | 'video'>()
  const kind = wanted ?? (attachment?.kind === 'video' ? 'video' : 'picture')
  const scene = findScene(tour, sceneId)
  return (
    <>
      <Choice
        label={t('web.flat.kind')}
        value={kind}
        disabled={!editor.canEdit}
        options={[
          { value: 'picture', label: t('web.flat.picture') },
          { value: 'video', label: t('web.flat.video') },
        ]}
        onChange={setWanted}
      />
      <AttachmentField
        key={kind}
        teamId={teamId}
        kind={kind}
        label={t(kind === 'video' ? 'web.flat.video' : 'web.flat.picture')}
        value={attachment && attachment.kind !== kind ? undefined : hotspot.attachment}
        required
        disabled={!editor.canEdit}
        onChange={(chosen) => chosen && change((flat) => ({ ...flat, attachment: chosen }))}
      />
      {editor.canEdit && scene && attachment?.published && (
        <Button
          leftSection={<FrameIcon size={18} />}
          onClick={() => change((flat) => fittedTo(flat, aspectOf(attachment), roomOf(scene)))}
        >
          {t('web.flat.fit')}
        </Button>
      )}
      <p className={classes.note}>{t('web.flat.note')}</p>
      <WritingTabs texts={[hotspot.alt]} />
      <TextField
        label={t('web.gallery.alt')}
        placeholder={attachment ? titleOfFile(attachment.fileName) : undefined}
        value={hotspot.alt[writing] ?? ''}
        onChange={(value) => change((flat) => ({ ...flat, alt: withText(flat.alt, writing, value) }), `alt.${writing}`)}
      />
    </>
  )
}
