// What surrounds the work of the operator's staff: the sections, the search, and the way back to one's own teams.
import { UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { api, keys } from '../../lib/api.ts'
import { useSectionInSight } from '../../lib/section-in-sight.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { BackIcon, Mark, SearchIcon } from '../../ui/icons.tsx'
import { Bell } from '../notices/bell.tsx'
import { sectionsFor } from './desk-nav.ts'
import { DeskSearch } from './desk-search.tsx'
import classes from './desk-shell.module.css'

const deskRoute = getRouteApi('/desk')

export function DeskShell() {
  const { t } = useWords()
  const sections = useSectionInSight()
  const { me: entered } = deskRoute.useRouteContext()
  const { data: me = entered } = useQuery({ queryKey: keys.me, queryFn: api.me, staleTime: 60_000 })
  const [searching, setSearching] = useState(false)
  useSearchKey(() => setSearching(true))
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#page">
        {t('web.skip')}
      </a>
      <aside className={classes.side} aria-label={t('desk.title')}>
        <div className={classes.head}>
          <Mark size={28} />
          <div className={classes.title}>
            {t('desk.title')}
            <span className={classes.role}>{t(roleWords[me.operator ?? ''] ?? 'desk.role.auditor')}</span>
          </div>
        </div>
        <UnstyledButton className={classes.search} onClick={() => setSearching(true)}>
          <SearchIcon size={18} />
          <span className={classes.searchWord}>{t('desk.search')}</span>
          <kbd className={classes.key}>Ctrl K</kbd>
        </UnstyledButton>
        <nav ref={sections} className={classes.nav} aria-label={t('desk.sections')}>
          {sectionsFor(me.operator).map(({ to, word, Icon }) => (
            <Link key={to} to={to} className={classes.section} activeProps={{ 'aria-current': 'page' }}>
              <Icon size={20} />
              {t(word)}
            </Link>
          ))}
        </nav>
        <Bell classes={{ room: classes.bell, roomWord: classes.bellWord, badge: classes.badge }} />
        <Link to="/" className={classes.back}>
          <BackIcon size={18} />
          <span>{t('desk.to_studio')}</span>
        </Link>
      </aside>
      <div className={classes.page} id="page">
        <Outlet />
      </div>
      <DeskSearch opened={searching} onClose={() => setSearching(false)} />
    </div>
  )
}

const roleWords: Record<string, WordKey> = {
  owner: 'desk.role.owner',
  billing: 'desk.role.billing',
  moderation: 'desk.role.moderation',
  support: 'desk.role.support',
  auditor: 'desk.role.auditor',
}

/** Ctrl K, or ⌘ K, from anywhere at the desk. */
function useSearchKey(open: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      open()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
}
