// Who else has this tour open just now. This page says that it is here for as long as it is open, and hears of others by events.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, keys } from '../../../lib/api.ts'
import { newId } from '../../../lib/ids.ts'
import { useWords } from '../../../lib/words.tsx'
import { Faces } from './faces.tsx'
import { peopleApi, presenceKey } from './people-api.ts'

/** As rooms/tours/contract.ts says: two beats may be lost before the others think that this page is gone. */
const beatMs = 8000

/** Support looks in without being among those who are there: the server takes no word from it, so none is sent. */
export function Presence({ teamId, tourId }: { teamId: string; tourId: string }) {
  const me = useQuery({ queryKey: keys.me, queryFn: api.me, staleTime: 60_000 })
  const team = me.data?.teams.find(({ id }) => id === teamId)
  if (!me.data || team?.support) return null
  return <PresentPeople teamId={teamId} tourId={tourId} ownId={me.data.id} />
}

function PresentPeople({ teamId, tourId, ownId }: { teamId: string; tourId: string; ownId: string }) {
  const { t } = useWords()
  const [pageId] = useState(newId)
  const present = useQuery({
    queryKey: presenceKey(teamId, tourId),
    queryFn: () => peopleApi.come(teamId, tourId, pageId),
    refetchInterval: beatMs,
    refetchIntervalInBackground: true,
    retry: false,
    gcTime: 0,
  })
  useEffect(() => {
    // A page that does not get to say it is thought to be gone soon anyway.
    const leave = () => void peopleApi.leave(teamId, tourId, pageId).catch(() => undefined)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [teamId, tourId, pageId])
  const others = (present.data ?? []).filter(({ id }) => id !== ownId)
  return (
    <Faces
      label={t('people.here', { names: others.map(({ name }) => name).join(', ') })}
      people={others.map(({ id, name, isEditing }) => ({
        ...{ id, name, isActive: isEditing },
        note: t(isEditing ? 'people.edits' : 'people.looks', { name }),
      }))}
    />
  )
}
