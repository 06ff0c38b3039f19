// Fields for texts in three languages: one switch for all fields of a form, with a mark at languages that are written.
import { Textarea, TextInput } from '@mantine/core'
import type { Text } from '#tour/text.ts'
import { languages } from '../../../lib/language.ts'
import { useWords } from '../../../lib/words.tsx'
import { languageNames } from '../../../ui/preferences.tsx'
import classes from './side-panel.module.css'
import { useWorkplace } from './workplace.tsx'

export function WritingTabs({ texts }: { texts: readonly (Text | undefined)[] }) {
  const { t } = useWords()
  const { writing, setWriting } = useWorkplace()
  return (
    <div className={classes.tabs} role="radiogroup" aria-label={t('web.writing')}>
      {languages.map((language) => {
        const written = texts.some((text) => text?.[language])
        return (
          // biome-ignore lint/a11y/useSemanticElements: a row of buttons that behaves as radio buttons
          <button
            key={language}
            type="button"
            role="radio"
            className={classes.tab}
            aria-checked={language === writing}
            aria-label={`${languageNames[language]}${written ? '' : ` (${t('web.writing.empty')})`}`}
            tabIndex={language === writing ? 0 : -1}
            onClick={() => setWriting(language)}
            onKeyDown={(event) => {
              const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
              if (by === 0) return
              event.preventDefault()
              const next = languages[(languages.indexOf(language) + by + languages.length) % languages.length]
              if (next) setWriting(next)
              const sibling =
                by > 0 ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling
              if (sibling instanceof HTMLElement) sibling.focus()
            }}
          >
            <span className={classes.tabDot} data-written={written || undefined} />
            {languageNames[language]}
          </button>
        )
      })}
    </div>
  )
}

interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  multiline?: boolean
  /** How tall a multiline field is. */
  rows?: number
  autoFocus?: boolean
}

export function TextField({ label, value, onChange, placeholder, multiline, rows = 6, autoFocus }: TextFieldProps) {
  const { editor, writing } = useWorkplace()
  const shared = {
    label,
    value,
    placeholder,
    autoFocus,
    lang: writing,
    disabled: !editor.canEdit,
    // Leaving the field ends the step of undo.
    onBlur: editor.endGroup,
  }
  return multiline ? (
    <Textarea {...shared} rows={rows} maxLength={10_000} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput {...shared} maxLength={500} onChange={(event) => onChange(event.currentTarget.value)} />
  )
}
