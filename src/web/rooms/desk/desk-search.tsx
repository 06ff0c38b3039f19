// Search everywhere at the desk: accounts and teams by name, address, number or tour. Opens over any page, works by keyboard alone.
import { Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { useWords } from '../../lib/words.tsx'
import { SearchIcon } from '../../ui/icons.tsx'
import classes from './desk.module.css'
import { deskApi, deskKeys, type Found } from './desk-api.ts'
import { type Level, LevelWord } from './list-parts.tsx'

interface Hit {
  id: string
  kind: 'account' | 'team'
  name: string
  about: string
  level: Level
}

export function DeskSearch({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useWords()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('desk.search')}
      size={600}
      centered={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('web.close') }}
    >
      {opened && <SearchBody onClose={onClose} />}
    </Modal>
  )
}

function hitsOf(found: Found | undefined): Hit[] {
  if (!found) return []
  return [
    ...found.accounts.map(({ id, name, email, level }) => ({
      id,
      name,
      about: email,
      level,
      kind: 'account' as const,
    })),
    ...found.teams.map(({ id, name, binIin, level }) => ({ id, name, about: binIin, level, kind: 'team' as const })),
  ]
}

function SearchBody({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const listId = useId()
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text.trim(), 150)
  const [active, setActive] = useState(0)
  const search = useQuery({
    queryKey: deskKeys.search(q),
    queryFn: ({ signal }) => deskApi.search(q, signal),
    enabled: q.length >= 2,
    placeholderData: (before) => (q.length >= 2 ? before : undefined),
  })
  const hits = q.length >= 2 ? hitsOf(search.data) : []
  const open = useOpenHit(onClose)
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const hit = hits[active]
    if (step !== undefined && hits.length > 0) setActive((active + step + hits.length) % hits.length)
    else if (event.key === 'Enter' && hit) open(hit)
    else return
    event.preventDefault()
  }
  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={listId}
        aria-activedescendant={hits[active] ? `${listId}-${active}` : undefined}
        aria-label={t('desk.search.label')}
        placeholder={t('desk.search.label')}
        leftSection={<SearchIcon size={18} />}
        value={text}
        onKeyDown={onKey}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setActive(0)
        }}
      />
      <Hits id={listId} hits={hits} active={active} onOpen={open} />
      <p className={classes.quiet} role="status">
        {q.length >= 2 && search.data && hits.length === 0 ? t('desk.search.none') : ''}
        {q.length < 2 ? t('desk.search.hint') : ''}
      </p>
    </>
  )
}

function Hits({ id, hits, active, onOpen }: { id: string; hits: Hit[]; active: number; onOpen: (hit: Hit) => void }) {
  const { t } = useWords()
  return (
    <div id={id} role="listbox" aria-label={t('desk.search.results')} className={classes.found}>
      {hits.map((hit, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works in the field, which points here
        <div
          key={hit.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classes.foundItem}
          onClick={() => onOpen(hit)}
        >
          <span>
            <span className={classes.name}>{hit.name}</span>
            <span className={classes.sub}>
              {t(hit.kind === 'account' ? 'desk.subject.person' : 'desk.subject.team')}
              {hit.about && ` · ${hit.about}`}
            </span>
          </span>
          <LevelWord level={hit.level} />
        </div>
      ))}
    </div>
  )
}

function useOpenHit(onClose: () => void) {
  const navigate = useNavigate()
  return (hit: Hit) => {
    onClose()
    if (hit.kind === 'account') void navigate({ to: '/desk/accounts/$personId', params: { personId: hit.id } })
    else void navigate({ to: '/desk/teams/$teamId', params: { teamId: hit.id } })
  }
}
