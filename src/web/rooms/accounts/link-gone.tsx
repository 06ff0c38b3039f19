// A link of a mail that was used, ran out, or was cut in two on its way.
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../lib/words.tsx'
import classes from './entry.module.css'
import { EntryFrame } from './entry-frame.tsx'

export function LinkGone({ again }: { again: '/register' | '/reset' | '/' }) {
  const { t } = useWords()
  return (
    <EntryFrame title={t('registration.gone.title')} lead={t('accounts.link_gone')}>
      <div className={classes.ways}>
        <Button component={Link} to={again} hash="" variant="filled" reloadDocument>
          {again === '/' ? t('registration.on') : t('registration.gone.again')}
        </Button>
        {again !== '/' && (
          <Button component={Link} to="/sign-in" hash="">
            {t('web.sign_in')}
          </Button>
        )}
      </div>
    </EntryFrame>
  )
}
