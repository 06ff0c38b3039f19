// The fields of an agreement that is still a draft. An empty field overrides nothing: the general terms hold there.
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Language } from '#tour/text.ts'
import { useWords } from '../../lib/words.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { Problem } from '../accounts/problem.tsx'
import desk from '../desk/desk.module.css'
import { languageNames } from '../legal/documents-words.ts'
import operator from '../legal/operator-page.module.css'
import {
  agreementKeys,
  agreementsApi,
  type DeskAgreement,
  type Overrides,
  type SaveAgreement,
} from './agreements-api.ts'
import { overrideWords } from './overrides-list.tsx'

/** As sizes are shown everywhere: in powers of ten. */
const gigabyte = 1e9
const dayKeys = ['dueDays', 'pastDueDays', 'graceDays', 'terminationNoticeDays', 'retentionDays'] as const
const textKeys = ['priceText', 'serviceLevelText', 'liabilityText'] as const

export function AgreementForm({ agreement }: { agreement: DeskAgreement }) {
  const { t } = useWords()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<SaveAgreement>({
    ...{ number: agreement.number, dated: agreement.dated, parties: agreement.parties },
    ...{ startsOn: agreement.startsOn, endsOn: agreement.endsOn, overrides: agreement.overrides },
  })
  const change = (part: Partial<SaveAgreement>) => setDraft((before) => ({ ...before, ...part }))
  const override = (part: Partial<Overrides>) =>
    setDraft((before) => ({ ...before, overrides: withoutNothing({ ...before.overrides, ...part }) }))
  const save = useMutation({
    mutationFn: () => agreementsApi.save(agreement.id, draft),
    onSuccess: (saved) => {
      queryClient.setQueryData(agreementKeys.one(agreement.id), saved)
      showToast(t('account.saved'))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const { overrides } = draft
  return (
    <form className={`${desk.card} ${operator.form}`} onSubmit={submit} noValidate>
      <div className={operator.pair}>
        <TextInput
          label={t('agreements.field.number')}
          maxLength={80}
          value={draft.number}
          onChange={(event) => change({ number: event.currentTarget.value })}
        />
        <Day label={t('agreements.field.dated')} value={draft.dated} onPick={(dated) => change({ dated })} />
        <Day label={t('agreements.field.starts')} value={draft.startsOn} onPick={(startsOn) => change({ startsOn })} />
        <Day
          label={t('agreements.field.ends')}
          hint={t('agreements.field.ends_hint')}
          value={draft.endsOn ?? ''}
          onPick={(endsOn) => change({ endsOn: endsOn || null })}
        />
      </div>
      <Textarea
        label={t('agreements.field.parties')}
        maxLength={1000}
        value={draft.parties}
        onChange={(event) => change({ parties: event.currentTarget.value })}
      />
      <h2>{t('agreements.changes')}</h2>
      <p className={desk.quiet}>{t('agreements.changes.lead')}</p>
      <div className={operator.pair}>
        <Amount
          label={`${t(overrideWords.storageLimitBytes)}, ${t('agreements.gigabytes')}`}
          value={overrides.storageLimitBytes && overrides.storageLimitBytes / gigabyte}
          onChange={(value) => override({ storageLimitBytes: value && Math.round(value * gigabyte) })}
        />
        <Amount
          label={t(overrideWords.membersLimit)}
          value={overrides.membersLimit}
          onChange={(membersLimit) => override({ membersLimit })}
        />
        {dayKeys.map((key) => (
          <Amount
            key={key}
            label={t(overrideWords[key])}
            value={overrides[key]}
            onChange={(value) => override({ [key]: value })}
          />
        ))}
        <Choice
          label={t(overrideWords.currency)}
          value={overrides.currency}
          choices={{ KZT: 'KZT ₸', USD: 'USD', EUR: 'EUR', RUB: 'RUB', CNY: 'CNY' }}
          onChange={(currency) => override({ currency })}
        />
        <Choice
          label={t(overrideWords.suspendPolicy)}
          value={overrides.suspendPolicy}
          choices={{ standard: t('agreements.suspend.standard'), no_suspend: t('agreements.suspend.none') }}
          onChange={(suspendPolicy) => override({ suspendPolicy })}
        />
        <Choice
          label={t(overrideWords.publicToursOnSuspend)}
          value={overrides.publicToursOnSuspend}
          choices={{ keep: t('agreements.public.keep'), hide: t('agreements.public.hide') }}
          onChange={(publicToursOnSuspend) => override({ publicToursOnSuspend })}
        />
        <Choice
          label={t(overrideWords.governingLanguage)}
          value={overrides.governingLanguage}
          choices={languageNames}
          onChange={(governingLanguage) => override({ governingLanguage })}
        />
      </div>
      {textKeys.map((key) => (
        <fieldset key={key} className={operator.three}>
          <legend>{t(overrideWords[key])}</legend>
          {(['kk', 'ru', 'en'] as Language[]).map((language) => (
            <Textarea
              key={language}
              label={languageNames[language]}
              lang={language}
              maxLength={2000}
              value={overrides[key]?.[language] ?? ''}
              onChange={(event) => {
                const texts = { ...overrides[key], [language]: event.currentTarget.value || undefined }
                override({ [key]: Object.values(texts).some(Boolean) ? texts : undefined })
              }}
            />
          ))}
        </fieldset>
      ))}
      <Problem error={save.error} />
      <div className={desk.verbs}>
        <Button type="submit" variant="filled" loading={save.isPending}>
          {t('account.save')}
        </Button>
      </div>
    </form>
  )
}

const withoutNothing = (overrides: Overrides): Overrides =>
  Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined))

function Day({
  label,
  hint,
  value,
  onPick,
}: {
  label: string
  hint?: string
  value: string
  onPick: (day: string) => void
}) {
  return (
    <TextInput
      type="date"
      label={label}
      description={hint}
      value={value}
      onChange={(event) => onPick(event.currentTarget.value)}
    />
  )
}

function Amount({
  label,
  value,
  onChange,
}: {
  label: string
  value: number | undefined
  onChange: (value: number | undefined) => void
}) {
  return (
    <TextInput
      inputMode="numeric"
      label={label}
      value={value === undefined ? '' : String(value)}
      onChange={(event) => {
        const digits = event.currentTarget.value.replace(/\D/g, '')
        onChange(digits === '' ? undefined : Number(digits))
      }}
    />
  )
}

function Choice<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  label: string
  value: Value | undefined
  choices: Record<Value, string>
  onChange: (value: Value | undefined) => void
}) {
  const { t } = useWords()
  const known = Object.keys(choices) as Value[]
  return (
    <NativeSelect
      label={label}
      value={value ?? ''}
      data={[
        { value: '', label: t('agreements.general') },
        ...known.map((each) => ({ value: each, label: choices[each] })),
      ]}
      onChange={(event) => onChange(known.find((each) => each === event.currentTarget.value))}
    />
  )
}
