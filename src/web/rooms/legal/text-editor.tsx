// A draft's text in one language: Markdown on the left, how it will read on the right, and in plain words what changed.
import { Button, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useWords } from '../../lib/words.tsx'
import { Problem } from '../accounts/problem.tsx'
import { legalApi, legalKeys, type VersionDetail } from './legal-api.ts'
import { LegalBlocks } from './legal-blocks.tsx'
import type { Written } from './unsaved-texts.ts'
import classes from './version-page.module.css'

type EditedText = VersionDetail['texts'][number]

const placeholders = [
  ...['operator.name', 'operator.form', 'operator.bin_iin', 'operator.address', 'operator.email', 'operator.phone'],
  ...['operator.complaints_email', 'operator.data_protection', 'operator.working_hours', 'operator.data_location'],
]

interface TextEditorProps {
  versionId: string
  text: EditedText
  /** What is written and not saved yet. */
  unsaved: Written | undefined
  onWrite: (written: Written | undefined) => void
  onSaved: (sent: Written) => void
}

export function TextEditor({ versionId, text, unsaved, onWrite, onSaved }: TextEditorProps) {
  const { t } = useWords()
  const queryClient = useQueryClient()
  const { source, summary } = unsaved ?? text
  const write = (change: Partial<Written>) => {
    const next = { source, summary, ...change }
    onWrite(next.source === text.source && next.summary === text.summary ? undefined : next)
  }
  const [shown] = useDebouncedValue(source, 400)
  const preview = useQuery({
    queryKey: ['desk', 'legal', 'preview', text.language, shown],
    queryFn: () => legalApi.preview(shown, text.language),
    placeholderData: (before) => before ?? { blocks: text.blocks, unfilled: text.unfilled },
    staleTime: Number.POSITIVE_INFINITY,
  })
  const save = useMutation({
    mutationFn: (sent: Written) => legalApi.saveText(versionId, text.language, sent),
    onSuccess: (version, sent) => {
      onSaved(sent)
      queryClient.setQueryData(legalKeys.version(versionId), version)
      void queryClient.invalidateQueries({ queryKey: legalKeys.versions, exact: true })
    },
  })
  const isSaved = unsaved === undefined
  const unfilled = preview.data?.unfilled ?? []
  return (
    <div className={classes.editor}>
      <div className={classes.fields}>
        <Textarea
          label={t('legal.edit.summary')}
          description={t('legal.edit.summary_hint')}
          autosize
          minRows={2}
          maxLength={4000}
          lang={text.language}
          value={summary}
          onChange={(event) => write({ summary: event.currentTarget.value })}
        />
        <Textarea
          className={classes.source}
          label={t('legal.edit.source')}
          description={t('legal.edit.source_hint')}
          maxLength={200_000}
          lang={text.language}
          spellCheck
          value={source}
          onChange={(event) => write({ source: event.currentTarget.value })}
        />
        <p className={classes.places}>
          {t('legal.edit.places')}{' '}
          {placeholders.map((name) => (
            <code key={name}>{`{{${name}}}`}</code>
          ))}
        </p>
        <Problem error={save.error} />
        <div className={classes.saving}>
          <Button
            variant="filled"
            disabled={isSaved}
            loading={save.isPending}
            onClick={() => save.mutate({ source, summary })}
          >
            {t('account.save')}
          </Button>
          <span role="status">{t(isSaved ? 'legal.edit.saved' : 'legal.edit.unsaved')}</span>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section tabIndex={0} className={classes.preview} aria-label={t('legal.edit.preview')} lang={text.language}>
        {unfilled.length > 0 && (
          <p className={classes.warn} role="status">
            {t('legal.edit.unfilled', { names: unfilled.join(', ') })}
          </p>
        )}
        <LegalBlocks blocks={preview.data?.blocks ?? []} />
      </section>
    </div>
  )
}
