// The small compass on the canvas: its needle shows north, pressing it turns there.
import { UnstyledButton } from '@mantine/core'
import { wrapDegrees } from '#tour/angles.ts'
import type { Scene } from '#tour/tour.ts'
import { useWords } from '../../../lib/words.tsx'
import { Named } from '../../../ui/pieces.tsx'
import { compassOf } from './edits.ts'
import classes from './stage.module.css'
import { useViewYaw } from './use-view-yaw.ts'
import { useWorkplace } from './workplace.tsx'

export function StageCompass({ scene }: { scene: Scene }) {
  const { t } = useWords()
  const { engine } = useWorkplace()
  const yaw = useViewYaw(engine)
  const heading = scene.pose.headingDegrees
  return (
    <Named label={t('web.north.turn')}>
      <UnstyledButton
        className={classes.compass}
        aria-label={t('web.north.turn')}
        onClick={() => void engine?.turnTo({ yawDegrees: wrapDegrees(-heading) })}
      >
        <svg width="40" height="40" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
          <g transform={`rotate(${-compassOf(yaw, heading)} 20 20)`}>
            <path d="m20 7 4.5 12h-9L20 7Z" fill="#ff8a7f" />
            <path d="m20 33-4.5-12h9L20 33Z" fill="#f4f5f6" opacity=".75" />
          </g>
        </svg>
      </UnstyledButton>
    </Named>
  )
}
