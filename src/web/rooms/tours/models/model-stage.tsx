// A model or a capture as the working surface: in place of the panorama where the scene shows one.
import { ActionIcon, Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { ModelScene } from '#tour/tour.ts'
import { useWords } from '../../../lib/words.tsx'
import { CloseIcon, TextIcon, WarningIcon, ZoomInIcon, ZoomOutIcon } from '../../../ui/icons.tsx'
import { Named } from '../../../ui/pieces.tsx'
import { isUnderWay, useAttachment } from '../../media/attachments/use-attachments.ts'
import classes from '../editor/stage.module.css'
import { useWorkplace } from '../editor/workplace.tsx'
import { definitionOf, type Placement } from '../hotspots/registry.tsx'
import { Tools } from '../hotspots/tools.tsx'
import { ModelHotspots } from './model-hotspots.tsx'
import { StartCameraButton } from './model-matters.tsx'
import own from './models.module.css'
import { usePointing } from './pointing.ts'
import { useModelView } from './use-model-view.ts'

export function ModelStage({ scene }: { scene: ModelScene }) {
  const { t } = useWords()
  const { teamId, editor, tool, setTool, panel, setPanel, hotspotId, selectHotspot, nameOf, model } = useWorkplace()
  const place = useRef<HTMLDivElement>(null)
  const attachment = useAttachment(teamId, scene.attachment)
  const [asking, setAsking] = useState<Placement>()
  const point = usePointing(model, setAsking)
  const view = useModelView(place, scene, attachment.data, (at) => {
    if (tool !== 'select') void point(at)
    else if (hotspotId) selectHotspot(undefined)
  })
  // Leaving the scene gives up a question that was still open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scene is the trigger
  useEffect(() => setAsking(undefined), [scene.id])
  useEffect(() => {
    view?.canvas.setAttribute('aria-label', `${t('web.models.stage')}: ${nameOf(scene)}. ${t('web.models.keys')}`)
  })
  const Ask = asking && tool !== 'select' ? definitionOf(tool).Ask : undefined
  const state = attachment.data?.state

  return (
    <div className={classes.stage} data-tool={tool === 'select' ? undefined : tool}>
      <div ref={place} className={own.place} />
      {tool !== 'select' && <div className={own.cross} aria-hidden="true" />}
      {model && <ModelHotspots scene={scene} view={model} />}
      {attachment.data && state !== 'ready' && (
        <div className={classes.notice} role="status">
          <WarningIcon size={28} />
          {t(isUnderWay(attachment.data) ? 'web.models.file_working' : 'web.models.file_gone')}
        </div>
      )}
      {(attachment.isError || !scene.attachment) && (
        <div className={classes.notice} role="alert">
          <WarningIcon size={28} />
          {t('web.models.file_gone')}
        </div>
      )}
      {editor.canEdit && <Tools />}
      {tool !== 'select' && (
        <div className={classes.hint} role="status">
          {t(definitionOf(tool).words.hint)}
          <ActionIcon variant="pill" aria-label={t('web.cancel')} onClick={() => setTool('select')}>
            <CloseIcon size={18} />
          </ActionIcon>
        </div>
      )}
      <ZoomButtons />
      <div className={classes.bottom}>
        {editor.canEdit && (
          <span className={classes.viewButton}>
            <StartCameraButton scene={scene} pill />
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

function ZoomButtons() {
  const { t } = useWords()
  const { model } = useWorkplace()
  return (
    <div className={classes.corner}>
      <div className={classes.zoom}>
        <Named label={t('web.zoom_in')} keys="+">
          <ActionIcon variant="pill" size={40} aria-label={t('web.zoom_in')} onClick={() => model?.zoomBy(0.8)}>
            <ZoomInIcon />
          </ActionIcon>
        </Named>
        <Named label={t('web.zoom_out')} keys="−">
          <ActionIcon variant="pill" size={40} aria-label={t('web.zoom_out')} onClick={() => model?.zoomBy(1.25)}>
            <ZoomOutIcon />
          </ActionIcon>
        </Named>
      </div>
    </div>
  )
}
