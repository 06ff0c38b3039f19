// The first steps of an operator: what must be there before strangers may register, each with the way to where it is done.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { usePageTitle } from '../../lib/title.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { ErrorPlace, StateWord } from '../../ui/pieces.tsx'
import desk from '../desk/desk.module.css'
import { legalApi, legalKeys, type SetUp } from './legal-api.ts'

type Step = SetUp['steps'][number]['step']

const steps: Record<Step, { title: WordKey; text: WordKey; to?: LinkProps['to'] }> = {
  identity: { title: 'legal.operator', text: 'legal.setup.identity', to: '/desk/operator' },
  texts: { title: 'legal.desk', text: 'legal.setup.texts', to: '/desk/legal' },
  mail: { title: 'legal.setup.mail_title', text: 'legal.setup.mail' },
  second_factor: { title: 'legal.setup.factor_title', text: 'legal.setup.factor', to: '/account/security' },
}

export function SetUpPage() {
  const { t } = useWords()
  usePageTitle(t('legal.setup'))
  const setUp = useQuery({ queryKey: legalKeys.setUp, queryFn: legalApi.setUp })
  const isDone = setUp.data?.steps.every(({ done }) => done)
  return (
    <main className={desk.page}>
      <div className={desk.inner}>
        <h1>{t('legal.setup')}</h1>
        <p className={desk.nothing}>{t(isDone ? 'legal.setup.done' : 'legal.setup.lead')}</p>
        {setUp.isError && <ErrorPlace error={setUp.error} onRetry={() => void setUp.refetch()} />}
        <ol className={desk.rows}>
          {setUp.data?.steps.map(({ step, done }, index) => (
            <li key={step} className={desk.row}>
              <div className={desk.rowMain}>
                <strong className={desk.name}>
                  {index + 1}. {t(steps[step].title)}
                </strong>
                <span className={desk.sub}>{t(steps[step].text)}</span>
              </div>
              <div className={desk.verbs}>
                <StateWord tone={done ? 'ok' : 'warn'}>{t(done ? 'legal.setup.ready' : 'legal.setup.open')}</StateWord>
                {steps[step].to && (
                  <Button component={Link} to={steps[step].to} variant={done ? 'default' : 'filled'}>
                    {t(done ? 'legal.setup.look' : 'legal.setup.do')}
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ol>
      </div>
    </main>
  )
}
