// All holds of the installation: those that stand, and those that ended.
import { getRouteApi } from '@tanstack/react-router'
import { useWords } from '../../lib/words.tsx'
import classes from './desk.module.css'
import { deskApi } from './desk-api.ts'
import { HoldItem } from './hold-item.tsx'
import { ListPage } from './list-parts.tsx'

const route = getRouteApi('/desk/holds')

export function HoldsPage() {
  const { t } = useWords()
  const navigate = route.useNavigate()
  return (
    <ListPage
      title={t('desk.holds')}
      filters={['standing', 'ended', 'all']}
      wish={route.useSearch()}
      onNarrow={({ filter }) => void navigate({ search: { filter }, replace: true })}
      path="holds"
      load={deskApi.holds}
      empty={t('desk.holds.none')}
    >
      {(items) => (
        <div className={classes.card}>
          <ul className={classes.rows}>
            {items.map((hold) => (
              <HoldItem key={hold.id} hold={hold} named />
            ))}
          </ul>
        </div>
      )}
    </ListPage>
  )
}
