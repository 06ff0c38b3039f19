// From one team to another, inside the person's menu: with a search where there are many, and the way to found another one.
import { Button, Menu, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { roles } from '#rooms/teams/abilities/contract.ts'
import { keys, type Me } from '../../lib/api.ts'
import { initialsOf } from '../../lib/initials.ts'
import { useWords } from '../../lib/words.tsx'
import { CheckIcon, PlusIcon } from '../../ui/icons.tsx'
import { Problem } from '../accounts/problem.tsx'
import classes from './rail.module.css'
import team from './team.module.css'
import { teamsApi } from './teams-api.ts'

const searchFrom = 8

interface TeamSwitcherProps {
  me: Me
  teamId: string
  onFound: () => void
}

export function TeamSwitcher({ me, teamId, onFound }: TeamSwitcherProps) {
  const { t } = useWords()
  const [wanted, setWanted] = useState('')
  const folded = wanted.trim().toLocaleLowerCase()
  const shown = me.teams.filter(({ name }) => name.toLocaleLowerCase().includes(folded))
  return (
    <>
      <Menu.Label>{t('web.team')}</Menu.Label>
      {me.teams.length >= searchFrom && (
        <TextInput
          type="search"
          className={classes.teamSearch}
          aria-label={t('teams.switch.search')}
          placeholder={t('teams.switch.search')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          onKeyDown={(event) => event.key !== 'Escape' && event.key !== 'ArrowDown' && event.stopPropagation()}
        />
      )}
      <div className={classes.teams}>
        {shown.map((one) => (
          <TeamItem key={one.id} team={one} current={one.id === teamId} />
        ))}
      </div>
      <Menu.Item leftSection={<PlusIcon size={18} />} onClick={onFound}>
        {t('teams.found')}
      </Menu.Item>
    </>
  )
}

function TeamItem({ team: one, current }: { team: Me['teams'][number]; current: boolean }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const role = roles.find((each) => each === one.role)
  return (
    <Menu.Item
      leftSection={<span className={classes.teamSign}>{initialsOf(one.name)}</span>}
      rightSection={current ? <CheckIcon size={16} /> : undefined}
      aria-current={current || undefined}
      onClick={() => void navigate({ to: '/studio/$teamId/tours', params: { teamId: one.id } })}
    >
      <span className={classes.teamName}>{one.name}</span>
      {role && <span className={classes.teamRole}>{t(`teams.role.${role}`)}</span>}
    </Menu.Item>
  )
}

export function FoundTeamDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const found = useMutation({
    mutationFn: () => teamsApi.found(name),
    onSuccess: async ({ id: teamId }) => {
      await queryClient.refetchQueries({ queryKey: keys.me })
      onClose()
      await navigate({ to: '/studio/$teamId/tours', params: { teamId } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    found.mutate()
  }
  return (
    <Modal opened onClose={onClose} title={t('teams.found')} closeButtonProps={{ 'aria-label': t('web.close') }}>
      <form className={team.dialog} onSubmit={submit}>
        <TextInput
          label={t('web.team_name')}
          description={t('teams.found.note')}
          required
          withAsterisk={false}
          maxLength={120}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Problem error={found.error} />
        <div className={team.dialogWays}>
          <Button onClick={onClose}>{t('web.cancel')}</Button>
          <Button type="submit" variant="filled" loading={found.isPending}>
            {t('teams.found.action')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
