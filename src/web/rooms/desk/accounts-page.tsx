// The desk's accounts: newest first, found by name, address, host or id, narrowed to those that need somebody's eyes.
import { getRouteApi, Link } from '@tanstack/react-router'
import { useWords } from '../../lib/words.tsx'
import { StateWord } from '../../ui/pieces.tsx'
import classes from './desk.module.css'
import { type AccountRow, deskApi } from './desk-api.ts'
import { LevelWord, ListPage } from './list-parts.tsx'
import { useStaffRoleWord } from './staff-words.ts'

const route = getRouteApi('/desk/accounts')

export function AccountsPage() {
  const { t } = useWords()
  const navigate = route.useNavigate()
  return (
    <ListPage
      title={t('desk.accounts')}
      searched={t('desk.accounts.search')}
      filters={['all', 'held', 'new', 'unverified', 'staff']}
      wish={route.useSearch()}
      onNarrow={(search) => void navigate({ search, replace: true })}
      path="accounts"
      load={deskApi.accounts}
      empty={t('desk.accounts.none')}
    >
      {(items) => <AccountTable accounts={items} />}
    </ListPage>
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
