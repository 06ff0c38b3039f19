// The form of a gallery: its title and its pictures, to be reordered by hand or by keys, each with a caption and a description.
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { attachClosestEdge, type Edge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { GalleryHotspot, GalleryPicture } from '#tour/hotspots.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { DownIcon, GripIcon, MoreIcon, PlusIcon, TrashIcon, UpIcon } from '../../../ui/icons.tsx'
import { AttachmentPicker } from '../../media/attachments/attachment-picker.tsx'
import { AttachmentPicture } from '../../media/attachments/attachment-picture.tsx'
import { titleOfFile } from '../../media/attachments/kinds.ts'
import { useAttachment } from '../../media/attachments/use-attachments.ts'
import { TextField, WritingTabs } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import { movedPicture, pictureOf } from './gallery-edits.ts'
import classes from './hotspots.module.css'
import type { FormProps } from './registry.tsx'

const mostPictures = 60

export function GalleryForm({ hotspot, change }: FormProps<'gallery'>) {
  const { t } = useWords()
  const { writing, editor, teamId } = useWorkplace()
  const [choosing, setChoosing] = useState(false)
  const { pictures } = hotspot
  const room = mostPictures - pictures.length
  return (
    <>
      <WritingTabs texts={[hotspot.title, ...pictures.flatMap(({ caption, alt }) => [caption, alt])]} />
      <TextField
        label={t('web.info.title')}
        value={hotspot.title[writing] ?? ''}
        onChange={(value) =>
          change((gallery) => ({ ...gallery, title: withText(gallery.title, writing, value) }), `title.${writing}`)
        }
      />
      <div className={classes.part}>
        <h3>{t('web.gallery.pictures')}</h3>
        <PictureList hotspot={hotspot} change={change} />
        {editor.canEdit && (
          <Button fullWidth leftSection={<PlusIcon size={18} />} disabled={room <= 0} onClick={() => setChoosing(true)}>
            {t('web.gallery.add')}
          </Button>
        )}
        {room <= 0 && <p className={classes.note}>{t('web.gallery.full', { count: mostPictures })}</p>}
        {pictures.length > 1 && editor.canEdit && <p className={classes.note}>{t('web.gallery.order')}</p>}
      </div>
      {choosing && (
        <AttachmentPicker
          teamId={teamId}
          kind="picture"
          multiple
          limit={room}
          chosen={pictures.map(({ attachment }) => attachment)}
          onClose={() => setChoosing(false)}
          onChoose={(attachments) => {
            setChoosing(false)
            change((gallery) => ({ ...gallery, pictures: [...gallery.pictures, ...attachments.map(pictureOf)] }))
          }}
        />
      )}
    </>
  )
}

type Change = FormProps<'gallery'>['change']

function PictureList({ hotspot, change }: { hotspot: GalleryHotspot; change: Change }) {
  const { t } = useWords()
  const [opened, setOpened] = useState<number>()
  const [news, setNews] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const { pictures } = hotspot
  const move = useEffectEvent((from: number, to: number) => {
    if (to < 0 || to >= pictures.length || from === to) return
    change((gallery) => ({ ...gallery, pictures: movedPicture(gallery.pictures, from, to) }))
    setOpened(undefined)
    setNews(t('web.strip.moved', { place: to + 1, count: pictures.length }))
    // The keys go with the picture.
    setTimeout(() => list.current?.querySelector<HTMLElement>(`[data-index="${to}"] [data-handle]`)?.focus())
  })
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data.pictureIndex === 'number',
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0]
          if (!target) return
          const from = Number(source.data.pictureIndex)
          const over = Number(target.data.pictureIndex) + (extractClosestEdge(target.data) === 'bottom' ? 1 : 0)
          move(from, over > from ? over - 1 : over)
        },
      }),
    [],
  )
  if (pictures.length === 0) return <p className={classes.note}>{t('web.gallery.none')}</p>
  return (
    <>
      <ol ref={list} className={classes.sheets}>
        {pictures.map((picture, index) => (
          <PictureRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the same picture may stand twice; its place is all that tells them apart
            key={`${picture.attachment}.${index}`}
            picture={picture}
            index={index}
            count={pictures.length}
            opened={opened === index}
            onOpen={() => setOpened(opened === index ? undefined : index)}
            onMove={(to) => move(index, to)}
            onRemove={() => {
              setOpened(undefined)
              change((gallery) => ({ ...gallery, pictures: gallery.pictures.toSpliced(index, 1) }))
            }}
            onChange={(next, group) =>
              change(
                (gallery) => ({ ...gallery, pictures: gallery.pictures.with(index, next(picture)) }),
                `picture.${index}.${group}`,
              )
            }
          />
        ))}
      </ol>
      <span className="visually-hidden" role="status">
        {news}
      </span>
    </>
  )
}

