// What the desk's lists have in common: what they are narrowed by, rows that come page by page, and the states in between.
import { Button, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { usePageTitle } from '../../lib/title.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { SearchIcon } from '../../ui/icons.tsx'
import { ErrorPlace, StateWord, type Tone } from '../../ui/pieces.tsx'
import classes from './desk.module.css'
import { deskKeys, type ListWish, type Page } from './desk-api.ts'

export type Level = 'none' | 'warn' | 'limited' | 'read_only' | 'blocked'

const tones: Record<Exclude<Level, 'none'>, Tone> = {
  warn: 'warn',
  limited: 'warn',
  read_only: 'danger',
  blocked: 'danger',
}
const levelWords: Record<Exclude<Level, 'none'>, WordKey> = {
  warn: 'desk.level.warn',
  limited: 'desk.level.limited',
  read_only: 'desk.level.read_only',
  blocked: 'desk.level.blocked',
}

/** Nothing where nothing is restricted: most rows are quiet. */
export function LevelWord({ level }: { level: Level }) {
  const { t } = useWords()
  return level === 'none' ? null : <StateWord tone={tones[level]}>{t(levelWords[level])}</StateWord>
}

export interface Choice<Value extends string> {
  value: Value
  label: string
}

export function FilterBar<Value extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string
  choices: Choice<Value>[]
  value: Value
  onChange: (value: Value) => void
}) {
  return (
    <fieldset className={classes.filters}>
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <UnstyledButton
          key={choice.value}
          className={classes.filter}
          aria-pressed={choice.value === value}
          onClick={() => onChange(choice.value)}
        >
          {choice.label}
        </UnstyledButton>
      ))}
    </fieldset>
  )
}

/** Asks when the typing pauses. */
export function SearchField({
  value,
  label,
  onSearch,
}: {
  value: string
  label: string
  onSearch: (q: string) => void
}) {
  const [text, setText] = useState(value)
  const later = useDebouncedCallback(onSearch, 250)
  return (
    <TextInput
      className={classes.searchField}
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<SearchIcon size={18} />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        later(event.currentTarget.value.trim())
      }}
    />
  )
}

export function DateField({ label, value, onPick }: { label: string; value: string; onPick: (day: string) => void }) {
  return (
    <label className={classes.date}>
      <span>{label}</span>
      <input type="date" value={value} onChange={(event) => onPick(event.currentTarget.value)} />
    </label>
  )
}

/** A page of the desk that is one list: what it is narrowed by stands in its address. `searched` brings the search and the days along. */
export function ListPage<Item, Filter extends keyof FilterWords>({
  title,
  wish: given,
  onNarrow,
  filters,
  searched,
  ...list
}: {
  title: string
  wish: ListWish
  onNarrow: (wish: ListWish) => void
  /** The first of them is what the list shows when nobody chose. */
  filters: [Filter, ...Filter[]]
  searched?: string
  path: string
  load: (wish: ListWish, before: string | null) => Promise<Page<Item>>
  empty: string
  children: (items: Item[]) => ReactNode
}) {
  const { t } = useWords()
  usePageTitle(title)
  const { filter = filters[0], q = '', from = '', to = '' } = given
  const change = (part: ListWish) => onNarrow({ ...given, ...part })
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <div className={classes.head}>
          <h1>{title}</h1>
        </div>
        <div className={classes.tools}>
          {searched && (
            <>
              <SearchField value={q} label={searched} onSearch={(next) => change({ q: next })} />
              <DateField label={t('desk.from')} value={from} onPick={(day) => change({ from: day })} />
              <DateField label={t('desk.to')} value={to} onPick={(day) => change({ to: day })} />
            </>
          )}
          <FilterBar
            label={t('desk.filter')}
            value={filter}
            onChange={(next) => change({ filter: next })}
            choices={filters.map((value) => ({ value, label: t(filterWords[value]) }))}
          />
        </div>
        <PagedList wish={{ filter, q, from, to }} {...list} />
      </div>
    </main>
  )
}

const filterWords = {
  all: 'desk.filter.all',
  held: 'desk.filter.held',
  new: 'desk.filter.new',
  unverified: 'desk.filter.unverified',
  staff: 'desk.filter.staff',
  publishing: 'desk.filter.publishing',
  terminated: 'desk.filter.terminated',
  standing: 'desk.filter.standing',
  ended: 'desk.filter.ended',
} as const satisfies Record<string, WordKey>
type FilterWords = typeof filterWords

/** One of the desk's own lists, narrowed by what stands in its address. */
export function PagedList<Item>({
  path,
  wish,
  load,
  ...rest
}: {
  path: string
  wish: ListWish
  load: (wish: ListWish, before: string | null) => Promise<Page<Item>>
  empty: string
  children: (items: Item[]) => ReactNode
}) {
  return <Paged queryKey={deskKeys.list(path, wish)} load={(before) => load(wish, before)} {...rest} />
}

/** Rows page by page; `empty` is one sentence for when nothing fits. */
export function Paged<Item>({
  queryKey,
  load,
  empty,
  children,
  lookAgainMs = false,
}: {
  queryKey: readonly unknown[]
  load: (before: string | null) => Promise<Page<Item>>
  empty: string
  children: (items: Item[]) => ReactNode
  lookAgainMs?: number | false
}) {
  const { t } = useWords()
  const first: string | null = null
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: first as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
    refetchInterval: lookAgainMs,
  })
  if (list.isError && !list.data) return <ErrorPlace error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <RowSkeletons />
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <p className={classes.nothing}>{empty}</p>
  return (
    <div className={classes.results} data-stale={list.isPlaceholderData || undefined}>
      {children(items)}
      {list.hasNextPage && (
        <Button className={classes.more} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('desk.more')}
        </Button>
      )}
    </div>
  )
}

function RowSkeletons() {
  const { t } = useWords()
  return (
    <div className={classes.skeletons} role="status" aria-busy="true" aria-label={t('web.loading')}>
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <div key={row} className={classes.skeleton} />
      ))}
    </div>
  )
}
