// One picture of a gallery in its form: dragged by hand or by keys, opened to write its caption and description.
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { attachClosestEdge, type Edge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { ActionIcon, Menu } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { GalleryPicture } from '#tour/hotspots.ts'
import { withText } from '../../../lib/text-edit.ts'
import { useWords } from '../../../lib/words.tsx'
import { DownIcon, GripIcon, MoreIcon, TrashIcon, UpIcon } from '../../../ui/icons.tsx'
import { AttachmentPicture } from '../../media/attachments/attachment-picture.tsx'
import { titleOfFile } from '../../media/attachments/kinds.ts'
import { useAttachment } from '../../media/attachments/use-attachments.ts'
import { TextField } from '../editor/text-fields.tsx'
import { useWorkplace } from '../editor/workplace.tsx'
import classes from './hotspots.module.css'

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

export function PictureRow({ picture, index, count, opened, onOpen, onMove, onRemove, onChange }: PictureRowProps) {
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
