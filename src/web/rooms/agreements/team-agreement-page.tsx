// A team's separate agreement: that it prevails over the terms, what it changes, its paper; or that the general terms hold.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { DownloadIcon, OpenIcon } from '../../ui/icons.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import desk from '../desk/desk.module.css'
import { useFullDay } from '../legal/full-day.ts'
import { type Agreement, agreementKeys, agreementsApi, noon, type TeamTerms, teamFile } from './agreements-api.ts'
import { OverridesList } from './overrides-list.tsx'

const route = getRouteApi('/studio/$teamId')

export function TeamAgreementPage() {
  const { t } = useWords()
  const { teamId } = route.useParams()
  usePageTitle(t('agreements.title'))
  const terms = useQuery({ queryKey: agreementKeys.team(teamId), queryFn: () => agreementsApi.ofTeam(teamId) })
  return (
    <>
      <h1>{t('agreements.title')}</h1>
      {terms.isError && <ErrorPlace error={terms.error} onRetry={() => void terms.refetch()} />}
      {terms.isPending && <div className={desk.skeleton} role="status" aria-label={t('web.loading')} />}
      {terms.data && <General terms={terms.data} />}
      {terms.data?.agreement && <AgreementCard agreement={terms.data.agreement} teamId={teamId} />}
    </>
  )
}

function General({ terms }: { terms: TeamTerms }) {
  const { t, bytes, language } = useWords()
  const { agreement, storage, termsVersion } = terms
  return (
    <>
      <p className={desk.nothing}>
        {agreement ? t('agreements.prevails', { number: agreement.number }) : t('agreements.none')}
      </p>
      <dl className={desk.facts}>
        <div className={desk.fact}>
          <dt>{t('agreements.key.storage')}</dt>
          <dd>
            {bytes(storage.limitBytes)}
            {storage.fromAgreement && (
              <span className={desk.sub}>{t('agreements.from', { number: storage.fromAgreement })}</span>
            )}
          </dd>
        </div>
        {termsVersion !== null && (
          <div className={desk.fact}>
            <dt>{t('legal.kind.terms')}</dt>
            <dd>
              <a href={`/${language}/terms-of-use`} target="_blank" rel="noopener">
                {t('legal.page.version', { number: termsVersion })} <OpenIcon size={14} />
              </a>
            </dd>
          </div>
        )}
      </dl>
    </>
  )
}

function AgreementCard({ agreement, teamId }: { agreement: Agreement; teamId: string }) {
  const { t } = useWords()
  const day = useFullDay()
  const { number, dated, startsOn, endsOn, parties, files } = agreement
  return (
    <section className={desk.card} aria-labelledby="agreement">
      <h2 id="agreement">{t('agreements.number', { number, date: day(noon(dated)) })}</h2>
      <p className={desk.quiet}>{parties}</p>
      <p className={desk.quiet}>
        {endsOn
          ? t('agreements.term', { from: day(noon(startsOn)), to: day(noon(endsOn)) })
          : t('agreements.open_term', { from: day(noon(startsOn)) })}
      </p>
      <OverridesList agreement={agreement} />
      <div className={desk.verbs}>
        {files.map(({ sha256, fileName }) => (
          <Button
            key={sha256}
            component="a"
            href={teamFile(teamId, agreement.id, sha256)}
            leftSection={<DownloadIcon size={18} />}
          >
            {fileName}
          </Button>
        ))}
      </div>
    </section>
  )
}
