// A small form in a sheet: labels above, errors beside their fields, what was typed is kept. Knows nothing about what is asked.
import { make, setAttributes } from '../ui/dom.ts'
import type { Words } from '../words.ts'
import type { Draft } from './draft.ts'
import type { Outcome } from './send.ts'

export interface FieldWish {
  name: string
  /** Key of its label. */
  label: string
  kind: 'text' | 'tel' | 'email' | 'area'
  autocomplete?: string
  longest: number
}

export interface FormWish {
  words: Words
  draft: Draft
  fields: readonly FieldWish[]
  /** Above the fields. */
  before?: Node
  /** The sentence over the button. */
  note: string
  /** Where it is written what becomes of what is sent. */
  policyUrl?: string | undefined
  /** Keys of what is wrong, by field. */
  check(values: Record<string, string>): Record<string, string>
  send(values: Record<string, string>): Promise<Outcome>
  /** A refusal as the field that it is about and the key of its sentence. */
  explain(code: string): { field?: string; key: string }
  /** What is shown in the form's place once it was sent. */
  thank(answer: unknown): string
}

interface Field {
  wish: FieldWish
  input: HTMLInputElement | HTMLTextAreaElement
  error: HTMLElement
  element: HTMLElement
}

export function makeForm(wish: FormWish): HTMLFormElement {
  const { words, draft } = wish
  const fields = wish.fields.map((field) => makeField(field, wish))
  const problem = make('p', { class: 'pv-form-error', role: 'alert', hidden: true })
  const button = make('button', { type: 'submit', class: 'pv-primary' }, words.say('viewer.send'))
  const form = make(
    'form',
    { class: 'pv-form', novalidate: true },
    ...(wish.before ? [wish.before] : []),
    ...fields.map(({ element }) => element),
    problem,
    make(
      'p',
      { class: 'pv-form-note' },
      wish.note,
      ...(wish.policyUrl ? [' ', policyLink(wish.policyUrl, words)] : []),
    ),
    button,
  )

  function tell(field: string | undefined, key: string | undefined): void {
    const target = fields.find((each) => each.wish.name === field)
    const text = key && words.say(key)
    if (target) mark(target, text)
    else {
      problem.textContent = text ?? ''
      problem.hidden = !text
    }
  }

  /** Marks every field and leads to the first that is wrong. */
  function complain(errors: Record<string, string>): void {
    for (const { wish: field } of fields) tell(field.name, errors[field.name])
    fields.find(({ wish: field }) => errors[field.name])?.input.focus()
  }

  async function submit(): Promise<void> {
    const values = Object.fromEntries(fields.map(({ wish: { name }, input }) => [name, input.value.trim()]))
    const errors = wish.check(values)
    tell(undefined, undefined)
    complain(errors)
    if (Object.keys(errors).length > 0) return
    setAttributes(button, { 'aria-disabled': 'true' })
    button.textContent = words.say('viewer.sending')
    const outcome = await wish.send(values)
    setAttributes(button, { 'aria-disabled': undefined })
    button.textContent = words.say('viewer.send')
    if (outcome.kind === 'sent') {
      draft.clear()
      const thanks = make('p', { class: 'pv-form-sent', role: 'status', tabindex: '-1' }, wish.thank(outcome.answer))
      form.replaceWith(thanks)
      thanks.focus()
    } else if (outcome.kind === 'away') tell(undefined, 'viewer.send_away')
    else {
      const { field, key } = wish.explain(outcome.code)
      if (field) complain({ [field]: key })
      else tell(undefined, key)
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!button.hasAttribute('aria-disabled')) void submit()
  })
  return form
}

const policyLink = (href: string, words: Words) =>
  make('a', { href, target: '_blank', rel: 'noopener' }, words.say('viewer.privacy_policy'))

function makeField(wish: FieldWish, { words, draft }: FormWish): Field {
  const { name, kind, autocomplete, longest } = wish
  const id = `pv-field-${name}`
  const common = { id, name, maxlength: String(longest), 'aria-describedby': `${id}-error` }
  const input =
    kind === 'area'
      ? make('textarea', { ...common, rows: '3' })
      : make('input', { ...common, type: kind, autocomplete: autocomplete ?? 'off' })
  input.value = draft.get(name)
  const error = make('span', { id: `${id}-error`, class: 'pv-form-error', hidden: true })
  const element = make('p', {}, make('label', { for: id }, words.say(wish.label)), input, error)
  const field = { wish, input, error, element }
  input.addEventListener('input', () => {
    draft.set(name, input.value)
    mark(field, undefined)
  })
  return field
}

function mark({ input, error }: Field, text: string | undefined): void {
  setAttributes(input, { 'aria-invalid': text ? 'true' : undefined })
  error.textContent = text ?? ''
  error.hidden = !text
}

/** What people type, not what the standard allows: a wrong refusal costs more than a wrong address. */
export const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
export const looksLikePhone = (text: string) => /^\+?[\d\s().-]{5,40}$/.test(text)
