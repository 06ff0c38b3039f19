// The register of incidents: what happened, by when the authority must know, and every step that was taken.
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useFields } from '../../lib/use-fields.ts'
import { useWords } from '../../lib/words.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { StateWord } from '../../ui/pieces.tsx'
import { FormEnd } from '../accounts/form-end.tsx'
import { Problem } from '../accounts/problem.tsx'
import desk from '../desk/desk.module.css'
import { Paged } from '../desk/list-parts.tsx'
import { TellingButtons } from './incident-telling.tsx'
import own from './privacy.module.css'
import { type Incident, privacyApi, privacyKeys } from './privacy-api.ts'
import { localNow } from './request-forms.tsx'
import { isStepKind, type StepKind, stepWords } from './request-words.ts'
import { usePrivacyChange } from './use-privacy.ts'

export function IncidentsPart() {
  const { t } = useWords()
  const [isAdding, setAdding] = useState(false)
  return (
    <>
      <p className={desk.quiet}>{t('my_data.incident.about')}</p>
      {isAdding ? (
        <NewIncidentForm onClose={() => setAdding(false)} />
      ) : (
        <p className={own.opener}>
          <Button leftSection={<PlusIcon size={18} />} onClick={() => setAdding(true)}>
            {t('my_data.incident.new')}
          </Button>
        </p>
      )}
      <Paged queryKey={privacyKeys.incidents} load={privacyApi.incidents} empty={t('my_data.incident.none')}>
        {(incidents) => (
          <ul className={own.cards}>
            {incidents.map((incident) => (
              <IncidentCard key={incident.id} incident={incident} />
            ))}
          </ul>
        )}
      </Paged>
    </>
  )
}

function IncidentCard({ incident }: { incident: Incident }) {
  const { t, date } = useWords()
  const has = (kind: StepKind) => incident.steps.some((step) => step.kind === kind)
  const isTold = has('authority_told') || has('closed')
  const isLate = !isTold && Date.parse(incident.deadlineAt) < Date.now()
  return (
    <li className={own.card} data-late={isLate || undefined}>
      <div className={own.cardHead}>
        <h2>
          № {incident.number} · {incident.title}
        </h2>
        <StateWord tone={isTold ? 'ok' : isLate ? 'danger' : 'warn'}>
          {isTold
            ? t(has('closed') ? 'my_data.step.closed' : 'my_data.step.authority_told')
            : t('my_data.incident.tell_until', { date: date(incident.deadlineAt) })}
        </StateWord>
      </div>
      <p className={own.facts}>
        {t('my_data.incident.detected')}: {date(incident.detectedAt)} · {t('my_data.incident.european')}:{' '}
        {date(incident.europeanDeadlineAt)} · {incident.contact}
      </p>
      <p className={own.message}>{incident.description}</p>
      {incident.affected && (
        <p className={own.message}>
          {t('my_data.incident.affected')}: {incident.affected}
        </p>
      )}
      {incident.steps.length > 0 && (
        <ol className={own.steps}>
          {incident.steps.map((step) => (
            <li key={`${step.at}${step.kind}`}>
              <strong>{t(stepWords[step.kind])}</strong> · {date(step.at)} · {step.by} — {step.note}
            </li>
          ))}
        </ol>
      )}
      <TellingButtons incident={incident} />
      <StepForm id={incident.id} />
    </li>
  )
}

function StepForm({ id }: { id: string }) {
  const { t } = useWords()
  const [kind, setKind] = useState<StepKind>('contained')
  const [note, setNote] = useState('')
  const take = usePrivacyChange(privacyKeys.incidents, () => privacyApi.takeStep(id, { kind, note: note.trim() }), {
    onDone: () => setNote(''),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (note.trim()) take.mutate()
  }
  const kinds = Object.keys(stepWords).filter(isStepKind)
  return (
    <form className={own.searchLine} onSubmit={submit}>
      <NativeSelect
        label={t('my_data.incident.step')}
        data={kinds.map((value) => ({ value, label: t(stepWords[value]) }))}
        value={kind}
        onChange={({ currentTarget: { value } }) => isStepKind(value) && setKind(value)}
      />
      <TextInput
        label={t('my_data.incident.note')}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" loading={take.isPending} disabled={note.trim() === ''}>
        {t('my_data.incident.take_step')}
      </Button>
      <Problem error={take.error} />
    </form>
  )
}

function NewIncidentForm({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const start = () => ({ title: '', description: '', affected: '', contact: '', detectedAt: localNow() })
  const { fields, field, check } = useFields(start, { optional: 'affected', missing: 'my_data.desk.missing' })
  const register = usePrivacyChange(privacyKeys.incidents, privacyApi.registerIncident, {
    said: 'my_data.desk.registered',
    onDone: onClose,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (check()) register.mutate({ ...fields, detectedAt: new Date(fields.detectedAt).toISOString() })
  }
  return (
    <form className={own.form} onSubmit={submit} noValidate>
      <TextInput label={t('my_data.incident.title')} maxLength={200} {...field('title')} />
      <TextInput label={t('my_data.incident.detected')} type="datetime-local" {...field('detectedAt')} />
      <Textarea
        label={t('my_data.incident.description')}
        autosize
        minRows={3}
        maxLength={8000}
        {...field('description')}
      />
      <Textarea label={t('my_data.incident.affected')} autosize minRows={2} maxLength={4000} {...field('affected')} />
      <TextInput label={t('my_data.incident.contact')} maxLength={500} {...field('contact')} />
      <FormEnd
        send={t('my_data.desk.register')}
        isSending={register.isPending}
        error={register.error}
        onClose={onClose}
      />
    </form>
  )
}
