// Registering a request that came by letter, mail or phone, and settling one.
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useFields } from '../../lib/use-fields.ts'
import { useWords } from '../../lib/words.tsx'
import { FormEnd } from '../accounts/form-end.tsx'
import own from './privacy.module.css'
import { privacyApi, privacyKeys } from './privacy-api.ts'
import {
  channelWords,
  isOutcome,
  isRequestKind,
  kindWords,
  type Outcome,
  outcomeWords,
  requestKinds,
} from './request-words.ts'
import { usePrivacyChange } from './use-privacy.ts'

const channels = ['mail', 'letter', 'phone'] as const
type Channel = (typeof channels)[number]

/** As the fields of a page give it: local time without a zone. */
export const localNow = (): string => {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

export function NewRequestForm({ onClose }: { onClose: () => void }) {
  const { t, language } = useWords()
  const start = () => ({ name: '', email: '', message: '', receivedAt: localNow() })
  const { fields, field, check } = useFields(start, { optional: 'email', missing: 'my_data.desk.missing' })
  const [kind, setKind] = useState(requestKinds[0] ?? 'information')
  const [channel, setChannel] = useState<Channel>('mail')
  const register = usePrivacyChange(privacyKeys.requests, privacyApi.register, {
    said: 'my_data.desk.registered',
    onDone: onClose,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (check())
      register.mutate({ ...fields, kind, channel, language, receivedAt: new Date(fields.receivedAt).toISOString() })
  }
  return (
    <form className={own.form} onSubmit={submit} noValidate>
      <div className={own.pair}>
        <NativeSelect
          label={t('my_data.ask.kind')}
          data={requestKinds.map((value) => ({ value, label: t(kindWords[value]) }))}
          value={kind}
          onChange={({ currentTarget: { value } }) => isRequestKind(value) && setKind(value)}
        />
        <NativeSelect
          label={t('my_data.desk.channel')}
          data={channels.map((value) => ({ value, label: t(channelWords[value]) }))}
          value={channel}
          onChange={({ currentTarget: { value } }) => setChannel(channels.find((each) => each === value) ?? 'mail')}
        />
      </div>
      <div className={own.pair}>
        <TextInput label={t('my_data.desk.name')} maxLength={200} {...field('name')} />
        <TextInput label={t('my_data.desk.email')} type="email" maxLength={254} {...field('email')} />
      </div>
      <TextInput label={t('my_data.desk.received')} type="datetime-local" {...field('receivedAt')} />
      <Textarea label={t('my_data.ask.message')} autosize minRows={3} maxLength={4000} {...field('message')} />
      <FormEnd
        send={t('my_data.desk.register')}
        isSending={register.isPending}
        error={register.error}
        onClose={onClose}
      />
    </form>
  )
}

const outcomes = Object.keys(outcomeWords).filter(isOutcome)

export function SettleForm({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useWords()
  const [outcome, setOutcome] = useState<Outcome>('done')
  const [answer, setAnswer] = useState('')
  const [evidence, setEvidence] = useState('')
  const [isMissing, setMissing] = useState(false)
  const settle = usePrivacyChange(
    privacyKeys.requests,
    () => privacyApi.settle(id, { outcome, answer: answer.trim(), evidence: evidence.trim() }),
    { said: 'my_data.desk.settled', onDone: onClose },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(answer.trim() === '')
    if (answer.trim()) settle.mutate()
  }
  return (
    <form className={own.form} onSubmit={submit} noValidate>
      <NativeSelect
        label={t('my_data.desk.outcome')}
        data={outcomes.map((value) => ({ value, label: t(outcomeWords[value]) }))}
        value={outcome}
        onChange={({ currentTarget: { value } }) => isOutcome(value) && setOutcome(value)}
      />
      <Textarea
        label={t('my_data.desk.answer')}
        autosize
        minRows={2}
        maxLength={4000}
        value={answer}
        error={isMissing && t('my_data.desk.missing')}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
      <TextInput
        label={t('my_data.desk.evidence')}
        description={t('my_data.desk.evidence_hint')}
        maxLength={4000}
        value={evidence}
        onChange={(event) => setEvidence(event.currentTarget.value)}
      />
      <FormEnd send={t('my_data.desk.settle')} isSending={settle.isPending} error={settle.error} onClose={onClose} />
    </form>
  )
}
