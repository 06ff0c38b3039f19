// The rail: the mark, the rooms of the studio, the person. On phones it lies at the bottom.
import { Menu, UnstyledButton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, keys, type Me } from '../../lib/api.ts'
import { initialsOf } from '../../lib/initials.ts'
import { makesTours } from '../../lib/role.ts'
import { useWords } from '../../lib/words.tsx'
import { ContactIcon, Mark, OpenIcon, PersonIcon, SignOutIcon, TeamIcon, ToursIcon } from '../../ui/icons.tsx'
import { LanguageSegments, SchemeSegments } from '../../ui/preferences.tsx'
import { useSignOut } from '../accounts/use-sign-out.ts'
import { Bell } from '../notices/bell.tsx'
import classes from './rail.module.css'
import { FoundTeamDialog, TeamSwitcher } from './team-switcher.tsx'

export function Rail({ me, teamId }: { me: Me; teamId: string }) {
  const { t } = useWords()
  return (
    <nav className={classes.rail} aria-label={t('web.rail')}>
      <Link to="/studio/$teamId/tours" params={{ teamId }} className={classes.mark} aria-label="Panoqor">
        <Mark size={32} />
      </Link>
      <Link
        to="/studio/$teamId/tours"
        params={{ teamId }}
        className={classes.room}
        activeProps={{ 'aria-current': 'page' }}
        activeOptions={{ exact: false }}
      >
        <ToursIcon size={22} />
        {t('web.tours')}
      </Link>
      {makesTours(me, teamId) && <LeadsLink teamId={teamId} />}
      <Link
        to="/studio/$teamId/team"
        params={{ teamId }}
        className={classes.room}
        activeProps={{ 'aria-current': 'page' }}
        activeOptions={{ exact: false }}
      >
        <TeamIcon size={22} />
        <span className={classes.roomWord}>{t('teams.nav.team')}</span>
      </Link>
      <div className={classes.space} />
      <Bell classes={classes} />
      <PersonMenu me={me} teamId={teamId} />
    </nav>
  )
}

/** With the number of those that wait for an answer. */
function LeadsLink({ teamId }: { teamId: string }) {
  const { t } = useWords()
  const { data } = useQuery({ queryKey: keys.leads(teamId), queryFn: () => api.leads(teamId), staleTime: 60_000 })
  const waiting = data?.filter((lead) => !lead.answeredAt).length ?? 0
  return (
    <Link
      to="/studio/$teamId/leads"
      params={{ teamId }}
      className={classes.room}
      activeProps={{ 'aria-current': 'page' }}
    >
      <ContactIcon size={22} />
      <span className={classes.roomWord}>{t('web.leads')}</span>
      {waiting > 0 && (
        <span className={classes.badge}>
          {waiting}
          <span className="visually-hidden"> {t('web.leads.waiting')}</span>
        </span>
      )}
    </Link>
  )
}

function PersonMenu({ me, teamId }: { me: Me; teamId: string }) {
  const { t } = useWords()
  const signOut = useSignOut()
  const changeLanguage = useChangeLanguage()
  const [founding, setFounding] = useState(false)
  return (
    <Menu position="right-end" width={300} closeOnItemClick>
      {founding && <FoundTeamDialog onClose={() => setFounding(false)} />}
      <Menu.Target>
        <UnstyledButton className={classes.person}>
          <span className={classes.initials} aria-hidden="true">
            {initialsOf(me.name)}
          </span>
          <span className={classes.personWord}>{t('web.account')}</span>
          <span className="visually-hidden">: {me.name}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        <div className={classes.who}>
          <span className={classes.name}>{me.name}</span>
          <span className={classes.email}>{me.email}</span>
        </div>
        <Menu.Divider />
        <TeamSwitcher me={me} teamId={teamId} onFound={() => setFounding(true)} />
        <StorageUse teamId={teamId} />
        <Menu.Divider />
        <div className={classes.choices}>
          <LanguageSegments onChange={changeLanguage} />
          <SchemeSegments />
        </div>
        <Menu.Divider />
        {me.operator && (
          <Menu.Item component={Link} to="/desk" leftSection={<OpenIcon size={18} />}>
            {t('desk.title')}
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/account" leftSection={<PersonIcon size={18} />}>
          {t('account.settings')}
        </Menu.Item>
        <Menu.Item leftSection={<SignOutIcon size={18} />} onClick={signOut}>
          {t('web.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Asked when the menu opens. */
function StorageUse({ teamId }: { teamId: string }) {
  const { t, bytes } = useWords()
  const { data } = useQuery({ queryKey: ['storage', teamId], queryFn: () => api.storageUse(teamId), staleTime: 0 })
  if (!data) return null
  const share = data.quotaBytes > 0 ? Math.min(1, data.usedBytes / data.quotaBytes) : 0
  return (
    <div className={classes.storage}>
      {t('web.storage', { used: bytes(data.usedBytes), quota: bytes(data.quotaBytes) })}
      <span className={classes.storageBar} aria-hidden="true">
        <span className={classes.storageFill} style={{ width: `${Math.max(1, share * 100)}%` }} />
      </span>
    </div>
  )
}

/** On this device at once; in the account as soon as the server answers. */
function useChangeLanguage() {
  const { setLanguage } = useWords()
  const queryClient = useQueryClient()
  return (language: 'kk' | 'ru' | 'en') => {
    setLanguage(language)
    api.changeMe({ language }).then(
      (me) => queryClient.setQueryData(keys.me, me),
      () => undefined,
    )
  }
}
