// The desk's teams: newest first, found by name, number or a tour's address.
import { getRouteApi, Link } from '@tanstack/react-router'
import { useWords } from '../../lib/words.tsx'
import classes from './desk.module.css'
import { deskApi, type TeamRow } from './desk-api.ts'
import { LevelWord, ListPage } from './list-parts.tsx'

const route = getRouteApi('/desk/teams')

export function TeamsPage() {
  const { t } = useWords()
  const navigate = route.useNavigate()
  return (
    <ListPage
      title={t('desk.teams')}
      searched={t('desk.teams.search')}
      filters={['all', 'held', 'new', 'publishing', 'terminated']}
      wish={route.useSearch()}
      onNarrow={(search) => void navigate({ search, replace: true })}
      path="teams"
      load={deskApi.teams}
      empty={t('desk.teams.none')}
    >
      {(items) => <TeamTable teams={items} />}
    </ListPage>
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
