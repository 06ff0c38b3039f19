// What members see of a team whose access is suspended: why, until when, whom to ask, and the way to take their data along.
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Me } from '../../lib/api.ts'
import { may } from '../../lib/role.ts'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import { WarningIcon } from '../../ui/icons.tsx'
import type { HeldView } from '../desk/desk-api.ts'
import { HoldReasons } from './hold-banner.tsx'
import classes from './holds.module.css'

export function HeldPage({ me, teamId, held }: { me: Me; teamId: string; held: HeldView }) {
  const { t } = useWords()
  const title = t('holds.title.blocked')
  usePageTitle(title)
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <span className={classes.sign}>
          <WarningIcon size={32} />
        </span>
        <h1>{title}</h1>
        <HoldReasons held={held} />
        <div className={classes.ways}>
          {may(me, teamId, 'team.export') && (
            <Button component="a" variant="filled" href={`/studio/${teamId}/team/data`}>
              {t('holds.export')}
            </Button>
          )}
          <Button component={Link} to="/account">
            {t('holds.account')}
          </Button>
        </div>
      </div>
    </main>
  )
}
