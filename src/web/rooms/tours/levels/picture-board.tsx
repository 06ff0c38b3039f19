// A level with a drawing: scenes are put on it; what is up on it and how wide it is give them their positions in metres.
import { Button } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import type { FloorPlan, Level } from '#tour/tour.ts'
import { useWords } from '../../../lib/words.tsx'
import { RulerIcon } from '../../../ui/icons.tsx'
import { AttachmentField } from '../../media/attachments/attachment-field.tsx'
import { useAttachment } from '../../media/attachments/use-attachments.ts'
import { findScene } from '../editor/edits.ts'
import panel from '../editor/side-panel.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import { metreUnit } from '../space/measures.ts'
import { NumberField } from '../space/number-field.tsx'
import space from '../space/space.module.css'
import { drawByPositions, placeScene, setPlanFrame, setPlanPicture, unplaceScene } from './level-edits.ts'
import classes from './levels.module.css'
import { PlanBoard } from './plan-board.tsx'
import { firstStretch, ScaleForm, ScaleMarks, type Stretch } from './scale-tool.tsx'
import { Unplaced } from './unplaced.tsx'

export function PictureBoard({ level, plan }: { level: Level; plan: FloorPlan }) {
  const { t, language, text } = useWords()
  const { teamId, tour, editor } = useWorkplace()
  const { data: attachment } = useAttachment(teamId, plan.attachment)
  const file = attachment?.published?.file
  const known = file?.widthPx && file.heightPx ? file.heightPx / file.widthPx : undefined
  const [measured, setMeasured] = useState<number>()
  const aspect = known ?? measured ?? 0.75
  const board = useRef<HTMLDivElement>(null)
  const [stretch, setStretch] = useState<Stretch>()
  const place = (sceneId: string, spot: { x: number; y: number }) =>
    editor.edit((document) => placeScene(document, level.id, sceneId, spot, aspect), `place.${level.id}.${sceneId}`)
  const setFrame = (frame: { upDegrees?: number; widthMetres?: number }, group?: string) =>
    editor.edit((document) => setPlanFrame(document, level.id, frame, aspect), group)
  const drawable = useMemo(() => drawByPositions(tour, level.id, aspect), [tour, level.id, aspect])
  const dots = plan.places.flatMap(({ sceneId, x, y }) => {
    const scene = findScene(tour, sceneId)
    return scene ? [{ scene, x, y }] : []
  })
  const drawn = new Set(plan.places.map(({ sceneId }) => sceneId))
  const unplaced = tour.scenes.filter(
    ({ id, levelId }) => (levelId === level.id || levelId === undefined) && !drawn.has(id),
  )
  return (
    <>
      <PlanBoard
        label={t('web.plan.board', { name: text(level.name) || t('web.level.unnamed') })}
        picture={file && { url: file.url, onSize: setMeasured }}
        aspect={aspect}
        upDegrees={plan.upDegrees}
        dots={dots}
        board={board}
        onMove={place}
        onTakeOff={(sceneId) => editor.edit((document) => unplaceScene(document, level.id, sceneId))}
      >
        {stretch && <ScaleMarks stretch={stretch} aspect={aspect} board={board} onChange={setStretch} />}
      </PlanBoard>
      {stretch ? (
        <ScaleForm
          stretch={stretch}
          aspect={aspect}
          onDone={(widthMetres) => {
            setStretch(undefined)
            if (widthMetres !== undefined) setFrame({ widthMetres })
          }}
        />
      ) : (
        <>
          <Unplaced scenes={unplaced} board={board} taken={plan.places} onPlace={place} />
          {drawable && editor.canEdit && (
            <Button
              className={classes.draw}
              onClick={() => editor.edit((document) => drawByPositions(document, level.id, aspect)?.tour ?? document)}
            >
              {t('web.plan.by_positions', { count: drawable.count })}
            </Button>
          )}
          <section className={panel.section}>
            <h2>{t('web.plan')}</h2>
            <AttachmentField
              teamId={teamId}
              kind="picture"
              label={t('web.plan.picture')}
              value={plan.attachment}
              disabled={!editor.canEdit}
              onChange={(id) => editor.edit((document) => setPlanPicture(document, level.id, id))}
            />
            <div className={space.fields}>
              <NumberField
                label={t('web.plan.up')}
                description={t('web.plan.up_note')}
                unit="°"
                value={plan.upDegrees}
                min={0}
                max={359.9}
                step={1}
                digits={1}
                onChange={(degrees) => degrees !== undefined && setFrame({ upDegrees: degrees }, `up.${level.id}`)}
              />
              <NumberField
                label={t('web.plan.width')}
                description={t(plan.widthMetres ? 'web.plan.width_note' : 'web.plan.width_missing')}
                unit={metreUnit[language]}
                value={plan.widthMetres}
                min={0.5}
                max={10_000}
                step={0.1}
                mayBeEmpty
                onChange={(widthMetres) => setFrame({ widthMetres }, `width.${level.id}`)}
              />
            </div>
            {editor.canEdit && (
              <div className={space.actions}>
                <Button leftSection={<RulerIcon size={18} />} onClick={() => setStretch(firstStretch)}>
                  {t('web.plan.scale')}
                </Button>
              </div>
            )}
          </section>
        </>
      )}
    </>
  )
}
