// Pages behind links of mails that do one thing: confirm a new address, take an account back, prove an address. A click is asked for,
// because programs that look into mails open links too.
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keys } from '../../lib/api.ts'
import { ApiError } from '../../lib/http.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import classes from './entry.module.css'
import { EntryFrame } from './entry-frame.tsx'
import { LinkGone } from './link-gone.tsx'
import { useLinkToken } from './link-token.ts'
import { Problem } from './problem.tsx'
import { registrationApi } from './registration-api.ts'

interface LinkPageProps {
  title: WordKey
  lead: WordKey
  submit: WordKey
  done: WordKey
  act: (token: string) => Promise<{ email: string }>
}

function LinkPage(props: LinkPageProps) {
  const token = useLinkToken()
  return token ? <OpenedLink key={token} token={token} {...props} /> : <LinkGone again="/" />
}

function OpenedLink({ token, title, lead, submit, done, act }: LinkPageProps & { token: string }) {
  const { t } = useWords()
  const queryClient = useQueryClient()
  usePageTitle(t(title))
  const run = useMutation({
    mutationFn: () => act(token),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.me }),
  })
  if (run.error instanceof ApiError && [400, 410].includes(run.error.status)) return <LinkGone again="/" />
  if (run.data)
    return (
      <EntryFrame title={t(title)} lead={t(done, { email: run.data.email })}>
        <div className={classes.ways}>
          <Button component={Link} to="/" hash="" variant="filled">
            {t('registration.on')}
          </Button>
        </div>
      </EntryFrame>
    )
  return (
    <EntryFrame title={t(title)} lead={t(lead)}>
      <div className={classes.ways}>
        <Button variant="filled" loading={run.isPending} onClick={() => run.mutate()} autoFocus>
          {t(submit)}
        </Button>
      </div>
      <Problem error={run.error} />
    </EntryFrame>
  )
}

export const EmailChangePage = () => (
  <LinkPage
    title="registration.email.title"
    lead="registration.email.lead"
    submit="registration.email.submit"
    done="registration.email.done"
    act={registrationApi.confirmEmail}
  />
)

export const EmailUndoPage = () => (
  <LinkPage
    title="registration.undo.title"
    lead="registration.undo.lead"
    submit="registration.undo.submit"
    done="registration.undo.done"
    act={registrationApi.undoEmail}
  />
)

export const VerifyPage = () => (
  <LinkPage
    title="registration.verify.title"
    lead="registration.verify.lead"
    submit="registration.email.submit"
    done="registration.verify.done"
    act={registrationApi.proveAddress}
  />
)
