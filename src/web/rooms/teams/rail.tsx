// The rail: the mark, the rooms of the studio, the person. On phones it lies at the bottom.
import { Popover, UnstyledButton } from '@mantine/core'
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
      {/* Its word is too long for this narrow place in two of the languages: the sign is enough, the name stays. */}
      <Bell classes={{ ...classes, room: `${classes.room} ${classes.bell}`, roomWord: 'visually-hidden' }} />
      <PersonPanel me={me} teamId={teamId} />
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

/** More than a menu: teams, choices and the way out, so that it is a panel whose parts are what they look like. */
function PersonPanel({ me, teamId }: { me: Me; teamId: string }) {
  const { t } = useWords()
  const signOut = useSignOut()
  const changeLanguage = useChangeLanguage()
  const [open, setOpen] = useState(false)
  const [founding, setFounding] = useState(false)
  const close = () => setOpen(false)
  return (
    <Popover
      position="right-end"
      width={300}
      radius={12}
      shadow="md"
      opened={open}
      onChange={setOpen}
      trapFocus
      returnFocus
    >
      {founding && <FoundTeamDialog onClose={() => setFounding(false)} />}
      <Popover.Target>
        <UnstyledButton className={classes.person} onClick={() => setOpen((before) => !before)}>
          <span className={classes.initials} aria-hidden="true">
            {initialsOf(me.name)}
          </span>
          <span className={classes.personWord}>{t('web.account')}</span>
          <span className="visually-hidden">: {me.name}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} aria-label={t('web.account')}>
        <div className={classes.who}>
          <span className={classes.name}>{me.name}</span>
          <span className={classes.email}>{me.email}</span>
        </div>
        <TeamSwitcher me={me} teamId={teamId} onLeave={close} onFound={() => setFounding(true)} />
        <StorageUse teamId={teamId} />
        <div className={classes.choices}>
          <LanguageSegments onChange={changeLanguage} />
          <SchemeSegments />
        </div>
        {me.operator && (
          <Link to="/desk" className={classes.item} onClick={close}>
            <OpenIcon size={18} />
            {t('desk.title')}
          </Link>
        )}
        <Link to="/account" className={classes.item} onClick={close}>
          <PersonIcon size={18} />
          {t('account.settings')}
        </Link>
        <UnstyledButton className={classes.item} onClick={signOut}>
          <SignOutIcon size={18} />
          {t('web.sign_out')}
        </UnstyledButton>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Asked when the panel opens. */
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
