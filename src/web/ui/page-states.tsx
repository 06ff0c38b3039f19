// A page that is still coming, went wrong, or does not exist.
import { Button, Loader } from '@mantine/core'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { ApiError } from '../lib/http.ts'
import { isLatePart } from '../lib/late.ts'
import { useWords } from '../lib/words.tsx'
import classes from './page-states.module.css'
import { ErrorPlace } from './pieces.tsx'

export function PagePending() {
  const { t } = useWords()
  return (
    <main className={classes.pending} aria-busy="true">
      <h1 className="visually-hidden">{t('web.loading')}</h1>
      <Loader size={28} color="var(--accent)" />
    </main>
  )
}

export function PageError({ error }: ErrorComponentProps) {
  const { t } = useWords()
  const router = useRouter()
  // The router keeps a page's code that did not come as it is: only a new page asks for it again.
  const retry = () => (isLatePart(error) ? location.reload() : void router.invalidate())
  return (
    <main className={classes.page}>
      <ErrorPlace error={error} onRetry={retry}>
        <Button component={Link} to="/">
          {t('web.to_start')}
        </Button>
      </ErrorPlace>
    </main>
  )
}

const missing = new ApiError(404, 'web.error.no_such_page')

export function MissingPage() {
  const { t } = useWords()
  return (
    <main className={classes.page}>
      <ErrorPlace error={missing}>
        <Button component={Link} to="/" variant="filled">
          {t('web.to_start')}
        </Button>
      </ErrorPlace>
    </main>
  )
}
