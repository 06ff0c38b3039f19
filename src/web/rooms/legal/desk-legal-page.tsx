// The desk's documents: what is in force, what is being written, what is scheduled, and the ways to ledger and register.
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type LegalKind, legalKinds, pageNames } from '#rooms/legal/kinds/contract.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { OpenIcon, PlusIcon } from '../../ui/icons.tsx'
import { ErrorPlace, StateWord } from '../../ui/pieces.tsx'
import { showToast } from '../../ui/toasts.tsx'
import desk from '../desk/desk.module.css'
import { kindWords, stateWords } from './documents-words.ts'
import { useFullDay } from './full-day.ts'
import { legalApi, legalKeys, type VersionCard } from './legal-api.ts'

export function DeskLegalPage() {
  const { t } = useWords()
  usePageTitle(t('legal.desk'))
  const versions = useQuery({ queryKey: legalKeys.versions, queryFn: legalApi.versions })
  return (
    <main className={desk.page}>
      <div className={desk.inner}>
        <div className={desk.head}>
          <h1>{t('legal.desk')}</h1>
          <div className={desk.verbs}>
            <Button component={Link} to="/desk/acceptances">
              {t('legal.ledger')}
            </Button>
            <Button component={Link} to="/desk/processing">
              {t('legal.register')}
            </Button>
          </div>
        </div>
        {versions.isError && !versions.data && (
          <ErrorPlace error={versions.error} onRetry={() => void versions.refetch()} />
        )}
        <div className={desk.column}>
          {legalKinds.map((kind) => (
            <DocumentCard
              key={kind}
              kind={kind}
              versions={versions.data?.filter((version) => version.kind === kind) ?? []}
              isLoading={versions.isPending}
            />
          ))}
        </div>
      </div>
    </main>
  )
}

function DocumentCard({ kind, versions, isLoading }: { kind: LegalKind; versions: VersionCard[]; isLoading: boolean }) {
  const { t, language, error: sentence } = useWords()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const draft = useMutation({
    mutationFn: () => legalApi.draft(kind),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: legalKeys.versions })
      await navigate({ to: '/desk/legal/$versionId', params: { versionId: id } })
    },
    onError: (error) => showToast(sentence(error), { tone: 'danger' }),
  })
  const hasDraft = versions.some(({ state }) => state === 'draft')
  const isInForce = versions.some(({ state }) => state === 'effective')
  return (
    <section className={desk.card} aria-labelledby={`document-${kind}`}>
      <div className={desk.head}>
        <h2 id={`document-${kind}`}>{t(kindWords[kind])}</h2>
        <div className={desk.verbs}>
          {isInForce && (
            <Button
              component="a"
              href={`/${language}/${pageNames[kind]}`}
              target="_blank"
              rel="noopener"
              variant="subtle"
              leftSection={<OpenIcon size={18} />}
            >
              {t('legal.desk.open')}
            </Button>
          )}
          {!hasDraft && (
            <Button leftSection={<PlusIcon size={18} />} loading={draft.isPending} onClick={() => draft.mutate()}>
              {t('legal.desk.draft')}
            </Button>
          )}
        </div>
      </div>
      {!isLoading && versions.length === 0 && <p className={desk.quiet}>{t('legal.desk.none')}</p>}
      <ul className={desk.rows}>
        {versions.map((version) => (
          <VersionRow key={version.id} version={version} />
        ))}
      </ul>
    </section>
  )
}

function VersionRow({ version }: { version: VersionCard }) {
  const { t } = useWords()
  const day = useFullDay()
  const { number, state, effectiveAt, material, acceptances, publishedBy } = version
  const facts = [
    effectiveAt && t('legal.page.effective', { date: day(effectiveAt) }),
    publishedBy,
    number !== null && t(material ? 'legal.desk.material' : 'legal.desk.not_material'),
    number !== null && version.kind !== 'privacy' && t('legal.desk.acceptances', { count: acceptances }),
  ].filter(Boolean)
  return (
    <li className={desk.row}>
      <div className={desk.rowMain}>
        <Link to="/desk/legal/$versionId" params={{ versionId: version.id }} className={desk.name}>
          {number === null ? t('legal.state.draft') : t('legal.page.version', { number })}
        </Link>
        <span className={desk.sub}>{facts.join(' · ')}</span>
      </div>
      <StateWord tone={stateWords[state].tone}>{t(stateWords[state].word)}</StateWord>
    </li>
  )
}
