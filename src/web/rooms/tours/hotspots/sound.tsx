// Sounds that come from a place.
import { Checkbox } from '@mantine/core'
import { formatPercent } from '../../../lib/format.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { SoundIcon } from '../../../ui/icons.tsx'
import { AttachmentField } from '../../media/attachments/attachment-field.tsx'
import { AttachmentPicker } from '../../media/attachments/attachment-picker.tsx'
import { titleOfFile } from '../../media/attachments/kinds.ts'
import { useAttachment } from '../../media/attachments/use-attachments.ts'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { useAdding } from './adding.ts'
import classes from './hotspots.module.css'
import { RangeField } from './range-field.tsx'
import type { FormProps, KindDefinition, Placement } from './registry.tsx'

export const soundKind: KindDefinition<'sound'> = {
  kind: 'sound',
  words: { name: 'web.hotspot.sound', tool: 'web.tool.sound', hint: 'web.tool.sound.hint' },
  shortcut: 'S',
  sign: (size) => <SoundIcon size={size} strokeWidth={2} />,
  Ask: AskSound,
  labelOf: (hotspot, _tour, text) => text(hotspot.title),
  Form: SoundForm,
}

function AskSound({ placement, onDone }: { placement: Placement; onDone: () => void }) {
  const { teamId, tour } = useWorkplace()
  const add = useAdding()
  return (
    <AttachmentPicker
      teamId={teamId}
      kind="sound"
      onClose={onDone}
      onChoose={([sound]) => {
        onDone()
        if (!sound) return
        const title = { [tour.defaultLanguage]: titleOfFile(sound.fileName) }
        add({
          ...{ ...placement, kind: 'sound', title, attachment: sound.id },
          ...{ repeats: true, volume: 0.7, reachDegrees: 90 },
        })
      }}
    />
  )
}

function SoundForm({ hotspot, change }: FormProps<'sound'>) {
  const { t, language } = useWords()
  const { writing, editor, teamId } = useWorkplace()
  const { data: attachment } = useAttachment(teamId, hotspot.attachment)
  return (
    <>
      <AttachmentField
        teamId={teamId}
        kind="sound"
        label={t('web.hotspot.sound')}
        value={hotspot.attachment}
        required
        disabled={!editor.canEdit}
        onChange={(chosen) => chosen && change((sound) => ({ ...sound, attachment: chosen }))}
      />
      {attachment?.published && (
        // biome-ignore lint/a11y/useMediaCaption: the member tries the sound that visitors will hear
        <audio className={classes.audio} controls preload="none" src={attachment.published.file.url} />
      )}
      <WritingTabs texts={[hotspot.title]} />
      <TextField
        label={t('web.info.title')}
        value={hotspot.title[writing] ?? ''}
        onChange={(value) =>
          change((sound) => ({ ...sound, title: withText(sound.title, writing, value) }), `title.${writing}`)
        }
      />
      <RangeField
        label={t('web.sound.volume')}
        {...{ min: 0, max: 1, step: 0.05 }}
        value={hotspot.volume}
        shown={formatPercent(hotspot.volume, language)}
        onChange={(volume) => change((sound) => ({ ...sound, volume }), 'volume')}
      />
      <RangeField
        label={t('web.sound.reach')}
        {...{ min: 10, max: 180, step: 5 }}
        value={hotspot.reachDegrees}
        shown={hotspot.reachDegrees >= 180 ? t('web.sound.everywhere') : `${hotspot.reachDegrees}°`}
        onChange={(reachDegrees) => change((sound) => ({ ...sound, reachDegrees }), 'reach')}
      />
      <p className={classes.note}>{t('web.sound.note')}</p>
      <Checkbox
        label={t('web.sound.repeats')}
        checked={hotspot.repeats}
        disabled={!editor.canEdit}
        onChange={(event) => {
          const repeats = event.currentTarget.checked
          change((sound) => ({ ...sound, repeats }))
        }}
      />
    </>
  )
}
