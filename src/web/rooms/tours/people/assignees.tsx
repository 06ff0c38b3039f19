// Who takes care of the tour: shown to everybody who sees it, changed by those who may give tours to people.
import { Checkbox, Popover, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TourDetail } from '../../../lib/api.ts'
import { useWords } from '../../../lib/words.tsx'
import { SearchIcon, TeamIcon } from '../../../ui/icons.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { namesLike } from '../comments/text-parts.ts'
import { Faces } from './faces.tsx'
import classes from './people.module.css'
import { type Assignee, assigneesKey, type Colleague, peopleApi, useColleagues } from './people-api.ts'

const searchFrom = 8

export function Assignees({ teamId, detail }: { teamId: string; detail: TourDetail }) {
  const { t } = useWords()
  const [opened, setOpened] = useState(false)
  const people = useAssignees(teamId, detail)
  const label = people.length
    ? t('people.in_charge', { names: people.map(({ name }) => name).join(', ') })
    : t('people.nobody')
  const faces = <Faces people={people} label={label} />
  if (!detail.abilities.assign) return <span className={classes.assignees}>{faces}</span>
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus position="bottom-end" shadow="md" radius={12} width={300}>
      <Popover.Target>
        <button
          type="button"
          className={classes.open}
          title={people.length > 0 ? undefined : t('people.assign')}
          onClick={() => setOpened(!opened)}
        >
          <span className="visually-hidden">{t('people.assign')}. </span>
          {people.length > 0 ? faces : <TeamIcon />}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t('people.assign')}>
        <h2 className={classes.title}>{t('people.assign')}</h2>
        <AssigneePicker teamId={teamId} tourId={detail.id} chosen={people} />
      </Popover.Dropdown>
    </Popover>
  )
}

export function useAssignees(teamId: string, detail: TourDetail): Assignee[] {
  const assignees = useQuery({
    queryKey: assigneesKey(teamId, detail.id),
    queryFn: () => peopleApi.assignees(teamId, detail.id),
    initialData: detail.assignees,
    staleTime: 30_000,
  })
  return assignees.data
}

interface PickerProps {
  teamId: string
  tourId: string
  chosen: readonly Assignee[]
}

export function AssigneePicker({ teamId, tourId, chosen }: PickerProps) {
  const { t, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const colleagues = useColleagues(teamId)
  const [search, setSearch] = useState('')
  const all = colleagues.data ?? []
  const key = assigneesKey(teamId, tourId)
  /** Shown at once; what the server then says is what counts. */
  const toggle = async ({ id, name }: Colleague, on: boolean) => {
    queryClient.setQueryData<Assignee[]>(key, (before = []) =>
      on ? [...before, { id, name }] : before.filter((one) => one.id !== id),
    )
    try {
      await (on ? peopleApi.assign(teamId, tourId, id) : peopleApi.unassign(teamId, tourId, id))
    } catch (error) {
      showToast(sentence(error), { tone: 'danger' })
    }
    await queryClient.invalidateQueries({ queryKey: key })
  }
  return (
    <>
      <p className={classes.note}>{t('people.assign_note')}</p>
      {all.length >= searchFrom && (
        <TextInput
          type="search"
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          leftSection={<SearchIcon size={18} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <ul className={classes.list}>
        {namesLike(all, search).map((person) => (
          <li key={person.id}>
            <Checkbox
              label={person.name}
              description={t(`teams.role.${person.role}`)}
              checked={chosen.some(({ id }) => id === person.id)}
              onChange={(event) => void toggle(person, event.currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
