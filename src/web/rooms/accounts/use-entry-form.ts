// An entry form: checks its fields in our own words, puts what is wrong beside them, and the cursor into the first.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../lib/http.ts'
import { useWords } from '../../lib/words.tsx'
import { type EntryField, type EntryProblems, entryProblems, fieldOfRefusal, firstWrong } from './entry-fields.ts'

interface EntryFormOptions {
  fields: readonly EntryField[]
  newPassword: boolean
  /** Why the server did not accept the form. */
  error: unknown
  /** Each try to send, also one that the fields stop: what else is asked for says so at once. */
  onTry?: () => void
  submit: (values: Record<EntryField, string>) => void
}

export function useEntryForm({ fields, newPassword, error, onTry, submit }: EntryFormOptions) {
  const words = useWords()
  const form = useRef<HTMLFormElement>(null)
  const [problems, setProblems] = useState<EntryProblems>({})
  const [answered, setAnswered] = useState<unknown>()
  const refused = error instanceof ApiError ? fieldOfRefusal(error) : undefined
  const isNews = error !== answered

  const focus = (field: EntryField | undefined) => {
    const input = field && form.current?.elements.namedItem(field)
    if (input instanceof HTMLElement) input.focus()
  }
  useEffect(() => {
    const input = refused && form.current?.elements.namedItem(refused)
    if (input instanceof HTMLElement) input.focus()
  }, [refused])

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onTry?.()
    const data = new FormData(event.currentTarget)
    const written = (name: EntryField) => String(data.get(name) ?? '')
    const found = entryProblems(Object.fromEntries(fields.map((field) => [field, written(field)])), newPassword)
    setProblems(found)
    const first = firstWrong(found)
    if (first) return focus(first)
    submit({
      name: written('name').trim(),
      teamName: written('teamName').trim(),
      email: written('email').trim(),
      password: written('password'),
    })
  }

  return {
    form: { ref: form, onSubmit, noValidate: true },
    /** For the input of a field: its name, and what is wrong with it until it is edited. */
    field: (name: EntryField) => {
      const problem = problems[name]
      const answer = refused === name && isNews ? words.error(error) : undefined
      return {
        name,
        error: problem ? words.t(problem) : answer,
        onChange: () => {
          if (problem) setProblems({ ...problems, [name]: undefined })
          if (refused === name) setAnswered(error)
        },
      }
    },
    /** What the server said of the form as a whole. */
    error: refused ? undefined : error,
  }
}
