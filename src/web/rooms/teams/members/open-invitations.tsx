// Invitations that are on their way: sent again, or taken back.
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../../lib/words.tsx'
import { CopyField, StateWord } from '../../../ui/pieces.tsx'
import { type Invitation, teamsApi, useTeamChange } from '../teams-api.ts'
import classes from './members.module.css'

export function OpenInvitations({ teamId, invitations }: { teamId: string; invitations: Invitation[] }) {
  const { t } = useWords()
  if (invitations.length === 0) return null
  return (
    <section className={classes.part}>
      <h2>
        {t('teams.invitations')} <span className={classes.count}>{invitations.length}</span>
      </h2>
      <ul className={classes.list}>
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} {...{ teamId, invitation }} />
        ))}
      </ul>
    </section>
  )
}

function InvitationRow({ teamId, invitation }: { teamId: string; invitation: Invitation }) {
  const { t, date } = useWords()
  const [url, setUrl] = useState<string>()
  const resend = useTeamChange(teamId, () => teamsApi.resend(teamId, invitation.id), {
    ...{ said: 'teams.invitations.sent_again' as const, onDone: (made) => setUrl(made.url ?? undefined) },
  })
  const revoke = useTeamChange(teamId, () => teamsApi.revoke(teamId, invitation.id), {
    said: 'teams.invitations.revoked',
  })
  const isLink = invitation.kind === 'link'
  const name = invitation.email ?? (invitation.label || t('teams.invitations.link'))
  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <span className={classes.name}>{name}</span>
        <span className={classes.facts}>
          {t(`teams.role.${invitation.role}`)}
          {invitation.invitedBy && ` · ${t('teams.invitations.by', { name: invitation.invitedBy })}`}
          {isLink && ` · ${t('teams.invitations.uses', { uses: invitation.uses, most: invitation.maxUses })}`}
          {isLink && invitation.needsApproval && ` · ${t('teams.invitations.approval')}`}
        </span>
        {invitation.state === 'open' ? (
          <StateWord tone="quiet">{t('teams.invitations.until', { date: date(invitation.expiresAt) })}</StateWord>
        ) : (
          <StateWord tone="warn">{t('teams.invitations.expired')}</StateWord>
        )}
        {url && <CopyField label={t('teams.invite.carry')} value={url} />}
      </div>
      <div className={classes.ways}>
        {!isLink && (
          <Button
            loading={resend.isPending}
            aria-label={`${t('teams.invitations.resend')}: ${name}`}
            onClick={() => resend.mutate(undefined)}
          >
            {t('teams.invitations.resend')}
          </Button>
        )}
        <Button
          variant="danger"
          loading={revoke.isPending}
          aria-label={`${t('teams.invitations.revoke')}: ${name}`}
          onClick={() => revoke.mutate(undefined)}
        >
          {t('teams.invitations.revoke')}
        </Button>
      </div>
    </li>
  )
}
