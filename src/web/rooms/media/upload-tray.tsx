// The upload tray: every file with its stage, the whole with bytes, speed and time left. Work on the server goes on without it.
import { ActionIcon, Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { api, keys } from '../../lib/api.ts'
import { useWords } from '../../lib/words.tsx'
import { CloseIcon, DownIcon, UpIcon } from '../../ui/icons.tsx'
import { showToast } from '../../ui/toasts.tsx'
import { dismissedRows, dismissRows } from './dismissed.ts'
import { addSample, bytesPerSecond, type RateSample, roughTime, secondsLeft } from './transfer-rate.ts'
import { RefusedFilesView, TrayRowView } from './tray-row.tsx'
import { arrangeRows, isPhotoOfItsOwn, isWorking, isWrong, type TrayRow, trayRows } from './tray-rows.ts'
import { unfinishedUploads } from './unfinished.ts'
import { UnfinishedOffer } from './unfinished-offer.tsx'
import { uploads } from './upload-center.ts'
import { isGoingUp, isUnfinished, totalsOf, type UploadItem } from './upload-queue.ts'
import classes from './upload-tray.module.css'
import { usePanoramasOf, useUploads } from './use-uploads.ts'

export function UploadTray({ teamId, tourId }: { teamId: string; tourId: string | undefined }) {
  const items = useUploads()
  const left = items.length === 0 ? unfinishedUploads(teamId).map((one) => one.tourId) : []
  const tourIds = [...new Set([...items.map((item) => item.tourId), ...left, ...(tourId ? [tourId] : [])])]
  const panoramas = usePanoramasOf(teamId, tourIds)
  const [hidden, setHidden] = useState(dismissedRows)
  const rows = trayRows(items, panoramas, Date.now()).filter((row) => !hidden.has(row.key))
  useLeaveWarning(items.some(isUnfinished))

  if (rows.length === 0) return <UnfinishedOffer teamId={teamId} tourId={tourId} panoramas={panoramas} items={items} />
  const close = () => {
    setHidden(dismissRows(rows.flatMap((row) => [row.key, ...(row.panoramaId ? [row.panoramaId] : [])])))
    uploads.remove(items.filter((item) => !isUnfinished(item)).map((item) => item.id))
  }
  const going = new Set(items.filter((item) => item.tourId === tourId).map((item) => item.panoramaId))
  const usable = panoramas.some((panorama) => going.has(panorama.id) && panorama.source !== null)
  return <Tray teamId={teamId} rows={rows} items={items} usable={usable} onClose={close} />
}

function Tray({
  teamId,
  rows,
  items,
  usable,
  onClose,
}: {
  teamId: string
  rows: TrayRow[]
  items: readonly UploadItem[]
  /** The first scene of these files can be looked at. */
  usable: boolean
  onClose: () => void
}) {
  const { t, refusal } = useWords()
  const [open, setOpen] = useState(() => items.length > 0 && !window.matchMedia('(max-width: 640px)').matches)
  // Collapsed by itself the tray still tells what was refused; put away by hand it is a pill.
  const [pill, setPill] = useState(false)
  const headingId = useId()
  const actions = useRowActions(teamId)
  const working = rows.filter(isWorking).length
  const wrong = rows.filter(isWrong).length
  const paused = items.filter((item) => item.state === 'paused')
  // When everything went well there is nothing left to read.
  const finished = working === 0 && wrong === 0
  useEffect(() => {
    if (finished || usable) setOpen(false)
  }, [finished, usable])
  const { listed, refused } = arrangeRows(rows, (row) =>
    row.problem ? refusal(row.problem.code, row.problem.details) : '',
  )
  const title =
    working > 0
      ? t('web.tray.working', { count: working })
      : t('web.tray.done', { count: rows.filter(isPhotoOfItsOwn).length })
  if (pill) {
    return (
      <button
        type="button"
        className={classes.pill}
        onClick={() => {
          setPill(false)
          setOpen(true)
        }}
      >
        <UpIcon size={18} />
        {title}
        {wrong > 0 && ` · ${t('web.tray.wrong', { count: wrong })}`}
      </button>
    )
  }
  return (
    <section className={classes.tray} aria-labelledby={headingId}>
      <header className={classes.header}>
        <div className={classes.headings}>
          <h2 className={classes.title} id={headingId}>
            {title}
          </h2>
          <Summary items={items} wrong={wrong} />
        </div>
        <ActionIcon
          aria-label={open ? t('web.tray.collapse') : t('web.tray.expand')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? <DownIcon /> : <UpIcon />}
        </ActionIcon>
        <ActionIcon
          aria-label={t('web.tray.close')}
          onClick={working === 0 && paused.length === 0 ? onClose : () => setPill(true)}
        >
          <CloseIcon />
        </ActionIcon>
      </header>
      <TotalBar items={items} />
      {open && <BulkButtons items={items} />}
      {(open || refused.length > 0) && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable by keyboard
        <ul className={classes.rows} tabIndex={0} aria-labelledby={headingId}>
          {open && listed.map((row) => <TrayRowView key={row.key} row={row} actions={actions} />)}
          {refused.map((group) => (
            <RefusedFilesView key={group.sentence} {...group} />
          ))}
        </ul>
      )}
    </section>
  )
}

