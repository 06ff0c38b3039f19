// How a team shows itself: name, logo, contacts, its public page, and the requisites that stand on its documents.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { api, keys } from '../../lib/api.ts'
import { may } from '../../lib/role.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { AgencyCard } from './profile/agency-card.tsx'
import classes from './profile/profile.module.css'
import { ProfileForm } from './profile/profile-form.tsx'
import { RequisitesForm } from './profile/requisites-form.tsx'
import { teamKeys, teamsApi } from './teams-api.ts'

const studioRoute = getRouteApi('/studio/$teamId')

export function TeamProfilePage() {
  const { t } = useWords()
  usePageTitle(t('teams.nav.profile'))
  const { teamId } = studioRoute.useParams()
  const { me: entered } = studioRoute.useRouteContext()
  const { data: me = entered } = useQuery({ queryKey: keys.me, queryFn: api.me, staleTime: 60_000 })
  const profile = useQuery({ queryKey: teamKeys.profile(teamId), queryFn: () => teamsApi.profile(teamId) })
  const agency = useQuery({ queryKey: teamKeys.agency(teamId), queryFn: () => teamsApi.agency(teamId) })
  const seesRequisites = may(me, teamId, 'requisites.view')
  const requisites = useQuery({
    queryKey: teamKeys.requisites(teamId),
    queryFn: () => teamsApi.requisites(teamId),
    enabled: seesRequisites,
  })
  const error = profile.error ?? agency.error ?? requisites.error
  return (
    <>
      <h1 className={classes.title}>{t('teams.nav.profile')}</h1>
      {error && !profile.data && <ErrorPlace error={error} onRetry={() => void profile.refetch()} />}
      {profile.isPending && (
        <div className={classes.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
      )}
      {profile.data && (
        <ProfileForm
          key={`profile ${profile.data.changedAt}`}
          {...{ teamId }}
          profile={profile.data}
          mayEdit={may(me, teamId, 'team.edit')}
        />
      )}
      {agency.data && (
        <AgencyCard
          key={`page ${agency.data.page?.slug}`}
          {...{ teamId }}
          agency={agency.data}
          mayEdit={may(me, teamId, 'team.edit')}
        />
      )}
      {requisites.data && (
        <RequisitesForm key={`requisites ${requisites.data.changedAt}`} {...{ teamId }} requisites={requisites.data} />
      )}
      {may(me, teamId, 'team.delete') && (
        <p className={classes.text}>
          <Link to="/studio/$teamId/team/data" params={{ teamId }}>
            {t('teams.profile.delete')}
          </Link>
        </p>
      )}
    </>
  )
}
