// What surrounds a person's own settings: the way back to work, the sections, the page.
import { Button } from '@mantine/core'
import { Link, Outlet } from '@tanstack/react-router'
import { useWords } from '../../lib/words.tsx'
import { BackIcon } from '../../ui/icons.tsx'
import { LanguageSwitch } from '../../ui/preferences.tsx'
import { PersonHoldBanner } from '../holds/hold-banner.tsx'
import classes from './account.module.css'
import { accountSections } from './account-nav.ts'

export function AccountShell() {
  const { t } = useWords()
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#page">
        {t('web.skip')}
      </a>
      <nav className={classes.top} aria-label={t('account.back')}>
        <Button component={Link} to="/" variant="subtle" leftSection={<BackIcon size={18} />}>
          {t('account.back')}
        </Button>
        <LanguageSwitch />
      </nav>
      <PersonHoldBanner />
      <div className={classes.body}>
        <nav className={classes.nav} aria-label={t('account.sections')}>
          {accountSections.map(({ to, word }) => (
            <Link key={to} to={to} className={classes.section} activeProps={{ 'aria-current': 'page' }}>
              {t(word)}
            </Link>
          ))}
        </nav>
        <main className={classes.page} id="page">
          <Outlet />
        </main>
      </div>
    </div>
  )
}
