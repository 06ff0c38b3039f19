// After a closed tab: names the files that were on their way, and continues them when they are chosen again.
import { Button } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import type { Panorama } from '../../lib/api.ts'
import { useWords } from '../../lib/words.tsx'
import { UploadIcon } from '../../ui/icons.tsx'
import { PickButton } from './pick-button.tsx'
import { forgetUnfinished, stillUnfinished, unfinishedUploads } from './unfinished.ts'
import { uploads } from './upload-center.ts'
import type { UploadItem } from './upload-queue.ts'
import classes from './upload-tray.module.css'

export function UnfinishedOffer({
  teamId,
  tourId,
  panoramas,
  items,
}: {
  teamId: string
  tourId: string | undefined
  panoramas: readonly Panorama[]
  items: readonly UploadItem[]
}) {
  const { t } = useWords()
  const headingId = useId()
  const [asked, setAsked] = useState(0)
  const stored = unfinishedUploads(teamId).filter((one) => tourId === undefined || one.tourId === tourId)
  const unfinished = stillUnfinished(stored, panoramas)
  useEffect(() => {
    // What arrived after all needs no memory; a running upload keeps its own.
    if (items.length === 0 && unfinished.length < stored.length)
      forgetUnfinished(stored.filter((one) => !unfinished.includes(one)))
  })
  if (items.length > 0 || unfinished.length === 0) return null
  const names = unfinished.slice(0, 3).map((one) => one.fileName)

  const resume = (files: File[]) => {
    // Each file goes on into the tour it was meant for.
    const target = (file: File) =>
      unfinished.find((one) => one.fileName === file.name && one.sizeBytes === file.size)?.tourId
    const groups = Map.groupBy(files, (file) => target(file) ?? tourId ?? unfinished[0]?.tourId ?? '')
    for (const [to, group] of groups) if (to) uploads.add(group, { teamId, tourId: to })
  }

  return (
    <section className={classes.offer} aria-labelledby={headingId} key={asked}>
      <UploadIcon size={20} />
      <div>
        <h2 className={classes.title} id={headingId}>
          {t('web.unfinished.title', { count: unfinished.length })}
        </h2>
        <p className={classes.summary}>
          {names.join(', ')}
          {unfinished.length > names.length ? '…' : ''}
        </p>
        <p className={classes.summary}>{t('web.unfinished.how')}</p>
        <div className={classes.offerButtons}>
          <PickButton label={t('web.unfinished.choose')} variant="filled" onFiles={({ files }) => resume(files)} />
          <Button
            variant="subtle"
            onClick={() => {
              forgetUnfinished(unfinished)
              setAsked(asked + 1)
            }}
          >
            {t('web.unfinished.forget')}
          </Button>
        </div>
      </div>
    </section>
  )
}
