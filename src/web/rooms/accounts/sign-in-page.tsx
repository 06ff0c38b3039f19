// Sign in: one click for demo accounts where there are any, e-mail and password everywhere.
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { api, keys, type Me } from '../../lib/api.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { ForwardIcon, KeyIcon, OpenIcon } from '../../ui/icons.tsx'
import { useCarriedAddress } from './carried-address.ts'
import { credentialsApi } from './credentials-api.ts'
import classes from './entry.module.css'
import { EntryFrame } from './entry-frame.tsx'
import { answerByPasskey, hasPasskeys } from './passkey-browser.ts'
import { Problem } from './problem.tsx'
import { SecondFactorForm } from './second-factor-form.tsx'
import { useArrival, useEntry } from './use-entry.ts'
import { useEntryForm } from './use-entry-form.ts'

const signInRoute = getRouteApi('/sign-in')

export function SignInPage() {
  const { t } = useWords()
  const { back } = signInRoute.useSearch()
  const arrive = useArrival(back)
  const [step, setStep] = useState<string>()
  const [ended, setEnded] = useState<unknown>()
  const [address, setAddress] = useState(useCarriedAddress())
  const welcome = useQuery({ queryKey: keys.welcome, queryFn: api.welcome })
  usePageTitle(t('web.sign_in.title'))
  const demo = welcome.data?.demoAccounts ?? []

  if (step) {
    const again = (error?: unknown) => {
      setStep(undefined)
      setEnded(error)
    }
    return (
      <EntryFrame title={t('account.second.title')} lead={t('account.second.lead')}>
        <SecondFactorForm step={step} onEntered={(me) => void arrive(me)} onBack={again} />
      </EntryFrame>
    )
  }
  return (
    <EntryFrame title={t('web.sign_in.title')} lead={demo.length > 0 ? t('web.sign_in.demo_lead') : undefined}>
      {demo.length > 0 && <DemoAccounts accounts={demo} back={back} />}
      <PasswordForm
        isFirst={demo.length === 0}
        ended={ended}
        address={address}
        onAddress={setAddress}
        onEntered={(me) => void arrive(me)}
        onSecondFactor={setStep}
      />
      {hasPasskeys() && <PasskeyButton onEntered={(me) => void arrive(me)} />}
      <p className={classes.other}>
        <Link to="/reset" state={{ address }}>
          {t('registration.reset.forgot')}
        </Link>
      </p>
      {(welcome.data?.registration === 'open' || welcome.data?.registration === 'approval') && (
        <p className={classes.another}>
          {t('web.sign_in.no_account')} <Link to="/register">{t('web.register')}</Link>
        </p>
      )}
    </EntryFrame>
  )
}

interface PasswordFormProps {
  isFirst: boolean
  /** Why a second step was not finished. */
  ended: unknown
  address: string
  onAddress: (address: string) => void
  onEntered: (me: Me) => void
  onSecondFactor: (step: string) => void
}

function PasswordForm({ isFirst, ended, address, onAddress, onEntered, onSecondFactor }: PasswordFormProps) {
  const { t } = useWords()
  const signIn = useMutation({
    mutationFn: api.signIn,
    onSuccess: (reply) => ('secondFactor' in reply ? onSecondFactor(reply.secondFactor.step) : onEntered(reply)),
  })
  const form = useEntryForm({
    fields: ['email', 'password'],
    newPassword: false,
    error: signIn.error ?? ended,
    submit: ({ email, password }) => signIn.mutate({ email, password }),
  })
  const email = form.field('email')
  return (
    <form className={classes.fields} {...form.form}>
      <TextInput
        {...email}
        defaultValue={address}
        onChange={(event) => {
          email.onChange()
          onAddress(event.currentTarget.value)
        }}
        type="email"
        label={t('web.email')}
        autoComplete="username webauthn"
        required
        withAsterisk={false}
        autoFocus={isFirst}
      />
      <PasswordInput
        {...form.field('password')}
        label={t('web.password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': t('web.password.show') }}
      />
      <Problem error={form.error} />
      <Button
        type="submit"
        variant={isFirst ? 'filled' : 'default'}
        className={classes.submit}
        loading={signIn.isPending}
      >
        {t('web.sign_in')}
      </Button>
    </form>
  )
}

function PasskeyButton({ onEntered }: { onEntered: (me: Me) => void }) {
  const { t } = useWords()
  const enter = useMutation({
    mutationFn: async () => {
      const answer = await answerByPasskey(await credentialsApi.passkeySignIn())
      return answer && credentialsApi.signInByPasskey(answer)
    },
    onSuccess: (me) => me && onEntered(me),
  })
  return (
    <div className={classes.passkey}>
      <Button
        fullWidth
        className={classes.submit}
        leftSection={<KeyIcon size={18} />}
        loading={enter.isPending}
        onClick={() => enter.mutate()}
      >
        {t('account.use_passkey')}
      </Button>
      <Problem error={enter.error} />
    </div>
  )
}

function DemoAccounts({
  accounts,
  back,
}: {
  accounts: { email: string; name: string; role: string }[]
  back?: string
}) {
  const { t, language } = useWords()
  const enter = useEntry(api.demoSignIn, back)
  const headingId = useId()
  const roleWord = (role: string) => {
    if (role === 'owner') return t('web.role.owner')
    if (role === 'admin') return t('web.role.admin')
    if (role === 'editor') return t('web.role.editor')
    if (role === 'agent') return t('web.role.agent')
    if (role === 'accountant') return t('web.role.accountant')
    if (role === 'viewer') return t('web.role.viewer')
    if (role === 'operator') return t('web.role.operator')
    return role
  }
  return (
    <section className={classes.demo} aria-labelledby={headingId}>
      <h2 id={headingId} className="visually-hidden">
        {t('web.sign_in.demo')}
      </h2>
      {accounts.map((account) => (
        <button
          key={account.email}
          type="button"
          className={classes.demoAccount}
          disabled={enter.isPending}
          onClick={() => enter.mutate({ email: account.email, language })}
        >
          <span>
            <span className={classes.demoName}>{t('web.sign_in.as', { name: account.name })}</span>
            <span className={classes.demoRole}>
              {roleWord(account.role)} · {account.email}
            </span>
          </span>
          <ForwardIcon className={classes.demoGo} />
        </button>
      ))}
      <Problem error={enter.error} />
      <a className={classes.demoTour} href="/t/demo" target="_blank" rel="noopener">
        <OpenIcon size={18} />
        {t('web.sign_in.demo_tour')}
      </a>
      <div className={classes.or}>{t('web.sign_in.or')}</div>
    </section>
  )
}
