// What lies over the canvas while there is nothing to see on it: the photo is on its way, could not be made, or can't be drawn here.
import { Button } from '@mantine/core'
import { panoramaOf } from '#tour/panoramas-of.ts'
import type { Scene } from '#tour/tour.ts'
import type { Panorama } from '../../../lib/api.ts'
import { api } from '../../../lib/api.ts'
import { useWords } from '../../../lib/words.tsx'
import { WarningIcon } from '../../../ui/icons.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import classes from './stage.module.css'
import { useWorkplace } from './workplace.tsx'

export function StageNotice({ scene, unsupported }: { scene: Scene; unsupported: boolean }) {
  const { t } = useWords()
  const { panoramas } = useWorkplace()
  const panorama = panoramas.get(panoramaOf(scene) ?? '')
  if (unsupported) return <Notice text={t('web.stage.no_webgl')} trouble />
  if (panorama?.state === 'refused') return <Refused panorama={panorama} />
  if (panorama && !panorama.source) return <Notice text={t('web.stage.processing')} />
  if (panorama && panorama.state !== 'ready' && panorama.state !== 'cancelled') return <Progress panorama={panorama} />
  return null
}

function Notice({ text, trouble }: { text: string; trouble?: boolean }) {
  return (
    <div className={classes.notice} role="status">
      {trouble && <WarningIcon size={28} />}
      {text}
    </div>
  )
}

function Refused({ panorama }: { panorama: Panorama }) {
  const { t, refusal, error: sentence } = useWords()
  const { teamId } = useWorkplace()
  const retry = () =>
    api.retryPanorama(teamId, panorama.id).catch((error: unknown) => showToast(sentence(error), { tone: 'danger' }))
  return (
    <div className={classes.notice} role="alert">
      <WarningIcon size={28} />
      <span>
        {panorama.refusal ? refusal(panorama.refusal.code, panorama.refusal.details) : t('web.stage.refused')}
      </span>
      <Button variant="pill" onClick={retry}>
        {t('web.retry')}
      </Button>
    </div>
  )
}

/** The tour can be edited while the last tiles are made; this only says so. */
function Progress({ panorama }: { panorama: Panorama }) {
  const { t } = useWords()
  return (
    <div className={classes.progress} role="status">
      <span
        className={classes.progressFill}
        style={{ width: `${Math.round(panorama.progress * 100)}%` }}
        aria-hidden="true"
      />
      {t('web.stage.sharper')}
    </div>
  )
}
