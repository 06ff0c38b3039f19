// The room around the scene: its box on the panorama and in numbers, where the scene stands, and where visitors walk from it.
import { Button, Menu } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Angles } from '#tour/angles.ts'
import { boxSeenFrom, placeOf } from '#tour/places.ts'
import type { RoomBox } from '#tour/room-box.ts'
import { boxFromFloorCorners, distanceKey, type RoomFace, sizeOf, withDistance } from '#tour/space.ts'
import type { PanoramaScene } from '#tour/tour.ts'
import { useWords } from '../../../lib/words.tsx'
import { BoxIcon, CheckIcon, CopyIcon, PlanIcon, TrashIcon } from '../../../ui/icons.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { changeScene } from '../editor/edits.ts'
import panel from '../editor/side-panel.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import { BoxOverlay, faceWords } from './box-overlay.tsx'
import { FloorCorners } from './floor-corners.tsx'
import { cameraHeightOf, formatMetres, metreUnit, newBox, tidy, withCameraHeight, withTurn } from './measures.ts'
import { NumberField } from './number-field.tsx'
import { PositionSection } from './position-section.tsx'
import { boxesToCopy, isPanorama, knowsBothPlaces } from './positions.ts'
import classes from './space.module.css'
import { WalkSection } from './walk-section.tsx'

export function SpacePanel() {
  const { t } = useWords()
  const { scene } = useWorkplace()
  if (!isPanorama(scene)) return <p className={panel.body}>{t('web.space.only_panoramas')}</p>
  return <SceneSpace key={scene.id} scene={scene} />
}

function SceneSpace({ scene }: { scene: PanoramaScene }) {
  const { t } = useWords()
  const { editor, engine } = useWorkplace()
  const [corners, setCorners] = useState<Angles[]>()
  const box = scene.roomBox
  const setBox = useSetBox(scene)
  // Edges of a floor lie low: one begins by looking at them.
  useEffect(() => {
    if (!engine || engine.view.pitchDegrees < -5) return
    void engine.turnTo({ pitchDegrees: -12, fovDegrees: Math.max(95, engine.view.fovDegrees) })
  }, [engine])
  return (
    <div className={panel.body}>
      {corners ? (
        <CornerSteps
          scene={scene}
          corners={corners}
          onChange={setCorners}
          onDone={(made) => {
            if (made) setBox(made)
            setCorners(undefined)
          }}
        />
      ) : (
        <>
          {!box && <p className={panel.note}>{t('web.space.note')}</p>}
          {box ? <BoxFields scene={scene} box={box} /> : <HeightField scene={scene} />}
          {editor.canEdit && (
            <div className={classes.actions}>
              {!box && (
                <Button
                  variant="filled"
                  leftSection={<BoxIcon size={18} />}
                  onClick={() => setBox(newBox(cameraHeightOf(scene)))}
                >
                  {t('web.space.begin')}
                </Button>
              )}
              <Button leftSection={<PlanIcon size={18} />} onClick={() => setCorners([])}>
                {t('web.space.by_corners')}
              </Button>
              <CopyMenu scene={scene} />
              {box && (
                <Button variant="danger" leftSection={<TrashIcon size={18} />} onClick={() => setBox(undefined)}>
                  {t('web.space.remove')}
                </Button>
              )}
            </div>
          )}
          <PositionSection scene={scene} />
          <WalkSection scene={scene} />
        </>
      )}
    </div>
  )
}

/** Writes the box, and with it the height of the camera, which is known from then on. */
function useSetBox(scene: PanoramaScene) {
  const { editor } = useWorkplace()
  return (box: RoomBox | undefined, group?: string) =>
    editor.edit(
      (document) =>
        changeScene(document, scene.id, (one) => {
          if (one.kind !== 'panorama') return one
          const { roomBox: _before, ...rest } = one
          return box ? { ...rest, cameraHeightMetres: box.downMetres, roomBox: box } : rest
        }),
      group && `${scene.id}.${group}`,
    )
}

/** Without a box the height is remembered for it; with one, it is the measure of all its lengths. */
function HeightField({ scene }: { scene: PanoramaScene }) {
  const { t, language } = useWords()
  const { editor } = useWorkplace()
  const setBox = useSetBox(scene)
  const remember = (cameraHeightMetres: number) =>
    editor.edit(
      (document) => changeScene(document, scene.id, (one) => (isPanorama(one) ? { ...one, cameraHeightMetres } : one)),
      `${scene.id}.height`,
    )
  return (
    <NumberField
      label={t('web.space.camera_height')}
      description={scene.roomBox ? undefined : t('web.space.camera_height_note')}
      unit={metreUnit[language]}
      value={cameraHeightOf(scene)}
      min={0.3}
      max={100}
      onChange={(metres) => {
        if (metres === undefined) return
        if (scene.roomBox) setBox(withCameraHeight(scene.roomBox, metres), 'field.height')
        else remember(metres)
      }}
    />
  )
}

