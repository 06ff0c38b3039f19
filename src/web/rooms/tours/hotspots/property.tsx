// Property cards: the facts of one property, for tours that show several.
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { HomeIcon } from '../../../ui/icons.tsx'
import { AttachmentField } from '../../media/attachments/attachment-field.tsx'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { FactsFields } from '../facts/facts-fields.tsx'
import { AddressField } from './address-field.tsx'
import type { FormProps, KindDefinition } from './registry.tsx'

export const propertyKind: KindDefinition<'property'> = {
  kind: 'property',
  words: { name: 'web.hotspot.property', tool: 'web.tool.property', hint: 'web.tool.property.hint' },
  shortcut: 'C',
  sign: (size) => <HomeIcon size={size} strokeWidth={2} />,
  create: (placement) => ({ ...placement, kind: 'property', title: {}, facts: {} }),
  labelOf: (hotspot, _tour, text) => text(hotspot.title) || text(hotspot.facts.address),
  Form: PropertyForm,
}

function PropertyForm({ hotspot, change }: FormProps<'property'>) {
  const { t } = useWords()
  const { writing, editor, teamId } = useWorkplace()
  const { title, facts, picture, url } = hotspot
  return (
    <>
      <WritingTabs texts={[title, facts.address, facts.note]} />
      <TextField
        label={t('web.info.title')}
        autoFocus={Object.keys(title).length === 0}
        value={title[writing] ?? ''}
        onChange={(value) =>
          change((card) => ({ ...card, title: withText(card.title, writing, value) }), `title.${writing}`)
        }
      />
      <AttachmentField
        teamId={teamId}
        kind="picture"
        label={t('web.property.picture')}
        value={picture}
        disabled={!editor.canEdit}
        onChange={(chosen) => change(({ picture: _before, ...card }) => (chosen ? { ...card, picture: chosen } : card))}
      />
      <FactsFields
        facts={facts}
        onChange={(changeFacts, group) =>
          change((card) => ({ ...card, facts: changeFacts(card.facts) }), group && `facts.${group}`)
        }
      />
      <AddressField
        label={t('web.property.url')}
        value={url ?? ''}
        optional
        onChange={(address) =>
          change(({ url: _before, ...card }) => (address === '' ? card : { ...card, url: address }), 'url')
        }
      />
    </>
  )
}
