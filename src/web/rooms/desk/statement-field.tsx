// What the people concerned are told, in their languages, with a beginning by the chosen reason.
import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import { type Language, languages } from '#tour/text.ts'
import { loadCatalogue } from '../../lib/catalogue.ts'
import { isLanguage } from '../../lib/language.ts'
import { useWords } from '../../lib/words.tsx'
import { languageNames } from '../../ui/preferences.tsx'
import classes from './desk.module.css'

export type Statement = Partial<Record<Language, string>>

export function StatementField({
  statement,
  language,
  reason,
  problem,
  onChange,
  onLanguage,
}: {
  statement: Statement
  language: Language
  reason: string
  problem: string | undefined
  onChange: (statement: Statement) => void
  onLanguage: (language: Language) => void
}) {
  const { t } = useWords()
  const [loading, setLoading] = useState(false)
  const write = (text: string) => onChange({ ...statement, [language]: text })
  const insert = async () => {
    setLoading(true)
    const words = await loadCatalogue(language).finally(() => setLoading(false))
    write(words[`desk.template.${reason}`] ?? words['desk.template.other'] ?? '')
  }
  return (
    <div>
      <div className={classes.statementHead}>
        <span id="statement-label">{t('desk.hold.statement')}</span>
        <SegmentedControl
          aria-label={t('desk.hold.statement_language')}
          value={language}
          onChange={(value) => isLanguage(value) && onLanguage(value)}
          data={languages.map((each) => ({ value: each, label: languageNames[each] }))}
        />
      </div>
      <Textarea
        aria-labelledby="statement-label"
        lang={language}
        description={t('desk.hold.statement_hint')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={2000}
        value={statement[language] ?? ''}
        error={problem}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <Button size="xs" mt={8} loading={loading} onClick={() => void insert()}>
        {t('desk.hold.insert_template')}
      </Button>
    </div>
  )
}
