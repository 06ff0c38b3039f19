// The frame of a team's settings: whose they are, and the sections that this member may see. Each section is a page with its own h1.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet } from '@tanstack/react-router'
import { api, keys } from '../../lib/api.ts'
import { may } from '../../lib/role.ts'
import { useSectionInSight } from '../../lib/section-in-sight.ts'
import { useWords } from '../../lib/words.tsx'
import classes from './team.module.css'
import { teamSections } from './team-nav.ts'

const studioRoute = getRouteApi('/studio/$teamId')

export function TeamShell() {
  const { t } = useWords()
  const sections = useSectionInSight()
  const { teamId } = studioRoute.useParams()
  const { me: entered } = studioRoute.useRouteContext()
  const { data: me = entered } = useQuery({ queryKey: keys.me, queryFn: api.me, staleTime: 60_000 })
  const team = me.teams.find(({ id }) => id === teamId)
  return (
    <main className={classes.shell}>
      <div className={classes.inner}>
        <p className={classes.teamName}>{team?.name}</p>
        <nav ref={sections} className={classes.sections} aria-label={t('teams.nav')}>
          {teamSections
            .filter(({ ability }) => may(me, teamId, ability))
            .map(({ to, word }) => (
              <Link
                key={to}
                to={to}
                params={{ teamId }}
                className={classes.section}
                activeProps={{ 'aria-current': 'page' }}
              >
                {t(word)}
              </Link>
            ))}
        </nav>
        <Outlet />
      </div>
    </main>
  )
}
