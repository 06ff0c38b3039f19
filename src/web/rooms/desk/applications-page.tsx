// The desk's applications: who waits to be let in, what was decided, and who may register at all.
import { Button, NativeSelect, SegmentedControl, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { usePageTitle } from '../../lib/title.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { ErrorPlace, StateWord } from '../../ui/pieces.tsx'
import { Problem } from '../accounts/problem.tsx'
import { type Application, type DecideApplication, registrationApi } from '../accounts/registration-api.ts'
import classes from '../leads/leads.module.css'
import { languageNames } from '../legal/documents-words.ts'
import own from './applications.module.css'
import { RegistrationCard } from './registration-card.tsx'

type Reason = Extract<DecideApplication, { outcome: 'refused' }>['reason']

const reasonWords: Record<Reason, WordKey> = {
  false_registration_data: 'registration.desk.reason.false_registration_data',
  tos_violation: 'registration.desk.reason.tos_violation',
  law_requirement: 'registration.desk.reason.law_requirement',
  third_party_rights: 'registration.desk.reason.third_party_rights',
  security_risk: 'registration.desk.reason.security_risk',
  legal_risk: 'registration.desk.reason.legal_risk',
  spam: 'registration.desk.reason.spam',
  circumvention: 'registration.desk.reason.circumvention',
  operator_other: 'registration.desk.reason.operator_other',
}
const reasonOf = (value: string | null) =>
  Object.keys(reasonWords).find((each): each is Reason => each === value) ?? 'operator_other'

const deskRoute = getRouteApi('/desk')
type State = 'waiting' | 'decided'

export function ApplicationsPage() {
  const { t } = useWords()
  const { me } = deskRoute.useRouteContext()
  const [state, setState] = useState<State>('waiting')
  usePageTitle(t('registration.desk.title'))
  const applications = useQuery({
    queryKey: ['applications', state],
    queryFn: () => registrationApi.applications(state),
  })
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <h1>{t('registration.desk.title')}</h1>
        <SegmentedControl
          className={own.states}
          aria-label={t('registration.desk.title')}
          value={state}
          onChange={(value) => setState(value === 'decided' ? 'decided' : 'waiting')}
          data={[
            { value: 'waiting', label: t('registration.desk.waiting') },
            { value: 'decided', label: t('registration.desk.decided') },
          ]}
        />
        {applications.isError && !applications.data && (
          <ErrorPlace error={applications.error} onRetry={() => void applications.refetch()} />
        )}
        {applications.isPending && (
          <div className={classes.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
        )}
        {applications.data?.length === 0 && (
          <p className={classes.nothing}>
            {state === 'waiting' ? t('registration.desk.none') : t('registration.desk.none_decided')}
          </p>
        )}
        <ul className={classes.list}>
          {applications.data?.map((application) => (
            <ApplicationItem key={application.id} application={application} />
          ))}
        </ul>
        {me.operator === 'owner' && <RegistrationCard />}
      </div>
    </main>
  )
}

function ApplicationItem({ application }: { application: Application }) {
  const { t, date } = useWords()
  const isPersonal = application.teamKind === 'personal'
  return (
    <li className={classes.lead}>
      <header className={classes.head}>
        <h2 className={own.title}>{application.teamName}</h2>
        <time dateTime={application.createdAt}>{date(application.createdAt)}</time>
      </header>
      <p className={classes.about}>
        {application.name} · {application.email}
        {isPersonal && ` · ${t('registration.desk.personal')}`}
      </p>
      {application.message && <p className={classes.message}>{application.message}</p>}
      {application.decision ? <Decision decision={application.decision} /> : <DecideForm application={application} />}
    </li>
  )
}

function Decision({ decision }: { decision: NonNullable<Application['decision']> }) {
  const { t, date } = useWords()
  const name = decision.decidedBy ?? t('registration.desk.somebody')
  const day = date(decision.decidedAt)
  return (
    <>
      <footer className={classes.ways}>
        {decision.outcome === 'approved' && (
          <StateWord tone="ok">{`${t('registration.desk.approved_by', { name })} · ${day}`}</StateWord>
        )}
        {decision.outcome === 'refused' && (
          <StateWord tone="danger">
            {`${t('registration.desk.refused_by', { name })} · ${day} · ${t(reasonWords[reasonOf(decision.reason)])}`}
          </StateWord>
        )}
        {decision.outcome === 'withdrawn' && (
          <StateWord tone="quiet">{`${t('registration.desk.withdrawn')} · ${day}`}</StateWord>
        )}
      </footer>
      {decision.statement && <p className={classes.message}>{decision.statement}</p>}
    </>
  )
}

function DecideForm({ application }: { application: Application }) {
  const { t } = useWords()
  const queryClient = useQueryClient()
  const [isRefusing, setRefusing] = useState(false)
  const decide = useMutation({
    mutationFn: (decision: DecideApplication) => registrationApi.decide(application.id, decision),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['applications'] }),
  })
  return (
    <>
      {isRefusing ? (
        <RefuseForm
          application={application}
          isPending={decide.isPending}
          onRefuse={decide.mutate}
          onCancel={() => setRefusing(false)}
        />
      ) : (
        <footer className={classes.ways}>
          <Button variant="filled" loading={decide.isPending} onClick={() => decide.mutate({ outcome: 'approved' })}>
            {t('registration.desk.approve')}
          </Button>
          <Button variant="danger" onClick={() => setRefusing(true)}>
            {t('registration.desk.refuse')}
          </Button>
        </footer>
      )}
      <Problem error={decide.error} />
    </>
  )
}

interface RefuseFormProps {
  application: Application
  isPending: boolean
  onRefuse: (decision: DecideApplication) => void
  onCancel: () => void
}

function RefuseForm({ application, isPending, onRefuse, onCancel }: RefuseFormProps) {
  const { t } = useWords()
  const [reason, setReason] = useState<Reason>('false_registration_data')
  const [statement, setStatement] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setEmpty(statement.trim() === '')
    if (statement.trim()) onRefuse({ outcome: 'refused', reason, statement: statement.trim() })
  }
  return (
    <form className={own.form} onSubmit={submit} noValidate>
      <NativeSelect
        label={t('registration.desk.reason')}
        value={reason}
        onChange={(event) => setReason(reasonOf(event.currentTarget.value))}
        data={Object.entries(reasonWords).map(([value, word]) => ({ value, label: t(word) }))}
      />
      <Textarea
        label={t('registration.desk.statement', { language: languageNames[application.language] })}
        autosize
        minRows={2}
        maxLength={1000}
        value={statement}
        error={isEmpty && t('registration.desk.statement_empty')}
        onChange={(event) => {
          setStatement(event.currentTarget.value)
          setEmpty(false)
        }}
        autoFocus
      />
      <footer className={classes.ways}>
        <Button type="submit" variant="danger" loading={isPending}>
          {t('registration.desk.refuse.submit')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('web.cancel')}
        </Button>
      </footer>
    </form>
  )
}
