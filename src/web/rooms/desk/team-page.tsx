// One team as the staff see it: people, tours, usage, complaints and restrictions on one page, and what can be done about them.
import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { MoreIcon } from '../../ui/icons.tsx'
import { StateWord } from '../../ui/pieces.tsx'
import classes from './desk.module.css'
import { deskApi, deskKeys, type TeamPage as Team } from './desk-api.ts'
import { HoldSheet, type HoldTarget } from './hold-sheet.tsx'
import { LevelWord } from './list-parts.tsx'
import { Notes } from './notes.tsx'
import { Card, EntryPage, Facts, Holds, LevelFact } from './page-parts.tsx'
import { SupportLink } from './staff/support-link.tsx'
import { kindsFor } from './staff-words.ts'
import { useTeamRoleWord } from './team-role-word.ts'
import { Terminated, TerminateSheet } from './termination.tsx'

const route = getRouteApi('/desk/teams/$teamId')
const deskRoute = getRouteApi('/desk')

export function TeamPage() {
  const { teamId } = route.useParams()
  const page = useQuery({ queryKey: deskKeys.team(teamId), queryFn: () => deskApi.team(teamId) })
  return (
    <EntryPage list="teams" page={page} nameOf={({ team }) => team.name}>
      {(found) => <Shown page={found} />}
    </EntryPage>
  )
}

function Shown({ page }: { page: Team }) {
  const { language } = useWords()
  const [target, setTarget] = useState<HoldTarget>()
  const { team } = page
  const restrict = (kind: HoldTarget['kind'], id: string, name: string) => setTarget({ kind, id, name, language })
  return (
    <>
      <div className={classes.head}>
        <h1>{team.name}</h1>
        <SupportLink teamId={team.id} />
        <Verbs page={page} onRestrict={() => restrict('team', team.id, team.name)} />
      </div>
      {page.termination && <Terminated teamId={team.id} termination={page.termination} />}
      <TeamFacts page={page} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <Holds holds={page.holds} />
          <Tours page={page} onRestrict={(id, name) => restrict('tour', id, name)} />
          <Reports page={page} />
        </div>
        <div className={classes.column}>
          <People page={page} />
          <Notes notes={page.notes} onWrite={(text) => deskApi.noteOnTeam(team.id, text)} />
        </div>
      </div>
      <HoldSheet target={target} onClose={() => setTarget(undefined)} />
    </>
  )
}

function Verbs({ page, onRestrict }: { page: Team; onRestrict: () => void }) {
  const { t } = useWords()
  const { me } = deskRoute.useRouteContext()
  const [ending, setEnding] = useState(false)
  if (kindsFor(me.operator).length === 0) return null
  return (
    <div className={classes.verbs}>
      <Button variant="filled" onClick={onRestrict}>
        {t('desk.restrict')}
      </Button>
      {me.operator === 'owner' && !page.termination && (
        <Menu>
          <Menu.Target>
            <Button leftSection={<MoreIcon size={18} />}>{t('desk.more_verbs')}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="danger" onClick={() => setEnding(true)}>
              {t('desk.terminate')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <TerminateSheet team={page.team} opened={ending} onClose={() => setEnding(false)} />
    </div>
  )
}

function TeamFacts({ page: { team, usage, contacts, legalName, agreement, pageSlug, deletion } }: { page: Team }) {
  const { t, date, bytes } = useWords()
  const known = (label: string, value: string) => (value ? [{ label, value }] : [])
  return (
    <Facts
      facts={[
        { label: t('desk.state'), value: <LevelFact level={team.level} /> },
        { label: t('desk.registered'), value: date(team.createdAt) },
        { label: t('desk.tours'), value: t('desk.tours_of', { published: team.published, tours: team.tours }) },
        {
          label: t('desk.storage'),
          value: t('desk.storage_of', { used: bytes(usage.usedBytes), quota: bytes(usage.quotaBytes) }),
        },
        { label: t('desk.leads'), value: usage.leads },
        { label: t('desk.open_reports'), value: usage.openReports },
        ...known(t('desk.legal_name'), legalName),
        ...known(t('desk.number'), team.binIin),
        ...known(t('desk.agreement'), agreement ?? ''),
        ...known(t('desk.email'), contacts.email),
        ...known(t('desk.phone'), contacts.phone),
        ...known(t('desk.website'), contacts.website),
        ...known(t('desk.page'), pageSlug ?? ''),
        ...known(t('desk.deletion'), deletion ? date(deletion.dueAt) : ''),
      ]}
    />
  )
}

function Tours({ page, onRestrict }: { page: Team; onRestrict: (tourId: string, name: string) => void }) {
  const { t } = useWords()
  const { me } = deskRoute.useRouteContext()
  const mayHold = kindsFor(me.operator).length > 0
  return (
    <Card title={t('desk.tours')} count={page.tours.length} none={t('desk.no_tours')}>
      {page.tours.map((tour) => (
        <li key={tour.id} className={classes.row}>
          <div className={classes.rowMain}>
            {tour.name || t('web.untitled')}
            {tour.slug && (
              <a className={classes.sub} href={`/t/${tour.slug}`} target="_blank" rel="noopener">
                /t/{tour.slug}
              </a>
            )}
          </div>
          <LevelWord level={tour.level} />
          {mayHold && (
            <Button
              size="xs"
              variant="subtle"
              aria-label={`${t('desk.restrict')}: ${tour.name}`}
              onClick={() => onRestrict(tour.id, tour.name || t('web.untitled'))}
            >
              {t('desk.restrict')}
            </Button>
          )}
        </li>
      ))}
    </Card>
  )
}

function People({ page }: { page: Team }) {
  const { t } = useWords()
  const roleWord = useTeamRoleWord()
  return (
    <Card title={t('desk.members')} count={page.people.length} none={t('desk.no_people')}>
      {page.people.map((person) => (
        <li key={person.id} className={classes.row}>
          <div className={classes.rowMain}>
            <Link to="/desk/accounts/$personId" params={{ personId: person.id }}>
              {person.name}
            </Link>
            <span className={classes.sub}>{person.email}</span>
          </div>
          <LevelWord level={person.level} />
          <span className={classes.quiet}>{roleWord(person.role)}</span>
        </li>
      ))}
    </Card>
  )
}

const reasonWords: Record<string, WordKey> = {
  wrong_facts: 'web.reports.wrong_facts',
  no_rights: 'web.reports.no_rights',
  personal_data: 'web.reports.personal_data',
  forbidden: 'web.reports.forbidden',
  other: 'web.reports.other',
}

function Reports({ page }: { page: Team }) {
  const { t, date } = useWords()
  return (
    <Card title={t('desk.reports')} count={page.reports.length} none={t('desk.no_reports')}>
      {page.reports.map((report) => (
        <li key={report.id} className={classes.row}>
          <span className={classes.rowMain}>
            № {report.number} · {t(reasonWords[report.reason] ?? 'web.reports.other')} · /t/{report.slug}
          </span>
          <StateWord tone={report.isOpen ? 'warn' : 'quiet'}>
            {t(report.isOpen ? 'desk.report.open' : 'desk.report.settled')}
          </StateWord>
          <span className={classes.quiet}>{date(report.at)}</span>
        </li>
      ))}
    </Card>
  )
}
