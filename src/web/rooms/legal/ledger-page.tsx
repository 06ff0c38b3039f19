// The ledger of acceptances at the desk: found by name and address, proved on request, taken along as a table.
import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePageTitle } from '../../lib/title.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { BackIcon, DownloadIcon } from '../../ui/icons.tsx'
import { ErrorPlace, StateWord } from '../../ui/pieces.tsx'
import desk from '../desk/desk.module.css'
import { FilterBar, SearchField } from '../desk/list-parts.tsx'
import { kindWords } from './documents-words.ts'
import { type LedgerRow, ledgerTable, legalApi } from './legal-api.ts'

type Wish = '' | 'terms' | 'consent'

const methodWords: Record<LedgerRow['method'], WordKey> = {
  registration: 'legal.method.registration',
  invitation: 'legal.method.invitation',
  first_run: 'legal.method.first_run',
  again: 'legal.method.again',
  account: 'legal.method.account',
  seed: 'legal.method.seed',
}

export function LedgerPage() {
  const { t } = useWords()
  usePageTitle(t('legal.ledger'))
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<Wish>('')
  const ledger = useInfiniteQuery({
    queryKey: ['desk', 'acceptances', search, kind],
    queryFn: ({ pageParam }) => legalApi.ledger({ search, kind, ...(pageParam > 0 && { before: pageParam }) }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  })
  const rows = ledger.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <main className={desk.page}>
      <div className={desk.inner}>
        <Link to="/desk/legal" className={desk.crumb}>
          <BackIcon size={16} />
          {t('legal.desk')}
        </Link>
        <div className={desk.head}>
          <h1>{t('legal.ledger')}</h1>
          <div className={desk.verbs}>
            <ProveButton />
            <Button component="a" href={ledgerTable({ search, kind })} leftSection={<DownloadIcon size={18} />}>
              CSV
            </Button>
          </div>
        </div>
        <div className={desk.tools}>
          <SearchField value={search} label={t('legal.ledger.search')} onSearch={setSearch} />
          <FilterBar<Wish>
            label={t('legal.page.documents')}
            value={kind}
            onChange={setKind}
            choices={[
              { value: '', label: t('legal.ledger.all') },
              { value: 'terms', label: t('legal.kind.terms') },
              { value: 'consent', label: t('legal.kind.consent') },
            ]}
          />
        </div>
        {ledger.isError && !ledger.data && <ErrorPlace error={ledger.error} onRetry={() => void ledger.refetch()} />}
        {ledger.data && rows.length === 0 && <p className={desk.nothing}>{t('legal.ledger.none')}</p>}
        {rows.length > 0 && <Table rows={rows} />}
        {ledger.hasNextPage && (
          <Button className={desk.more} loading={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
            {t('desk.more')}
          </Button>
        )}
      </div>
    </main>
  )
}

function ProveButton() {
  const { t, error: sentence } = useWords()
  const proof = useMutation({ mutationFn: legalApi.proof })
  return (
    <>
      <Button loading={proof.isPending} onClick={() => proof.mutate()}>
        {t('legal.ledger.prove')}
      </Button>
      <span role="status">
        {proof.error && <StateWord tone="danger">{sentence(proof.error)}</StateWord>}
        {proof.data &&
          (proof.data.brokenAt.length === 0 ? (
            <StateWord tone="ok">{t('legal.ledger.whole', { count: proof.data.rows })}</StateWord>
          ) : (
            <StateWord tone="danger">
              {t('legal.ledger.broken', { rows: proof.data.brokenAt.slice(0, 20).join(', ') })}
            </StateWord>
          ))}
      </span>
    </>
  )
}

function Table({ rows }: { rows: LedgerRow[] }) {
  const { t, date } = useWords()
  return (
    <table className={desk.table}>
      <thead>
        <tr>
          <th scope="col">№</th>
          <th scope="col">{t('desk.person')}</th>
          <th scope="col">{t('legal.ledger.document')}</th>
          <th scope="col">{t('legal.ledger.how')}</th>
          <th scope="col">{t('legal.ledger.when')}</th>
          <th scope="col">{t('legal.ledger.from')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.position}>
            <td className={desk.when}>{row.position}</td>
            <td>
              <span className={desk.name}>{row.personName ?? t('legal.ledger.gone')}</span>
              <span className={desk.sub}>{row.personEmail ?? row.personId}</span>
            </td>
            <td>
              {t(kindWords[row.kind])}, {row.version} ({row.language})
              <span className={desk.sub} title={row.textSha256}>
                SHA-256 {row.textSha256.slice(0, 12)}…
              </span>
            </td>
            <td>
              {row.act === 'withdrawn' ? (
                <StateWord tone="warn">{t('legal.ledger.withdrawn')}</StateWord>
              ) : (
                t(methodWords[row.method])
              )}
            </td>
            <td className={desk.when}>
              <time dateTime={row.at}>{date(row.at)}</time>
            </td>
            <td>
              {row.shortenedAddress}
              <span className={desk.sub}>{row.userAgent?.slice(0, 60)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
