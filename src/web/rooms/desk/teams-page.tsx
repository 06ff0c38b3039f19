// The desk's teams: newest first, found by name, number or a tour's address.
import { getRouteApi, Link } from '@tanstack/react-router'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import classes from './desk.module.css'
import { deskApi, type TeamRow } from './desk-api.ts'
import { DateField, FilterBar, LevelWord, PagedList, SearchField } from './list-parts.tsx'

const route = getRouteApi('/desk/teams')

export function TeamsPage() {
  const { t } = useWords()
  usePageTitle(t('desk.teams'))
  const { filter = 'all', q = '', from = '', to = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: { filter?: string; q?: string; from?: string; to?: string }) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true })
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <div className={classes.head}>
          <h1>{t('desk.teams')}</h1>
        </div>
        <div className={classes.tools}>
          <SearchField value={q} label={t('desk.teams.search')} onSearch={(next) => change({ q: next })} />
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
              { value: 'publishing', label: t('desk.filter.publishing') },
              { value: 'terminated', label: t('desk.filter.terminated') },
            ]}
          />
        </div>
        <PagedList path="teams" wish={{ filter, q, from, to }} load={deskApi.teams} empty={t('desk.teams.none')}>
          {(items) => <TeamTable teams={items} />}
        </PagedList>
      </div>
    </main>
  )
}

function TeamTable({ teams }: { teams: TeamRow[] }) {
  const { t, date, bytes } = useWords()
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('desk.team')}</th>
          <th scope="col" className={classes.number}>
            {t('desk.members')}
          </th>
          <th scope="col" className={classes.number}>
            {t('desk.tours')}
          </th>
          <th scope="col" className={classes.number}>
            {t('desk.storage')}
          </th>
          <th scope="col">{t('desk.registered')}</th>
          <th scope="col">{t('desk.state')}</th>
        </tr>
      </thead>
      <tbody>
        {teams.map((team) => (
          <tr key={team.id}>
            <td>
              <Link to="/desk/teams/$teamId" params={{ teamId: team.id }} className={classes.name}>
                {team.name}
              </Link>
              {team.binIin && <span className={classes.sub}>{t('desk.bin_iin', { number: team.binIin })}</span>}
            </td>
            <td className={classes.number}>
              <span className={classes.cellLabel}>{t('desk.members')}: </span>
              {team.members}
            </td>
            <td className={classes.number}>
              <span className={classes.cellLabel}>{t('desk.tours')}: </span>
              {t('desk.tours_of', { published: team.published, tours: team.tours })}
            </td>
            <td className={classes.number}>
              <span className={classes.cellLabel}>{t('desk.storage')}: </span>
              {bytes(team.usedBytes)}
            </td>
            <td className={classes.when}>
              <span className={classes.cellLabel}>{t('desk.registered')}: </span>
              {date(team.createdAt)}
            </td>
            <td>
              <LevelWord level={team.level} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
