// One account as the staff see it: what matters on one page, and what they can do about it.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { anonymousAddress } from '#rooms/privacy/contract.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { StateWord } from '../../ui/pieces.tsx'
import { AccountVerbs } from './account-verbs.tsx'
import classes from './desk.module.css'
import { type AccountPage as Account, deskApi, deskKeys } from './desk-api.ts'
import { HoldSheet, type HoldTarget } from './hold-sheet.tsx'
import { LevelWord } from './list-parts.tsx'
import { Notes } from './notes.tsx'
import { Card, EntryPage, Facts, Holds, LevelFact } from './page-parts.tsx'
import { useStaffRoleWord } from './staff-words.ts'
import { useTeamRoleWord } from './team-role-word.ts'

const route = getRouteApi('/desk/accounts/$personId')

/** Whoever was anonymised has none. */
const nameOf = ({ id, email, name }: Account['account']) => (email === anonymousAddress(id) ? undefined : name)

export function AccountPage() {
  const { t } = useWords()
  const { personId } = route.useParams()
  const page = useQuery({ queryKey: deskKeys.account(personId), queryFn: () => deskApi.account(personId) })
  return (
    <EntryPage list="accounts" page={page} nameOf={({ account }) => nameOf(account) ?? t('desk.anonymous')}>
      {(found) => <Shown page={found} />}
    </EntryPage>
  )
}

function Shown({ page }: { page: Account }) {
  const { t } = useWords()
  const { account } = page
  const name = nameOf(account)
  const [target, setTarget] = useState<HoldTarget>()
  const restrict = () => setTarget({ kind: 'person', id: account.id, name: account.name, language: account.language })
  return (
    <>
      <div className={classes.head}>
        <h1>{name ?? t('desk.anonymous')}</h1>
        {name !== undefined && <AccountVerbs page={page} onRestrict={restrict} />}
      </div>
      <AccountFacts page={page} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <Holds holds={page.holds} />
          <Teams page={page} />
          <Security page={page} />
        </div>
        <div className={classes.column}>
          <Notes notes={page.notes} onWrite={(text) => deskApi.noteOnAccount(account.id, text)} />
          <Acceptances page={page} />
        </div>
      </div>
      <HoldSheet target={target} onClose={() => setTarget(undefined)} />
    </>
  )
}

function AccountFacts({ page: { account, sessions, application, deletion } }: { page: Account }) {
  const { t, date } = useWords()
  const roleWord = useStaffRoleWord()
  const waiting = application && application.outcome === null
  const secondFactor = account.hasSecondFactor || account.passkeys > 0
  return (
    <Facts
      facts={[
        { label: t('desk.email'), value: account.email, isLong: true },
        {
          label: t('desk.state'),
          value: (
            <span className={classes.states}>
              <LevelFact level={account.level} />
              {!account.isVerified && <StateWord tone="quiet">{t('desk.unverified')}</StateWord>}
              {waiting && <StateWord tone="warn">{t('desk.waits_for_approval')}</StateWord>}
            </span>
          ),
        },
        { label: t('desk.registered'), value: date(account.createdAt) },
        { label: t('desk.last_seen'), value: account.lastSeenAt ? date(account.lastSeenAt) : '–' },
        { label: t('desk.sessions'), value: sessions },
        {
          label: t('desk.second_factor'),
          value: secondFactor ? t('desk.second_factor.on') : t('desk.second_factor.off'),
        },
        ...(account.staffRole ? [{ label: t('desk.staff_role'), value: roleWord(account.staffRole) }] : []),
        ...(deletion ? [{ label: t('desk.deletion'), value: date(deletion.dueAt) }] : []),
      ]}
    />
  )
}

function Teams({ page }: { page: Account }) {
  const { t } = useWords()
  const roleWord = useTeamRoleWord()
  return (
    <Card title={t('desk.teams')} count={page.teams.length} none={t('desk.no_teams')}>
      {page.teams.map((team) => (
        <li key={team.id} className={classes.row}>
          <Link to="/desk/teams/$teamId" params={{ teamId: team.id }} className={classes.rowMain}>
            {team.name}
          </Link>
          <LevelWord level={team.level} />
          <span className={classes.quiet}>{roleWord(team.role)}</span>
        </li>
      ))}
    </Card>
  )
}

/** Codes that this page does not know yet are shown as they are. */
function Security({ page }: { page: Account }) {
  const { t, date, refusal } = useWords()
  const word = (kind: string) => {
    const key = `audit.event.${kind}`
    const said = refusal(key)
    return said.includes(key) ? kind : said
  }
  return (
    <Card title={t('desk.security')} count={page.security.length} none={t('desk.security.none')}>
      {page.security.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: events have no id on the wire and never change places
        <li key={index} className={classes.row}>
          <span className={classes.rowMain}>{word(event.kind)}</span>
          <span className={classes.quiet}>
            {event.place} · {date(event.at)}
          </span>
        </li>
      ))}
    </Card>
  )
}

const documentWords: Record<string, WordKey> = {
  terms: 'desk.document.terms',
  privacy: 'desk.document.privacy',
  consent: 'desk.document.consent',
}

function Acceptances({ page }: { page: Account }) {
  const { t, date } = useWords()
  return (
    <Card title={t('desk.acceptances')} count={page.acceptances.length} none={t('desk.acceptances.none')}>
      {page.acceptances.map(({ document, version, act, at }) => (
        <li key={`${document}${version}${at}`} className={classes.row}>
          <span className={classes.rowMain}>
            {t(documentWords[document] ?? 'desk.document.terms')}, {t('desk.document.version', { version })}
            {act === 'withdrawn' && ` · ${t('desk.document.withdrawn')}`}
          </span>
          <span className={classes.quiet}>{date(at)}</span>
        </li>
      ))}
    </Card>
  )
}
