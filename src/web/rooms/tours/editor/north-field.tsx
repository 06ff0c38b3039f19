// North of a scene: turn the ring until N lies where north is, say "this direction is north", or write the degrees.
import { Button, TextInput } from '@mantine/core'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { toDegrees, turnDegrees } from '#tour/angles.ts'
import type { Scene } from '#tour/tour.ts'
import { useWords } from '../../../lib/words.tsx'
import { CompassIcon } from '../../../ui/icons.tsx'
import { changeScene, compassOf, headingFrom } from './edits.ts'
import classes from './side-panel.module.css'
import { useViewYaw } from './use-view-yaw.ts'
import { useWorkplace } from './workplace.tsx'

export function NorthField({ scene }: { scene: Scene }) {
  const { t } = useWords()
  const { editor, engine } = useWorkplace()
  const heading = scene.pose.headingDegrees
  const setHeading = (degrees: number, group?: string) =>
    editor.edit(
      (document) =>
        changeScene(document, scene.id, (one) => ({
          ...one,
          pose: { ...one.pose, headingDegrees: headingFrom(0, degrees) },
        })),
      group,
    )
  return (
    <section className={classes.section}>
      <h2>{t('web.north')}</h2>
      <div className={classes.north}>
        <CompassRing heading={heading} onTurn={(degrees) => setHeading(degrees, `north.${scene.id}`)} />
        <HeadingInput heading={heading} onChange={setHeading} />
      </div>
      {editor.canEdit && (
        <Button
          fullWidth
          leftSection={<CompassIcon size={18} />}
          disabled={!engine}
          onClick={() => engine && setHeading(headingFrom(engine.view.yawDegrees, 0))}
        >
          {t('web.north.here')}
        </Button>
      )}
      <p className={classes.note}>{t('web.north.note')}</p>
    </section>
  )
}

function HeadingInput({ heading, onChange }: { heading: number; onChange: (degrees: number) => void }) {
  const { t } = useWords()
  const { editor } = useWorkplace()
  const [typed, setTyped] = useState(String(heading))
  useEffect(() => setTyped(String(heading)), [heading])
  const keep = () => {
    const degrees = Number(typed.replace(',', '.').replace('°', ''))
    if (typed.trim() !== '' && Number.isFinite(degrees)) onChange(degrees)
    else setTyped(String(heading))
  }
  return (
    <TextInput
      label={t('web.north.degrees')}
      inputMode="decimal"
      rightSection="°"
      value={typed}
      disabled={!editor.canEdit}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
      }}
    />
  )
}

const tickDegrees = Array.from({ length: 24 }, (_, index) => index * 15)

/** Up is where one looks; N shows where north is. Turning the ring turns the scene's north. */
function CompassRing({ heading, onTurn }: { heading: number; onTurn: (degrees: number) => void }) {
  const { t } = useWords()
  const { editor, engine } = useWorkplace()
  const yaw = useViewYaw(engine)
  const ring = useRef<HTMLDivElement>(null)
  const grip = useRef<{ angle: number; heading: number }>(undefined)
  const looking = compassOf(yaw, heading)

  const angleOf = (event: PointerEvent) => {
    const box = ring.current?.getBoundingClientRect()
    return box
      ? toDegrees(Math.atan2(event.clientX - box.x - box.width / 2, box.y + box.height / 2 - event.clientY))
      : 0
  }
  const keys: Record<string, number> = {
    ArrowLeft: 1,
    ArrowDown: 1,
    ArrowRight: -1,
    ArrowUp: -1,
    PageUp: -10,
    PageDown: 10,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = keys[event.key]
    if (by === undefined || !editor.canEdit) return
    event.preventDefault()
    onTurn(heading + by)
  }
  return (
    <div
      ref={ring}
      className={classes.ring}
      role="slider"
      tabIndex={0}
      aria-label={t('web.north.ring')}
      aria-valuemin={0}
      aria-valuemax={360}
      aria-valuenow={Math.round(heading)}
      aria-valuetext={`${Math.round(heading)}°`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (!editor.canEdit) return
        event.currentTarget.setPointerCapture(event.pointerId)
        grip.current = { angle: angleOf(event), heading }
      }}
      onPointerMove={(event) => {
        if (grip.current) onTurn(grip.current.heading - turnDegrees(grip.current.angle, angleOf(event)))
      }}
      onPointerUp={() => {
        grip.current = undefined
        editor.endGroup()
      }}
      onPointerCancel={() => {
        grip.current = undefined
      }}
    >
      <svg viewBox="0 0 120 120" aria-hidden="true" focusable="false">
        <circle cx="60" cy="60" r="57" className={classes.ringEdge} />
        <g transform={`rotate(${-looking} 60 60)`}>
          {tickDegrees.map((degrees) => (
            <path
              key={degrees}
              d={degrees % 90 === 0 ? 'M60 5v9' : 'M60 5v4'}
              className={classes.ringTick}
              transform={`rotate(${degrees} 60 60)`}
            />
          ))}
          <path d="M60 30 52 44h16L60 30Z" className={classes.ringNorth} />
          <text
            x="60"
            y="27"
            className={classes.ringLetter}
            textAnchor="middle"
            transform={`rotate(${looking} 60 22.5)`}
          >
            {t('web.north.letter')}
          </text>
        </g>
        <path d="M60 60 44 22a41 41 0 0 1 32 0Z" className={classes.ringSight} />
        <circle cx="60" cy="60" r="5" className={classes.ringEye} />
      </svg>
    </div>
  )
}