function BoxFields({ scene, box }: { scene: PanoramaScene; box: RoomBox }) {
  const { t, language } = useWords()
  const setBox = useSetBox(scene)
  const [chosen, setChosen] = useState<RoomFace>()
  const { widthMetres, depthMetres, heightMetres } = sizeOf(box)
  const unit = metreUnit[language]
  const dimensions = [
    [t('web.space.width'), widthMetres],
    [t('web.space.depth'), depthMetres],
    [t('web.space.height'), heightMetres],
  ] as const
  const field = (face: RoomFace) => (
    <NumberField
      key={face}
      label={t(faceWords[face])}
      unit={unit}
      value={box[distanceKey[face]]}
      min={0.05}
      max={500}
      onChange={(metres) => metres !== undefined && setBox(tidy(withDistance(box, face, metres)), `field.${face}`)}
    />
  )
  return (
    <>
      <BoxOverlay box={box} chosen={chosen} onChoose={setChosen} onChange={setBox} />
      <dl className={classes.dimensions}>
        {dimensions.map(([name, metres]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {formatMetres(metres, language)} {unit}
            </dd>
          </div>
        ))}
      </dl>
      <details className={classes.more}>
        <summary>{t('web.space.how')}</summary>
        <ol className={classes.steps}>
          <li>{t('web.space.how_height')}</li>
          <li>{t('web.space.how_turn')}</li>
          <li>{t('web.space.how_walls')}</li>
          <li>{t('web.space.how_ceiling')}</li>
        </ol>
      </details>
      <div className={classes.fields}>
        <HeightField scene={scene} />
        <NumberField
          label={t('web.space.ceiling')}
          unit={unit}
          value={heightMetres}
          min={box.downMetres + 0.05}
          max={500}
          onChange={(metres) =>
            metres !== undefined && setBox(tidy(withDistance(box, 'up', metres - box.downMetres)), 'field.up')
          }
        />
        {field('left')}
        {field('right')}
        {field('front')}
        {field('back')}
        <NumberField
          label={t('web.space.turn')}
          unit="°"
          value={box.yawDegrees}
          min={-180}
          max={180}
          step={0.5}
          onChange={(degrees) => degrees !== undefined && setBox(withTurn(box, degrees), 'field.turn')}
        />
      </div>
    </>
  )
}

interface CornerStepsProps {
  scene: PanoramaScene
  corners: Angles[]
  onChange: (corners: Angles[]) => void
  onDone: (box?: RoomBox) => void
}

function CornerSteps({ scene, corners, onChange, onDone }: CornerStepsProps) {
  const { t } = useWords()
  const height = cameraHeightOf(scene)
  const upMetres = scene.roomBox?.upMetres ?? newBox(height).upMetres
  const made = corners.length >= 3 ? boxFromFloorCorners(height, upMetres, corners) : undefined
  return (
    <>
      <FloorCorners cameraHeightMetres={height} corners={corners} onChange={onChange} />
      <HeightField scene={scene} />
      <p>{t('web.space.corners_how')}</p>
      <p className={panel.note} role="status">
        {t('web.space.corners_count', { count: corners.length })}
      </p>
      <div className={classes.actions}>
        <Button
          variant="filled"
          disabled={!made}
          leftSection={<CheckIcon size={18} />}
          onClick={() => made && onDone(tidy(made))}
        >
          {t('web.space.corners_make')}
        </Button>
        <Button disabled={corners.length === 0} onClick={() => onChange(corners.slice(0, -1))}>
          {t('web.space.corners_back')}
        </Button>
        <Button variant="subtle" onClick={() => onDone()}>
          {t('web.cancel')}
        </Button>
      </div>
    </>
  )
}

function CopyMenu({ scene }: { scene: PanoramaScene }) {
  const { t } = useWords()
  const { tour, nameOf } = useWorkplace()
  const setBox = useSetBox(scene)
  const others = boxesToCopy(tour, scene)
  if (others.length === 0) return null
  const copy = (from: PanoramaScene) => {
    if (!from.roomBox) return
    const { headingDegrees, positionMetres } = scene.pose
    const start: [number, number, number] = [0, 0, 0]
    const place = placeOf(from)
    // Without both positions the room is taken as if both cameras had stood on one spot: a start for drawing.
    const copied =
      place && positionMetres
        ? boxSeenFrom(place, { positionMetres, headingDegrees })
        : boxSeenFrom(
            { box: from.roomBox, positionMetres: start, headingDegrees: from.pose.headingDegrees },
            { positionMetres: start, headingDegrees },
          )
    setBox(tidy(copied))
    if (!knowsBothPlaces(from, scene)) showToast(t('web.space.copied_roughly'))
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button leftSection={<CopyIcon size={18} />}>{t('web.space.copy')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('web.space.copy_note')}</Menu.Label>
        {others.slice(0, 12).map((one) => (
          <Menu.Item key={one.id} onClick={() => copy(one)}>
            {nameOf(one)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
