// Videos: the team's own file with a poster and captions, or one that a video site shows.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { VideoHost, VideoHotspot } from '#tour/hotspots.ts'
import type { Language } from '#tour/text.ts'
import { languages } from '../../../lib/language.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { OpenIcon, VideoIcon } from '../../../ui/icons.tsx'
import { languageNames } from '../../../ui/preferences.tsx'
import { AttachmentField } from '../../media/attachments/attachment-field.tsx'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { Choice } from './choice.tsx'
import classes from './hotspots.module.css'
import type { FormProps, KindDefinition } from './registry.tsx'
import { addressOfVideo, readVideoLink } from './video-link.ts'

export const videoKind: KindDefinition<'video'> = {
  kind: 'video',
  words: { name: 'web.hotspot.video', tool: 'web.tool.video', hint: 'web.tool.video.hint' },
  shortcut: 'D',
  sign: (size) => <VideoIcon size={size} strokeWidth={2} />,
  create: (placement) => ({ ...placement, kind: 'video', title: {} }),
  labelOf: (hotspot, _tour, text) => text(hotspot.title),
  Form: VideoForm,
}

type Source = NonNullable<VideoHotspot['source']>
type FileSource = Extract<Source, { from: 'file' }>

function VideoForm({ hotspot, change }: FormProps<'video'>) {
  const { t } = useWords()
  const { writing, editor } = useWorkplace()
  const { source } = hotspot
  const [from, setFrom] = useState<Source['from']>(source?.from ?? 'file')
  const setSource = (next: Source | undefined) =>
    change(({ source: _before, ...video }) => (next ? { ...video, source: next } : video))
  return (
    <>
      <WritingTabs texts={[hotspot.title]} />
      <TextField
        label={t('web.info.title')}
        value={hotspot.title[writing] ?? ''}
        onChange={(value) =>
          change((video) => ({ ...video, title: withText(video.title, writing, value) }), `title.${writing}`)
        }
      />
      <Choice
        label={t('web.video.from')}
        value={from}
        disabled={!editor.canEdit}
        options={[
          { value: 'file', label: t('web.video.file') },
          { value: 'host', label: t('web.video.site') },
        ]}
        onChange={setFrom}
      />
      {from === 'file' ? (
        <FileFields source={source?.from === 'file' ? source : undefined} onChange={setSource} />
      ) : (
        <LinkField source={source?.from === 'host' ? source : undefined} onChange={setSource} />
      )}
    </>
  )
}

interface FileFieldsProps {
  source: FileSource | undefined
  onChange: (source: Source | undefined) => void
}

function FileFields({ source, onChange }: FileFieldsProps) {
  const { t } = useWords()
  const { teamId, editor } = useWorkplace()
  const shared = { teamId, disabled: !editor.canEdit }
  const captionsIn = (language: Language) => source?.captions.find((one) => one.language === language)?.attachment
  const withCaptions = (file: FileSource, language: Language, attachment: string | undefined): FileSource => {
    const others = file.captions.filter((one) => one.language !== language)
    return { ...file, captions: attachment ? [...others, { language, attachment }] : others }
  }
  return (
    <>
      <AttachmentField
        {...shared}
        kind="video"
        label={t('web.hotspot.video')}
        value={source?.attachment}
        required
        onChange={(attachment) =>
          attachment && onChange(source ? { ...source, attachment } : { from: 'file', attachment, captions: [] })
        }
      />
      {source && (
        <>
          <AttachmentField
            {...shared}
            kind="picture"
            label={t('web.video.poster')}
            value={source.poster}
            onChange={(poster) => {
              const { poster: _before, ...rest } = source
              onChange(poster ? { ...rest, poster } : rest)
            }}
          />
          {languages.map((language) => (
            <AttachmentField
              key={language}
              {...shared}
              kind="captions"
              label={t('web.video.captions_in', { language: languageNames[language] })}
              value={captionsIn(language)}
              onChange={(attachment) => onChange(withCaptions(source, language, attachment))}
            />
          ))}
        </>
      )}
    </>
  )
}

const hostNames: Record<VideoHost, string> = { youtube: 'YouTube', vimeo: 'Vimeo', rutube: 'Rutube' }

function LinkField({
  source,
  onChange,
}: {
  source: Extract<Source, { from: 'host' }> | undefined
  onChange: (source: Source | undefined) => void
}) {
  const { t } = useWords()
  const { editor } = useWorkplace()
  const [typed, setTyped] = useState(source ? addressOfVideo(source) : '')
  const read = readVideoLink(typed)
  const problem = typed.trim() !== '' && 'problem' in read ? read.problem : undefined
  return (
    <>
      <TextInput
        label={t('web.video.link')}
        description={t('web.video.link_hint')}
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        disabled={!editor.canEdit}
        value={typed}
        error={problem && t(problem === 'unlisted' ? 'web.video.link_unlisted' : 'web.video.link_unknown')}
        onChange={(event) => {
          const { value } = event.currentTarget
          setTyped(value)
          const next = readVideoLink(value)
          if ('video' in next) onChange({ from: 'host', ...next.video })
          else if (source && value.trim() === '') onChange(undefined)
        }}
        onBlur={editor.endGroup}
      />
      {source && !problem && (
        <>
          <Button
            component="a"
            href={addressOfVideo(source)}
            target="_blank"
            rel="noopener noreferrer"
            leftSection={<OpenIcon size={18} />}
          >
            {hostNames[source.host]}
          </Button>
          <p className={classes.note}>{t('web.video.host_note', { host: hostNames[source.host] })}</p>
        </>
      )}
    </>
  )
}
