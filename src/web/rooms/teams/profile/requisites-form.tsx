// What stands on documents. Wrong numbers are kept as a draft and named beside their fields: no document is made with them.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useWords, type WordKey } from '../../../lib/words.tsx'
import { Problem } from '../../accounts/problem.tsx'
import { type Requisites, type SaveRequisites, teamsApi, useTeamChange } from '../teams-api.ts'
import classes from './profile.module.css'

type Field = Exclude<keyof SaveRequisites, 'legalForm' | 'documentLanguage'>

const longest: Record<Field, number> = {
  ...{ legalName: 200, binIin: 20, legalAddress: 300, iban: 40, bankName: 120, bic: 16, kbe: 4, signatory: 160 },
  documentEmail: 254,
}
const forms = ['too', 'ip', 'ao', 'individual', 'other'] as const

export function RequisitesForm({ teamId, requisites }: { teamId: string; requisites: Requisites }) {
  const { t } = useWords()
  const { problems, changedAt: _, ...given } = requisites
  const [form, setForm] = useState<SaveRequisites>(given)
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set())
  const save = useTeamChange(teamId, () => teamsApi.saveRequisites(teamId, form), { said: 'teams.saved', quiet: true })
  const wrongWords: Partial<Record<Field, WordKey>> = {
    ...{ binIin: 'teams.requisites.bin_wrong', iban: 'teams.requisites.iban_wrong', bic: 'teams.requisites.bic_wrong' },
    ...{ kbe: 'teams.requisites.kbe_wrong', documentEmail: 'teams.profile.email_wrong' },
  }
  const field = (name: Field) => {
    const wrong = !edited.has(name) && problems.some((each) => each === name) ? wrongWords[name] : undefined
    return {
      label: t(`teams.requisites.${name}`),
      maxLength: longest[name],
      value: form[name],
      error: wrong && t(wrong),
      onChange: (event: { currentTarget: { value: string } }) => {
        setForm({ ...form, [name]: event.currentTarget.value })
        setEdited(new Set([...edited, name]))
      },
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(undefined)
  }
  return (
    <form className={classes.card} onSubmit={submit} noValidate aria-label={t('teams.requisites')}>
      <h2>{t('teams.requisites')}</h2>
      <p className={classes.text}>{t('teams.requisites.text')}</p>
      <div className={classes.fields}>
        <div className={classes.pair}>
          <NativeSelect
            label={t('teams.requisites.legalForm')}
            value={form.legalForm}
            data={forms.map((each) => ({ value: each, label: t(`teams.legal_form.${each}`) }))}
            onChange={(event) => {
              const legalForm = forms.find((each) => each === event.currentTarget.value)
              if (legalForm) setForm({ ...form, legalForm })
            }}
          />
          <TextInput {...field('binIin')} inputMode="numeric" />
        </div>
        <TextInput {...field('legalName')} />
        <TextInput {...field('legalAddress')} />
        <div className={classes.pair}>
          <TextInput {...field('iban')} />
          <TextInput {...field('bankName')} />
          <TextInput {...field('bic')} />
          <TextInput {...field('kbe')} inputMode="numeric" />
        </div>
        <TextInput {...field('signatory')} />
        <div className={classes.pair}>
          <TextInput {...field('documentEmail')} type="email" />
          <NativeSelect
            label={t('teams.requisites.documentLanguage')}
            value={form.documentLanguage}
            data={[
              { value: 'kk', label: 'Қазақша' },
              { value: 'ru', label: 'Русский' },
              { value: 'en', label: 'English' },
            ]}
            onChange={({ currentTarget: { value } }) =>
              setForm({ ...form, documentLanguage: value === 'kk' || value === 'ru' ? value : 'en' })
            }
          />
        </div>
        <Problem error={save.error} />
        <div>
          <Button type="submit" variant="filled" loading={save.isPending}>
            {t('teams.save')}
          </Button>
        </div>
      </div>
    </form>
  )
}
