// What stands between a draft and its being in force: obstacles, whether people are asked again, the day, and the deed itself.
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Language } from '#tour/text.ts'
import { useWords } from '../../lib/words.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { Problem } from '../accounts/problem.tsx'
import desk from '../desk/desk.module.css'
import { ConfirmDialog } from '../teams/confirm-dialog.tsx'
import { languageNames } from './documents-words.ts'
import { useFullDay } from './full-day.ts'
import { legalApi, legalKeys, type VersionDetail } from './legal-api.ts'
import classes from './version-page.module.css'

interface PublishCardProps {
  version: VersionDetail
  /** Languages in which something was written and not saved yet: it would not be published. */
  unsaved: readonly Language[]
}

export function PublishCard({ version, unsaved }: PublishCardProps) {
  if (version.state === 'draft') return <DraftCard version={version} unsaved={unsaved} />
  if (version.state === 'scheduled') return <ScheduledCard version={version} />
  return null
}

function useChanged() {
  const queryClient = useQueryClient()
  return (version?: VersionDetail) => {
    if (version) queryClient.setQueryData(legalKeys.version(version.id), version)
    void queryClient.invalidateQueries({ queryKey: legalKeys.setUp })
    return queryClient.invalidateQueries({ queryKey: legalKeys.versions })
  }
}

function DraftCard({ version, unsaved }: PublishCardProps) {
  const { t, refusal } = useWords()
  const navigate = useNavigate()
  const changed = useChanged()
  const [day, setDay] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [asksAll, setAsksAll] = useState(false)
  const publish = useMutation({
    mutationFn: () => legalApi.publish(version.id, day || null),
    onSuccess: (published) => {
      showToast(t(published.state === 'scheduled' ? 'legal.publish.scheduled' : 'legal.publish.done'))
      return changed(published)
    },
  })
  const material = useMutation({
    mutationFn: (next: boolean) => legalApi.setMaterial(version.id, next),
    onSuccess: changed,
  })
  const discard = useMutation({
    mutationFn: () => legalApi.discard(version.id),
    onSuccess: async () => {
      await changed()
      await navigate({ to: '/desk/legal' })
    },
  })
  return (
    <section className={`${desk.card} ${classes.publish}`} aria-label={t('legal.publish')}>
      {version.obstacles.length + unsaved.length > 0 && (
        <ul className={classes.obstacles}>
          {version.obstacles.map(({ code, language }) => (
            <li key={`${code} ${language}`}>
              {language && `${languageNames[language]}: `}
              {refusal(code)}
            </li>
          ))}
          {unsaved.map((language) => (
            <li key={language}>
              {languageNames[language]}: {t('legal.edit.unsaved')}
            </li>
          ))}
        </ul>
      )}
      {version.kind !== 'privacy' && (
        <Checkbox
          checked={version.material}
          disabled={material.isPending}
          onChange={(event) => material.mutate(event.currentTarget.checked)}
          label={t('legal.publish.material')}
          description={t('legal.publish.material_hint')}
        />
      )}
      <div className={classes.row}>
        <TextInput
          type="date"
          label={t('legal.publish.day')}
          description={t('legal.publish.day_hint')}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Button
          variant="filled"
          disabled={version.obstacles.length + unsaved.length > 0}
          loading={publish.isPending}
          onClick={() => (version.material ? setAsksAll(true) : publish.mutate())}
        >
          {t(day ? 'legal.publish.schedule' : 'legal.publish.now')}
        </Button>
        <Button variant="danger" onClick={() => setAsked(true)}>
          {t('legal.publish.discard')}
        </Button>
      </div>
      {asksAll && (
        <ConfirmDialog
          title={t('legal.publish.ask_title')}
          text={t('legal.publish.ask_about')}
          action={t(day ? 'legal.publish.schedule' : 'legal.publish.now')}
          pending={publish.isPending}
          error={publish.error}
          onConfirm={() => publish.mutate()}
          onClose={() => setAsksAll(false)}
        />
      )}
      {isAsked && (
        <ConfirmDialog
          title={t('legal.publish.discard_title')}
          text={t('legal.publish.discard_about')}
          action={t('legal.publish.discard')}
          isDangerous
          pending={discard.isPending}
          error={discard.error}
          onConfirm={() => discard.mutate()}
          onClose={() => setAsked(false)}
        />
      )}
      <Problem error={asksAll ? undefined : (publish.error ?? material.error)} />
    </section>
  )
}

function ScheduledCard({ version }: { version: VersionDetail }) {
  const { t } = useWords()
  const day = useFullDay()
  const changed = useChanged()
  const cancel = useMutation({
    mutationFn: () => legalApi.cancel(version.id),
    onSuccess: () => changed(),
  })
  return (
    <section className={`${desk.card} ${classes.publish}`} aria-label={t('legal.publish')}>
      <p className={desk.quiet}>
        {t('legal.page.scheduled', { date: version.effectiveAt ? day(version.effectiveAt) : '' })}
      </p>
      <div className={classes.row}>
        <Button variant="danger" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('legal.publish.cancel')}
        </Button>
      </div>
      <Problem error={cancel.error} />
    </section>
  )
}
