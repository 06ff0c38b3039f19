// The desk's separate agreements: all of them, newest first. A new one is begun on the page of its team.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { usePageTitle } from '../../lib/title.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { ErrorPlace, StateWord, type Tone } from '../../ui/pieces.tsx'
import desk from '../desk/desk.module.css'
import { useFullDay } from '../legal/full-day.ts'
import { type Agreement, agreementKeys, agreementsApi, noon } from './agreements-api.ts'
import { NewAgreement } from './new-agreement.tsx'

export const agreementStates: Record<Agreement['state'], { word: WordKey; tone: Tone }> = {
  draft: { word: 'agreements.state.draft', tone: 'quiet' },
  upcoming: { word: 'agreements.state.upcoming', tone: 'warn' },
  active: { word: 'agreements.state.active', tone: 'ok' },
  expired: { word: 'agreements.state.expired', tone: 'quiet' },
  ended: { word: 'agreements.state.ended', tone: 'quiet' },
}

export function DeskAgreementsPage() {
  const { t } = useWords()
  const day = useFullDay()
  usePageTitle(t('agreements.desk'))
  const agreements = useQuery({ queryKey: agreementKeys.all, queryFn: agreementsApi.all })
  return (
    <main className={desk.page}>
      <div className={desk.inner}>
        <div className={desk.head}>
          <h1>{t('agreements.desk')}</h1>
          <NewAgreement />
        </div>
        <p className={desk.nothing}>{t('agreements.desk.lead')}</p>
        {agreements.isError && <ErrorPlace error={agreements.error} onRetry={() => void agreements.refetch()} />}
        {agreements.data?.length === 0 && <p className={desk.quiet}>{t('agreements.desk.none')}</p>}
        <ul className={desk.rows}>
          {agreements.data?.map((agreement) => (
            <li key={agreement.id} className={desk.row}>
              <div className={desk.rowMain}>
                <Link to="/desk/agreements/$agreementId" params={{ agreementId: agreement.id }} className={desk.name}>
                  {t('agreements.number', { number: agreement.number, date: day(noon(agreement.dated)) })}
                </Link>
                <span className={desk.sub}>
                  {agreement.teamName ?? t('agreements.team_gone')} · {agreement.parties}
                </span>
              </div>
              <StateWord tone={agreementStates[agreement.state].tone}>
                {t(agreementStates[agreement.state].word)}
              </StateWord>
            </li>
          ))}
        </ul>
      </div>
    </main>
  )
}
