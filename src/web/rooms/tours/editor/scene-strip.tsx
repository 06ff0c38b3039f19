// The scenes in a row: press to open, drag to reorder (or Alt with arrows, or the menu), rename where it stands.

import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { attachClosestEdge, type Edge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { ActionIcon, Menu } from '@mantine/core'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { panoramaOf } from '#tour/panoramas-of.ts'
import type { Scene } from '#tour/tour.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import {
  BoxIcon,
  MoreIcon,
  MoveLeftIcon,
  MoveRightIcon,
  PencilIcon,
  PhotoIcon,
  PlusIcon,
  StartIcon,
  TrashIcon,
} from '../../../ui/icons.tsx'
import { PickButton } from '../../media/pick-button.tsx'
import { useAddFiles } from '../../media/use-add-files.ts'
import { AddModel } from '../models/add-model.tsx'
import { changeScene, moveScene, startSceneOf } from './edits.ts'
import classes from './scene-strip.module.css'
import { useWorkplace } from './workplace.tsx'

export function SceneStrip() {
  const { t } = useWords()
  const { teamId, detail, tour, scene, editor } = useWorkplace()
  const addFiles = useAddFiles(teamId, detail.id)
  const [news, setNews] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const sceneId = scene?.id

  const move = useEffectEvent((id: string, toIndex: number) => {
    editor.edit((document) => moveScene(document, id, toIndex))
    setNews(t('web.strip.moved', { place: toIndex + 1, count: tour.scenes.length }))
  })
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data.sceneId === 'string',
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0]
          if (!target || target.data.sceneId === source.data.sceneId) return
          const ids = editor.state().document.scenes.map(({ id }) => id)
          const from = ids.indexOf(String(source.data.sceneId))
          const over = ids.indexOf(String(target.data.sceneId)) + (extractClosestEdge(target.data) === 'right' ? 1 : 0)
          move(String(source.data.sceneId), over > from ? over - 1 : over)
        },
      }),
    [editor],
  )
  useEffect(() => {
    const current = list.current?.querySelector(`[data-scene="${CSS.escape(sceneId ?? '')}"]`)
    current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [sceneId])

  return (
    <section className={classes.strip} aria-label={t('web.strip')}>
      <ul ref={list} className={classes.list}>
        {tour.scenes.map((one, index) => (
          <StripScene key={one.id} scene={one} index={index} onMove={(to) => move(one.id, to)} />
        ))}
        {editor.canEdit && (
          <li>
            <PickButton className={classes.add} label={t('web.strip.add')} onFiles={addFiles}>
              <span className={classes.addInner}>
                <PlusIcon size={22} />
                <span>{t('web.strip.add')}</span>
              </span>
            </PickButton>
          </li>
        )}
        {editor.canEdit && (
          <li>
            <AddModel className={classes.add}>
              <span className={classes.addInner}>
                <BoxIcon size={22} />
                <span>{t('web.models.add')}</span>
              </span>
            </AddModel>
          </li>
        )}
      </ul>
      <span className="visually-hidden" role="status">
        {news}
      </span>
    </section>
  )
}

function StripScene({ scene, index, onMove }: { scene: Scene; index: number; onMove: (to: number) => void }) {
  const { t } = useWords()
  const { tour, editor, panoramas, openScene, scene: open, nameOf } = useWorkplace()
  const [renaming, setRenaming] = useState(false)
  const [menu, setMenu] = useState(false)
  const { element, edge, dragging } = useSceneDrag(scene.id, editor.canEdit && !renaming)
  const panorama = panoramas.get(panoramaOf(scene) ?? '')
  const isOpen = scene.id === open?.id
  const isStart = startSceneOf(tour)?.id === scene.id
  const name = nameOf(scene)

  const onKeyDown = (event: KeyboardEvent) => {
    if (!editor.canEdit) return
    const by = event.altKey && event.key === 'ArrowLeft' ? -1 : event.altKey && event.key === 'ArrowRight' ? 1 : 0
    if (by !== 0 && tour.scenes[index + by]) {
      event.preventDefault()
      onMove(index + by)
    }
    if (event.key === 'F2') setRenaming(true)
  }
  return (
    <li
      ref={element}
      className={classes.scene}
      data-scene={scene.id}
      data-open={isOpen || undefined}
      data-dragging={dragging || undefined}
      data-edge={edge}
      onContextMenu={(event) => {
        if (!editor.canEdit || renaming) return
        event.preventDefault()
        setMenu(true)
      }}
    >
      <button
        type="button"
        className={classes.open}
        aria-current={isOpen ? 'true' : undefined}
        aria-label={isStart ? `${name} (${t('web.scene.is_start')})` : name}
        onClick={() => openScene(scene.id)}
        onDoubleClick={() => editor.canEdit && setRenaming(true)}
        onKeyDown={onKeyDown}
      >
        <span className={classes.thumb}>
          {panorama?.thumbnailUrl ? (
            <img src={panorama.thumbnailUrl} alt="" draggable={false} />
          ) : scene.kind === 'panorama' ? (
            <PhotoIcon />
          ) : (
            <BoxIcon />
          )}
          {isStart && (
            <span className={classes.start}>
              <StartIcon size={14} />
            </span>
          )}
          <StripState state={panorama?.state} progress={panorama?.progress} />
        </span>
        {!renaming && <span className={classes.name}>{name}</span>}
      </button>
      {renaming && <Rename scene={scene} onDone={() => setRenaming(false)} />}
      {editor.canEdit && (
        <SceneMenu
          scene={scene}
          index={index}
          isStart={isStart}
          opened={menu}
          onOpened={setMenu}
          onMove={onMove}
          onRename={() => setRenaming(true)}
        />
      )}
    </li>
  )
}

