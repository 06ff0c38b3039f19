// The members as rows; long lists can be searched. Whoever may change a role changes it in place.
import { ActionIcon, Menu, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { can, type Role, rankOf, reaches, roles, rolesGivenBy } from '#rooms/teams/abilities/contract.ts'
import { initialsOf } from '../../../lib/initials.ts'
import { useWords } from '../../../lib/words.tsx'
import { MoreIcon, SearchIcon } from '../../../ui/icons.tsx'
import { type Member, teamsApi, useTeamChange } from '../teams-api.ts'
import { type MemberAct, MemberDialog } from './member-dialog.tsx'
import classes from './members.module.css'

interface MemberListProps {
  teamId: string
  members: Member[]
  /** Ownership is offered to somebody already. */
  hasOffer: boolean
  personId: string
  /** Of whoever looks. */
  role: Role
}

const searchFrom = 8

const byRank = (one: Member, other: Member) =>
  rankOf(other.role) - rankOf(one.role) || one.name.localeCompare(other.name)

export function MemberList({ teamId, members, hasOffer, personId, role }: MemberListProps) {
  const { t } = useWords()
  const [wanted, setWanted] = useState('')
  const [act, setAct] = useState<MemberAct>()
  const folded = wanted.trim().toLocaleLowerCase()
  const shown = members
    .toSorted(byRank)
    .filter(({ name, email }) => `${name} ${email ?? ''}`.toLocaleLowerCase().includes(folded))
  return (
    <section aria-label={t('teams.nav.members')}>
      {members.length >= searchFrom && (
        <TextInput
          type="search"
          className={classes.search}
          aria-label={t('teams.members.search')}
          placeholder={t('teams.members.search')}
          leftSection={<SearchIcon size={18} />}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
      )}
      <ul className={classes.list}>
        {shown.map((member) => (
          <MemberRow
            key={member.personId}
            {...{ teamId, member, role, hasOffer }}
            isSelf={member.personId === personId}
            onAct={setAct}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className={classes.nothing}>{t('teams.members.none_found')}</p>}
      {act && <MemberDialog teamId={teamId} act={act} onClose={() => setAct(undefined)} />}
    </section>
  )
}

/** `Today` inside a sentence. */
const lowerFirst = (text: string) => text.charAt(0).toLocaleLowerCase() + text.slice(1)

interface MemberRowProps {
  teamId: string
  member: Member
  role: Role
  hasOffer: boolean
  isSelf: boolean
  onAct: (act: MemberAct) => void
}

function MemberRow({ teamId, member, role, hasOffer, isSelf, onAct }: MemberRowProps) {
  const { t, day } = useWords()
  const mayRemove = !isSelf && reaches(role, member.role)
  const mayOffer = !isSelf && !hasOffer && can(role, 'team.transfer') && member.role !== 'owner'
  return (
    <li className={classes.row}>
      <span className={classes.initials} aria-hidden="true">
        {initialsOf(member.name)}
      </span>
      <div className={classes.who}>
        <span className={classes.name}>
          {member.name} {isSelf && <span className={classes.you}>{t('teams.members.you')}</span>}
        </span>
        <span className={classes.facts}>
          {member.email && `${member.email} · `}
          {t('teams.members.since', { date: lowerFirst(day(member.since)) })}
        </span>
      </div>
      <RoleField {...{ teamId, member, role, isSelf }} />
      {mayRemove || mayOffer ? (
        <Menu>
          <Menu.Target>
            <ActionIcon aria-label={t('teams.members.more', { name: member.name })}>
              <MoreIcon size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {mayOffer && (
              <Menu.Item onClick={() => onAct({ kind: 'offer', member })}>{t('teams.ownership.offer')}</Menu.Item>
            )}
            {mayRemove && (
              <Menu.Item color="danger" onClick={() => onAct({ kind: 'remove', member })}>
                {t('teams.members.remove')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      ) : (
        <span className={classes.noMenu} />
      )}
    </li>
  )
}

function RoleField({ teamId, member, role, isSelf }: Omit<MemberRowProps, 'onAct' | 'hasOffer'>) {
  const { t } = useWords()
  const change = useTeamChange(teamId, (wanted: Exclude<Role, 'owner'>) =>
    teamsApi.changeRole(teamId, member.personId, wanted),
  )
  const given = rolesGivenBy(role)
  if (isSelf ? given.length === 0 || member.role === 'owner' : !reaches(role, member.role))
    return <span className={classes.role}>{t(`teams.role.${member.role}`)}</span>
  return (
    <NativeSelect
      className={classes.roleField}
      aria-label={t('teams.members.role_of', { name: member.name })}
      value={change.isPending ? change.variables : member.role}
      disabled={change.isPending}
      data={given.map((each) => ({ value: each, label: t(`teams.role.${each}`) }))}
      onChange={(event) => {
        const wanted = roles.find((each) => each === event.currentTarget.value)
        if (wanted && wanted !== 'owner') change.mutate(wanted)
      }}
    />
  )
}
