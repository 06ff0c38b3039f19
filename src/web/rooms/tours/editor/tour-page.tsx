// The page of one tour: loads it, then hands over to the editor.

import { Button, Loader } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { api, keys, type TourDetail } from '../../../lib/api.ts'
import { onTourEvent } from '../../../lib/events.ts'
import { useWords } from '../../../lib/words.tsx'
import { ErrorPlace } from '../../../ui/pieces.tsx'
import { createTourEditor, type TourEditor } from './autosave.ts'
import classes from './tour-page.module.css'
import { TourWorkplace } from './tour-workplace.tsx'

const tourRoute = getRouteApi('/studio/$teamId/tours/$tourId')

export function TourPage() {
  const { teamId, tourId } = tourRoute.useParams()
  return <OpenTour key={tourId} teamId={teamId} tourId={tourId} />
}

function OpenTour({ teamId, tourId }: { teamId: string; tourId: string }) {
  const { t } = useWords()
  // Asked once per visit: from then on the editor knows better than any cache.
  const tour = useQuery({
    queryKey: keys.tour(teamId, tourId),
    queryFn: () => api.tour(teamId, tourId),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const editor = useEditor(teamId, tour.data)
  if (tour.isError && !tour.data) {
    return (
      <main className={classes.state}>
        <ErrorPlace error={tour.error} onRetry={() => void tour.refetch()}>
          <Button component={Link} to={`/studio/${teamId}/tours`}>
            {t('web.tour.all')}
          </Button>
        </ErrorPlace>
      </main>
    )
  }
  if (!tour.data || !editor) return <TourSkeleton />
  return <TourWorkplace teamId={teamId} detail={tour.data} editor={editor} />
}

/** The editor lives as long as the page; saves by other hands and changes of the publication reach it by events. */
function useEditor(teamId: string, detail: TourDetail | undefined): TourEditor | undefined {
  const queryClient = useQueryClient()
  const [editor, setEditor] = useState<TourEditor>()
  const tourId = detail?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: a refetched detail must not replace the open document
  useEffect(() => {
    if (!detail) return
    const opened = createTourEditor(teamId, detail)
    setEditor(opened)
    const stop = onTourEvent((event) => {
      if (event.tourId === opened.tourId) void opened.refresh(event.revision)
    })
    return () => {
      stop()
      opened.close()
      void queryClient.invalidateQueries({ queryKey: keys.tours(teamId) })
    }
  }, [teamId, tourId])
  return editor
}

function TourSkeleton() {
  const { t } = useWords()
  return (
    <main className={classes.skeleton} aria-busy="true">
      <h1 className="visually-hidden">{t('web.loading')}</h1>
      <div className={classes.skeletonHead} />
      <div className={classes.skeletonStage}>
        <Loader size={28} color="#f4f5f6" />
      </div>
      <div className={classes.skeletonStrip} />
    </main>
  )
}
