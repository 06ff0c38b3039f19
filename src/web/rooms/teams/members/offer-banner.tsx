// The offer of ownership, as its giver and its receiver see it.
import { Button } from '@mantine/core'
import type { Me } from '../../../lib/api.ts'
import { useWords } from '../../../lib/words.tsx'
import { type OwnershipOffer, teamsApi, useTeamChange } from '../teams-api.ts'
import classes from './members.module.css'

export function OfferBanner({ teamId, offer, me }: { teamId: string; offer: OwnershipOffer; me: Me }) {
  const { t, date } = useWords()
  const answer = useTeamChange(teamId, (accepts: boolean) => teamsApi.answerOffer(teamId, offer.id, accepts))
  const withdraw = useTeamChange(teamId, () => teamsApi.withdrawOffer(teamId, offer.id))
  const isMine = offer.to.personId === me.id
  const until = date(offer.expiresAt)
  return (
    <section className={classes.banner} aria-label={t('teams.ownership')}>
      <p>
        {isMine
          ? t('teams.ownership.to_you', { name: offer.from.name, date: until })
          : t('teams.ownership.waiting', { name: offer.to.name, date: until })}
      </p>
      <div className={classes.ways}>
        {isMine ? (
          <>
            <Button variant="filled" loading={answer.isPending} onClick={() => answer.mutate(true)}>
              {t('teams.ownership.accept')}
            </Button>
            <Button disabled={answer.isPending} onClick={() => answer.mutate(false)}>
              {t('teams.ownership.decline')}
            </Button>
          </>
        ) : (
          <Button loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
            {t('teams.ownership.withdraw')}
          </Button>
        )}
      </div>
    </section>
  )
}
