// Where a comment is written: a text field in which @ names members of the team. What was typed stays when the panel closes.
import { Button, Textarea } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { useWords } from '../../../lib/words.tsx'
import { useColleagues } from '../people/people-api.ts'
import classes from './comments.module.css'
import { longestComment, type Written } from './comments-api.ts'
import { mentionBeing, namesLike } from './text-parts.ts'

interface Named {
  id: string
  name: string
}

/** By place: what was typed and not sent yet. */
const unsent = new Map<string, { text: string; named: Named[] }>()
const offered = 6

interface ComposerProps {
  teamId: string
  /** Names the place, so that what was typed there is found again. */
  place: string
  label: string
  send: string
  autoFocus?: boolean
  initial?: { text: string; named: Named[] }
  onSend: (written: Written) => Promise<void>
  onCancel?: () => void
  children?: ReactNode
}

export function Composer({
  teamId,
  place,
  label,
  send,
  autoFocus,
  initial,
  onSend,
  onCancel,
  children,
}: ComposerProps) {
  const { t, error: sentence } = useWords()
  const kept = unsent.get(place) ?? initial
  const [text, setText] = useState(kept?.text ?? '')
  const [named, setNamed] = useState<Named[]>(kept?.named ?? [])
  const [caret, setCaret] = useState(0)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const field = useRef<HTMLTextAreaElement>(null)
  const being = mentionBeing(text, caret)
  const picker = usePicker(teamId, being?.typed)

  const change = (next: string, people = named) => {
    setText(next)
    setNamed(people)
    if (next.trim()) unsent.set(place, { text: next, named: people })
    else unsent.delete(place)
  }
  const pick = (person: Named) => {
    if (!being) return
    const end = being.from + person.name.length + 2
    change(`${text.slice(0, being.from)}@${person.name} ${text.slice(caret).replace(/^ /, '')}`, [...named, person])
    setCaret(end)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(end, end)
    })
  }
  const submit = async () => {
    if (!text.trim() || busy) return
    setBusy(true)
    setTrouble(undefined)
    try {
      const mentions = named.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
      await onSend({ text, mentions: [...new Set(mentions)] })
      unsent.delete(place)
      setText('')
      setNamed([])
    } catch (error) {
      setTrouble(error)
    } finally {
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (picker.onKeyDown(event, pick)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void submit()
    } else if (event.key === 'Escape' && onCancel) onCancel()
  }
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {children}
      <div className={classes.field}>
        <Textarea
          ref={field}
          aria-label={label}
          placeholder={label}
          value={text}
          rows={text.length > 80 || text.includes('\n') ? 5 : 2}
          maxLength={longestComment}
          autoFocus={autoFocus}
          aria-autocomplete="list"
          aria-controls={picker.isOpen ? picker.listId : undefined}
          aria-activedescendant={picker.isOpen ? picker.optionId(picker.index) : undefined}
          onChange={(event) => {
            change(event.currentTarget.value)
            setCaret(event.currentTarget.selectionStart)
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onBlur={() => setTimeout(() => setCaret(0), 150)}
          onKeyDown={onKeyDown}
        />
        {picker.isOpen && (
          <div id={picker.listId} role="listbox" className={classes.picker} aria-label={t('comments.whom')}>
            {picker.people.map((person, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the text field keeps the focus and the keys
              <div
                key={person.id}
                id={picker.optionId(index)}
                role="option"
                aria-selected={index === picker.index}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => pick(person)}
              >
                <span>{person.name}</span>
                <small>{t(`teams.role.${person.role}`)}</small>
              </div>
            ))}
          </div>
        )}
      </div>
      {trouble !== undefined && (
        <p className={classes.error} role="alert">
          {sentence(trouble)}
        </p>
      )}
      {(text.trim() || onCancel) && (
        <div className={classes.actions}>
          {onCancel && (
            <Button
              variant="subtle"
              onClick={() => {
                unsent.delete(place)
                onCancel()
              }}
            >
              {t('web.cancel')}
            </Button>
          )}
          <Button type="submit" variant="filled" loading={busy} disabled={!text.trim()}>
            {send}
          </Button>
        </div>
      )}
    </form>
  )
}

/** The members whose names go on as what was typed after the @. */
function usePicker(teamId: string, typed: string | undefined) {
  const colleagues = useColleagues(teamId, typed !== undefined)
  const [closed, setClosed] = useState<string>()
  const [chosen, setChosen] = useState(0)
  const listId = useId()
  const people = typed === undefined ? [] : namesLike(colleagues.data ?? [], typed).slice(0, offered)
  const isOpen = people.length > 0 && typed !== undefined && typed !== closed
  const index = Math.min(chosen, people.length - 1)
  const optionId = (at: number) => `${listId}-${at}`

  /** True when the key was meant for the list. */
  const onKeyDown = (event: KeyboardEvent, pick: (person: Named) => void): boolean => {
    const person = people[index]
    if (!isOpen || !person) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setChosen((index + step + people.length) % people.length)
    else if (event.key === 'Enter' || event.key === 'Tab') pick(person)
    else if (event.key === 'Escape') setClosed(typed)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return { isOpen, people, index, listId, optionId, onKeyDown }
}
