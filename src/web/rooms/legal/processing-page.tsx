// The register of processing that the law asks for, as the software keeps it.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { BackIcon, DownloadIcon } from '../../ui/icons.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import desk from '../desk/desk.module.css'
import { legalApi, processingTable } from './legal-api.ts'

export function ProcessingPage() {
  const { t, language } = useWords()
  usePageTitle(t('legal.register'))
  const register = useQuery({
    queryKey: ['desk', 'processing', language],
    queryFn: () => legalApi.processing(language),
  })
  return (
    <main className={desk.page}>
      <div className={desk.inner}>
        <Link to="/desk/legal" className={desk.crumb}>
          <BackIcon size={16} />
          {t('legal.desk')}
        </Link>
        <div className={desk.head}>
          <h1>{t('legal.register')}</h1>
          <Button component="a" href={processingTable(language)} leftSection={<DownloadIcon size={18} />}>
            CSV
          </Button>
        </div>
        <p className={desk.nothing}>{t('legal.register.lead')}</p>
        {register.isError && <ErrorPlace error={register.error} onRetry={() => void register.refetch()} />}
        <div className={desk.column}>
          {register.data?.map((row) => (
            <section key={row.purpose} className={desk.purpose} aria-label={row.purpose}>
              <h2>{row.purpose}</h2>
              <dl className={desk.facts}>
                <Fact label={t('legal.processing.column.subjects')} value={row.subjects} />
                <Fact label={t('legal.processing.column.data')} value={row.data} />
                <Fact label={t('legal.processing.column.basis')} value={row.basis} />
                <Fact label={t('legal.processing.column.term')} value={row.term} />
                <Fact label={t('legal.processing.column.thirdParties')} value={row.thirdParties} />
                <Fact label={t('legal.processing.column.crossBorder')} value={row.crossBorder} />
                <Fact label={t('legal.processing.column.published')} value={row.published} />
              </dl>
            </section>
          ))}
        </div>
      </div>
    </main>
  )
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className={desk.fact}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
