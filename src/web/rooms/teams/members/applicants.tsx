// People who brought an invitation and wait to be let in.
import { Button } from '@mantine/core'
import { useWords } from '../../../lib/words.tsx'
import { type Applicant, teamsApi, useTeamChange } from '../teams-api.ts'
import classes from './members.module.css'

export function Applicants({ teamId, applicants }: { teamId: string; applicants: Applicant[] }) {
  const { t } = useWords()
  if (applicants.length === 0) return null
  return (
    <section className={classes.part}>
      <h2>
        {t('teams.applicants')} <span className={classes.count}>{applicants.length}</span>
      </h2>
      <ul className={classes.list}>
        {applicants.map((applicant) => (
          <ApplicantRow key={`${applicant.invitationId} ${applicant.personId}`} {...{ teamId, applicant }} />
        ))}
      </ul>
    </section>
  )
}

function ApplicantRow({ teamId, applicant }: { teamId: string; applicant: Applicant }) {
  const { t, date } = useWords()
  const decide = useTeamChange(teamId, (outcome: 'joined' | 'refused') => teamsApi.decide(teamId, applicant, outcome))
  const isOther = applicant.invitedEmail !== null && applicant.invitedEmail !== applicant.email
  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <span className={classes.name}>{applicant.name}</span>
        <span className={classes.facts}>
          {applicant.email} · {t(`teams.role.${applicant.role}`)} · {date(applicant.askedAt)}
        </span>
        {isOther && (
          <span className={classes.warning}>
            {t('teams.applicants.other_address', { email: applicant.invitedEmail ?? '' })}
          </span>
        )}
      </div>
      <div className={classes.ways}>
        <Button
          variant="filled"
          loading={decide.isPending}
          aria-label={`${t('teams.applicants.let_in')}: ${applicant.name}`}
          onClick={() => decide.mutate('joined')}
        >
          {t('teams.applicants.let_in')}
        </Button>
        <Button
          disabled={decide.isPending}
          aria-label={`${t('teams.applicants.refuse')}: ${applicant.name}`}
          onClick={() => decide.mutate('refused')}
        >
          {t('teams.applicants.refuse')}
        </Button>
      </div>
    </li>
  )
}
