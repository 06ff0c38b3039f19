// Who the operator is: required before strangers may register, put into every document, shown on its page.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Language } from '#tour/text.ts'
import { ApiError } from '../../lib/http.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { Problem } from '../accounts/problem.tsx'
import desk from '../desk/desk.module.css'
import { languageNames } from './documents-words.ts'
import { legalApi, legalKeys, type OperatorIdentity } from './legal-api.ts'
import classes from './operator-page.module.css'

const nothing = { kk: '', ru: '', en: '' }
const empty: OperatorIdentity = {
  ...{ names: nothing, legalForm: 'too', binIin: '', addresses: nothing, email: '', phone: '', complaintsEmail: '' },
  ...{ dataProtectionContact: '', workingHours: nothing, dataLocation: nothing },
}

const forms = ['too', 'ao', 'ip', 'state', 'non_profit', 'branch', 'other'] as const
const formWords: Record<(typeof forms)[number], WordKey> = {
  too: 'legal.form.too',
  ao: 'legal.form.ao',
  ip: 'legal.form.ip',
  state: 'legal.form.state',
  non_profit: 'legal.form.non_profit',
  branch: 'legal.form.branch',
  other: 'legal.form.other',
}

export function OperatorPage() {
  const { t, date } = useWords()
  usePageTitle(t('legal.operator'))
  const saved = useQuery({ queryKey: legalKeys.identity, queryFn: legalApi.identity })
  return (
    <main className={desk.page}>
      <div className={desk.inner}>
        <h1>{t('legal.operator')}</h1>
        <p className={desk.nothing}>{t('legal.operator.lead')}</p>
        {saved.isError && <ErrorPlace error={saved.error} onRetry={() => void saved.refetch()} />}
        {saved.data?.savedAt && (
          <p className={desk.quiet}>
            {saved.data.savedBy
              ? t('legal.operator.saved', { date: date(saved.data.savedAt), name: saved.data.savedBy })
              : t('legal.operator.saved_on', { date: date(saved.data.savedAt) })}
          </p>
        )}
        {saved.data && <IdentityForm saved={saved.data.identity ?? empty} />}
      </div>
    </main>
  )
}

type Trilingual = 'names' | 'addresses' | 'workingHours' | 'dataLocation'
type Single = 'binIin' | 'email' | 'phone' | 'complaintsEmail' | 'dataProtectionContact'

const trilingual: Record<Trilingual, WordKey> = {
  names: 'legal.page.name',
  addresses: 'legal.page.address',
  workingHours: 'legal.page.hours',
  dataLocation: 'legal.operator.location',
}
const singles: { field: Single; word: WordKey; hint?: WordKey; type?: string; mode?: 'numeric' }[] = [
  { field: 'email', word: 'legal.page.email', type: 'email' },
  { field: 'phone', word: 'legal.page.phone', type: 'tel' },
  { field: 'complaintsEmail', word: 'legal.page.complaints', hint: 'legal.operator.complaints_hint', type: 'email' },
  { field: 'dataProtectionContact', word: 'legal.page.data_protection', hint: 'legal.operator.data_hint' },
]

function IdentityForm({ saved }: { saved: OperatorIdentity }) {
  const { t, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const [identity, setIdentity] = useState(saved)
  const save = useMutation({
    mutationFn: () => legalApi.saveIdentity(identity),
    onSuccess: (changed) => {
      queryClient.setQueryData(legalKeys.identity, changed)
      void queryClient.invalidateQueries({ queryKey: legalKeys.setUp })
      showToast(t('legal.operator.done'))
    },
  })
  const refused = save.error instanceof ApiError ? fieldOf(save.error) : undefined
  const problemOf = (field: string) => (refused === field ? sentence(save.error) : undefined)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const threeWays = (field: Trilingual) => (
    <fieldset className={classes.three}>
      <legend>{t(trilingual[field])}</legend>
      {(['kk', 'ru', 'en'] as Language[]).map((language) => (
        <TextInput
          key={language}
          label={languageNames[language]}
          lang={language}
          maxLength={400}
          value={identity[field][language]}
          error={problemOf(`${field}.${language}`)}
          onChange={(event) => {
            const value = event.currentTarget.value
            setIdentity((before) => ({ ...before, [field]: { ...before[field], [language]: value } }))
          }}
        />
      ))}
    </fieldset>
  )
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {threeWays('names')}
      <div className={classes.pair}>
        <NativeSelect
          label={t('legal.operator.form')}
          value={identity.legalForm}
          data={forms.map((form) => ({ value: form, label: t(formWords[form]) }))}
          onChange={(event) => {
            const legalForm = forms.find((form) => form === event.currentTarget.value) ?? 'other'
            setIdentity((before) => ({ ...before, legalForm }))
          }}
        />
        <TextInput
          label={t('legal.page.bin_iin')}
          description={t('legal.operator.bin_hint')}
          inputMode="numeric"
          maxLength={12}
          value={identity.binIin}
          error={problemOf('binIin')}
          onChange={(event) => {
            const binIin = event.currentTarget.value.replace(/\D/g, '')
            setIdentity((before) => ({ ...before, binIin }))
          }}
        />
      </div>
      {threeWays('addresses')}
      <div className={classes.pair}>
        {singles.map(({ field, word, hint, type }) => (
          <TextInput
            key={field}
            label={t(word)}
            description={hint && t(hint)}
            type={type ?? 'text'}
            maxLength={400}
            value={identity[field]}
            error={problemOf(field)}
            onChange={(event) => {
              const value = event.currentTarget.value
              setIdentity((before) => ({ ...before, [field]: value }))
            }}
          />
        ))}
      </div>
      {threeWays('workingHours')}
      {threeWays('dataLocation')}
      {refused === undefined && <Problem error={save.error} />}
      <div className={desk.verbs}>
        <Button type="submit" variant="filled" loading={save.isPending}>
          {t('account.save')}
        </Button>
      </div>
      <p className={desk.quiet}>{t('legal.operator.texts_stay')}</p>
    </form>
  )
}

/** The field that the server doesn't like, where it says which. */
function fieldOf({ code, details }: ApiError): string | undefined {
  if (typeof details.field === 'string') return details.field
  const issues = code === 'http.invalid' && Array.isArray(details.issues) ? details.issues : []
  const [first] = issues
  return typeof first?.path === 'string' ? first.path : undefined
}
