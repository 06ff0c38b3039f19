// Who belongs to a team: the members with their roles, who waits to be let in, which invitations are open, and the offer of ownership.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { api, keys } from '../../lib/api.ts'
import { may, roleIn } from '../../lib/role.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { Applicants } from './members/applicants.tsx'
import { InviteDialog } from './members/invite-dialog.tsx'
import { LeaveTeam } from './members/leave-team.tsx'
import { MemberList } from './members/member-list.tsx'
import classes from './members/members.module.css'
import { OfferBanner } from './members/offer-banner.tsx'
import { OpenInvitations } from './members/open-invitations.tsx'
import { teamKeys, teamsApi } from './teams-api.ts'

const studioRoute = getRouteApi('/studio/$teamId')

export function MembersPage() {
  const { t } = useWords()
  usePageTitle(t('teams.nav.members'))
  const { teamId } = studioRoute.useParams()
  const { me: entered } = studioRoute.useRouteContext()
  const { data: me = entered } = useQuery({ queryKey: keys.me, queryFn: api.me, staleTime: 60_000 })
  const manages = may(me, teamId, 'members.manage')
  const members = useQuery({ queryKey: teamKeys.members(teamId), queryFn: () => teamsApi.members(teamId) })
  const invitations = useQuery({
    queryKey: teamKeys.invitations(teamId),
    queryFn: () => teamsApi.invitations(teamId),
    enabled: manages,
  })
  const [inviting, setInviting] = useState(false)
  // Support sees what admins see and changes nothing.
  const looks = me.teams.find(({ id }) => id === teamId)?.support !== undefined
  const role = looks ? 'viewer' : (roleIn(me, teamId) ?? 'viewer')
  const count = members.data?.members.length
  const limit = members.data?.limit
  return (
    <>
      <header className={classes.head}>
        <h1>
          {t('teams.nav.members')}{' '}
          {count !== undefined && (
            <span className={classes.count}>
              {limit ? t('teams.members.of', { count, atMost: limit.atMost }) : count}
            </span>
          )}
        </h1>
        {may(me, teamId, 'members.invite') && (
          <Button variant="filled" leftSection={<PlusIcon size={18} />} onClick={() => setInviting(true)}>
            {t('teams.invite')}
          </Button>
        )}
      </header>
      {limit && (
        <p className={classes.limit}>
          {t('teams.members.limit', { number: limit.fromAgreement, limit: limit.atMost })}
        </p>
      )}
      {members.data?.offer && <OfferBanner teamId={teamId} offer={members.data.offer} me={me} />}
      {members.isError && !members.data && <ErrorPlace error={members.error} onRetry={() => void members.refetch()} />}
      {members.isPending && (
        <div className={classes.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
      )}
      {invitations.data && <Applicants teamId={teamId} applicants={invitations.data.applicants} />}
      {members.data && (
        <MemberList
          teamId={teamId}
          members={members.data.members}
          hasOffer={members.data.offer !== null}
          personId={me.id}
          role={role}
        />
      )}
      {invitations.data && <OpenInvitations teamId={teamId} invitations={invitations.data.invitations} />}
      <LeaveTeam teamId={teamId} members={members.data?.members ?? []} personId={me.id} />
      {inviting && <InviteDialog teamId={teamId} role={role} onClose={() => setInviting(false)} />}
    </>
  )
}
