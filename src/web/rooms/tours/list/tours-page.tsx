// The tours of a team: cards with pictures, search, order; where there are none, a place that invites to drop photos.
import { Button, Menu, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, keys, type TourCard } from '../../../lib/api.ts'
import { makesTours } from '../../../lib/role.ts'
import { usePageTitle } from '../../../lib/title.ts'
import { useWords, type WordKey } from '../../../lib/words.tsx'
import { CheckIcon, PlusIcon, SearchIcon, SortIcon, UploadIcon } from '../../../ui/icons.tsx'
import { ErrorPlace } from '../../../ui/pieces.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { PickButton } from '../../media/pick-button.tsx'
import { useAddFiles } from '../../media/use-add-files.ts'
import { EmptyTours } from './empty-tours.tsx'
import { sortTours, type TourOrder, tourOrders } from './sort.ts'
import { TourCardView } from './tour-card.tsx'
import classes from './tours.module.css'

const studioRoute = getRouteApi('/studio/$teamId')

const orderWords: Record<TourOrder, WordKey> = {
  changed: 'web.tours.order.changed',
  created: 'web.tours.order.created',
  title: 'web.tours.order.title',
}

export function ToursPage() {
  const { t, text } = useWords()
  const { teamId } = studioRoute.useParams()
  const { me } = studioRoute.useRouteContext()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 250)
  const [order, setOrder] = useState<TourOrder>('changed')
  const addFiles = useAddFiles(teamId, undefined)
  usePageTitle(t('web.tours'))
  const tours = useQuery({
    queryKey: [...keys.tours(teamId), search],
    queryFn: ({ signal }) => api.tours(teamId, search, signal),
    placeholderData: keepPreviousData,
  })
  const cards = sortTours(tours.data ?? [], order, text)
  const mayMake = makesTours(me, teamId)
  const isEmpty = tours.data?.length === 0 && search === ''

  return (
    <main className={classes.page}>
      <div className={classes.inner}>
        <header className={classes.header}>
          <div className={classes.headings}>
            <p className={classes.team}>{me.teams.find((team) => team.id === teamId)?.name}</p>
            <h1>{t('web.tours')}</h1>
          </div>
          {mayMake && (
            <>
              <NewTourButton teamId={teamId} />
              <PickButton
                variant="filled"
                label={t('web.tours.upload')}
                leftSection={<UploadIcon size={18} />}
                onFiles={addFiles}
              />
            </>
          )}
        </header>
        {!isEmpty && !tours.isError && (
          <div className={classes.tools}>
            <TextInput
              className={classes.search}
              type="search"
              aria-label={t('web.tours.search')}
              placeholder={t('web.tours.search')}
              leftSection={<SearchIcon size={18} />}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <OrderMenu order={order} onChange={setOrder} />
          </div>
        )}
        {tours.isError && !tours.data && <ErrorPlace error={tours.error} onRetry={() => void tours.refetch()} />}
        {tours.isPending && <CardSkeletons />}
        {isEmpty &&
          (mayMake ? <EmptyTours onFiles={addFiles} /> : <p className={classes.nothing}>{t('web.tours.none')}</p>)}
        {tours.data && !isEmpty && cards.length === 0 && (
          <p className={classes.nothing} role="status">
            {t('web.tours.nothing_found', { search })}
          </p>
        )}
        {cards.length > 0 && (
          <ul className={classes.cards} aria-label={t('web.tours')}>
            {cards.map((card) => (
              <TourItem key={card.id} teamId={teamId} card={card} mayDelete={card.mayDelete} />
            ))}
          </ul>
        )}
      </div>
    </main>
  )
}

function TourItem({ teamId, card, mayDelete }: { teamId: string; card: TourCard; mayDelete: boolean }) {
  const { t, text, error: sentence } = useWords()
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries({ queryKey: keys.tours(teamId) })
  const fail = (error: unknown) => showToast(sentence(error), { tone: 'danger' })
  const remove = async () => {
    try {
      await api.deleteTour(teamId, card.id)
      await refresh()
      showToast(t('web.tours.deleted', { title: text(card.title) || t('web.untitled') }), {
        action: { label: t('web.undo'), run: () => void api.restoreTour(teamId, card.id).then(refresh, fail) },
      })
    } catch (error) {
      fail(error)
    }
  }
  return <TourCardView teamId={teamId} card={card} onDelete={mayDelete ? remove : undefined} />
}

function NewTourButton({ teamId }: { teamId: string }) {
  const { t, language, moment, error: sentence } = useWords()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const create = async () => {
    setBusy(true)
    try {
      const tour = await api.createTour(teamId, {
        title: t('web.tour.new_title', { date: moment() }),
        language,
      })
      await navigate({ to: '/studio/$teamId/tours/$tourId', params: { teamId, tourId: tour.id } })
    } catch (error) {
      showToast(sentence(error), { tone: 'danger' })
      setBusy(false)
    }
  }
  return (
    <Button className={classes.newTour} leftSection={<PlusIcon size={18} />} loading={busy} onClick={create}>
      {t('web.tours.new')}
    </Button>
  )
}

function OrderMenu({ order, onChange }: { order: TourOrder; onChange: (order: TourOrder) => void }) {
  const { t } = useWords()
  return (
    <Menu>
      <Menu.Target>
        <Button
          className={classes.order}
          variant="subtle"
          leftSection={<SortIcon size={18} />}
          aria-label={`${t('web.tours.order')}: ${t(orderWords[order])}`}
        >
          <span className={classes.orderWord}>{t(orderWords[order])}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {tourOrders.map((one) => (
          <Menu.Item
            key={one}
            onClick={() => onChange(one)}
            rightSection={one === order ? <CheckIcon size={16} /> : undefined}
          >
            {t(orderWords[one])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function CardSkeletons() {
  const { t } = useWords()
  return (
    <div className={classes.cards} role="status" aria-label={t('web.loading')}>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <div key={key} className={classes.skeleton}>
          <div className={classes.picture} />
          <div className={classes.bone} />
          <div className={classes.bone} data-short />
        </div>
      ))}
    </div>
  )
}
