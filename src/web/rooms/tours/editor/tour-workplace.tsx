// The open tour: header, panorama, scene strip, side sheet. Holds what is selected; the document itself is in the editor.
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { textIn } from '#tour/fallback.ts'
import type { Hotspot } from '#tour/hotspots.ts'
import { mergeTours } from '#tour/merge.ts'
import type { Point } from '#tour/projection.ts'
import type { Language } from '#tour/text.ts'
import type { Scene, Tour } from '#tour/tour.ts'
import type { Panorama as Engine } from '#viewer/engine/panorama.ts'
import type { ModelView } from '#viewer/model/model-view.ts'
import type { TourDetail } from '../../../lib/api.ts'
import { usePageTitle } from '../../../lib/title.ts'
import { useWords } from '../../../lib/words.tsx'
import { useLateSheets } from '../../../ui/late-sheet.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { LateModelStage } from '../models/late-stage.tsx'
import type { TourEditor } from './autosave.ts'
import { findScene, removeHotspot, removeScene, restoreScene, sceneChanges, startSceneOf } from './edits.ts'
import { EmptyTour } from './empty-tour.tsx'
import type { Joined } from './joined.ts'
import { SceneStrip } from './scene-strip.tsx'
import { isDrawing, SidePanel } from './side-panel.tsx'
import { Stage } from './stage.tsx'
import { TourHeader } from './tour-header.tsx'
import classes from './tour-page.module.css'
import { useScenePanoramas } from './use-scene-panoramas.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { type Panel, type Tool, type Workplace, WorkplaceProvider } from './workplace.tsx'

const lateSheets = {
  publish: () => import('../../publishing/publish-sheet.tsx').then(({ PublishSheet }) => PublishSheet),
  help: () => import('./help-sheet.tsx').then(({ HelpSheet }) => HelpSheet),
}

const tourRoute = getRouteApi('/studio/$teamId/tours/$tourId')

const isWide = () => window.matchMedia('(min-width: 1100px)').matches

/** The panel that was opened, unless what it is about is not there: a hotspot that is gone, the room of a model. */
function panelFor(panel: Panel, scene: Scene | undefined, hotspot: Hotspot | undefined): Panel {
  const isLost = (panel === 'hotspot' && !hotspot) || (panel === 'space' && scene?.kind !== 'panorama')
  if (!isLost) return panel
  return isWide() ? 'scene' : undefined
}

export function TourWorkplace({ teamId, detail, editor }: { teamId: string; detail: TourDetail; editor: TourEditor }) {
  const { open, sheet } = useLateSheets(lateSheets)
  const workplace = useWorkplaceState(teamId, detail, editor)
  const { tour, scene } = workplace
  usePageTitle(workplace.textOf(tour.title))
  useJoinedNews(workplace)
  useShortcuts(
    workplace,
    () => void open('help'),
    () => void open('publish'),
  )

  return (
    <WorkplaceProvider value={workplace}>
      <main
        className={classes.workplace}
        data-panel={scene && workplace.panel ? workplace.panel : undefined}
        data-shape={isDrawing(workplace) || undefined}
      >
        <TourHeader onPublish={() => void open('publish')} onHelp={() => void open('help')} />
        {scene ? (
          <>
            <div className={classes.stage}>
              {scene.kind === 'panorama' ? <Stage /> : <LateModelStage scene={scene} />}
            </div>
            <SidePanel />
            <SceneStrip />
          </>
        ) : (
          <EmptyTour />
        )}
      </main>
      {sheet}
    </WorkplaceProvider>
  )
}

/** Tells when somebody else's work met what is done here. */
function useJoinedNews({ editor, scene, nameOf }: Workplace) {
  const { t } = useWords()
  // The news comes before the screen is drawn anew: `scene` is the one that was looked at.
  const tell = useEffectEvent(({ overruled, deleted, before }: Joined) => {
    const gone = deleted.find(({ id }) => id === scene?.id)
    if (overruled) showToast(t('web.merge.kept'))
    if (!gone) return
    const run = () => editor.edit((now) => restoreScene(now, before, gone.id))
    const action = editor.canEdit ? { label: t('web.undo'), run } : undefined
    showToast(t('web.merge.scene_gone', { name: nameOf(gone) }), { action })
  })
  useEffect(() => editor.onJoined((joined) => tell(joined)), [editor])
}