function StripState({ state, progress }: { state: string | undefined; progress: number | undefined }) {
  if (state !== 'queued' && state !== 'working') return null
  return (
    <span className={classes.work} aria-hidden="true">
      <span className={classes.workFill} style={{ width: `${Math.round((progress ?? 0) * 100)}%` }} />
    </span>
  )
}

function Rename({ scene, onDone }: { scene: Scene; onDone: () => void }) {
  const { t } = useWords()
  const { editor, nameOf, tour } = useWorkplace()
  const keep = (value: string) => {
    if (value.trim() && value.trim() !== nameOf(scene)) {
      // The name is changed in the language in which it is written.
      const written = (['kk', 'ru', 'en'] as const).find((language) => scene.name[language] === nameOf(scene))
      const language = written ?? tour.defaultLanguage
      editor.edit((document) =>
        changeScene(document, scene.id, (one) => ({ ...one, name: withText(one.name, language, value.trim()) })),
      )
    }
    onDone()
  }
  return (
    <input
      className={classes.rename}
      aria-label={t('web.scene.name')}
      defaultValue={nameOf(scene)}
      maxLength={200}
      // biome-ignore lint/a11y/noAutofocus: the field appears because somebody asked to write in it
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => keep(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep(event.currentTarget.value)
        if (event.key === 'Escape') onDone()
      }}
    />
  )
}

interface SceneMenuProps {
  scene: Scene
  index: number
  isStart: boolean
  opened: boolean
  onOpened: (opened: boolean) => void
  onMove: (to: number) => void
  onRename: () => void
}

function SceneMenu({ scene, index, isStart, opened, onOpened, onMove, onRename }: SceneMenuProps) {
  const { t } = useWords()
  const { tour, editor, deleteScene, nameOf } = useWorkplace()
  return (
    <Menu position="top-end" returnFocus={false} opened={opened} onChange={onOpened}>
      <Menu.Target>
        <ActionIcon
          className={classes.more}
          variant="pill"
          size={30}
          aria-label={t('web.more', { name: nameOf(scene) })}
        >
          <MoreIcon size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<PencilIcon size={18} />} onClick={() => setTimeout(onRename)}>
          {t('web.rename')}
        </Menu.Item>
        <Menu.Item
          leftSection={<StartIcon size={18} />}
          disabled={isStart}
          onClick={() => editor.edit((document) => ({ ...document, start: scene.id }))}
        >
          {t('web.scene.make_start')}
        </Menu.Item>
        <Menu.Item leftSection={<MoveLeftIcon size={18} />} disabled={index === 0} onClick={() => onMove(index - 1)}>
          {t('web.strip.left')}
        </Menu.Item>
        <Menu.Item
          leftSection={<MoveRightIcon size={18} />}
          disabled={index === tour.scenes.length - 1}
          onClick={() => onMove(index + 1)}
        >
          {t('web.strip.right')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item data-danger leftSection={<TrashIcon size={18} />} onClick={() => deleteScene(scene.id)}>
          {t('web.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function useSceneDrag(sceneId: string, enabled: boolean) {
  const element = useRef<HTMLLIElement>(null)
  const [edge, setEdge] = useState<Edge | null>(null)
  const [dragging, setDragging] = useState(false)
  useEffect(() => {
    if (!element.current || !enabled) return
    const node = element.current
    return combine(
      draggable({
        element: node,
        getInitialData: () => ({ sceneId }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element: node,
        canDrop: ({ source }) => typeof source.data.sceneId === 'string',
        getData: ({ input, element: over }) =>
          attachClosestEdge({ sceneId }, { input, element: over, allowedEdges: ['left', 'right'] }),
        onDrag: ({ self, source }) => setEdge(source.data.sceneId === sceneId ? null : extractClosestEdge(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    )
  }, [sceneId, enabled])
  return { element, edge: edge ?? undefined, dragging }
}
