// The team's public page: opening, its address, closing.
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useWords } from '../../../lib/words.tsx'
import { CopyField, StateWord } from '../../../ui/pieces.tsx'
import { Problem } from '../../accounts/problem.tsx'
import { type Agency, teamsApi, useTeamChange } from '../teams-api.ts'
import classes from './profile.module.css'

export function AgencyCard({ teamId, agency, mayEdit }: { teamId: string; agency: Agency; mayEdit: boolean }) {
  const { t } = useWords()
  const [slug, setSlug] = useState(agency.suggestion)
  const open = useTeamChange(teamId, () => teamsApi.openAgency(teamId, { slug }), { said: 'teams.saved', quiet: true })
  const close = useTeamChange(teamId, () => teamsApi.closeAgency(teamId), { said: 'teams.agency.closed' })
  const isTidy = /^(?=.{3,80}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isTidy) open.mutate(undefined)
  }
  return (
    <section className={classes.card}>
      <div className={classes.languages}>
        <h2>{t('teams.agency')}</h2>
        <StateWord tone={agency.page ? 'ok' : 'quiet'}>
          {t(agency.page ? 'teams.agency.is_open' : 'teams.agency.is_closed')}
        </StateWord>
      </div>
      <p className={classes.text}>{t('teams.agency.text')}</p>
      {agency.page && <CopyField label={t('teams.agency.link')} value={location.origin + agency.page.url} />}
      {mayEdit && (
        <form className={classes.fields} onSubmit={submit}>
          <TextInput
            label={t('teams.agency.address')}
            description={`${location.origin}/agency/${slug}`}
            error={!isTidy && t('teams.agency.address_wrong')}
            maxLength={80}
            value={slug}
            onChange={(event) => setSlug(event.currentTarget.value.toLowerCase())}
          />
          <Problem error={open.error} />
          <div className={classes.ways}>
            <Button type="submit" variant={agency.page ? 'default' : 'filled'} loading={open.isPending}>
              {t(agency.page ? 'teams.agency.move' : 'teams.agency.open')}
            </Button>
            {agency.page && (
              <>
                <Button component="a" href={agency.page.url} target="_blank" rel="noopener">
                  {t('teams.agency.look')}
                </Button>
                <Button variant="danger" loading={close.isPending} onClick={() => close.mutate(undefined)}>
                  {t('teams.agency.close')}
                </Button>
              </>
            )}
          </div>
        </form>
      )}
    </section>
  )
}
