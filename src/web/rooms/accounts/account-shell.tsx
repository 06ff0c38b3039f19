// What surrounds a person's own settings: the way back to work, the sections, the page.
import { Button } from '@mantine/core'
import { Link, Outlet } from '@tanstack/react-router'
import { useSectionInSight } from '../../lib/section-in-sight.ts'
import { useWords } from '../../lib/words.tsx'
import { BackIcon } from '../../ui/icons.tsx'
import { LanguageSwitch } from '../../ui/preferences.tsx'
import { PersonHoldBanner } from '../holds/hold-banner.tsx'
import { Bell } from '../notices/bell.tsx'
import classes from './account.module.css'
import { accountSections } from './account-nav.ts'

export function AccountShell() {
  const { t } = useWords()
  const sections = useSectionInSight()
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#page">
        {t('web.skip')}
      </a>
      <nav className={classes.top} aria-label={t('account.back')}>
        <Button component={Link} to="/" variant="subtle" leftSection={<BackIcon size={18} />}>
          {t('account.back')}
        </Button>
        <div className={classes.topEnd}>
          <Bell classes={{ room: classes.bell, roomWord: classes.bellWord, badge: classes.badge }} />
          <LanguageSwitch />
        </div>
      </nav>
      <PersonHoldBanner />
      <div className={classes.body}>
        <nav ref={sections} className={classes.nav} aria-label={t('account.sections')}>
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
