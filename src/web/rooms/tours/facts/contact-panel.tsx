// Whom visitors ask: name, ways to reach them, and whether they may leave a message in the tour.
import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Tour } from '#tour/tour.ts'
import { useWords, type WordKey } from '../../../lib/words.tsx'
import panel from '../editor/side-panel.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import { type ContactField, isContactWrong, withContact, withMessages } from './fact-edits.ts'

interface Field {
  name: WordKey
  field: ContactField
  type: 'text' | 'tel' | 'email'
  longest: number
  placeholder?: string
  wrong?: WordKey
}

const fields: Field[] = [
  { field: 'name', name: 'web.contact.name', type: 'text', longest: 200 },
  {
    field: 'phone',
    name: 'web.contact.phone',
    type: 'tel',
    longest: 40,
    placeholder: '+7 700 000 00 00',
    wrong: 'web.contact.phone_wrong',
  },
  {
    field: 'whatsapp',
    name: 'web.contact.whatsapp',
    type: 'tel',
    longest: 40,
    placeholder: '+7 700 000 00 00',
    wrong: 'web.contact.phone_wrong',
  },
  {
    field: 'telegram',
    name: 'web.contact.telegram',
    type: 'text',
    longest: 64,
    placeholder: '@agency',
    wrong: 'web.contact.telegram_wrong',
  },
  {
    field: 'email',
    name: 'web.email',
    type: 'email',
    longest: 254,
    placeholder: 'sales@example.kz',
    wrong: 'web.form.email_wrong',
  },
]

export function ContactPanel() {
  const { t } = useWords()
  const { tour, editor } = useWorkplace()
  const [left, setLeft] = useState<ReadonlySet<ContactField>>(new Set())
  const write = (change: (contact: Tour['contact']) => Tour['contact'], group?: string) =>
    editor.edit(({ contact, ...document }) => {
      const changed = change(contact)
      return changed ? { ...document, contact: changed } : document
    }, group)
  return (
    <div className={panel.body}>
      <p className={panel.note}>{t('web.contact.about')}</p>
      {fields.map(({ field, name, type, longest, placeholder, wrong }) => {
        const value = tour.contact?.[field] ?? ''
        return (
          <TextInput
            key={field}
            label={t(name)}
            type={type}
            placeholder={placeholder}
            maxLength={longest}
            autoComplete="off"
            disabled={!editor.canEdit}
            value={value}
            error={wrong && left.has(field) && isContactWrong(field, value) ? t(wrong) : undefined}
            onChange={(event) => {
              const typed = event.currentTarget.value
              write((contact) => withContact(contact, field, typed), `contact.${field}`)
            }}
            onBlur={() => {
              setLeft(new Set([...left, field]))
              editor.endGroup()
            }}
          />
        )
      })}
      <Checkbox
        label={t('web.contact.takes_messages')}
        description={t('web.contact.takes_messages_note')}
        disabled={!editor.canEdit}
        checked={tour.contact?.takesMessages ?? false}
        onChange={(event) => {
          const { checked } = event.currentTarget
          write((contact) => withMessages(contact, checked))
        }}
      />
    </div>
  )
}
