// Signed in, but a member of no team: waiting for the operator, refused, withdrawn, or simply without one.
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { api, keys, type Me } from '../../lib/api.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { FoundTeamDialog } from '../teams/team-switcher.tsx'
import { ApplyAgain } from './apply-again.tsx'
import classes from './entry.module.css'
import { EntryFrame } from './entry-frame.tsx'
import { Problem } from './problem.tsx'
import { type OwnApplication, registrationApi } from './registration-api.ts'
import { useSignOut } from './use-sign-out.ts'

/** The page looks by itself whether the operator has decided. */
const lookAgainMilliseconds = 30_000

export function NoTeamPage() {
  const navigate = useNavigate()
  const { data: me } = useQuery({ queryKey: keys.me, queryFn: api.me, refetchInterval: lookAgainMilliseconds })
  const isIn = me !== undefined && me.teams.length > 0
  useEffect(() => {
    if (isIn) void navigate({ to: '/', replace: true })
  }, [isIn, navigate])
  if (!me || isIn) return null
  const { application } = me
  if (application?.state === 'waiting') return <WaitingPage me={me} application={application} />
  if (application?.state === 'refused') return <RefusedPage application={application} />
  return <PlainPage application={application} />
}

function WaitingPage({ me, application }: { me: Me; application: OwnApplication }) {
  const { t, date } = useWords()
  const queryClient = useQueryClient()
  usePageTitle(t('registration.waiting.title'))
  const withdraw = useMutation({
    mutationFn: registrationApi.withdraw,
    onSuccess: (changed) => queryClient.setQueryData(keys.me, changed),
  })
  const lead = { team: application.teamName, date: date(application.createdAt), email: me.email }
  return (
    <EntryFrame title={t('registration.waiting.title')} lead={t('registration.waiting.lead', lead)}>
      <div className={classes.ways}>
        <Button variant="filled" onClick={() => queryClient.invalidateQueries({ queryKey: keys.me })}>
          {t('registration.waiting.check')}
        </Button>
        <Button loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t('registration.waiting.withdraw')}
        </Button>
        <WayOut />
      </div>
      <Problem error={withdraw.error} />
    </EntryFrame>
  )
}

function RefusedPage({ application }: { application: OwnApplication }) {
  const { t } = useWords()
  usePageTitle(t('registration.refused.title'))
  return (
    <EntryFrame title={t('registration.refused.title')} lead={t('registration.refused.lead')}>
      <blockquote className={classes.statement}>{application.statement}</blockquote>
      <div className={classes.ways}>
        <WayOut />
      </div>
    </EntryFrame>
  )
}

/** Whoever thought better of it, or has no team any more, may ask again where the operator takes applications. */
function PlainPage({ application }: { application: OwnApplication | null }) {
  const { t } = useWords()
  const { data: welcome } = useQuery({ queryKey: keys.welcome, queryFn: api.welcome })
  const [founding, setFounding] = useState(false)
  const isWithdrawn = application?.state === 'withdrawn'
  const mayFound = welcome?.registration === 'open'
  const title = isWithdrawn ? t('registration.withdrawn.title') : t('web.no_team.title')
  usePageTitle(title)
  return (
    <EntryFrame
      title={title}
      lead={isWithdrawn ? t('registration.withdrawn.lead') : t(mayFound ? 'web.no_team.may_found' : 'web.no_team.lead')}
    >
      {welcome?.registration === 'approval' && <ApplyAgain teamName={application?.teamName ?? ''} />}
      <div className={classes.ways}>
        {mayFound && (
          <Button variant="filled" onClick={() => setFounding(true)}>
            {t('teams.found')}
          </Button>
        )}
        <WayOut />
      </div>
      {founding && <FoundTeamDialog onClose={() => setFounding(false)} />}
    </EntryFrame>
  )
}

function WayOut() {
  const { t } = useWords()
  const signOut = useSignOut()
  return (
    <>
      <Button component={Link} to="/account/profile" variant="subtle">
        {t('registration.account')}
      </Button>
      <Button variant="subtle" onClick={signOut}>
        {t('web.sign_out')}
      </Button>
    </>
  )
}