function BulkButtons({ items }: { items: readonly UploadItem[] }) {
  const { t } = useWords()
  const goingUp = items.filter(isGoingUp)
  const paused = items.filter((item) => item.state === 'paused')
  if (goingUp.length < 2 && paused.length < 2) return null
  return (
    <div className={classes.bulk}>
      {goingUp.length > 0 ? (
        <Button size="xs" variant="subtle" onClick={() => goingUp.map((item) => uploads.pause(item.id))}>
          {t('web.tray.pause_all')}
        </Button>
      ) : (
        <Button size="xs" variant="subtle" onClick={() => paused.map((item) => uploads.resume(item.id))}>
          {t('web.tray.resume_all')}
        </Button>
      )}
      <Button
        size="xs"
        variant="subtle"
        onClick={() => items.filter(isUnfinished).map((item) => uploads.cancel(item.id))}
      >
        {t('web.tray.cancel_all')}
      </Button>
    </div>
  )
}

function Summary({ items, wrong }: { items: readonly UploadItem[]; wrong: number }) {
  const { t, bytes } = useWords()
  const totals = totalsOf(items)
  const rate = useRate(items, totals.sentBytes)
  const seconds = secondsLeft(totals.sizeBytes - totals.sentBytes, rate)
  const parts: string[] = []
  if (items.some(isUnfinished)) {
    parts.push(t('web.tray.bytes', { sent: bytes(totals.sentBytes), all: bytes(totals.sizeBytes) }))
    if (rate) parts.push(t('web.tray.speed', { speed: bytes(rate) }))
    if (seconds !== undefined) parts.push(timeLeftWord(t, seconds))
  } else if (wrong === 0) {
    parts.push(t('web.tray.safe'))
  }
  if (wrong > 0) parts.push(t('web.tray.wrong', { count: wrong }))
  return <p className={classes.summary}>{parts.join(' · ')}</p>
}

function timeLeftWord(t: ReturnType<typeof useWords>['t'], seconds: number) {
  const { unit, count } = roughTime(seconds)
  if (unit === 'seconds') return t('web.tray.left_seconds', { count })
  if (unit === 'minutes') return t('web.tray.left_minutes', { count })
  return t('web.tray.left_hours', { count })
}

function TotalBar({ items }: { items: readonly UploadItem[] }) {
  const { t } = useWords()
  const { sizeBytes, sentBytes } = totalsOf(items)
  if (!items.some(isUnfinished) || sizeBytes === 0) return null
  const percent = Math.round((sentBytes / sizeBytes) * 100)
  return (
    <div
      className={classes.total}
      role="progressbar"
      aria-label={t('web.tray.total')}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div className={classes.totalFill} style={{ width: `${percent}%` }} />
    </div>
  )
}

/** Samples what was sent once a second while something goes up. */
function useRate(items: readonly UploadItem[], sentBytes: number) {
  const [samples, setSamples] = useState<readonly RateSample[]>([])
  const active = items.some((item) => item.state === 'uploading')
  const second = useSecond(active)
  // biome-ignore lint/correctness/useExhaustiveDependencies: one sample per second, not per byte
  useEffect(() => {
    setSamples((before) => (active ? addSample(before, { atMs: Date.now(), sentBytes }) : []))
  }, [active, second])
  return bytesPerSecond(samples)
}

function useSecond(active: boolean) {
  const [second, setSecond] = useState(0)
  useEffect(() => {
    if (!active) return
    const timer = setInterval(() => setSecond((value) => value + 1), 1000)
    return () => clearInterval(timer)
  }, [active])
  return second
}

function useRowActions(teamId: string) {
  const queryClient = useQueryClient()
  const { error: sentence } = useWords()
  const onServer = async (work: Promise<void>) => {
    await work.catch((error: unknown) => showToast(sentence(error), { tone: 'danger' }))
    void queryClient.invalidateQueries({ queryKey: keys.panoramas(teamId, '').slice(0, 2) })
  }
  return {
    pause: uploads.pause,
    resume: uploads.resume,
    retry: (row: TrayRow) => {
      if (row.panoramaId) void onServer(api.retryPanorama(teamId, row.panoramaId))
      else if (row.uploadId) uploads.retry(row.uploadId)
    },
    cancel: (row: TrayRow) => {
      if (row.panoramaId) void onServer(api.cancelPanorama(teamId, row.panoramaId))
      else if (row.uploadId) uploads.cancel(row.uploadId)
    },
  }
}

export type RowActions = ReturnType<typeof useRowActions>

function useLeaveWarning(active: boolean) {
  useEffect(() => {
    if (!active) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [active])
}
