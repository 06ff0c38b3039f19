// The proof of the history, on demand: how much of it was checked, and each row that is not as it was written.
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { StateWord } from '../../ui/pieces.tsx'
import { Problem } from '../accounts/problem.tsx'
import own from './privacy.module.css'
import { privacyApi, type Verified } from './privacy-api.ts'

const faultWords: Record<Verified['faults'][number]['kind'], WordKey> = {
  edited: 'audit.fault.edited',
  details_edited: 'audit.fault.details_edited',
  deleted: 'audit.fault.deleted',
  inserted: 'audit.fault.inserted',
  reordered: 'audit.fault.reordered',
  head_edited: 'audit.fault.head_edited',
  anchor_differs: 'audit.fault.anchor_differs',
}

export function HistoryVerdict() {
  const { t } = useWords()
  const verify = useMutation({ mutationFn: privacyApi.verify })
  return (
    <section
      className={own.verdict}
      aria-label={t('audit.proof')}
      data-broken={(verify.data?.faultCount ?? 0) > 0 || undefined}
    >
      <div className={own.cardHead}>
        <span>{t('audit.proof.about')}</span>
        <Button size="xs" loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('audit.proof.verify')}
        </Button>
      </div>
      <div aria-live="polite">{verify.data && <Verdict verified={verify.data} />}</div>
      <Problem error={verify.error} />
    </section>
  )
}

function Verdict({ verified }: { verified: Verified }) {
  const { t } = useWords()
  const { entries, chains, erased, faultCount, faults, anchoredDays, newestAnchor } = verified
  return (
    <>
      <StateWord tone={faultCount === 0 ? 'ok' : 'danger'}>
        {faultCount === 0
          ? t('audit.proof.whole', { entries, chains })
          : t('audit.proof.broken', { count: faultCount })}
      </StateWord>
      <p className={own.facts}>
        {t('audit.proof.erased', { count: erased })} ·{' '}
        {newestAnchor
          ? t('audit.proof.anchored', { days: anchoredDays, day: newestAnchor })
          : t('audit.proof.no_anchor')}
      </p>
      {faults.length > 0 && (
        <ul className={own.faults}>
          {faults.map((fault) => (
            <li key={`${fault.kind} ${fault.chain} ${fault.position} ${fault.entryId} ${fault.day}`}>
              {t(faultWords[fault.kind])} {fault.day ?? `№ ${fault.entryId ?? '–'} · ${fault.chain}/${fault.position}`}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