function useWorkplaceState(teamId: string, detail: TourDetail, editor: TourEditor): Workplace {
  const { t, language } = useWords()
  const state = useSyncExternalStore(editor.subscribe, editor.state)
  const tour = state.document
  const [sceneId, setSceneId] = useState<string>()
  const [hotspotId, setHotspotId] = useState<string>()
  const [tool, setTool] = useState<Tool>('select')
  const { comment } = tourRoute.useSearch()
  const [panel, setPanel] = useState<Panel>(() => (comment ? 'comments' : isWide() ? 'scene' : undefined))
  useEffect(() => {
    if (comment) setPanel('comments')
  }, [comment])
  const [writing, setWriting] = useState<Language>(language)
  const [engine, setEngine] = useState<Engine>()
  const [model, setModel] = useState<ModelView>()
  const [stageLayer, setStageLayer] = useState<HTMLElement | null>(null)
  const taken = useRef<(point: Point) => void>(undefined)
  const panoramas = useScenePanoramas(teamId, detail.id, tour)
  const scene = findScene(tour, sceneId) ?? startSceneOf(tour)
  const hotspot = scene?.hotspots.find(({ id }) => id === hotspotId)

  return useMemo((): Workplace => {
    const textOf: Workplace['textOf'] = (text) => textIn(text, language)
    const nameOf: Workplace['nameOf'] = (one) => textOf(one.name) || t('web.scene.unnamed')
    const selectHotspot = (id: string | undefined) => {
      setHotspotId(id)
      if (id) setPanel('hotspot')
      else setPanel((before) => (before === 'hotspot' ? (isWide() ? 'scene' : undefined) : before))
    }
    /** A step back or forth that takes a scene away, or brings one, says so. */
    const step = (go: () => void) => {
      const before = editor.state().document
      go()
      const { gone, back } = sceneChanges(before, editor.state().document)
      for (const one of gone) showToast(t('web.scene.deleted', { name: nameOf(one) }))
      for (const one of back) showToast(t('web.scene.restored', { name: nameOf(one) }))
    }
    /** Deleting is undone as any step is; after later edits, by merging the state before into what the document is by then. */
    const undoable = (text: string, change: (document: Tour) => Tour) => {
      const before = editor.state().document
      editor.edit(change)
      const after = editor.state().document
      const run = () =>
        editor.state().document === after ? editor.undo() : editor.edit((now) => mergeTours(after, before, now))
      showToast(text, { action: { label: t('web.undo'), run } })
    }
    return {
      teamId,
      detail,
      editor,
      state,
      tour,
      panoramas,
      scene,
      openScene: (id) => {
        setSceneId(id)
        setTool('select')
        selectHotspot(undefined)
      },
      hotspotId: hotspot?.id,
      selectHotspot,
      tool,
      setTool,
      panel: panelFor(panel, scene, hotspot),
      setPanel: (next) => {
        setPanel(next)
        if (next !== 'hotspot') setHotspotId(undefined)
      },
      writing,
      setWriting,
      engine,
      setEngine,
      model,
      setModel,
      stageLayer,
      setStageLayer,
      takeTaps: (handler) => {
        taken.current = handler
      },
      tapTaken: (point) => {
        taken.current?.(point)
        return taken.current !== undefined
      },
      nameOf,
      textOf,
      undo: () => step(editor.undo),
      redo: () => step(editor.redo),
      deleteScene: (id) => {
        const gone = findScene(tour, id)
        if (!gone) return
        const index = tour.scenes.indexOf(gone)
        if (scene?.id === id) setSceneId((tour.scenes[index + 1] ?? tour.scenes[index - 1])?.id)
        undoable(t('web.scene.deleted', { name: nameOf(gone) }), (document) => removeScene(document, id))
      },
      deleteHotspot: (id) => {
        if (!scene) return
        selectHotspot(undefined)
        undoable(t('web.hotspot.deleted'), (document) => removeHotspot(document, scene.id, id))
      },
    }
  }, [
    teamId,
    detail,
    editor,
    state,
    tour,
    panoramas,
    scene,
    hotspot,
    tool,
    panel,
    writing,
    engine,
    model,
    stageLayer,
    language,
    t,
  ])
}
