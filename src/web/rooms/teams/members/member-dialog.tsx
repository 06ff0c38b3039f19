// Removing a member, and offering them ownership.
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../../lib/words.tsx'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { type Member, teamsApi, useTeamChange } from '../teams-api.ts'

export interface MemberAct {
  kind: 'remove' | 'offer'
  member: Member
}

export function MemberDialog({ teamId, act, onClose }: { teamId: string; act: MemberAct; onClose: () => void }) {
  return act.kind === 'remove' ? (
    <RemoveDialog {...{ teamId, onClose }} member={act.member} />
  ) : (
    <OfferDialog {...{ teamId, onClose }} member={act.member} />
  )
}

interface DialogProps {
  teamId: string
  member: Member
  onClose: () => void
}

function RemoveDialog({ teamId, member, onClose }: DialogProps) {
  const { t } = useWords()
  const remove = useTeamChange(teamId, () => teamsApi.remove(teamId, member.personId), {
    ...{ said: 'teams.members.removed' as const, onDone: onClose, quiet: true },
  })
  return (
    <ConfirmDialog
      title={t('teams.members.remove_title', { name: member.name })}
      text={t('teams.members.remove_text')}
      action={t('teams.members.remove')}
      isDangerous
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate(undefined)}
      onClose={onClose}
    />
  )
}

function OfferDialog({ teamId, member, onClose }: DialogProps) {
  const { t } = useWords()
  const [giverBecomes, setGiverBecomes] = useState<'admin' | 'owner'>('admin')
  const offer = useTeamChange(
    teamId,
    () => teamsApi.offerOwnership(teamId, { personId: member.personId, giverBecomes }),
    { said: 'teams.ownership.offered', onDone: onClose, quiet: true },
  )
  return (
    <ConfirmDialog
      title={t('teams.ownership.offer_title', { name: member.name })}
      text={t('teams.ownership.offer_text', { name: member.name })}
      action={t('teams.ownership.offer')}
      pending={offer.isPending}
      error={offer.error}
      onConfirm={() => offer.mutate(undefined)}
      onClose={onClose}
    >
      <NativeSelect
        label={t('teams.ownership.afterwards')}
        value={giverBecomes}
        data={[
          { value: 'admin', label: t('teams.ownership.becomes_admin') },
          { value: 'owner', label: t('teams.ownership.stays_owner') },
        ]}
        onChange={(event) => setGiverBecomes(event.currentTarget.value === 'owner' ? 'owner' : 'admin')}
      />
    </ConfirmDialog>
  )
}
