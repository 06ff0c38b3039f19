// What a form's fields ask for (required, an address, a number), said in our own words beside the field. Browsers would say it in
// their language and in a bubble of theirs. Fields are known by their names; what is typed next takes the sentence away.
import { type FormEvent, useState } from 'react'
import { useWords, type WordKey } from './words.tsx'

export function useFormCheck(submit: () => void) {
  const { t } = useWords()
  const [wrong, setWrong] = useState<Readonly<Record<string, WordKey>>>({})
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = [...event.currentTarget.elements].filter((one) => one instanceof HTMLInputElement)
    const failing = fields.filter((field) => !passes(field))
    setWrong(Object.fromEntries(failing.map((field) => [field.name, wordFor(field)])))
    if (failing[0]) failing[0].focus()
    else submit()
  }
  const onChange = ({ target }: FormEvent<HTMLFormElement>) => {
    if (!(target instanceof HTMLInputElement) || !wrong[target.name]) return
    const { [target.name]: _, ...others } = wrong
    setWrong(others)
  }
  return {
    form: { onSubmit, onChange, noValidate: true },
    wrong: (name: string): string | undefined => wrong[name] && t(wrong[name]),
  }
}

const isBlank = (field: HTMLInputElement): boolean => field.required && field.value.trim() === ''

const passes = (field: HTMLInputElement): boolean => field.validity.valid && !isBlank(field)

function wordFor(field: HTMLInputElement): WordKey {
  if (field.type === 'email') return isBlank(field) ? 'web.form.email_empty' : 'web.form.email_wrong'
  return isBlank(field) ? 'web.form.empty' : 'web.form.wrong'
}
