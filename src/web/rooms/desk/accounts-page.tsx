// The desk's accounts: newest first, found by name, address, host or id, narrowed to those that need somebody's eyes.
import { getRouteApi, Link } from '@tanstack/react-router'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { StateWord } from '../../ui/pieces.tsx'
import classes from './desk.module.css'
import { type AccountRow, deskApi } from './desk-api.ts'
import { DateField, FilterBar, LevelWord, PagedList, SearchField } from './list-parts.tsx'
import { useStaffRoleWord } from './staff-words.ts'

const route = getRouteApi('/desk/accounts')

export function AccountsPage() {
  const { t } = useWords()
  usePageTitle(t('desk.accounts'))
  const { filter = 'all', q = '', from = '', to = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: { filter?: string; q?: string; from?: string; to?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true })
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <div className={classes.head}>
          <h1>{t('desk.accounts')}</h1>
        </div>
        <div className={classes.tools}>
          <SearchField value={q} label={t('desk.accounts.search')} onSearch={(next) => change({ q: next })} />
          <DateField label={t('desk.from')} value={from} onPick={(day) => change({ from: day })} />
          <DateField label={t('desk.to')} value={to} onPick={(day) => change({ to: day })} />
          <FilterBar
            label={t('desk.filter')}
            value={filter}
            onChange={(next) => change({ filter: next })}
            choices={[
              { value: 'all', label: t('desk.filter.all') },
              { value: 'held', label: t('desk.filter.held') },
              { value: 'new', label: t('desk.filter.new') },
              { value: 'unverified', label: t('desk.filter.unverified') },
              { value: 'staff', label: t('desk.filter.staff') },
            ]}
          />
        </div>
        <PagedList
          path="accounts"
          wish={{ filter, q, from, to }}
          load={deskApi.accounts}
          empty={t('desk.accounts.none')}
        >
          {(items) => <AccountTable accounts={items} />}
        </PagedList>
      </div>
    </main>
  )
}

function AccountTable({ accounts }: { accounts: AccountRow[] }) {
  const { t, date } = useWords()
  const roleWord = useStaffRoleWord()
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('desk.person')}</th>
          <th scope="col" className={classes.number}>
            {t('desk.teams')}
          </th>
          <th scope="col">{t('desk.registered')}</th>
          <th scope="col">{t('desk.last_seen')}</th>
          <th scope="col">{t('desk.state')}</th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.id}>
            <td>
              <Link to="/desk/accounts/$personId" params={{ personId: account.id }} className={classes.name}>
                {account.name}
              </Link>
              <span className={classes.sub}>{account.email}</span>
            </td>
            <td className={classes.number}>
              <span className={classes.cellLabel}>{t('desk.teams')}: </span>
              {account.teams}
            </td>
            <td className={classes.when}>
              <span className={classes.cellLabel}>{t('desk.registered')}: </span>
              {date(account.createdAt)}
            </td>
            <td className={classes.when}>
              <span className={classes.cellLabel}>{t('desk.last_seen')}: </span>
              {account.lastSeenAt ? date(account.lastSeenAt) : '–'}
            </td>
            <td>
              <span className={classes.states}>
                <LevelWord level={account.level} />
                {!account.isVerified && <StateWord tone="quiet">{t('desk.unverified')}</StateWord>}
                {account.staffRole && <StateWord tone="ok">{roleWord(account.staffRole)}</StateWord>}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
