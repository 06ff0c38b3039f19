// All holds of the installation: those that stand, and those that ended.
import { getRouteApi } from '@tanstack/react-router'
import { usePageTitle } from '../../lib/title.ts'
import { useWords } from '../../lib/words.tsx'
import classes from './desk.module.css'
import { deskApi } from './desk-api.ts'
import { HoldItem } from './hold-item.tsx'
import { FilterBar, PagedList } from './list-parts.tsx'

const route = getRouteApi('/desk/holds')

export function HoldsPage() {
  const { t } = useWords()
  usePageTitle(t('desk.holds'))
  const { filter = 'standing' } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <div className={classes.head}>
          <h1>{t('desk.holds')}</h1>
        </div>
        <div className={classes.tools}>
          <FilterBar
            label={t('desk.filter')}
            value={filter}
            onChange={(next) => void navigate({ search: { filter: next }, replace: true })}
            choices={[
              { value: 'standing', label: t('desk.filter.standing') },
              { value: 'ended', label: t('desk.filter.ended') },
              { value: 'all', label: t('desk.filter.all') },
            ]}
          />
        </div>
        <PagedList path="holds" wish={{ filter }} load={deskApi.holds} empty={t('desk.holds.none')}>
          {(items) => (
            <div className={classes.card}>
              <ul className={classes.rows}>
                {items.map((hold) => (
                  <HoldItem key={hold.id} hold={hold} named />
                ))}
              </ul>
            </div>
          )}
        </PagedList>
      </div>
    </main>
  )
}
