// One separate agreement at the desk: its fields while it is a draft, its paper, signing, and its end.
import { Button, FileButton, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { BackIcon, DownloadIcon, UploadIcon } from '../../ui/icons.tsx'
import { ErrorPlace, StateWord } from '../../ui/pieces.tsx'
import { Problem } from '../accounts/problem.tsx'
import desk from '../desk/desk.module.css'
import { useFullDay } from '../legal/full-day.ts'
import { AgreementForm } from './agreement-form.tsx'
import { agreementKeys, agreementsApi, type DeskAgreement, deskFile, noon } from './agreements-api.ts'
import { agreementStates } from './desk-agreements-page.tsx'
import { OverridesList } from './overrides-list.tsx'

const route = getRouteApi('/desk/agreements/$agreementId')

export function DeskAgreementPage() {
  const { t } = useWords()
  const { agreementId } = route.useParams()
  const agreement = useQuery({
    queryKey: agreementKeys.one(agreementId),
    queryFn: () => agreementsApi.one(agreementId),
  })
  usePageTitle(t('agreements.desk'))
  return (
    <main className={desk.page}>
      <div className={desk.inner}>
        <Link to="/desk/agreements" className={desk.crumb}>
          <BackIcon size={16} />
          {t('agreements.desk')}
        </Link>
        {agreement.isError && <ErrorPlace error={agreement.error} onRetry={() => void agreement.refetch()} />}
        {agreement.isPending && <div className={desk.skeleton} role="status" aria-label={t('web.loading')} />}
        {agreement.data && <Whole agreement={agreement.data} />}
      </div>
    </main>
  )
}

function Whole({ agreement }: { agreement: DeskAgreement }) {
  const { t } = useWords()
  const day = useFullDay()
  const { number, dated, state, teamName, startsOn, endsOn, endedAt, endReason, signedAt } = agreement
  return (
    <>
      <div className={desk.head}>
        <h1>{t('agreements.number', { number, date: day(noon(dated)) })}</h1>
        <StateWord tone={agreementStates[state].tone}>{t(agreementStates[state].word)}</StateWord>
      </div>
      <p className={desk.quiet}>
        {teamName ?? t('agreements.team_gone')} ·{' '}
        {endsOn
          ? t('agreements.term', { from: day(noon(startsOn)), to: day(noon(endsOn)) })
          : t('agreements.open_term', { from: day(noon(startsOn)) })}
        {signedAt && ` · ${t('agreements.signed_on', { date: day(signedAt) })}`}
      </p>
      {endedAt && (
        <p className={desk.statement}>
          {t('agreements.ended_on', { date: day(endedAt) })}: {endReason}
        </p>
      )}
      <div className={desk.column}>
        {state === 'draft' ? (
          <AgreementForm key={agreement.id} agreement={agreement} />
        ) : (
          <section className={desk.card} aria-label={t('agreements.changes')}>
            <h2>{t('agreements.changes')}</h2>
            <p className={desk.quiet}>{agreement.parties}</p>
            <OverridesList agreement={agreement} />
          </section>
        )}
        <Papers agreement={agreement} />
        {state === 'draft' && <DraftEnd agreement={agreement} />}
        {(state === 'active' || state === 'upcoming') && <EndCard agreement={agreement} />}
      </div>
    </>
  )
}

function useRefresh(id: string) {
  const queryClient = useQueryClient()
  return async () => {
    await queryClient.invalidateQueries({ queryKey: agreementKeys.one(id) })
    await queryClient.invalidateQueries({ queryKey: agreementKeys.all })
  }
}

function Papers({ agreement }: { agreement: DeskAgreement }) {
  const { t, bytes } = useWords()
  const refresh = useRefresh(agreement.id)
  const add = useMutation({
    mutationFn: (file: File) => agreementsApi.addFile(agreement.id, file),
    onSuccess: refresh,
  })
  return (
    <section className={desk.card} aria-labelledby="papers">
      <h2 id="papers">{t('agreements.papers')}</h2>
      <p className={desk.quiet}>{t('agreements.papers.lead')}</p>
      <ul className={desk.rows}>
        {agreement.files.map(({ sha256, fileName, sizeBytes }) => (
          <li key={sha256} className={desk.row}>
            <div className={desk.rowMain}>
              <span className={desk.name}>{fileName}</span>
              <span className={desk.sub}>
                {bytes(sizeBytes)} · SHA-256 {sha256.slice(0, 16)}…
              </span>
            </div>
            <Button component="a" href={deskFile(agreement.id, sha256)} leftSection={<DownloadIcon size={18} />}>
              {t('agreements.download')}
            </Button>
          </li>
        ))}
      </ul>
      {agreement.state === 'draft' && (
        <div className={desk.verbs}>
          <FileButton accept="application/pdf" onChange={(file) => file && add.mutate(file)}>
            {(props) => (
              <Button {...props} loading={add.isPending} leftSection={<UploadIcon size={18} />}>
                {t('agreements.add_file')}
              </Button>
            )}
          </FileButton>
        </div>
      )}
      <Problem error={add.error} />
    </section>
  )
}

function DraftEnd({ agreement }: { agreement: DeskAgreement }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const refresh = useRefresh(agreement.id)
  const sign = useMutation({ mutationFn: () => agreementsApi.sign(agreement.id), onSuccess: refresh })
  const discard = useMutation({
    mutationFn: () => agreementsApi.discard(agreement.id),
    onSuccess: () => navigate({ to: '/desk/agreements' }),
  })
  return (
    <section className={desk.card} aria-labelledby="sign">
      <h2 id="sign">{t('agreements.sign')}</h2>
      <p className={desk.quiet}>{t('agreements.sign.lead')}</p>
      <Problem error={sign.error ?? discard.error} />
      <div className={desk.verbs}>
        <Button
          variant="filled"
          disabled={agreement.files.length === 0}
          loading={sign.isPending}
          onClick={() => sign.mutate()}
        >
          {t('agreements.sign.do')}
        </Button>
        <Button variant="danger" loading={discard.isPending} onClick={() => discard.mutate()}>
          {t('legal.publish.discard')}
        </Button>
      </div>
    </section>
  )
}

function EndCard({ agreement }: { agreement: DeskAgreement }) {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const refresh = useRefresh(agreement.id)
  const end = useMutation({ mutationFn: () => agreementsApi.end(agreement.id, reason.trim()), onSuccess: refresh })
  return (
    <section className={desk.card} aria-labelledby="end">
      <h2 id="end">{t('agreements.end')}</h2>
      <p className={desk.quiet}>{t('agreements.end.lead')}</p>
      <TextInput
        label={t('agreements.end.reason')}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Problem error={end.error} />
      <div className={desk.verbs}>
        <Button variant="danger" disabled={!reason.trim()} loading={end.isPending} onClick={() => end.mutate()}>
          {t('agreements.end.do')}
        </Button>
      </div>
    </section>
  )
}
