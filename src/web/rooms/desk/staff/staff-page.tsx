// The operator's staff: who works at the desk and in which role. Owners appoint, change and remove; auditors look.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../../../lib/http.ts'
import { usePageTitle } from '../../../lib/title.ts'
import { useWords, type WordKey } from '../../../lib/words.tsx'
import { ErrorPlace, StateWord } from '../../../ui/pieces.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import account from '../../accounts/account.module.css'
import { Problem } from '../../accounts/problem.tsx'
import classes from '../desk.module.css'
import { useStaffRoleWord } from '../staff-words.ts'
import { type StaffMember, type StaffRole, staffApi, staffKey } from './staff-api.ts'

const deskRoute = getRouteApi('/desk')

const roles = ['owner', 'support', 'moderation', 'billing', 'auditor'] as const
const isRole = (value: string): value is StaffRole => roles.some((role) => role === value)

const aboutRoles: Record<StaffRole, WordKey> = {
  owner: 'desk.staff.about.owner',
  support: 'desk.staff.about.support',
  moderation: 'desk.staff.about.moderation',
  billing: 'desk.staff.about.billing',
  auditor: 'desk.staff.about.auditor',
}

export function StaffPage() {
  const { t } = useWords()
  const { me } = deskRoute.useRouteContext()
  usePageTitle(t('desk.staff'))
  const staff = useQuery({ queryKey: staffKey, queryFn: staffApi.list })
  const mayChange = me.operator === 'owner'
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <div className={classes.head}>
          <h1>{t('desk.staff')}</h1>
        </div>
        <p className={account.intro}>{t('desk.staff.lead')}</p>
        {staff.isError && <ErrorPlace error={staff.error} onRetry={() => void staff.refetch()} />}
        {staff.isPending && (
          <div className={account.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
        )}
        {staff.data && (
          <section className={account.card} aria-label={t('desk.staff')}>
            <ul className={account.rows}>
              {staff.data.map((person) => (
                <StaffRow key={person.id} person={person} mayChange={mayChange} />
              ))}
            </ul>
          </section>
        )}
        {staff.data && mayChange && <AppointCard />}
      </div>
    </main>
  )
}

/** Afterwards the list is read anew. */
function useStaffChange<Input>(change: (input: Input) => Promise<void>, said: WordKey, onDone?: () => void) {
  const queryClient = useQueryClient()
  const { t } = useWords()
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      onDone?.()
      showToast(t(said))
      await queryClient.invalidateQueries({ queryKey: staffKey })
    },
  })
}

function StaffRow({ person, mayChange }: { person: StaffMember; mayChange: boolean }) {
  const { t, date } = useWords()
  const roleWord = useStaffRoleWord()
  const change = useStaffChange((role: StaffRole) => staffApi.change(person.id, role), 'desk.staff.changed')
  const remove = useStaffChange((_: undefined) => staffApi.remove(person.id), 'desk.staff.removed')
  return (
    <li className={account.row}>
      <div className={account.rowText}>
        <div className={account.rowName}>{person.name}</div>
        <div className={account.rowFacts}>
          {person.email} · {t('desk.staff.since', { date: date(person.since) })}
        </div>
        {person.secondFactor ? (
          <StateWord tone="ok">{t('desk.staff.two_steps')}</StateWord>
        ) : (
          <StateWord tone="warn">{t('desk.staff.one_step')}</StateWord>
        )}
        <Problem error={change.error ?? remove.error} />
      </div>
      {mayChange ? (
        <div className={account.ways}>
          <NativeSelect
            aria-label={`${t('desk.staff.role')}: ${person.name}`}
            value={person.role}
            disabled={change.isPending}
            onChange={({ currentTarget: { value } }) => isRole(value) && change.mutate(value)}
            data={roles.map((role) => ({ value: role, label: roleWord(role) }))}
          />
          <Button
            variant="danger"
            aria-label={`${t('desk.staff.remove')}: ${person.name}`}
            loading={remove.isPending}
            onClick={() => remove.mutate(undefined)}
          >
            {t('desk.staff.remove')}
          </Button>
        </div>
      ) : (
        roleWord(person.role)
      )}
    </li>
  )
}

function AppointCard() {
  const words = useWords()
  const { t } = words
  const roleWord = useStaffRoleWord()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<StaffRole>('support')
  const [isWrong, setWrong] = useState(false)
  const appoint = useStaffChange(staffApi.appoint, 'desk.staff.appointed', () => setEmail(''))
  const isOfField =
    appoint.error instanceof ApiError && /(nobody_verified|staff_already|email_invalid)$/.test(appoint.error.code)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const fits = /^[^\s@]+@[^\s@]+$/.test(email.trim())
    setWrong(!fits)
    if (fits) appoint.mutate({ email: email.trim(), role })
  }
  return (
    <section className={account.card} aria-labelledby="appoint">
      <h2 id="appoint">{t('desk.staff.appoint')}</h2>
      <form className={account.fields} onSubmit={submit} noValidate>
        <TextInput
          type="email"
          label={t('web.email')}
          description={t('desk.staff.email_hint')}
          autoComplete="off"
          value={email}
          error={isWrong ? t('web.form.email_wrong') : isOfField && words.error(appoint.error)}
          onChange={(event) => {
            setEmail(event.currentTarget.value)
            setWrong(false)
            appoint.reset()
          }}
        />
        <NativeSelect
          label={t('desk.staff.role')}
          description={t(aboutRoles[role])}
          value={role}
          onChange={({ currentTarget: { value } }) => isRole(value) && setRole(value)}
          data={roles.map((each) => ({ value: each, label: roleWord(each) }))}
        />
        <Problem error={isOfField ? undefined : appoint.error} />
        <div className={account.ways}>
          <Button type="submit" variant="filled" loading={appoint.isPending}>
            {t('desk.staff.appoint_do')}
          </Button>
        </div>
      </form>
    </section>
  )
}
