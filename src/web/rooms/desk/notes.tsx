// Notes of the staff: written once, read by all of the staff, never by those whom they are about.
import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useWords } from '../../lib/words.tsx'
import classes from './desk.module.css'
import { deskKeys, type Note } from './desk-api.ts'

const deskRoute = getRouteApi('/desk')

export function Notes({ notes, onWrite }: { notes: Note[]; onWrite: (text: string) => Promise<void> }) {
  const { t, date } = useWords()
  const { me } = deskRoute.useRouteContext()
  return (
    <section className={classes.card}>
      <h2>{t('desk.notes')}</h2>
      {me.operator !== 'auditor' && <NoteForm onWrite={onWrite} />}
      {notes.length === 0 && <p className={classes.quiet}>{t('desk.notes.none')}</p>}
      <ul className={classes.rows}>
        {notes.map((note) => (
          <li key={note.id} className={classes.row}>
            <div className={classes.rowMain}>
              <p className={classes.noteText}>{note.text}</p>
              <span className={classes.sub}>
                {note.writtenBy ?? t('desk.subject.gone')} · {date(note.writtenAt)}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function NoteForm({ onWrite }: { onWrite: (text: string) => Promise<void> }) {
  const { t, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const write = async (event: FormEvent) => {
    event.preventDefault()
    if (!text.trim()) return
    setBusy(true)
    try {
      await onWrite(text.trim())
      setText('')
      await queryClient.invalidateQueries({ queryKey: deskKeys.all })
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void write(event)}>
      <Textarea
        aria-label={t('desk.notes.new')}
        placeholder={t('desk.notes.new')}
        autosize
        minRows={1}
        maxLength={4000}
        value={text}
        error={problem}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setProblem(undefined)
        }}
      />
      {text.trim() && (
        <Button type="submit" size="xs" mt={8} loading={busy}>
          {t('desk.notes.add')}
        </Button>
      )}
    </form>
  )
}
