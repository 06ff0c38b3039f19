// Info hotspots: a title and paragraphs of plain text.

import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { InfoSpotIcon } from '../../../ui/icons.tsx'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import type { FormProps, KindDefinition } from './registry.tsx'

export const infoKind: KindDefinition<'info'> = {
  kind: 'info',
  words: { name: 'web.hotspot.info', tool: 'web.tool.info', hint: 'web.tool.info.hint' },
  shortcut: 'I',
  sign: (size) => <InfoSpotIcon size={size} />,
  create: (placement) => ({ ...placement, kind: 'info', title: {}, body: {} }),
  labelOf: (hotspot, _tour, text) => text(hotspot.title),
  Form: InfoForm,
}

function InfoForm({ hotspot, change }: FormProps<'info'>) {
  const { t } = useWords()
  const { writing } = useWorkplace()
  return (
    <>
      <WritingTabs texts={[hotspot.title, hotspot.body]} />
      <TextField
        label={t('web.info.title')}
        autoFocus={Object.keys(hotspot.title).length === 0}
        value={hotspot.title[writing] ?? ''}
        onChange={(value) =>
          change((info) => ({ ...info, title: withText(info.title, writing, value) }), `title.${writing}`)
        }
      />
      <TextField
        label={t('web.info.body')}
        multiline
        value={hotspot.body[writing] ?? ''}
        onChange={(value) =>
          change((info) => ({ ...info, body: withText(info.body, writing, value) }), `body.${writing}`)
        }
      />
    </>
  )
}
