// The desk's history: what was done by whom, found by person, team, action, object and day; security events apart; the proof that nothing
// of it was changed.
import { Button, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { DownloadIcon, SearchIcon } from '../../ui/icons.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { Problem } from '../accounts/problem.tsx'
import desk from '../desk/desk.module.css'
import { FilterBar } from '../desk/list-parts.tsx'
import { HistoryTable, SecurityTable } from './history-tables.tsx'
import { HistoryVerdict } from './history-verdict.tsx'
import own from './privacy.module.css'
import { type HistoryQuery, privacyApi, privacyKeys } from './privacy-api.ts'
import { usePrivacyChange } from './use-privacy.ts'

type View = 'history' | 'security'
type Fields = Pick<HistoryQuery, 'person' | 'team' | 'action' | 'target' | 'from' | 'to'>

export function HistoryPage() {
  const { t } = useWords()
  usePageTitle(t('audit.title'))
  const [view, setView] = useState<View>('history')
  const [query, setQuery] = useState<Fields>({})
  return (
    <main className={desk.page}>
      <div className={desk.inner}>
        <div className={desk.head}>
          <h1>{t('audit.title')}</h1>
        </div>
        <HistoryVerdict />
        <div className={own.tabs}>
          <FilterBar
            label={t('audit.view')}
            value={view}
            onChange={setView}
            choices={[
              { value: 'history', label: t('audit.view.history') },
              { value: 'security', label: t('audit.view.security') },
            ]}
          />
        </div>
        <SearchForm view={view} onSearch={setQuery} />
        {view === 'history' && <ExportWays query={query} />}
        {view === 'history' ? <HistoryResults query={query} /> : <SecurityResults query={query} />}
      </div>
    </main>
  )
}

function SearchForm({ view, onSearch }: { view: View; onSearch: (fields: Fields) => void }) {
  const { t } = useWords()
  const [fields, setFields] = useState<Fields>({})
  const field = (name: keyof Fields) => ({
    value: fields[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setFields((before) => ({ ...before, [name]: value.trim() === '' ? undefined : value }))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSearch({ ...fields, ...(fields.to && { to: endOfDay(fields.to) }) })
  }
  return (
    <form className={own.searchLine} aria-label={t('audit.search')} onSubmit={submit}>
      <TextInput label={t('audit.person')} placeholder={t('audit.person.hint')} {...field('person')} />
      {view === 'history' && <TextInput label={t('audit.team')} {...field('team')} />}
      <TextInput
        label={t('audit.action')}
        placeholder={view === 'history' ? 'tour.published' : 'sign_in.'}
        {...field('action')}
      />
      {view === 'history' && (
        <TextInput label={t('audit.target')} placeholder={t('audit.target.hint')} {...field('target')} />
      )}
      <TextInput type="date" label={t('audit.from')} {...field('from')} />
      <TextInput type="date" label={t('audit.to')} {...field('to')} />
      <Button type="submit" variant="filled" leftSection={<SearchIcon size={18} />}>
        {t('audit.find')}
      </Button>
    </form>
  )
}

/** The last day counts whole. */
const endOfDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString()

function ExportWays({ query }: { query: Fields }) {
  const csv = usePrivacyChange(privacyKeys.history, () => privacyApi.exportHistory('csv', query))
  const lines = usePrivacyChange(privacyKeys.history, () => privacyApi.exportHistory('jsonl', query))
  return (
    <div className={own.ways}>
      <Button size="xs" leftSection={<DownloadIcon size={16} />} loading={csv.isPending} onClick={() => csv.mutate()}>
        CSV
      </Button>
      <Button
        size="xs"
        leftSection={<DownloadIcon size={16} />}
        loading={lines.isPending}
        onClick={() => lines.mutate()}
      >
        JSON Lines
      </Button>
      <Problem error={csv.error ?? lines.error} />
    </div>
  )
}

function HistoryResults({ query }: { query: Fields }) {
  const results = useInfiniteQuery({
    queryKey: [...privacyKeys.history, query],
    queryFn: ({ pageParam }) => privacyApi.history({ ...query, before: pageParam || undefined }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const entries = results.data?.pages.flatMap((page) => page.entries)
  return <Results {...states(results)}>{entries && <HistoryTable entries={entries} />}</Results>
}

function SecurityResults({ query }: { query: Fields }) {
  const results = useInfiniteQuery({
    queryKey: [...privacyKeys.security, query],
    queryFn: ({ pageParam }) => privacyApi.security({ ...query, before: pageParam || undefined }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const entries = results.data?.pages.flatMap((page) => page.entries)
  return <Results {...states(results)}>{entries && <SecurityTable entries={entries} />}</Results>
}

interface ResultStates {
  error: unknown
  isPending: boolean
  isEmpty: boolean
  hasMore: boolean
  isLoadingMore: boolean
  more: () => void
  again: () => void
}

interface AnyResults {
  data?: { pages: { entries: unknown[] }[] } | undefined
  error: unknown
  isPending: boolean
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
  refetch: () => unknown
}

const states = (results: AnyResults): ResultStates => ({
  error: results.data ? undefined : results.error,
  isPending: results.isPending,
  isEmpty: results.data?.pages[0]?.entries.length === 0,
  hasMore: results.hasNextPage,
  isLoadingMore: results.isFetchingNextPage,
  more: () => void results.fetchNextPage(),
  again: () => void results.refetch(),
})

function Results({ children, ...state }: ResultStates & { children: ReactNode }) {
  const { t } = useWords()
  if (state.error) return <ErrorPlace error={state.error} onRetry={state.again} />
  if (state.isPending)
    return <div className={desk.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
  if (state.isEmpty) return <p className={desk.nothing}>{t('audit.none')}</p>
  return (
    <>
      {children}
      {state.hasMore && (
        <Button className={desk.more ?? ''} loading={state.isLoadingMore} onClick={state.more}>
          {t('desk.more')}
        </Button>
      )}
    </>
  )
}
