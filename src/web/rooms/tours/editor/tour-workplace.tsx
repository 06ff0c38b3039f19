// The open tour: header, panorama, scene strip, side sheet. Holds what is selected; the document itself is in the editor.
import { lazy, Suspense, useMemo, useState, useSyncExternalStore } from 'react'
import { textIn } from '#tour/fallback.ts'
import { mergeTours } from '#tour/merge.ts'
import type { Language } from '#tour/text.ts'
import type { Tour } from '#tour/tour.ts'
import type { Panorama as Engine } from '#viewer/engine/panorama.ts'
import type { TourDetail } from '../../../lib/api.ts'
import { usePageTitle } from '../../../lib/title.ts'
import { useWords } from '../../../lib/words.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import type { TourEditor } from './autosave.ts'
import { findScene, removeHotspot, removeScene, startSceneOf } from './edits.ts'
import { EmptyTour } from './empty-tour.tsx'
import { SceneStrip } from './scene-strip.tsx'
import { SidePanel } from './side-panel.tsx'
import { Stage } from './stage.tsx'
import { TourHeader } from './tour-header.tsx'
import classes from './tour-page.module.css'
import { useScenePanoramas } from './use-scene-panoramas.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { type Panel, type Tool, type Workplace, WorkplaceProvider } from './workplace.tsx'

const PublishSheet = lazy(() => import('../../publishing/publish-sheet.tsx').then((m) => ({ default: m.PublishSheet })))
const HelpSheet = lazy(() => import('./help-sheet.tsx').then((m) => ({ default: m.HelpSheet })))

const isWide = () => window.matchMedia('(min-width: 1100px)').matches

export function TourWorkplace({ teamId, detail, editor }: { teamId: string; detail: TourDetail; editor: TourEditor }) {
  const [sheet, setSheet] = useState<'publish' | 'help'>()
  const workplace = useWorkplaceState(teamId, detail, editor)
  const { tour, scene } = workplace
  usePageTitle(workplace.textOf(tour.title))
  useShortcuts(
    workplace,
    () => setSheet('help'),
    () => setSheet('publish'),
  )

  return (
    <WorkplaceProvider value={workplace}>
      <main className={classes.workplace} data-panel={scene && workplace.panel ? workplace.panel : undefined}>
        <TourHeader onPublish={() => setSheet('publish')} onHelp={() => setSheet('help')} />
        {scene ? (
          <>
            <div className={classes.stage}>
              <Stage />
            </div>
            <SidePanel />
            <SceneStrip />
          </>
        ) : (
          <EmptyTour />
        )}
      </main>
      <Suspense>
        {sheet === 'publish' && <PublishSheet onClose={() => setSheet(undefined)} />}
        {sheet === 'help' && <HelpSheet onClose={() => setSheet(undefined)} />}
      </Suspense>
    </WorkplaceProvider>
  )
}

function useWorkplaceState(teamId: string, detail: TourDetail, editor: TourEditor): Workplace {
  const { t, language } = useWords()
  const state = useSyncExternalStore(editor.subscribe, editor.state)
  const tour = state.document
  const [sceneId, setSceneId] = useState<string>()
  const [hotspotId, setHotspotId] = useState<string>()
  const [tool, setTool] = useState<Tool>('select')
  const [panel, setPanel] = useState<Panel>(() => (isWide() ? 'scene' : undefined))
  const [writing, setWriting] = useState<Language>(language)
  const [engine, setEngine] = useState<Engine>()
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
    /** Deleting is undone by merging the state before into whatever the document is by then. */
    const undoable = (text: string, change: (document: Tour) => Tour) => {
      const before = editor.state().document
      editor.edit(change)
      const after = editor.state().document
      const run = () => editor.edit((now) => mergeTours(after, before, now))
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
      panel: panel === 'hotspot' && !hotspot ? (isWide() ? 'scene' : undefined) : panel,
      setPanel: (next) => {
        setPanel(next)
        if (next !== 'hotspot') setHotspotId(undefined)
      },
      writing,
      setWriting,
      engine,
      setEngine,
      nameOf,
      textOf,
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
  }, [teamId, detail, editor, state, tour, panoramas, scene, hotspot, tool, panel, writing, engine, language, t])
}
