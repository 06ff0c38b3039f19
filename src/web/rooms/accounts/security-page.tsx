// How a person proves who they are: password, address, one-time codes, passkeys. Every change asks for a fresh proof by itself.
import { useQuery } from '@tanstack/react-query'
import { api, keys } from '../../lib/api.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import classes from './account.module.css'
import { CodesCard } from './codes-card.tsx'
import { credentialKeys, credentialsApi } from './credentials-api.ts'
import { EmailCard } from './email-card.tsx'
import { PasskeysCard } from './passkeys-card.tsx'
import { PasswordCard } from './password-card.tsx'

export function SecurityPage() {
  const { t } = useWords()
  usePageTitle(t('account.security'))
  const me = useQuery({ queryKey: keys.me, queryFn: api.me })
  const credentials = useQuery({ queryKey: credentialKeys.credentials, queryFn: credentialsApi.describe })
  return (
    <>
      <h1>{t('account.security')}</h1>
      <p className={classes.intro}>{t('account.security.lead')}</p>
      {credentials.isError && <ErrorPlace error={credentials.error} onRetry={() => void credentials.refetch()} />}
      {credentials.isPending && (
        <div className={classes.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
      )}
      {credentials.data && me.data && (
        <>
          <CodesCard credentials={credentials.data} email={me.data.email} />
          <PasskeysCard credentials={credentials.data} />
          <PasswordCard hasPassword={credentials.data.hasPassword} />
          <EmailCard email={me.data.email} />
        </>
      )}
    </>
  )
}
