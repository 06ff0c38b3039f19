// Begins an agreement: with which team, and under which number. Everything else is filled in on its page.
import { Button, Modal, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useWords } from '../../lib/words.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { Problem } from '../accounts/problem.tsx'
import desk from '../desk/desk.module.css'
import { deskApi } from '../desk/desk-api.ts'
import { agreementKeys, agreementsApi } from './agreements-api.ts'

export function NewAgreement() {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="filled" leftSection={<PlusIcon size={18} />} onClick={() => setOpen(true)}>
        {t('agreements.new')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('agreements.new')}
        size={520}
        closeButtonProps={{ 'aria-label': t('web.close') }}
      >
        <NewForm />
      </Modal>
    </>
  )
}

interface ChosenTeam {
  id: string
  name: string
}

function NewForm() {
  const { t } = useWords()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState('')
  const [number, setNumber] = useState('')
  const [team, setTeam] = useState<ChosenTeam>()
  const [search] = useDebouncedValue(typed.trim(), 250)
  const found = useQuery({
    queryKey: ['desk', 'search', search],
    queryFn: ({ signal }) => deskApi.search(search, signal),
    enabled: search.length > 1 && !team,
  })
  const make = useMutation({
    mutationFn: (teamId: string) => {
      const today = new Date().toISOString().slice(0, 10)
      const parties = team?.name ?? ''
      return agreementsApi.draft(teamId, {
        ...{ number, dated: today, parties, startsOn: today, endsOn: null, overrides: {} },
      })
    },
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: agreementKeys.all })
      await navigate({ to: '/desk/agreements/$agreementId', params: { agreementId: id } })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (team && number.trim()) make.mutate(team.id)
  }
  return (
    <form className={desk.form} onSubmit={submit}>
      <TextInput
        label={t('agreements.team')}
        value={team?.name ?? typed}
        autoComplete="off"
        data-autofocus
        onChange={(event) => {
          setTeam(undefined)
          setTyped(event.currentTarget.value)
        }}
      />
      {!team && (found.data?.teams.length ?? 0) > 0 && (
        <ul className={desk.found} aria-label={t('desk.teams')}>
          {found.data?.teams.map(({ id, name }) => (
            <li key={id}>
              <UnstyledButton className={desk.foundItem} onClick={() => setTeam({ id, name })}>
                {name}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
      <TextInput
        label={t('agreements.field.number')}
        maxLength={80}
        value={number}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <Problem error={make.error} />
      <div className={desk.sheetEnd}>
        <Button type="submit" variant="filled" disabled={!team || !number.trim()} loading={make.isPending}>
          {t('agreements.begin')}
        </Button>
      </div>
    </form>
  )
}
