// The way out of a team. The last owner is told what to do first.
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { keys } from '../../../lib/api.ts'
import { useWords } from '../../../lib/words.tsx'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { type Member, teamsApi, useTeamChange } from '../teams-api.ts'
import classes from './members.module.css'

export function LeaveTeam({ teamId, members, personId }: { teamId: string; members: Member[]; personId: string }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const leave = useTeamChange(teamId, () => teamsApi.leave(teamId), {
    quiet: true,
    onDone: () => {
      queryClient.removeQueries({ queryKey: keys.me })
      void navigate({ to: '/' })
    },
  })
  const self = members.find((member) => member.personId === personId)
  if (!self) return null
  const isLastOwner = self.role === 'owner' && members.filter(({ role }) => role === 'owner').length === 1
  return (
    <section className={classes.part}>
      <h2>{t('teams.leave')}</h2>
      <p className={classes.text}>{t(isLastOwner ? 'teams.leave.last_owner' : 'teams.leave.text')}</p>
      {!isLastOwner && (
        <Button variant="danger" onClick={() => setAsking(true)}>
          {t('teams.leave.action')}
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          title={t('teams.leave')}
          text={t('teams.leave.sure')}
          action={t('teams.leave.action')}
          isDangerous
          pending={leave.isPending}
          error={leave.error}
          onConfirm={() => leave.mutate(undefined)}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}
