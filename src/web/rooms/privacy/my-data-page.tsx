// What is kept of a person: taking it along, asking the operator about it, deleting it.
import { useQuery } from '@tanstack/react-query'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import classes from '../accounts/account.module.css'
import { AskCard } from './ask-card.tsx'
import { DeleteAccountCard } from './delete-account-card.tsx'
import { ExportCard } from './export-card.tsx'
import { MailedLink } from './mailed-link.tsx'
import { PendingDeletions } from './pending-deletions.tsx'
import { privacyApi, privacyKeys } from './privacy-api.ts'

const lookAgainMs = 3000

export function MyDataPage() {
  const { t } = useWords()
  usePageTitle(t('my_data.title'))
  const data = useQuery({
    queryKey: privacyKeys.myData,
    queryFn: privacyApi.myData,
    refetchInterval: ({ state }) =>
      state.data?.exports.some((each) => each.state === 'waiting') ? lookAgainMs : false,
  })
  return (
    <>
      <h1>{t('my_data.title')}</h1>
      <p className={classes.intro}>{t('my_data.lead')}</p>
      <MailedLink />
      {data.isError && !data.data && <ErrorPlace error={data.error} onRetry={() => void data.refetch()} />}
      {data.isPending && (
        <div className={classes.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
      )}
      {data.data && (
        <>
          <PendingDeletions erasures={data.data.erasures} />
          <ExportCard
            title={t('my_data.export.title')}
            about={t('my_data.export.about')}
            exports={data.data.exports.filter(({ kind }) => kind === 'person')}
          />
          {data.data.ownedTeams.map(({ id, name }) => (
            <ExportCard
              key={id}
              teamId={id}
              title={t('my_data.export.team', { name })}
              about={t('my_data.export.team_about')}
              exports={data.data.exports.filter((each) => each.kind === 'team' && each.name === name)}
            />
          ))}
          <AskCard requests={data.data.requests} />
          {!data.data.erasures.some(({ kind }) => kind === 'person') && (
            <DeleteAccountCard onlyOwnerOf={data.data.onlyOwnerOf} />
          )}
        </>
      )}
    </>
  )
}
