// Where an invitation leads: which team, which role, who invites; then joining, signing in or registering on the way. The token comes
// behind #, and is kept until the invitation is answered, so that signing in and registering find it again.
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { keys } from '../../lib/api.ts'
import { ApiError } from '../../lib/http.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { PagePending } from '../../ui/page-states.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import entry from '../accounts/entry.module.css'
import { EntryFrame } from '../accounts/entry-frame.tsx'
import { useLinkToken } from '../accounts/link-token.ts'
import { Problem } from '../accounts/problem.tsx'
import { useSignOut } from '../accounts/use-sign-out.ts'
import { InvitedForm } from './invited-form.tsx'
import { forgetInvitation, keepForRegistration, keepInvitation, takeInvitation } from './kept-invitation.ts'
import { type InvitationView, teamsApi } from './teams-api.ts'

function useToken(): string {
  const given = useLinkToken()
  const [kept] = useState(takeInvitation)
  if (given) keepInvitation(given)
  return given || kept
}

export function InvitationPage() {
  const { t } = useWords()
  usePageTitle(t('teams.invitation.title'))
  const token = useToken()
  const view = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => teamsApi.viewInvitation(token),
    retry: false,
  })
  if (view.data) return <Invitation key={token} token={token} view={view.data} />
  if (!view.error) return <PagePending />
  const { error } = view
  if (error instanceof ApiError && [400, 404, 410].includes(error.status)) return <Over error={error} />
  return (
    <EntryFrame title={t('teams.invitation.title')}>
      <ErrorPlace error={error} onRetry={() => void view.refetch()}>
        <Button component={Link} to="/">
          {t('web.to_start')}
        </Button>
      </ErrorPlace>
    </EntryFrame>
  )
}

/** Used up, taken back, or cut in two on its way. */
function Over({ error }: { error: ApiError }) {
  const { t, error: sentence } = useWords()
  return (
    <EntryFrame
      title={t('registration.gone.title')}
      lead={error.status === 400 ? t('teams.no_such_invitation') : sentence(error)}
    >
      <div className={entry.ways}>
        <Button component={Link} to="/" hash="" variant="filled">
          {t('web.to_start')}
        </Button>
      </div>
    </EntryFrame>
  )
}

interface PartProps {
  token: string
  view: InvitationView
}

function Invitation({ token, view }: PartProps) {
  const { t } = useWords()
  const role = t(`teams.role.${view.role}`)
  const lead = t('teams.invitation.lead', { inviter: view.inviter || view.team, role })
  return (
    <EntryFrame title={view.team} lead={lead}>
      <p className={entry.hint}>{t(`teams.role_about.${view.role}`)}</p>
      {view.you ? <SignedIn {...{ token, view }} /> : <Stranger {...{ token, view }} />}
    </EntryFrame>
  )
}

function SignedIn({ token, view }: PartProps) {
  const { t } = useWords()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const signOut = useSignOut()
  const accept = useMutation({
    mutationFn: () => teamsApi.accept(token),
    onSuccess: async ({ outcome, teamId }) => {
      if (outcome === 'waits') return
      forgetInvitation()
      await queryClient.invalidateQueries({ queryKey: keys.me })
      await navigate({ to: '/studio/$teamId/tours', params: { teamId }, replace: true })
    },
  })
  const { you } = view
  if (!you) return null
  if (accept.data?.outcome === 'waits')
    return (
      <>
        <p className={entry.hint} role="status">
          {t('teams.invitation.waits', { team: view.team })}
        </p>
        <div className={entry.ways}>
          <Button component={Link} to="/" hash="">
            {t('web.to_start')}
          </Button>
        </div>
      </>
    )
  const isOther = view.kind === 'letter' && !you.isInvited && !you.isMember
  const asks = isOther || (view.kind === 'link' && view.needsApproval && !you.isMember)
  const action = you.isMember ? 'teams.invitation.open' : asks ? 'teams.invitation.ask' : 'teams.invitation.join'
  return (
    <>
      <p className={entry.hint}>
        {isOther
          ? t('teams.invitation.other', { hint: view.emailHint ?? '', email: you.email })
          : t('teams.invitation.as', { name: you.name, email: you.email })}
      </p>
      {asks && <p className={entry.hint}>{t('teams.invitation.approval')}</p>}
      <Problem error={accept.error} />
      <div className={entry.ways}>
        <Button variant="filled" loading={accept.isPending} onClick={() => accept.mutate()}>
          {t(action)}
        </Button>
        <Button variant="subtle" onClick={signOut}>
          {t('teams.invitation.other_account')}
        </Button>
      </div>
    </>
  )
}

function Stranger({ token, view }: PartProps) {
  const { t } = useWords()
  const navigate = useNavigate()
  if (view.register) return <InvitedForm token={token} register={view.register} />
  return (
    <>
      <p className={entry.hint}>
        {view.kind === 'letter'
          ? t('teams.invitation.has_account', { hint: view.emailHint ?? '' })
          : t('teams.invitation.sign_in_first')}
      </p>
      <div className={entry.ways}>
        <Button variant="filled" onClick={() => void navigate({ to: '/sign-in', search: { back: '/invitation' } })}>
          {t('web.sign_in')}
        </Button>
        {view.kind === 'link' && (
          <Button component={Link} to="/register" onClick={() => keepForRegistration(token)}>
            {t('teams.invitation.register')}
          </Button>
        )}
      </div>
    </>
  )
}
