// The publish sheet: choose the address, publish, hand the link or the embed code on, take the tour off, see its versions.
import { Button, Drawer, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, keys, type Publication } from '../../lib/api.ts'
import { ApiError } from '../../lib/http.ts'
import { useOnline } from '../../lib/online.ts'
import { useWords, type WordKey } from '../../lib/words.tsx'
import { CheckIcon, OfflineIcon } from '../../ui/icons.tsx'
import { ErrorPlace } from '../../ui/pieces.tsx'
import { showToast } from '../../ui/toasts.tsx'
import type { KnownPublication } from '../tours/editor/use-publication.ts'
import { usePublication } from '../tours/editor/use-publication.ts'
import { useWorkplace } from '../tours/editor/workplace.tsx'
import { PublicationWord } from '../tours/publication-word.tsx'
import { MissingParts, PublishProblem } from './publish-problem.tsx'
import classes from './publish-sheet.module.css'
import { PublishWarningList } from './publish-warnings.tsx'
import { ShareArea } from './share-area.tsx'
import { isKnownFree, type SlugProblem, slugProblem, tidySlug } from './slug-field.ts'
import { Versions } from './versions.tsx'
import { useWarranty, WarrantyCheck } from './warranty.tsx'

export function PublishSheet({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const { teamId, detail } = useWorkplace()
  const known = usePublication()
  const online = useOnline()
  const publication = useQuery({
    queryKey: keys.publication(teamId, detail.id),
    queryFn: () => findPublication(teamId, detail.id),
    staleTime: 0,
    enabled: known !== null,
  })
  const current = known === null ? null : publication.data
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('web.publish.title')}
      size={480}
      closeButtonProps={{ 'aria-label': t('web.close') }}
      classNames={{ content: classes.sheet }}
    >
      {publication.isPending && known !== null && (
        <div className={classes.bones} role="status" aria-label={t('web.loading')} />
      )}
      {!online && (
        <div className={classes.offline} role="status">
          <OfflineIcon size={18} />
          {t('web.publish.offline')}
        </div>
      )}
      {publication.isError && online && (
        <ErrorPlace error={publication.error} onRetry={() => void publication.refetch()} />
      )}
      {current !== undefined && <PublishForm publication={current} onLeave={onClose} />}
    </Drawer>
  )
}

/** null: not published. */
async function findPublication(teamId: string, tourId: string): Promise<Publication | null> {
  try {
    return await api.publication(teamId, tourId)
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 410)) return null
    throw error
  }
}

