// From one team to another, inside the person's panel: with a search where there are many, and the way to found another one.
import { Button, Modal, TextInput, UnstyledButton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { roles } from '#rooms/teams/abilities/contract.ts'
import { keys, type Me } from '../../lib/api.ts'
import { useFormCheck } from '../../lib/form-check.ts'
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
  /** The panel closes when one goes elsewhere. */
  onLeave: () => void
  onFound: () => void
}

export function TeamSwitcher({ me, teamId, onLeave, onFound }: TeamSwitcherProps) {
  const { t } = useWords()
  const [wanted, setWanted] = useState('')
  const folded = wanted.trim().toLocaleLowerCase()
  const shown = me.teams.filter(({ name }) => name.toLocaleLowerCase().includes(folded))
  const found = () => {
    onLeave()
    onFound()
  }
  return (
    <section aria-labelledby="own-teams">
      <h2 id="own-teams" className={classes.label}>
        {t('web.team')}
      </h2>
      {me.teams.length >= searchFrom && (
        <TextInput
          type="search"
          className={classes.teamSearch}
          aria-label={t('teams.switch.search')}
          placeholder={t('teams.switch.search')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      <ul className={classes.teams}>
        {shown.map((one) => (
          <li key={one.id}>
            <TeamItem team={one} current={one.id === teamId} onLeave={onLeave} />
          </li>
        ))}
      </ul>
      <UnstyledButton className={classes.item} onClick={found}>
        <PlusIcon size={18} />
        {t('teams.found')}
      </UnstyledButton>
    </section>
  )
}

function TeamItem({
  team: one,
  current,
  onLeave,
}: {
  team: Me['teams'][number]
  current: boolean
  onLeave: () => void
}) {
  const { t } = useWords()
  const role = roles.find((each) => each === one.role)
  return (
    <Link
      to="/studio/$teamId/tours"
      params={{ teamId: one.id }}
      className={classes.item}
      aria-current={current || undefined}
      onClick={onLeave}
    >
      <span className={classes.teamSign} aria-hidden="true">
        {initialsOf(one.name)}
      </span>
      <span className={classes.teamWords}>
        <span className={classes.teamName}>{one.name}</span>
        {role && <span className={classes.teamRole}>{t(`teams.role.${role}`)}</span>}
      </span>
      {current && <CheckIcon size={16} />}
    </Link>
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
  const check = useFormCheck(() => found.mutate())
  return (
    <Modal opened onClose={onClose} title={t('teams.found')} closeButtonProps={{ 'aria-label': t('web.close') }}>
      <form className={team.dialog} {...check.form}>
        <TextInput
          name="name"
          error={check.wrong('name')}
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
