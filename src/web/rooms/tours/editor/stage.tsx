// The panorama as the working surface: the engine's canvas, the hotspots over it, the tools.
import { ActionIcon, Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { zoomBy } from '#viewer/engine/input.ts'
import { useWords } from '../../../lib/words.tsx'
import { CloseIcon, TextIcon, ZoomInIcon, ZoomOutIcon } from '../../../ui/icons.tsx'
import { Named } from '../../../ui/pieces.tsx'
import { usePlacing } from '../hotspots/placing.ts'
import { definitionOf, type Placement } from '../hotspots/registry.tsx'
import { Tools } from '../hotspots/tools.tsx'
import { StartViewButton } from './scene-panel.tsx'
import classes from './stage.module.css'
import { StageCompass } from './stage-compass.tsx'
import { StageHotspots } from './stage-hotspots.tsx'
import { StageNotice } from './stage-notice.tsx'
import { useEngine } from './use-engine.ts'
import { useWorkplace } from './workplace.tsx'

export function Stage() {
  const { t } = useWords()
  const workplace = useWorkplace()
  const { editor, scene, tool, setTool, panel, setPanel, hotspotId, selectHotspot, engine, nameOf } = workplace
  const canvas = useRef<HTMLCanvasElement>(null)
  const [asking, setAsking] = useState<Placement>()
  const place = usePlacing(setAsking)
  const { changing, unsupported } = useEngine(canvas, (point) => {
    if (workplace.tapTaken(point)) return
    if (tool !== 'select') place(point)
    else if (hotspotId) selectHotspot(undefined)
  })
  // Leaving the scene gives up a question that was still open.
  const sceneId = scene?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scene is the trigger
  useEffect(() => setAsking(undefined), [sceneId])
  if (!scene) return null
  const Ask = asking && tool !== 'select' ? definitionOf(tool).Ask : undefined

  return (
    <div className={classes.stage} data-tool={tool === 'select' ? undefined : tool}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: the canvas is an application of its own, as the viewer's is */}
      <canvas
        ref={canvas}
        className={classes.canvas}
        tabIndex={0}
        role="application"
        aria-roledescription={t('web.stage.roledescription')}
        aria-label={`${t('web.stage')}: ${nameOf(scene)}. ${t('web.stage.keys')}`}
        onKeyDown={(event) => {
          // With a tool in hand Enter points at the middle of the view.
          if (event.key !== 'Enter') return
          const middle = { x: event.currentTarget.clientWidth / 2, y: event.currentTarget.clientHeight / 2 }
          if (workplace.tapTaken(middle)) return event.preventDefault()
          if (tool === 'select') return
          event.preventDefault()
          place(middle)
        }}
      />
      {(tool !== 'select' || panel === 'space') && <div className={classes.cross} aria-hidden="true" />}
      {!changing && panel !== 'space' && <StageHotspots scene={scene} />}
      <div ref={workplace.setStageLayer} className={classes.layer} />
      <StageNotice scene={scene} unsupported={unsupported} />
      {editor.canEdit && panel !== 'space' && <Tools />}
      {tool !== 'select' && (
        <div className={classes.hint} role="status">
          {t(definitionOf(tool).words.hint)}
          <ActionIcon variant="pill" aria-label={t('web.cancel')} onClick={() => setTool('select')}>
            <CloseIcon size={18} />
          </ActionIcon>
        </div>
      )}
      <div className={classes.corner}>
        <StageCompass scene={scene} />
        <div className={classes.zoom}>
          <Named label={t('web.zoom_in')} keys="+">
            <ActionIcon
              variant="pill"
              size={40}
              aria-label={t('web.zoom_in')}
              onClick={() => engine && zoomBy(engine, 0.8)}
            >
              <ZoomInIcon />
            </ActionIcon>
          </Named>
          <Named label={t('web.zoom_out')} keys="−">
            <ActionIcon
              variant="pill"
              size={40}
              aria-label={t('web.zoom_out')}
              onClick={() => engine && zoomBy(engine, 1.25)}
            >
              <ZoomOutIcon />
            </ActionIcon>
          </Named>
        </div>
      </div>
      <div className={classes.bottom}>
        {editor.canEdit && (
          <span className={classes.viewButton}>
            <StartViewButton scene={scene} pill />
          </span>
        )}
        {!panel && (
          <Button variant="pill" leftSection={<TextIcon size={18} />} onClick={() => setPanel('scene')}>
            {t('web.panel.open')}
          </Button>
        )}
      </div>
      {Ask && asking && (
        <Ask
          placement={asking}
          onDone={() => {
            setAsking(undefined)
            setTool('select')
          }}
        />
      )}
    </div>
  )
}