interface PictureRowProps {
  picture: GalleryPicture
  index: number
  count: number
  opened: boolean
  onOpen: () => void
  onMove: (to: number) => void
  onRemove: () => void
  onChange: (change: (picture: GalleryPicture) => GalleryPicture, group: string) => void
}

function PictureRow({ picture, index, count, opened, onOpen, onMove, onRemove, onChange }: PictureRowProps) {
  const { t, text } = useWords()
  const { teamId, editor, writing } = useWorkplace()
  const { data: attachment } = useAttachment(teamId, picture.attachment)
  const { element, edge, dragging } = usePictureDrag(index, editor.canEdit)
  const fileTitle = attachment ? titleOfFile(attachment.fileName) : ''
  const name = text(picture.caption) || fileTitle || t('web.gallery.picture', { number: index + 1 })
  const onKeyDown = (event: KeyboardEvent) => {
    if (!editor.canEdit) return
    const by = event.altKey && event.key === 'ArrowUp' ? -1 : event.altKey && event.key === 'ArrowDown' ? 1 : 0
    if (by !== 0) {
      event.preventDefault()
      onMove(index + by)
    }
    if (event.key === 'Delete') {
      // Not the hotspot itself, as elsewhere on this page.
      event.preventDefault()
      onRemove()
    }
  }
  return (
    <li
      ref={element}
      className={classes.sheet}
      data-index={index}
      data-edge={edge}
      data-dragging={dragging || undefined}
    >
      <div className={classes.sheetRow}>
        {editor.canEdit && <GripIcon size={16} className={classes.grip} />}
        <button
          type="button"
          data-handle
          className={classes.sheetOpen}
          aria-expanded={opened}
          aria-label={`${index + 1}. ${name}: ${t('web.gallery.open')}`}
          onClick={onOpen}
          onKeyDown={onKeyDown}
        >
          <AttachmentPicture kind="picture" attachment={attachment} signSize={18} />
          <span className={classes.sheetName} data-quiet={text(picture.caption) ? undefined : true}>
            {name}
          </span>
          <DownIcon size={16} className={classes.sheetArrow} />
        </button>
        {editor.canEdit && <PictureMenu name={name} index={index} count={count} onMove={onMove} onRemove={onRemove} />}
      </div>
      {opened && (
        <div className={classes.sheetFields}>
          <TextField
            label={t('web.gallery.caption')}
            autoFocus
            value={picture.caption[writing] ?? ''}
            onChange={(value) =>
              onChange((one) => ({ ...one, caption: withText(one.caption, writing, value) }), `caption.${writing}`)
            }
          />
          <TextField
            label={t('web.gallery.alt')}
            value={picture.alt[writing] ?? ''}
            onChange={(value) =>
              onChange((one) => ({ ...one, alt: withText(one.alt, writing, value) }), `alt.${writing}`)
            }
          />
          <p className={classes.note}>{t('web.gallery.alt_note')}</p>
        </div>
      )}
    </li>
  )
}

interface PictureMenuProps {
  name: string
  index: number
  count: number
  onMove: (to: number) => void
  onRemove: () => void
}

function PictureMenu({ name, index, count, onMove, onRemove }: PictureMenuProps) {
  const { t } = useWords()
  return (
    <Menu returnFocus={false}>
      <Menu.Target>
        <ActionIcon aria-label={t('web.more', { name })}>
          <MoreIcon size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<UpIcon size={18} />} disabled={index === 0} onClick={() => onMove(index - 1)}>
          {t('web.gallery.up')}
        </Menu.Item>
        <Menu.Item
          leftSection={<DownIcon size={18} />}
          disabled={index === count - 1}
          onClick={() => onMove(index + 1)}
        >
          {t('web.gallery.down')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item data-danger leftSection={<TrashIcon size={18} />} onClick={onRemove}>
          {t('web.attachment.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function usePictureDrag(pictureIndex: number, enabled: boolean) {
  const element = useRef<HTMLLIElement>(null)
  const [edge, setEdge] = useState<Edge | null>(null)
  const [dragging, setDragging] = useState(false)
  useEffect(() => {
    const node = element.current
    const handle = node?.querySelector<HTMLElement>('[data-handle]')
    if (!node || !handle || !enabled) return
    return combine(
      draggable({
        element: node,
        dragHandle: handle,
        getInitialData: () => ({ pictureIndex }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element: node,
        canDrop: ({ source }) => typeof source.data.pictureIndex === 'number',
        getData: ({ input, element: over }) =>
          attachClosestEdge({ pictureIndex }, { input, element: over, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self, source }) =>
          setEdge(source.data.pictureIndex === pictureIndex ? null : extractClosestEdge(self.data)),
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    )
  }, [pictureIndex, enabled])
  return { element, edge: edge ?? undefined, dragging }
}
