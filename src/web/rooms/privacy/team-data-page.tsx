// A team's data: taking it along and deleting the team. For its owners.
import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { ApiError } from '../../lib/http.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import classes from '../accounts/account.module.css'
import { Problem } from '../accounts/problem.tsx'
import { ExportCard } from './export-card.tsx'
import { PendingDeletions } from './pending-deletions.tsx'
import own from './privacy.module.css'
import { privacyApi, privacyKeys } from './privacy-api.ts'
import { usePrivacyChange } from './use-privacy.ts'

const studioRoute = getRouteApi('/studio/$teamId')
const notYours = new ApiError(403, 'teams.role_cannot')

export function TeamDataPage() {
  const { t } = useWords()
  const { teamId } = studioRoute.useParams()
  usePageTitle(t('my_data.team.title'))
  const data = useQuery({ queryKey: privacyKeys.myData, queryFn: privacyApi.myData })
  const owned = data.data?.ownedTeams.find(({ id }) => id === teamId)
  const name = owned?.name ?? ''
  const pending = data.data?.erasures.filter(({ subjectId }) => subjectId === teamId) ?? []
  return (
    <>
      <h1>{t('my_data.team.title')}</h1>
      <p className={classes.intro}>{t('my_data.team.lead')}</p>
      {data.isError && !data.data && <ErrorPlace error={data.error} onRetry={() => void data.refetch()} />}
      {data.isPending && (
        <div className={classes.skeleton} role="status" aria-busy="true" aria-label={t('web.loading')} />
      )}
      {data.data && !owned && <ErrorPlace error={notYours} />}
      {data.data && owned && (
        <>
          <PendingDeletions erasures={pending} />
          <ExportCard
            teamId={teamId}
            title={t('my_data.export.team', { name })}
            about={t('my_data.export.team_about')}
            exports={data.data.exports.filter((each) => each.kind === 'team' && each.name === name)}
          />
          {pending.length === 0 && <DeleteTeamCard teamId={teamId} name={name} />}
        </>
      )}
    </>
  )
}

function DeleteTeamCard({ teamId, name }: { teamId: string; name: string }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [isSure, setSure] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const check = useRef<HTMLInputElement>(null)
  const remove = usePrivacyChange(privacyKeys.myData, () => privacyApi.deleteTeam(teamId), {
    said: 'my_data.deletion.scheduled',
    onDone: () => setOpen(false),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(!isSure)
    if (isSure) remove.mutate()
    else check.current?.focus()
  }
  return (
    <section className={classes.card} aria-labelledby="delete-team">
      <div className={classes.cardHead}>
        <h2 id="delete-team">{t('my_data.delete_team.title')}</h2>
        {!isOpen && (
          <Button variant="danger" onClick={() => setOpen(true)}>
            {t('my_data.delete_team.open')}
          </Button>
        )}
      </div>
      <p className={classes.text}>{t('my_data.delete_team.about')}</p>
      {isOpen && (
        <form className={own.ending} onSubmit={submit} noValidate>
          <ul className={own.consequences}>
            <li>{t('my_data.delete_team.goes')}</li>
            <li>{t('my_data.delete_team.hidden')}</li>
            <li>{t('my_data.delete_team.kept')}</li>
            <li>{t('my_data.delete.undo')}</li>
          </ul>
          <Checkbox
            className={own.check}
            label={t('my_data.delete_team.sure', { name })}
            ref={check}
            checked={isSure}
            error={isAsked && !isSure && t('my_data.delete_team.tick')}
            onChange={(event) => setSure(event.currentTarget.checked)}
          />
          <Problem error={remove.error} />
          <div className={classes.ways}>
            <Button type="submit" variant="danger" loading={remove.isPending}>
              {t('my_data.delete_team.now')}
            </Button>
            <Button variant="subtle" onClick={() => setOpen(false)}>
              {t('web.cancel')}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}
