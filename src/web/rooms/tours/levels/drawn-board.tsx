// A level without a drawing, or a tour without levels: a plan drawn from room boxes, north up, on which scenes are moved in metres.
import { useRef, useState } from 'react'
import type { Level, Scene } from '#tour/tour.ts'
import { formatNumber } from '../../../lib/format.ts'
import { useWords } from '../../../lib/words.tsx'
import { AttachmentField } from '../../media/attachments/attachment-field.tsx'
import panel from '../editor/side-panel.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import { metreUnit } from '../space/measures.ts'
import { drawnPlan } from './drawn-plan.ts'
import { setPlanPicture, standScene, unstandScene } from './level-edits.ts'
import classes from './levels.module.css'
import { PlanBoard } from './plan-board.tsx'
import { type PlanFrame, type Spot, spotToTour, tourToSpot } from './plan-frame.ts'
import { Unplaced } from './unplaced.tsx'

export function DrawnBoard({ level }: { level: Level | undefined }) {
  const { t, language } = useWords()
  const { teamId, tour, editor } = useWorkplace()
  const board = useRef<HTMLDivElement>(null)
  const scenes = level ? tour.scenes.filter(({ levelId }) => levelId === level.id) : tour.scenes
  const others = level ? tour.scenes.filter(({ levelId }) => levelId === undefined) : []
  const { frame: fitting, floors } = drawnPlan(scenes)
  // The ground must not move under the hand.
  const [held, setHeld] = useState<PlanFrame>()
  const frame = held ?? fitting
  const stand = (sceneId: string, spot: Spot) => {
    setHeld(frame)
    editor.edit((document) => standScene(document, sceneId, spotToTour(frame, spot), level?.id), `stand.${sceneId}`)
  }
  const dots = scenes.flatMap((scene) => {
    const position = scene.pose.positionMetres
    return position ? [{ scene, ...tourToSpot(frame, { x: position[0], z: position[2] }) }] : []
  })
  const letGo = () => setHeld(undefined)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only watches where a drag that began inside ends
    <div className={classes.drawn} onPointerUp={letGo} onPointerCancel={letGo} onBlur={letGo}>
      <PlanBoard
        label={t('web.plan.drawn')}
        aspect={frame.aspect}
        upDegrees={0}
        dots={dots}
        board={board}
        onMove={stand}
        onTakeOff={(sceneId) => editor.edit((document) => unstandScene(document, sceneId))}
        drawing={<Ground frame={frame} floors={floors} />}
      />
      <p className={panel.note}>
        {t('web.plan.drawn_note', {
          width: `${formatNumber(frame.widthMetres, language, 0)} ${metreUnit[language]}`,
        })}
      </p>
      <Unplaced scenes={[...scenes, ...others].filter(isHomeless)} board={board} taken={dots} onPlace={stand} />
      {level && (
        <section className={panel.section}>
          <h2>{t('web.plan')}</h2>
          <AttachmentField
            teamId={teamId}
            kind="picture"
            label={t('web.plan.picture')}
            value={undefined}
            disabled={!editor.canEdit}
            onChange={(id) => editor.edit((document) => setPlanPicture(document, level.id, id))}
          />
        </section>
      )}
    </div>
  )
}

const isHomeless = ({ pose }: Scene) => pose.positionMetres === undefined

function Ground({ frame, floors }: { frame: PlanFrame; floors: ReturnType<typeof drawnPlan>['floors'] }) {
  const units = 1000 / frame.widthMetres
  const height = 1000 * frame.aspect
  const lines = (length: number) => Array.from({ length: Math.floor(length / units) + 1 }, (_, metre) => metre * units)
  return (
    <>
      <path
        className={classes.grid}
        d={[...lines(1000).map((x) => `M${x} 0V${height}`), ...lines(height).map((y) => `M0 ${y}H1000`)].join('')}
      />
      {floors.map(({ sceneId, corners }) => (
        <polygon
          key={sceneId}
          className={classes.floor}
          points={corners
            .map((corner) => {
              const { x, y } = tourToSpot(frame, corner)
              return `${x * 1000},${y * height}`
            })
            .join(' ')}
        />
      ))}
    </>
  )
}