function PublishForm({ publication, onLeave }: { publication: Publication | null; onLeave: () => void }) {
  const { t, error: sentence } = useWords()
  const { teamId, detail, textOf, tour } = useWorkplace()
  const known = usePublication()
  const suggestion = useQuery({
    queryKey: ['slug', teamId, detail.id],
    queryFn: () => api.slugSuggestion(teamId, detail.id),
    staleTime: 0,
  })
  const online = useOnline()
  const [typed, setTyped] = useState<string>()
  const slug = typed ?? publication?.slug ?? suggestion.data?.slug ?? ''
  const problem = slug === '' && typed === undefined ? undefined : slugProblem(slug)
  const warranty = useWarranty()
  const { publish, unpublish } = usePublishing(warranty.version, () => void suggestion.refetch())
  const taken = isTaken(publish.error)
  const own = publication?.slug
  const isFree = !publish.error && isKnownFree(slug, { own, suggested: suggestion.data?.slug })
  const type = (value: string) => {
    // The answer was about another address.
    publish.reset()
    setTyped(value)
  }
  // By its key it stays the same when it moves: what somebody chose there is not forgotten.
  const links = publication && <ShareArea key="links" publication={publication} title={textOf(tour.title)} />
  const changed = known?.changedSince ?? false
  const nothingNew = publication !== null && !changed && slug === publication.slug
  const form = (
    <form
      key="address"
      className={classes.address}
      onSubmit={(event) => {
        event.preventDefault()
        if (!problem && slug && !taken && !nothingNew && online && warranty.given) publish.mutate(slug)
      }}
    >
      <TextInput
        label={t('web.publish.slug')}
        description={t('web.publish.slug_hint')}
        leftSection={<span className={classes.prefix}>/t/</span>}
        leftSectionWidth={36}
        value={slug}
        onChange={(event) => type(tidySlug(event.currentTarget.value))}
        error={problem ? t(slugWords[problem]) : taken && sentence(publish.error)}
        rightSection={
          isFree ? (
            <span className={classes.fine}>
              <CheckIcon size={18} />
              <span className="visually-hidden">{t('web.publish.slug_free')}</span>
            </span>
          ) : undefined
        }
        maxLength={80}
        spellCheck={false}
        autoComplete="off"
      />
      {taken && suggestion.data && suggestion.data.slug !== slug && (
        <Button variant="subtle" onClick={() => type(suggestion.data.slug)}>
          {t('web.publish.use_slug', { slug: suggestion.data.slug })}
        </Button>
      )}
      {publish.error && !taken ? (
        <PublishProblem error={publish.error} onLeave={onLeave} />
      ) : (
        <MissingParts onLeave={onLeave} />
      )}
      <PublishWarningList />
      <WarrantyCheck warranty={warranty} />
      <Button
        type="submit"
        variant="filled"
        loading={publish.isPending}
        disabled={!slug || problem !== undefined || taken || nothingNew || !online || !warranty.given}
      >
        {publishWord(t, publication, slug, changed)}
      </Button>
      {publication && !changed && (
        <p className={classes.note}>
          {t('web.publish.current', { version: publication.version })} {nothingNew && t('web.publish.nothing_new')}
        </p>
      )}
      {publication && changed && <p className={classes.note}>{t('web.publish.changed_note')}</p>}
      {!publication && <p className={classes.note}>{t('web.publish.note')}</p>}
    </form>
  )
  return (
    <div className={classes.form}>
      <PublicationWord publication={known} />
      {/* What should be done comes first: with changes to publish that is the form. */}
      {changed ? [form, links] : [links, form]}
      {publication && <Versions teamId={teamId} tourId={detail.id} current={publication.version} />}
      {publication && (
        <div className={classes.off}>
          <Button variant="danger" loading={unpublish.isPending} onClick={() => unpublish.mutate()}>
            {t('web.publish.unpublish')}
          </Button>
          <p className={classes.note}>{t('web.publish.unpublish_note')}</p>
        </div>
      )}
    </div>
  )
}

const isTaken = (error: unknown) => error instanceof ApiError && error.code === 'publishing.slug_taken'

const slugWords: Record<SlugProblem, WordKey> = {
  short: 'web.publish.slug_short',
  characters: 'web.publish.slug_characters',
  hyphens: 'web.publish.slug_hyphens',
}

function publishWord(
  t: ReturnType<typeof useWords>['t'],
  publication: Publication | null,
  slug: string,
  changed: boolean,
) {
  if (!publication) return t('web.publish')
  if (slug !== publication.slug) return t('web.publish.move')
  return changed ? t('web.publish.again') : t('web.publish.anyway')
}

/** Publishes what is on screen: saved first, so that the version is what the person sees. */
function usePublishing(warranty: number | undefined, onRefused: () => void) {
  const { t, error: sentence } = useWords()
  const { teamId, detail, editor } = useWorkplace()
  const queryClient = useQueryClient()
  const key = keys.publication(teamId, detail.id)
  const settle = (publication: Publication | null) => {
    queryClient.setQueryData(key, publication)
    const known: KnownPublication = { publication, revision: editor.state().revision }
    queryClient.setQueryData([...key, 'known'], known)
    void queryClient.invalidateQueries({ queryKey: keys.versions(teamId, detail.id) })
    void queryClient.invalidateQueries({ queryKey: keys.tours(teamId) })
  }
  const publish = useMutation({
    mutationFn: async (slug: string) => {
      await editor.settled()
      return api.publish(teamId, detail.id, slug, warranty)
    },
    onSuccess: (publication) => {
      settle(publication)
      showToast(t('web.publish.done'))
    },
    onError: onRefused,
  })
  const unpublish = useMutation({
    mutationFn: () => api.unpublish(teamId, detail.id),
    onSuccess: () => {
      const slug = queryClient.getQueryData<Publication | null>(key)?.slug
      settle(null)
      showToast(t('web.publish.off'), slug ? { action: { label: t('web.undo'), run: () => publish.mutate(slug) } } : {})
    },
    onError: (error) => showToast(sentence(error), { tone: 'danger' }),
  })
  return { publish, unpublish }
}
