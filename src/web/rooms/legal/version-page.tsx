// One version at the desk: the three languages side by side in tabs, the text beside its preview, what changed, and publishing.
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Language } from '#tour/text.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { BackIcon } from '../../ui/icons.tsx'
import { ErrorPlace, StateWord } from '../../ui/pieces.tsx'
import desk from '../desk/desk.module.css'
import { FilterBar } from '../desk/list-parts.tsx'
import { kindWords, languageNames, stateWords } from './documents-words.ts'
import { legalApi, legalKeys, type VersionDetail } from './legal-api.ts'
import { Changes, LegalBlocks } from './legal-blocks.tsx'
import { PublishCard } from './publish-card.tsx'
import { TextEditor } from './text-editor.tsx'
import { useUnsavedTexts } from './unsaved-texts.ts'
import classes from './version-page.module.css'

const route = getRouteApi('/desk/legal/$versionId')

export function VersionPage() {
  const { t } = useWords()
  const { versionId } = route.useParams()
  const version = useQuery({ queryKey: legalKeys.version(versionId), queryFn: () => legalApi.version(versionId) })
  usePageTitle(version.data ? t(kindWords[version.data.kind]) : t('legal.desk'))
  return (
    <main className={desk.page}>
      <div className={desk.inner}>
        <Link to="/desk/legal" className={desk.crumb}>
          <BackIcon size={16} />
          {t('legal.desk')}
        </Link>
        {version.isError && <ErrorPlace error={version.error} onRetry={() => void version.refetch()} />}
        {version.isPending && <div className={desk.skeleton} role="status" aria-label={t('web.loading')} />}
        {version.data && <Version key={version.data.id} version={version.data} />}
      </div>
    </main>
  )
}

type Side = 'text' | 'changes'

function Version({ version }: { version: VersionDetail }) {
  const { t, language: own } = useWords()
  const [language, setLanguage] = useState<Language>(own)
  const [side, setSide] = useState<Side>('text')
  const { kind, number, state, texts } = version
  const { unsaved, languages, keep, saved } = useUnsavedTexts(version)
  const text = texts.find((each) => each.language === language)
  return (
    <>
      <div className={desk.head}>
        <h1>
          {t(kindWords[kind])}
          {number !== null && `, ${t('legal.page.version', { number })}`}
        </h1>
        <StateWord tone={stateWords[state].tone}>{t(stateWords[state].word)}</StateWord>
      </div>
      <PublishCard version={version} unsaved={languages} />
      <div className={classes.choices}>
        <SegmentedControl
          aria-label={t('web.language')}
          value={language}
          onChange={(value) => setLanguage(value as Language)}
          data={texts.map((each) => ({ value: each.language, label: languageNames[each.language] }))}
        />
        <FilterBar<Side>
          label={t('legal.desk.show')}
          value={side}
          onChange={setSide}
          choices={[
            { value: 'text', label: t('legal.desk.text') },
            { value: 'changes', label: t('legal.page.what_changed') },
          ]}
        />
      </div>
      {side === 'changes' && <Compared version={version} language={language} />}
      {side === 'text' && text && state === 'draft' && (
        <TextEditor
          key={language}
          versionId={version.id}
          text={text}
          unsaved={unsaved[language]}
          onWrite={(written) => keep(language, written)}
          onSaved={(sent) => saved(language, sent)}
        />
      )}
      {side === 'text' && text && state !== 'draft' && (
        <section className={desk.card} lang={language}>
          {text.summary && <p className={desk.statement}>{text.summary}</p>}
          <LegalBlocks blocks={text.blocks} />
          <p className={classes.hash}>
            {t('legal.page.hash')} {text.sha256}
          </p>
        </section>
      )}
    </>
  )
}

function Compared({ version, language }: { version: VersionDetail; language: Language }) {
  const { t } = useWords()
  const compared = useQuery({
    queryKey: [...legalKeys.version(version.id), 'changes', language, version.changedAt],
    queryFn: () => legalApi.changes(version.id, language),
  })
  if (compared.isError) return <ErrorPlace error={compared.error} onRetry={() => void compared.refetch()} />
  if (!compared.data) return <div className={desk.skeleton} role="status" aria-label={t('web.loading')} />
  const { from, blocks } = compared.data
  return (
    <section className={desk.card} lang={language}>
      <h2>{from === null ? t('legal.desk.first') : t('legal.desk.compared', { number: from })}</h2>
      {from !== null && <Changes blocks={blocks} />}
    </section>
  )
}
