// Web links: they lead out of the tour.
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { LanguageIcon } from '../../../ui/icons.tsx'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { AddressField } from './address-field.tsx'
import type { FormProps, KindDefinition } from './registry.tsx'
import { hostOf } from './web-address.ts'

export const webKind: KindDefinition<'web'> = {
  kind: 'web',
  words: { name: 'web.hotspot.web', tool: 'web.tool.web', hint: 'web.tool.web.hint' },
  shortcut: 'W',
  sign: (size) => <LanguageIcon size={size} strokeWidth={2} />,
  create: (placement) => ({ ...placement, kind: 'web', label: {}, url: '' }),
  labelOf: (hotspot, _tour, text) => text(hotspot.label) || hostOf(hotspot.url),
  Form: WebForm,
}

function WebForm({ hotspot, change }: FormProps<'web'>) {
  const { t } = useWords()
  const { writing } = useWorkplace()
  return (
    <>
      <AddressField
        label={t('web.web.address')}
        value={hotspot.url}
        autoFocus={hotspot.url === ''}
        onChange={(url) => change((web) => ({ ...web, url }), 'url')}
      />
      <WritingTabs texts={[hotspot.label]} />
      <TextField
        label={t('web.link.label')}
        placeholder={hostOf(hotspot.url)}
        value={hotspot.label[writing] ?? ''}
        onChange={(value) =>
          change((web) => ({ ...web, label: withText(web.label, writing, value) }), `label.${writing}`)
        }
      />
    </>
  )
}
