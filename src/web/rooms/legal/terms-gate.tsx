// What a person is told of the documents when they come to work: a dialog while something must be accepted, a line once for what need not be.
// It never stands in the way of reading, taking one's data along, or signing out.
import { Button, Checkbox, Modal } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { pageNames } from '#rooms/legal/kinds/contract.ts'
import { useWords } from '../../lib/words.tsx'
import { useSignOut } from '../accounts/use-sign-out.ts'
import { kindWords } from './documents-words.ts'
import { legalApi, legalKeys, type MyDocument } from './legal-api.ts'
import { LegalBlocks } from './legal-blocks.tsx'
import classes from './terms-gate.module.css'

export function TermsGate() {
  const { language } = useWords()
  const documents = useQuery({
    queryKey: [...legalKeys.mine, language],
    queryFn: () => legalApi.mine(language),
    staleTime: 30_000,
  })
  const missing = documents.data?.filter((document) => document.missing !== null) ?? []
  const [news] = documents.data?.filter((document) => document.news) ?? []
  if (missing.length > 0) return <AcceptDialog documents={missing} />
  return news ? <NewsLine document={news} /> : null
}

function AcceptDialog({ documents }: { documents: MyDocument[] }) {
  const { t, language, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const signOut = useSignOut()
  const [agreed, setAgreed] = useState<readonly string[]>([])
  const [later, setLater] = useState(false)
  const accept = useMutation({
    mutationFn: () =>
      legalApi.accept(
        documents.map(({ versionId }) => versionId),
        language,
      ),
    onSuccess: (changed) => {
      queryClient.setQueryData([...legalKeys.mine, language], changed)
      void queryClient.invalidateQueries({ queryKey: legalKeys.mine })
    },
  })
  const toggle = (id: string) => setAgreed(agreed.includes(id) ? agreed.filter((each) => each !== id) : [...agreed, id])
  if (later)
    return (
      <output className={classes.line}>
        <span>{t('legal.gate.reading_only')}</span>
        <Button variant="filled" onClick={() => setLater(false)}>
          {t('legal.gate.open')}
        </Button>
      </output>
    )
  return (
    <Modal opened onClose={() => setLater(true)} withCloseButton={false} size={720} title={t('legal.gate.title')}>
      <div className={classes.gate}>
        {documents.some(({ missing }) => missing !== 'withdrawn') && (
          <p className={classes.lead}>{t('legal.gate.lead')}</p>
        )}
        {documents.map((document) => (
          <DocumentPart
            key={document.versionId}
            document={document}
            agreed={agreed.includes(document.versionId)}
            onAgree={() => toggle(document.versionId)}
          />
        ))}
        {accept.error && (
          <p className={classes.problem} role="alert">
            {sentence(accept.error)}
          </p>
        )}
        <div className={classes.ways}>
          <Button
            variant="filled"
            loading={accept.isPending}
            disabled={documents.some(({ versionId }) => !agreed.includes(versionId))}
            onClick={() => accept.mutate()}
          >
            {t('legal.gate.accept')}
          </Button>
          <Button onClick={() => setLater(true)}>{t('legal.gate.later')}</Button>
        </div>
        <p className={classes.others}>
          {t('legal.gate.others')} <Link to="/account/data">{t('legal.gate.export')}</Link>
          {' · '}
          <button type="button" className={classes.link} onClick={() => void signOut()}>
            {t('web.sign_out')}
          </button>
        </p>
      </div>
    </Modal>
  )
}

function DocumentPart({ document, agreed, onAgree }: { document: MyDocument; agreed: boolean; onAgree: () => void }) {
  const { t, language } = useWords()
  const [open, setOpen] = useState(false)
  const { kind, version, summary } = document
  const text = useQuery({
    queryKey: legalKeys.text(kind, language),
    queryFn: () => legalApi.text(kind, language),
    enabled: open,
  })
  return (
    <section className={classes.part}>
      <h3>
        {t(kindWords[kind])} <span className={classes.version}>{t('legal.page.version', { number: version })}</span>
      </h3>
      {document.missing === 'withdrawn' && <p>{t('legal.gate.withdrawn')}</p>}
      {document.missing === 'outdated' && summary && (
        <p className={classes.summary}>
          <strong>{t('legal.page.what_changed')}</strong>
          {summary}
        </p>
      )}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('legal.gate.read')}</summary>
        <div className={classes.text}>
          {text.data ? <LegalBlocks blocks={text.data.blocks} /> : <p>{t('web.loading')}</p>}
        </div>
      </details>
      <p className={classes.others}>
        <a href={`/${language}/${pageNames[kind]}`} target="_blank" rel="noopener">
          {t('legal.gate.page')}
        </a>
      </p>
      <Checkbox
        checked={agreed}
        onChange={onAgree}
        label={t(kind === 'consent' ? 'legal.gate.consent' : 'legal.gate.agree')}
      />
    </section>
  )
}

function NewsLine({ document }: { document: MyDocument }) {
  const { t, language } = useWords()
  const queryClient = useQueryClient()
  const seen = useMutation({
    mutationFn: () => legalApi.seen(document.versionId),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: legalKeys.mine }),
  })
  const { kind, version, summary } = document
  return (
    <output className={classes.line}>
      <span>
        {t('legal.news', { document: t(kindWords[kind]), version })} {summary}{' '}
        <a href={`/${language}/${pageNames[kind]}/v/${version}/changes`} target="_blank" rel="noopener">
          {t('legal.page.what_changed')}
        </a>
      </span>
      <Button loading={seen.isPending} onClick={() => seen.mutate()}>
        {t('legal.news.seen')}
      </Button>
    </output>
  )
}
